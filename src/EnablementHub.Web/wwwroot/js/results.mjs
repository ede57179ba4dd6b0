// Lists of results: arrows or j and k move, Enter opens, p plays in place; what plays is opened by htmx into the row and closed by the same button.
import { isTyping } from './shared.mjs';

let listening = false;

const rows = () => [...document.querySelectorAll('[data-result]')].filter(row => row.offsetParent !== null);
const current = () => document.activeElement?.closest('[data-result]') ?? document.querySelector('[data-result].is-current');

function move(step) {
  const all = rows();
  if (all.length === 0) return;
  const at = all.indexOf(current());
  const row = all[Math.min(all.length - 1, Math.max(0, at + step))];
  for (const other of all) other.classList.toggle('is-current', other === row);
  row.querySelector('[data-open], .content-row-title a')?.focus({ preventScroll: true });
  row.scrollIntoView({ block: 'nearest' });
}

const placeOf = control => document.querySelector(control.getAttribute('hx-target') ?? `#play-${control.closest('[data-result]')?.dataset.item}`);
const isOpen = place => place?.querySelector('.player') != null;

function close(place) {
  place.querySelector('video, audio')?.pause();
  place.replaceChildren();
  const row = place.closest('[data-result]') ?? place.parentElement;
  row.querySelector('.play-button')?.setAttribute('aria-expanded', 'false');
}

export function start() {
  if (listening) return;
  listening = true;

  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    const inField = isTyping(event.target);
    // From the search field the arrow leads into the results; inside a player the keys are the player's.
    if (inField && !(event.key === 'ArrowDown' && event.target.matches('[type="search"]') && event.target.getAttribute('aria-expanded') !== 'true')) return;
    if (event.target.closest?.('[data-player], [data-transcript], [popover], fieldset')) return;
    if (event.key === 'ArrowDown' || (event.key === 'j' && !inField)) move(1);
    else if (event.key === 'ArrowUp' || event.key === 'k') move(-1);
    else if (event.key === 'p' && current()) current().querySelector('.play-button[data-play], .cue-hit[data-play]')?.click();
    else if (event.key === 'Enter' && event.target === document.body && current()) current().querySelector('[data-open], .content-row-title a')?.click();
    else return;
    event.preventDefault();
  });

  // The open row's own button closes it again; a cue of the open row only jumps.
  document.addEventListener('htmx:beforeRequest', event => {
    const control = event.detail.elt.closest?.('[data-play]');
    if (!control) return;
    const place = placeOf(control);
    if (control.classList.contains('play-button') && isOpen(place)) {
      event.preventDefault();
      close(place);
      return;
    }
    for (const other of document.querySelectorAll('.content-row-player')) if (other !== place && isOpen(other)) close(other);
  });
  document.addEventListener('htmx:afterSwap', event => {
    const place = event.detail.target;
    if (!place.classList?.contains('content-row-player')) return;
    const row = place.closest('[data-result]') ?? place.parentElement;
    row.querySelector('.play-button')?.setAttribute('aria-expanded', 'true');
    place.closest('[data-result]')?.classList.add('is-current');
  });
}
