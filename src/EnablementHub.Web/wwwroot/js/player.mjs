// The player: speed, captions, keys, a span that stops at its end, and the transcript in step with the sound.
import { clock, icon, isTyping, tell } from './shared.mjs';
import { follow } from './transcript.mjs';
import { share } from './share.mjs';
import { record } from './progress.mjs';

const speeds = [0.75, 1, 1.25, 1.5, 1.75, 2];
const storedSpeed = 'hub.speed';
let lastUsed;

function remember(name, value) {
  try { localStorage.setItem(name, value); } catch { /* A browser that keeps nothing plays at normal speed. */ }
}
function recall(name) {
  try { return localStorage.getItem(name); } catch { return null; }
}

export function start(player) {
  if (player.dataset.started !== undefined) return;
  player.dataset.started = '';
  const media = player.querySelector('video, audio');
  if (!media) return;
  const number = name => player.dataset[name] === undefined || player.dataset[name] === '' ? null : Number(player.dataset[name]);
  let from = number('start');
  let until = number('end');
  lastUsed ??= player;

  buildBar(player, media);
  const transcript = follow(player, media, number);
  record(player, media);

  whenReady(media, () => {
    const at = from ?? number('resume');
    if (at !== null && Math.abs(media.currentTime - at) > 0.3) media.currentTime = at;
    if (player.dataset.autoplay !== undefined) media.play().catch(() => { /* The browser wants a click first; the play button is there. */ });
  });

  // A shared span: play just that, then offer the rest.
  const bar = player.querySelector('[data-span]') ?? (until === null ? null : spanBar(player, from ?? 0, until));
  const free = () => {
    from = until = null;
    bar?.remove();
    transcript?.free();
  };
  bar?.querySelector('[data-continue]')?.addEventListener('click', event => {
    // Without script it's a link to the whole recording; here the page stays.
    event.preventDefault();
    free();
    media.play();
  });
  const stopAtEnd = () => {
    if (until === null || media.paused || media.currentTime < until) return;
    media.pause();
    media.currentTime = until;
    bar?.querySelector('[data-continue]')?.focus();
  };
  media.addEventListener('timeupdate', stopAtEnd);
  // Four times a second is too coarse for an end that lies between two sentences.
  media.addEventListener('play', () => {
    lastUsed = player;
    for (const other of document.querySelectorAll('video, audio')) if (other !== media) other.pause();
    if (until !== null && media.currentTime >= until - 0.05) media.currentTime = from ?? 0;
    const watch = () => {
      stopAtEnd();
      if (!media.paused && until !== null && media.isConnected) requestAnimationFrame(watch);
    };
    if (until !== null) requestAnimationFrame(watch);
  });
  // Who seeks outside the span wants more than it.
  media.addEventListener('seeked', () => {
    if (until !== null && (media.currentTime > until + 0.5 || media.currentTime < (from ?? 0) - 0.5)) free();
  });
  media.addEventListener('error', () => broken(player), { once: true });
  media.querySelector('source')?.addEventListener('error', () => broken(player), { once: true });
  if (media.error) broken(player);
}

function whenReady(media, act) {
  if (media.readyState >= 1) act();
  else media.addEventListener('loadedmetadata', act, { once: true });
}

function spanBar(player, from, until) {
  const bar = document.createElement('div');
  bar.className = 'player-span';
  bar.dataset.span = '';
  bar.innerHTML = '<p></p><button class="btn btn-quiet btn-sm" type="button" data-continue>Continue to the end</button>';
  bar.firstElementChild.textContent = `Plays ${clock(from)} to ${clock(until)} only`;
  player.querySelector('.player-bar').before(bar);
  return bar;
}

function broken(player) {
  const note = document.createElement('div');
  note.className = 'player-missing';
  note.setAttribute('role', 'alert');
  note.innerHTML = `${icon('warning')}<p><strong>The recording cannot be played</strong></p><p>Its file is missing or damaged, or the connection broke. The transcript is complete; tell the owner if reloading does not help.</p>`;
  player.querySelector('.player-media, .player-stage')?.before(note);
  for (const part of player.querySelectorAll('.player-media, .player-stage, .player-bar, [data-span]')) part.hidden = true;
}

