// Loaded on every page: keys, theme, flashes, unsaved guard; brings the other modules when their marks are on the page or arrive later.
import { antiforgeryHeaders, isTyping } from './shared.mjs';

const modules = [
  ['[data-suggest]', () => import('./suggest.mjs')],
  ['[data-results], [data-result]', () => import('./results.mjs')],
  ['[data-search-id]', () => import('./search.mjs')],
  ['[data-listen]', () => import('./listen.mjs')],
  ['[data-player]', () => import('./player.mjs')],
  ['form[data-editor]', () => import('./editor.mjs')],
  ['[data-upload]', () => import('./upload.mjs')],
  ['[data-table]', () => import('./table.mjs')],
  ['[data-copy-from]', () => import('./copy.mjs')],
  ['[data-notices]', () => import('./notices.mjs')],
  ['[data-quotable], [data-moment-from], [data-seek]', () => import('./quote.mjs')],
  ['[data-review]', () => import('./review.mjs')],
  ['[data-step]', () => import('./steps.mjs')],
  ['form[data-quiz]', () => import('./quiz.mjs')],
  ['[data-chart]', () => import('./chart.mjs')],
];

async function enliven(root) {
  await Promise.all(modules.map(async ([selector, load]) => {
    const found = [...root.querySelectorAll(selector)];
    if (root.matches?.(selector)) found.unshift(root);
    if (found.length > 0) {
      const module = await load();
      for (const element of found) module.start(element);
    }
  }));
}

// Who is quick presses a key before the module that listens to it is there: such keys wait for it. The slash is answered below
// at once, so that what is typed after it stands in the field.
const early = [];
const isShortcut = event => event.key.length === 1 && event.key !== ' ' && event.key !== '/' && !isTyping(event.target);
const walksResults = event => (event.key === 'ArrowDown' || event.key === 'ArrowUp') && document.querySelector('[data-result]') !== null
  && (!isTyping(event.target) || (event.key === 'ArrowDown' && event.target.matches('[type="search"]')));
const hold = event => {
  if (event.ctrlKey || event.metaKey || event.altKey || !(isShortcut(event) || walksResults(event))) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  early.push(event.key);
};
document.addEventListener('keydown', hold, true);
enliven(document.body).finally(() => {
  document.removeEventListener('keydown', hold, true);
  for (const key of early) (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
});
document.addEventListener('htmx:load', event => { if (event.detail.elt !== document.body) enliven(event.detail.elt); });
document.addEventListener('htmx:configRequest', event => Object.assign(event.detail.headers, antiforgeryHeaders()));
document.addEventListener('htmx:sendError', () => flash('No connection. Try again in a moment.', 'error'));
document.addEventListener('htmx:responseError', event => {
  if (event.detail.xhr.status === 401) location.reload();
  else flash(event.detail.xhr.status === 429 ? 'Too many requests. Wait a minute, then try again.' : 'That did not work. Try again.', 'error');
});

document.addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    openPalette();
    return;
  }
  // Where the empty search field has the focus already, the key that leads there is no word to search for.
  if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && (!isTyping(event.target) || (event.target.matches?.('[data-search-field]') && event.target.value === ''))) {
    const field = event.target.matches?.('[data-search-field]') ? event.target : document.querySelector('[data-search-field]');
    if (field) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  }
});

document.addEventListener('click', event => {
  const target = event.target.closest('[data-dismiss], [data-palette-open]');
  if (target?.matches('[data-dismiss]')) target.closest('[data-flash], .notice')?.remove();
  if (target?.matches('[data-palette-open]')) {
    target.closest('[popover]')?.hidePopover();
    openPalette();
  }
});

async function openPalette() {
  const palette = await import('./palette.mjs');
  palette.open();
}

// The theme changes at once; the server reads the same cookie for the next page, so nothing flashes.
document.addEventListener('submit', event => {
  const form = event.target;
  if (!form.matches('[data-theme-choice]')) return;
  event.preventDefault();
  const theme = event.submitter?.value ?? 'auto';
  document.cookie = `hub.theme=${theme}; path=/; max-age=31536000; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`;
  document.documentElement.dataset.bsTheme = theme;
  for (const button of document.querySelectorAll('[data-theme-choice] button')) button.setAttribute('aria-pressed', String(button.value === theme));
});

// Forms that would lose words when left: asked about by the browser, and never twice.
const changed = new Set();
document.addEventListener('input', event => {
  const form = event.target.closest?.('form[data-unsaved]');
  // A chosen file goes up by itself; it is no text that could be lost.
  if (form && event.target.type !== 'file') changed.add(form);
});
document.addEventListener('submit', event => changed.delete(event.target));
document.addEventListener('hub:saved', event => changed.delete(event.target));
addEventListener('beforeunload', event => {
  if ([...changed].some(form => form.isConnected)) event.preventDefault();
});

/** Tells something at the bottom of the page; screen readers hear it. Tones: done, warning, error. */
export function flash(text, tone = 'done') {
  const list = document.querySelector('[data-flashes]');
  if (!list) return;
  const icon = { done: 'verified', warning: 'warning', error: 'error' }[tone];
  const element = document.createElement('div');
  element.className = `flash flash-${tone}`;
  element.dataset.flash = '';
  element.innerHTML = `<svg class="icon" aria-hidden="true"><use href="/img/icons.svg#${icon}"></use></svg><p></p><button class="btn btn-quiet btn-icon" type="button" data-dismiss aria-label="Dismiss"><svg class="icon" aria-hidden="true"><use href="/img/icons.svg#close"></use></svg></button>`;
  element.querySelector('p').textContent = text;
  list.append(element);
  if (tone === 'done') setTimeout(() => element.remove(), 6000);
}
document.addEventListener('hub:flash', event => flash(event.detail.text, event.detail.tone));
