// The editor: preview, drafts that save themselves, what is still missing. The form works without it: Save is an ordinary button.
import { start as startLinks } from './links.mjs';
import { antiforgeryHeaders, icon, problemSentence } from './shared.mjs';

const pause = 3000;

export function start(form) {
  if (form.dataset.started !== undefined) return;
  form.dataset.started = '';
  for (const editor of form.querySelectorAll('[data-markdown]')) {
    startPreview(editor, form.dataset.previewUrl ?? '/studio/preview');
    startLinks(editor);
  }
  startKeys(form);
  if (form.dataset.autosaveUrl) startSaving(form);
}

function startPreview(editor, url) {
  const text = editor.querySelector('textarea');
  const pane = editor.querySelector('[data-preview-pane]');
  const write = editor.querySelector('[data-write]');
  const preview = editor.querySelector('[data-preview]');
  const tools = editor.querySelector('.editor-hints');
  if (!pane || !write || !preview) return;
  let shown = null, request;

  function toggle(previewing) {
    write.setAttribute('aria-pressed', String(!previewing));
    preview.setAttribute('aria-pressed', String(previewing));
    text.hidden = previewing;
    pane.hidden = !previewing;
    if (tools) tools.hidden = previewing;
  }

  async function show() {
    toggle(true);
    if (shown === text.value) return;
    const value = text.value;
    request?.abort();
    request = new AbortController();
    try {
      const answer = await fetch(url, { method: 'POST', signal: request.signal, headers: antiforgeryHeaders(), body: new URLSearchParams({ markdown: value }) });
      const body = await answer.text();
      if (!answer.ok) throw new Error(problemSentence(body, 'The preview could not be made. Try again.'));
      // The answer is the hub's own rendering, made safe on the server.
      pane.innerHTML = body;
      shown = value;
      if (!value.trim()) pane.innerHTML = '<p class="faint">Nothing written yet.</p>';
    } catch (error) {
      if (error.name === 'AbortError') return;
      shown = null;
      pane.innerHTML = `<p class="field-error" role="alert">${icon('error', 'icon-small')}<span></span></p>`;
      pane.querySelector('span').textContent = error instanceof TypeError ? 'No connection: the preview needs the hub.' : error.message;
    }
  }

  write.addEventListener('click', () => { toggle(false); text.focus(); });
  preview.addEventListener('click', show);
  text.addEventListener('keydown', event => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const around = { b: ['**', '**'], i: ['*', '*'], e: ['`', '`'] }[event.key];
    if (!around) return;
    event.preventDefault();
    const { selectionStart: from, selectionEnd: to } = text;
    const chosen = text.value.slice(from, to);
    text.focus();
    // insertText keeps the browser's own undo.
    document.execCommand('insertText', false, around[0] + chosen + around[1]);
    text.setSelectionRange(from + around[0].length, to + around[0].length);
  });
}

function startKeys(form) {
  document.addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's' && form.isConnected) {
      event.preventDefault();
      form.requestSubmit(form.querySelector('[data-save]') ?? undefined);
    }
  });
}

function startSaving(form) {
  const status = form.querySelector('[data-editor-status]') ?? document.querySelector('[data-editor-status]');
  let timer, sending = false, again = false, version = 0, failures = 0, stopped = false;
  const say = (text, isWrong = false) => {
    if (!status) return;
    status.textContent = text;
    status.classList.toggle('field-error', isWrong);
  };

  async function save() {
    clearTimeout(timer);
    if (stopped) return;
    if (sending) { again = true; return; }
    sending = true;
    const saved = version;
    say('Saving…');
    try {
      const fields = new FormData(form);
      for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
      const answer = await fetch(form.dataset.autosaveUrl, { method: 'POST', headers: { Accept: 'application/json', ...antiforgeryHeaders() }, body: new URLSearchParams(fields) });
      const body = await answer.text();
      if (answer.status === 401) { stopped = true; say('You are signed out. Copy your text, then sign in again.', true); return; }
      if (answer.status >= 400 && answer.status < 500 && answer.status !== 429 && answer.status !== 408) {
        // It was understood and refused: what to change is said, and the text stays here.
        stopped = answer.status === 409;
        say(problemSentence(body, 'The draft was not saved.'), true);
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      failures = 0;
      const result = body && answer.headers.get('content-type')?.includes('json') ? JSON.parse(body) : {};
      say(result.message || `Draft saved ${result.savedAt ?? new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}`);
      showCompleteness(result);
      if (saved === version) form.dispatchEvent(new CustomEvent('hub:saved', { bubbles: true }));
      else again = true;
    } catch {
      failures++;
      say('Not saved: no connection. It is tried again.', true);
      timer = setTimeout(save, Math.min(60_000, pause * 2 ** failures));
    } finally {
      sending = false;
      if (again) { again = false; timer = setTimeout(save, pause); }
    }
  }

  const touch = event => {
    if (event.target.closest('[data-no-autosave]') || event.target.type === 'file') return;
    version++;
    clearTimeout(timer);
    timer = setTimeout(save, pause);
    if (!sending && !stopped) say('');
  };
  form.addEventListener('input', touch);
  form.addEventListener('change', touch);
  form.addEventListener('submit', () => { stopped = true; clearTimeout(timer); });
  // Back from a page kept in memory: saving goes on.
  addEventListener('pageshow', event => { if (event.persisted) stopped = false; });
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden' && version > 0 && timer) save(); });
}

function showCompleteness({ complete, required, missing }) {
  const place = document.querySelector('[data-completeness]');
  if (!place || complete === undefined || required === undefined) return;
  const meter = place.querySelector('progress');
  if (meter) { meter.max = required; meter.value = complete; }
  const count = place.querySelector('[data-completeness-count]');
  if (count) count.textContent = `${complete} of ${required}`;
  place.querySelector('.meter')?.classList.toggle('is-complete', complete >= required);
  const list = place.querySelector('[data-completeness-missing]');
  if (!list || !missing) return;
  list.replaceChildren(...missing.map(sentence => {
    const line = document.createElement('li');
    line.innerHTML = `${icon('unverified', 'icon-small')}<span></span>`;
    line.lastElementChild.textContent = sentence;
    return line;
  }));
}
