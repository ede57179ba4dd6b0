// "Listen to all": plays the recordings of a list one after another, each in its row, until it is stopped.
import { tell } from './shared.mjs';

let active = null;
let words = '';
let listening = false;

const rows = () => [...document.querySelectorAll('[data-results] [data-result]')].filter(row => row.querySelector('.play-button[data-play]'));
const mediaOf = row => row.querySelector('.content-row-player :is(video, audio)');

export function start(button) {
  button.addEventListener('click', () => {
    if (active === button) return stop(true);
    active = button;
    words = button.querySelector('span').textContent;
    show('Stop listening', true);
    play(rows().find(mediaOf) ?? rows()[0]);
  });
  if (listening) return;
  listening = true;
  document.addEventListener('ended', event => goOn(event.target), true);
  // A recording that can't be played says so in its row; the next one is heard.
  document.addEventListener('error', event => { if (event.target instanceof HTMLMediaElement) goOn(event.target); }, true);
  document.addEventListener('htmx:afterSwap', event => {
    const place = event.detail.target;
    if (place.classList?.contains('content-row-player') && !place.querySelector('video, audio')) goOn(place);
  });
}

function play(row) {
  row.scrollIntoView({ block: 'nearest' });
  const media = mediaOf(row);
  if (media) media.play().catch(() => { });
  else row.querySelector('.play-button[data-play]').click();
}

function goOn(from) {
  const row = from.closest?.('[data-result]');
  if (!active?.isConnected || !row) return;
  const all = rows();
  const next = all[all.indexOf(row) + 1];
  if (next) return play(next);
  stop(false);
  tell('That was the last recording on this page.');
}

function stop(pauses) {
  if (pauses) for (const row of rows()) mediaOf(row)?.pause();
  show(words, false);
  active = null;
}

function show(text, isPressed) {
  active.querySelector('span').textContent = text;
  active.setAttribute('aria-pressed', String(isPressed));
}
