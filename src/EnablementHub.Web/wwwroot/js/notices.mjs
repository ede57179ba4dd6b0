// A notice whose link is followed has been read; the page behind the link doesn't wait for that.
import { antiforgeryHeaders } from './shared.mjs';

export function start(list) {
  const follow = event => {
    const link = event.target.closest('[data-notice]');
    const row = link?.closest('.is-unread');
    if (!row || event.button > 1) return;
    row.classList.remove('is-unread');
    fetch(`/notifications/${link.dataset.notice}/read`, { method: 'POST', headers: antiforgeryHeaders(), keepalive: true, redirect: 'manual' });
  };
  list.addEventListener('click', follow);
  list.addEventListener('auxclick', follow);
}
