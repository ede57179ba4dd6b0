// Links while writing: [[ offers titles under the text; the button opens a dialog for an item, or for a moment of what is said in it.
import { optionElement } from './suggest.mjs';

const pause = 90;
const opening = /\[\[([^\][\n]{0,80})$/;
let count = 0;

export function start(editor) {
  const text = editor.querySelector('textarea');
  if (!text || text.dataset.links !== undefined) return;
  text.dataset.links = '';
  startCompletion(editor, text);
  editor.querySelector('[data-link-button]')?.addEventListener('click', () => openDialog(text));
}

/** Puts a link where the cursor stands; insertText keeps the browser's own undo. */
function insert(text, from, to, markdown) {
  text.focus();
  text.setSelectionRange(from, to);
  if (!document.execCommand('insertText', false, markdown)) {
    text.setRangeText(markdown, from, to, 'end');
    text.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
}

const plain = words => words.replace(/[\\[\]*_`<>]/g, '\\$&');
const pathOf = url => new URL(url, location.href).pathname.replace(/^(\/items\/\d+).*$/, '$1');

async function titles(words, signal) {
  if (!words.trim()) return [];
  const answer = await fetch(`/search/suggest?q=${encodeURIComponent(words.trim().slice(0, 200))}`, { signal, headers: { Accept: 'application/json' } });
  if (!answer.ok) return [];
  const body = await answer.json();
  return (Array.isArray(body) ? body : body.suggestions ?? []).filter(entry => entry.type === 'title').slice(0, 8);
}

/** A list of titles that a field drives with its arrow keys. */
function startList(field, list, take) {
  let timer, request, chosen = -1;
  const close = () => {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    chosen = -1;
    field.removeAttribute('aria-activedescendant');
  };
  const choose = at => {
    const options = [...list.children];
    chosen = (at + options.length) % options.length;
    options.forEach((option, index) => option.setAttribute('aria-selected', String(index === chosen)));
    field.setAttribute('aria-activedescendant', options[chosen].id);
    options[chosen].scrollIntoView({ block: 'nearest' });
  };
  const ask = words => {
    clearTimeout(timer);
    request?.abort();
    timer = setTimeout(async () => {
      request = new AbortController();
      try {
        const entries = await titles(words, request.signal);
        list.replaceChildren(...entries.map((entry, at) => optionElement(entry, `${list.id}-${at}`)));
        list.hidden = entries.length === 0;
        if (entries.length > 0) choose(0);
        else field.removeAttribute('aria-activedescendant');
      } catch (error) {
        if (error.name !== 'AbortError') close();
      }
    }, pause);
  };
  const takeOption = option => { if (option) { take({ title: option.children[1].textContent, path: pathOf(option.dataset.url) }); close(); } };
  field.addEventListener('keydown', event => {
    if (list.hidden || event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') choose(chosen + (event.key === 'ArrowDown' ? 1 : -1));
    else if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) takeOption(list.children[chosen]);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  list.addEventListener('pointerdown', event => event.preventDefault());
  list.addEventListener('click', event => takeOption(event.target.closest('[role="option"]')));
  return { ask, close };
}

function newList(label) {
  const list = document.createElement('ul');
  list.id = `titles-${++count}`;
  list.className = 'suggestions suggestions-inline';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', label);
  return list;
}

function startCompletion(editor, text) {
  const list = newList('Titles to link to');
  text.after(list);
  text.setAttribute('aria-controls', list.id);
  text.setAttribute('aria-autocomplete', 'list');
  const begun = () => text.selectionStart === text.selectionEnd ? opening.exec(text.value.slice(0, text.selectionStart)) : null;
  const titlesOf = startList(text, list, ({ title, path }) => {
    const match = begun();
    if (match) insert(text, match.index, text.selectionStart, `[${plain(title)}](${path})`);
  });
  text.addEventListener('input', () => {
    const match = begun();
    if (match) titlesOf.ask(match[1]);
    else titlesOf.close();
  });
  text.addEventListener('blur', titlesOf.close);
}

const seconds = stamp => stamp.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

/** The sentences of an item's captions; none where it has no captions. */
async function sentencesOf(path) {
  const answer = await fetch(`${path}/captions.vtt`);
  if (!answer.ok) return [];
  return (await answer.text()).split(/\r?\n\r?\n/).flatMap(block => {
    const match = /([\d:.]+) --> ([\d:.]+)[^\n]*\n([\s\S]+)/.exec(block);
    if (!match) return [];
    const words = new DOMParser().parseFromString(match[3], 'text/html').body.textContent.replace(/\s+/g, ' ').trim();
    return [{ start: seconds(match[1]), end: seconds(match[2]), stamp: match[1].replace(/^00:/, '').replace(/\.\d+$/, ''), words }];
  });
}

function openDialog(text) {
  const [from, to] = [text.selectionStart, text.selectionEnd];
  const chosenWords = text.value.slice(from, to);
  const dialog = document.createElement('dialog');
  dialog.className = 'palette link-dialog';
  dialog.setAttribute('aria-labelledby', 'link-dialog-title');
  dialog.innerHTML = `
    <form method="dialog">
      <h2 id="link-dialog-title">Link to an item</h2>
      <label class="form-label" for="link-item">Its title</label>
      <input class="form-control" id="link-item" autocomplete="off" role="combobox" aria-autocomplete="list" aria-expanded="false">
      <div data-list></div>
      <p class="quiet" role="status" data-chosen></p>
      <div data-moments hidden>
        <label class="form-label" for="link-from">From the sentence</label><select class="form-select" id="link-from"></select>
        <label class="form-label" for="link-to">To the end of</label><select class="form-select" id="link-to"></select>
      </div>
      <div class="form-actions"><button class="btn btn-primary" type="button" data-insert disabled>Insert the link</button><button class="btn btn-outline-secondary" type="button" data-insert-moment hidden>Insert the moment</button><button class="btn btn-quiet" value="cancel">Cancel</button></div>
    </form>`;
  const find = selector => dialog.querySelector(selector);
  const field = find('#link-item');
  const list = newList('Titles');
  field.setAttribute('aria-controls', list.id);
  find('[data-list]').replaceWith(list);
  new MutationObserver(() => field.setAttribute('aria-expanded', String(!list.hidden))).observe(list, { attributes: true, attributeFilter: ['hidden'] });
  let item = null, sentences = [];

  const titlesOf = startList(field, list, async choice => {
    item = choice;
    field.value = choice.title;
    find('[data-chosen]').textContent = `${choice.title} is chosen.`;
    find('[data-insert]').disabled = false;
    sentences = await sentencesOf(choice.path).catch(() => []);
    if (item !== choice || !dialog.isConnected) return;
    for (const select of [find('#link-from'), find('#link-to')]) select.replaceChildren(...sentences.map((sentence, at) => new Option(`${sentence.stamp} ${sentence.words}`, at)));
    find('[data-moments]').hidden = find('[data-insert-moment]').hidden = sentences.length === 0;
    if (sentences.length > 0) find('[data-chosen]').textContent = `${choice.title} is chosen. Choose a moment, or insert the whole of it.`;
  });
  const finish = query => {
    const words = chosenWords || item.title;
    dialog.close();
    insert(text, from, to, `[${chosenWords ? words : plain(words)}](${item.path}${query})`);
  };
  field.addEventListener('input', () => titlesOf.ask(field.value));
  find('#link-from').addEventListener('change', () => { if (Number(find('#link-to').value) < Number(find('#link-from').value)) find('#link-to').value = find('#link-from').value; });
  find('[data-insert]').addEventListener('click', () => finish(''));
  find('[data-insert-moment]').addEventListener('click', () => {
    const first = sentences[Number(find('#link-from').value)];
    const last = sentences[Math.max(Number(find('#link-from').value), Number(find('#link-to').value))];
    finish(`?start=${first.start}&end=${last.end}`);
  });
  dialog.addEventListener('close', () => { dialog.remove(); text.focus(); });
  // What is typed here is no part of the text that saves itself.
  for (const kind of ['input', 'change']) dialog.addEventListener(kind, event => event.stopPropagation());
  document.body.append(dialog);
  dialog.showModal();
  field.focus();
}
