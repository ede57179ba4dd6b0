// Tells the hub which seconds were really played: spans between play and pause or seek, never what was jumped over.
// What is not acknowledged stays and is sent again, after a reload too; the server counts each second once, so twice does no harm.
import { antiforgeryHeaders } from './shared.mjs';

const interval = 10_000;
const store = 'hub.progress';
const mostSpans = 100;
const sitting = crypto.getRandomValues(new Uint32Array(4)).reduce((text, part) => text + part.toString(16).padStart(8, '0'), '');
const reporters = new Set();

/** Joins spans that touch; exported for its test. */
export function join(spans) {
  const sorted = spans.filter(([start, end]) => end > start).sort((a, b) => a[0] - b[0]);
  const joined = [];
  for (const [start, end] of sorted) {
    const last = joined.at(-1);
    if (last && start <= last[1] + 0.25) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

const rounded = value => Math.round(value * 100) / 100;

// Keyed by sitting too, so that this page never overwrites what an earlier one could not send.
function keep(url, body, owner = sitting) {
  try {
    const all = JSON.parse(sessionStorage.getItem(store) ?? '{}');
    if (body) all[`${owner} ${url}`] = body;
    else delete all[`${owner} ${url}`];
    sessionStorage.setItem(store, JSON.stringify(all));
  } catch { /* Without a store the memory of this page has to do. */ }
}

function post(url, body) {
  return fetch(url, { method: 'POST', keepalive: true, headers: { 'Content-Type': 'application/json', ...antiforgeryHeaders() }, body: JSON.stringify(body) });
}

export function record(player, media) {
  const url = player.dataset.progressUrl;
  if (!url) return;
  const mediaId = Number(player.dataset.media) || null;
  const searchId = player.dataset.search || player.closest('[data-search]')?.dataset.search || null;
  let unsent = [], underway = [], open = null, sending = false, sentPosition = null, left = null, failures = 0;

  function advance() {
    const now = media.currentTime;
    if (open === null) return;
    // A jump without a seeking event in between (a stall, a suspended tab) starts a new span.
    if (now < open[1] - 0.05 || now - open[1] > 2.5 * Math.max(1, media.playbackRate)) {
      finish();
      open = [now, now];
    } else open[1] = now;
  }

  function finish() {
    if (open && open[1] - open[0] > 0.05) unsent = join([...unsent, open]);
    open = null;
  }

  function snapshot() {
    advance();
    const spans = join([...underway, ...unsent, ...(open ? [[open[0], open[1]]] : [])]).slice(0, mostSpans).map(([start, end]) => [rounded(start), rounded(end)]);
    return { mediaId, spans, position: rounded(media.currentTime), sitting, searchId };
  }

  async function send() {
    if (sending) return;
    const body = snapshot();
    if (body.spans.length === 0 && body.position === sentPosition) return;
    // The open span goes on from where it was sent; what it held so far waits for the answer.
    underway = body.spans;
    unsent = [];
    if (open) open = [open[1], open[1]];
    keep(url, body);
    sending = true;
    try {
      const answer = await post(url, body);
      // A refusal for good (gone, not allowed, not understood) would only be refused again.
      if (!answer.ok && (answer.status >= 500 || answer.status === 429 || answer.status === 408)) throw new Error(String(answer.status));
      sentPosition = body.position;
      if (answer.ok) media.dispatchEvent(new CustomEvent('hub:progress', { bubbles: true, detail: await answer.json() }));
      failures = 0;
      underway = [];
      keep(url, null);
    } catch {
      failures++;
      unsent = join([...underway, ...unsent]);
      underway = [];
      keep(url, snapshot());
    } finally {
      sending = false;
    }
  }

  // The page goes away: send whatever there is, even while an answer is still awaited.
  function leave() {
    const body = snapshot();
    if (body.spans.length === 0 && (sentPosition === null || body.position === sentPosition)) return;
    // Hiding and leaving come as two events with the same to tell.
    const text = JSON.stringify(body);
    if (text === left) return;
    left = text;
    keep(url, body);
    post(url, body).then(answer => { if (answer.ok) keep(url, null); }, () => { });
  }

  let ticks = 0;
  const timer = setInterval(() => {
    if (!media.isConnected) return stop();
    ticks++;
    // After failures every 2nd, 4th, 8th … turn, at most once in about five minutes.
    if (failures > 0 && ticks % Math.min(32, 2 ** failures) !== 0) return;
    if (!media.paused || unsent.length > 0) send();
  }, interval);

  function stop() {
    clearInterval(timer);
    reporters.delete(leave);
    finish();
    send();
  }

  media.addEventListener('playing', () => { if (!media.seeking) open ??= [media.currentTime, media.currentTime]; });
  media.addEventListener('timeupdate', () => { if (!media.paused && !media.seeking) { open ??= [media.currentTime, media.currentTime]; advance(); } });
  media.addEventListener('seeking', finish);
  media.addEventListener('waiting', advance);
  for (const kind of ['pause', 'ended']) media.addEventListener(kind, () => {
    if (!media.seeking) advance();
    finish();
    send();
  });
  reporters.add(leave);
  resend();
}

let resent = false;
async function resend() {
  if (resent) return;
  resent = true;
  let all = {};
  try { all = JSON.parse(sessionStorage.getItem(store) ?? '{}'); } catch { return; }
  for (const [key, body] of Object.entries(all)) {
    const [owner, url] = key.split(' ');
    if (owner === sitting || !url?.startsWith('/')) continue;
    try {
      const answer = await post(url, body);
      if (answer.ok || (answer.status >= 400 && answer.status < 500 && answer.status !== 429)) keep(url, null, owner);
    } catch { return; }
  }
}

const leaveAll = () => { for (const leave of reporters) leave(); };
document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') leaveAll(); });
addEventListener('pagehide', leaveAll);
