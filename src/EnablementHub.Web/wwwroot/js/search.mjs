// Results of a search: tells which one was opened or played, and keeps the sheet of filters open while several are chosen.
import { antiforgeryHeaders } from './shared.mjs';

let listening = false;

export function start(results) {
  results.addEventListener('click', event => report(results, event));
  results.addEventListener('auxclick', event => { if (event.button === 1) report(results, event); });
  if (listening) return;
  listening = true;
  let isOpen = false;
  document.addEventListener('htmx:beforeSwap', event => {
    if (event.detail.target.id === 'found') isOpen = document.getElementById('facets')?.matches(':popover-open') ?? false;
  });
  document.addEventListener('htmx:afterSwap', event => {
    const facets = document.getElementById('facets');
    if (event.detail.target.id === 'found' && isOpen && facets && getComputedStyle(facets).position === 'fixed') facets.showPopover();
  });
}

function report(results, event) {
  const row = event.target.closest('[data-open], [data-play]')?.closest('[data-result]');
  if (!row) return;
  fetch(`/search/${results.dataset.searchId}/click`, {
    method: 'POST',
    keepalive: true,
    headers: antiforgeryHeaders(),
    body: new URLSearchParams({ item: row.dataset.item, rank: row.dataset.rank }),
  }).catch(() => {});
}