function buildBar(player, media) {
  let bar = player.querySelector('.player-bar');
  if (!bar) {
    bar = document.createElement('div');
    bar.className = 'player-bar';
    player.append(bar);
  }
  const chosen = Number(recall(storedSpeed)) || 1;
  bar.insertAdjacentHTML('afterbegin', `<button class="btn btn-quiet btn-icon" type="button" data-skip="-10" aria-label="Back 10 seconds" title="Back 10 seconds (J)">${icon('back')}</button>`
    + `<button class="btn btn-quiet btn-icon" type="button" data-skip="10" aria-label="Forward 10 seconds" title="Forward 10 seconds (L)">${icon('forward')}</button>`
    + `<select class="form-select" data-speed aria-label="Speed" title="Speed (&lt; and &gt;)">${speeds.map(speed => `<option value="${speed}"${speed === chosen ? ' selected' : ''}>${speed}×</option>`).join('')}</select>`
    + (media.querySelector('track') && media.tagName === 'VIDEO' ? `<button class="btn btn-quiet" type="button" data-captions aria-pressed="false" title="Captions (C)">${icon('captions')}Captions</button>` : '')
    + `<div class="player-bar-end">${player.dataset.shareUrl ? `<button class="btn btn-quiet" type="button" data-share aria-expanded="false">${icon('share')}Share</button>` : ''}</div>`);
  const speed = bar.querySelector('[data-speed]');
  const set = rate => {
    media.playbackRate = media.defaultPlaybackRate = rate;
    speed.value = String(rate);
    remember(storedSpeed, rate);
  };
  if (chosen !== 1) set(chosen);
  speed.addEventListener('change', () => set(Number(speed.value)));
  for (const button of bar.querySelectorAll('[data-skip]')) button.addEventListener('click', () => skip(media, Number(button.dataset.skip)));
  const captions = bar.querySelector('[data-captions]');
  if (captions) {
    const show = () => captions.setAttribute('aria-pressed', String(media.textTracks[0]?.mode === 'showing'));
    captions.addEventListener('click', () => toggleCaptions(media));
    media.textTracks.addEventListener('change', show);
    show();
  }
  bar.querySelector('[data-share]')?.addEventListener('click', event => share(player, media, event.currentTarget));
  player.hubFaster = step => {
    const at = speeds.indexOf(media.playbackRate);
    set(speeds[Math.min(speeds.length - 1, Math.max(0, (at < 0 ? 1 : at) + step))]);
    tell(`Speed ${media.playbackRate}×`);
  };
}

function skip(media, by) {
  media.currentTime = Math.min(media.duration || Infinity, Math.max(0, media.currentTime + by));
}

function toggleCaptions(media) {
  const track = media.textTracks[0];
  if (track) track.mode = track.mode === 'showing' ? 'hidden' : 'showing';
}

// Keys belong to the player that has the focus, else to the one used last, unless a list of results needs them.
document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target) || document.querySelector('dialog[open]')) return;
  const near = event.target.closest?.('[data-player], [data-transcript]');
  const player = near?.matches('[data-transcript]') ? document.getElementById(near.dataset.transcript) : near;
  const target = player ?? (document.querySelector('[data-results], [data-result], [data-review]') ? null : lastUsed);
  const media = target?.isConnected ? target.querySelector('video, audio') : null;
  if (!media) return;
  const onControl = event.target.matches?.('button, a, summary, [role="button"]');
  switch (event.key) {
    case ' ':
      if (onControl) return;
      // falls through
    case 'k': media.paused ? media.play() : media.pause(); break;
    case 'j': skip(media, -10); break;
    case 'l': skip(media, 10); break;
    case 'ArrowLeft': skip(media, -5); break;
    case 'ArrowRight': skip(media, 5); break;
    case '<': target.hubFaster(-1); break;
    case '>': target.hubFaster(1); break;
    case 'c': toggleCaptions(media); break;
    case 'm': media.muted = !media.muted; break;
    case 'f': document.fullscreenElement ? document.exitFullscreen() : (media.tagName === 'VIDEO' ? media : target).requestFullscreen?.(); break;
    default: return;
  }
  event.preventDefault();
}, true);
