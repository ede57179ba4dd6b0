// Suggestions under a search field: a combobox with a list, asked for while typing, given up when the next letter comes.
import { icon } from './shared.mjs';

const pause = 70;
const icons = { title: 'library', item: 'library', topic: 'tag', facet: 'tag', speaker: 'user', search: 'search' };
let count = 0;

/** Fills a listbox with options; used by the palette too. */
export function optionElement(entry, id) {
  const option = document.createElement('li');
  option.id = id;
  option.setAttribute('role', 'option');
  option.setAttribute('aria-selected', 'false');
  option.dataset.url = entry.url;
  if (entry.pick) option.dataset.pick = entry.pick;
  option.innerHTML = `${icon(entry.icon ?? icons[entry.type] ?? 'search', 'icon-small')}<span></span><small></small>`;
  option.children[1].textContent = entry.text;
  option.children[2].textContent = entry.hint ?? entry.label ?? ({ title: '', item: '' }[entry.type] ?? capital(entry.type));
  return option;
}

const capital = text => text ? text[0].toUpperCase() + text.slice(1) : '';

export function start(box) {
  const field = box.querySelector('input');
  if (!field || field.getAttribute('role') === 'combobox') return;
  // A field for one item takes its title and address instead of going there.
  const picks = box.dataset.suggestPicks !== undefined;
  const url = box.dataset.suggest || document.body.dataset.suggestUrl || '/search/suggest';
  const list = document.createElement('ul');
  list.id = `suggestions-${++count}`;
  list.className = 'suggestions';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Suggestions');
  box.append(list);
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id })) field.setAttribute(name, value);

  let timer, request, chosen = -1;
  const seen = new Map();

  function close() {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    chosen = -1;
    field.setAttribute('aria-expanded', 'false');
    field.removeAttribute('aria-activedescendant');
  }

  function choose(index) {
    const options = [...list.children];
    // Past either end is the field itself, so that arrows lead back to what was typed.
    chosen = index >= options.length ? -1 : index;
    options.forEach((option, at) => option.setAttribute('aria-selected', String(at === chosen)));
    if (chosen < 0) field.removeAttribute('aria-activedescendant');
    else {
      field.setAttribute('aria-activedescendant', options[chosen].id);
      options[chosen].scrollIntoView({ block: 'nearest' });
    }
  }

  function show(entries) {
    list.replaceChildren(...entries.map((entry, at) => optionElement(entry, `${list.id}-${at}`)));
    chosen = -1;
    field.removeAttribute('aria-activedescendant');
    list.hidden = entries.length === 0 || document.activeElement !== field;
    field.setAttribute('aria-expanded', String(!list.hidden));
  }

  function take(option) {
    if (!picks) return location.assign(option.dataset.url);
    field.value = `${option.children[1].textContent} · ${option.dataset.pick ?? new URL(option.dataset.url, location.href).pathname}`;
    close();
    field.dispatchEvent(new CustomEvent('input', { bubbles: true, detail: 'picked' }));
  }

  async function ask() {
    const text = field.value.trim();
    request?.abort();
    if (text.length === 0) return close();
    if (seen.has(text)) return show(seen.get(text));
    request = new AbortController();
    const signal = request.signal;
    try {
      const answer = await fetch(`${url}${url.includes('?') ? '&' : '?'}q=${encodeURIComponent(text.slice(0, 200))}`, { signal, headers: { Accept: 'application/json' } });
      if (!answer.ok) return close();
      const body = await answer.json();
      const entries = (Array.isArray(body) ? body : body.suggestions ?? []).filter(entry => !picks || entry.type === 'title').slice(0, 10);
      seen.set(text, entries);
      if (!signal.aborted) show(entries);
    } catch (error) {
      if (error.name !== 'AbortError') close();
    }
  }

  field.addEventListener('input', event => {
    clearTimeout(timer);
    if (event.detail === 'picked') return;
    timer = setTimeout(ask, pause);
  });
  field.addEventListener('keydown', event => {
    if (event.isComposing) return;
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      choose(event.key === 'ArrowDown' ? chosen + 1 : chosen < 0 ? list.children.length - 1 : chosen - 1);
    } else if (event.key === 'ArrowDown' && field.value.trim() && list.children.length > 0 && field.closest('header') && !field.hasAttribute('hx-get')) {
      event.preventDefault();
      show(seen.get(field.value.trim()) ?? []);
    } else if (event.key === 'Enter') {
      const option = list.hidden ? null : list.children[chosen];
      if (option) {
        event.preventDefault();
        event.stopPropagation();
        take(option);
      }
      close();
    } else if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  field.addEventListener('blur', close);
  list.addEventListener('pointerdown', event => event.preventDefault());
  list.addEventListener('click', event => {
    const option = event.target.closest('[role="option"]');
    if (option) take(option);
  });

  // Who is quick has typed before this module was there, and mustn't wait for a letter more.
  if (document.activeElement === field && field.value !== field.defaultValue) timer = setTimeout(ask, pause);
}
