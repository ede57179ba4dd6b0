// Ctrl K: go to a room, create something, find content. Rooms and kinds are read from the page's own menus, so they are what the person may enter.
import { optionElement } from './suggest.mjs';

let dialog, field, list, request, timer, chosen = 0;

function commands() {
  const links = (selector, hint, prefix = '') => [...document.querySelectorAll(selector)].map(link => ({
    text: prefix + link.textContent.trim(), url: link.getAttribute('href'), hint, icon: link.querySelector('use')?.getAttribute('href').split('#')[1],
  }));
  return [...links('nav.rail a', 'Go to'), ...links('#quick-add a', 'Create', 'New '), ...links('#person-menu a', 'Go to')];
}

function build() {
  dialog = document.createElement('dialog');
  dialog.className = 'palette';
  dialog.setAttribute('aria-label', 'Go to, create, find');
  dialog.innerHTML = '<input class="form-control" type="text" role="combobox" aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list" aria-label="Go to, create, find" placeholder="Go to, create, find" autocomplete="off"><ul class="suggestions" role="listbox" id="palette-list" aria-label="Choices"></ul><p class="palette-foot m-0"><kbd>↑</kbd> <kbd>↓</kbd> choose · <kbd>Enter</kbd> open · <kbd>Esc</kbd> close</p>';
  [field, list] = dialog.children;
  document.body.append(dialog);
  field.addEventListener('input', () => {
    render([]);
    clearTimeout(timer);
    timer = setTimeout(find, 70);
  });
  field.addEventListener('keydown', event => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      mark((chosen + (event.key === 'ArrowDown' ? 1 : -1) + list.children.length) % list.children.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      follow(list.children[chosen]);
    }
  });
  list.addEventListener('click', event => follow(event.target.closest('[role="option"]')));
  dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
}

function follow(option) {
  if (option) location.assign(option.dataset.url);
}

function mark(index) {
  chosen = index;
  [...list.children].forEach((option, at) => option.setAttribute('aria-selected', String(at === chosen)));
  const option = list.children[chosen];
  if (option) {
    field.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  } else field.removeAttribute('aria-activedescendant');
}

function render(found) {
  const text = field.value.trim();
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = commands().filter(command => words.every(word => `${command.hint} ${command.text}`.toLowerCase().includes(word)));
  const entries = [...fitting, ...found];
  if (text) entries.push({ text: `Search for “${text}”`, url: `/search?q=${encodeURIComponent(text)}`, hint: 'Find', icon: 'search' });
  list.replaceChildren(...entries.map((entry, at) => optionElement(entry, `palette-${at}`)));
  mark(0);
}

async function find() {
  const text = field.value.trim();
  request?.abort();
  if (!text) return;
  request = new AbortController();
  const signal = request.signal;
  try {
    const answer = await fetch(`${document.body.dataset.suggestUrl ?? '/search/suggest'}?q=${encodeURIComponent(text.slice(0, 200))}`, { signal, headers: { Accept: 'application/json' } });
    if (!answer.ok) return;
    const body = await answer.json();
    if (!signal.aborted) render((Array.isArray(body) ? body : body.suggestions ?? []).slice(0, 8));
  } catch {
    // The commands stay; the search line below them still works.
  }
}

export function open() {
  if (!dialog) build();
  if (dialog.open) return dialog.close();
  field.value = '';
  render([]);
  dialog.showModal();
  field.focus();
}
