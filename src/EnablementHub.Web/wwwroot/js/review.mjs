// The review queue: one key a decision, and the next item in place of the last one. Without script its forms do the same, page by page.
import { isTyping, tell } from './shared.mjs';

let listening = false;
let busy = false;

const queue = () => document.querySelector('[data-review]');

async function send(form) {
  if (busy) return;
  busy = true;
  queue().setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)), headers: { 'HX-Request': 'true' } });
    const html = await answer.text();
    const next = new DOMParser().parseFromString(html, 'text/html').querySelector('[data-review]');
    if (!next) {
      // Signed out, or the item is gone: the whole page says more.
      location.assign(answer.redirected ? answer.url : '/reviews');
      return;
    }
    show(document.importNode(next, true), answer);
  } catch {
    tell('No connection. Nothing was decided; try again in a moment.', 'error');
  } finally {
    busy = false;
    queue()?.removeAttribute('aria-busy');
  }
}

function show(next, answer) {
  queue().replaceWith(next);
  if (answer.ok) history.replaceState(null, '', answer.url);
  window.htmx?.process(next);
  document.dispatchEvent(new CustomEvent('htmx:load', { detail: { elt: next } }));
  (next.querySelector('[role="alert"], .review-title') ?? next).scrollIntoView({ block: 'nearest' });
  const open = next.querySelector('details[open] .form-control, details[open] .form-select');
  (open ?? next.querySelector('.review-title'))?.focus({ preventScroll: true });
  if (next.dataset.said) tell(next.dataset.said);
}

function open(summary) {
  const details = summary.parentElement;
  details.open = true;
  details.querySelector('.form-select, .form-control, input[type="checkbox"]')?.focus();
}

export function start() {
  if (listening) return;
  listening = true;

  document.addEventListener('submit', event => {
    if (!event.target.matches('[data-decision]') || event.defaultPrevented) return;
    event.preventDefault();
    send(event.target);
  });

  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || document.querySelector('dialog[open], [popover]:popover-open')) return;
    if (event.key === 'Escape') {
      const details = event.target.closest?.('[data-review] details[open]');
      if (details) {
        details.open = false;
        queue().querySelector('.review-title')?.focus();
      }
      return;
    }
    // A list sends nothing with Enter by itself.
    if (event.key === 'Enter' && event.target.matches?.('[data-decision] select')) {
      event.preventDefault();
      event.target.form.requestSubmit();
      return;
    }
    if (isTyping(event.target) || busy) return;
    const control = queue()?.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!control || event.key.length !== 1) return;
    event.preventDefault();
    if (control.matches('summary')) open(control);
    else control.click();
  });
}
