// A quiz that is taken: answers are kept as they are given, the time runs, and steps are moved by buttons. The server decides what counts.
import { antiforgeryHeaders } from './shared.mjs';

const pause = 600;
const retry = 4000;

export function start(form) {
  const kept = form.querySelector('[data-saved]');
  const changed = new Map();
  let timer, sending = false, isClosed = false;

  for (const list of form.querySelectorAll('[data-order]')) makeMovable(list);
  count();

  form.addEventListener('input', event => {
    const question = event.target.closest('[data-question]');
    if (question) note(question);
  });

  // Whoever answered before this script was there loses nothing either.
  for (const question of form.querySelectorAll('[data-question]')) {
    if ([...question.querySelectorAll('input:not([type="hidden"]), select')].some(isAnswered)) note(question);
  }

  function note(question) {
    changed.set(question.dataset.question, question);
    kept.textContent = '';
    count();
    later(pause);
  }

  function later(time) {
    clearTimeout(timer);
    timer = setTimeout(send, time);
  }

  async function send() {
    if (sending || isClosed || changed.size === 0) return;
    sending = true;
    const questions = [...changed.values()];
    changed.clear();
    const body = new URLSearchParams();
    for (const question of questions) {
      // What isn't in a form field by itself (nothing chosen) is told by the mark of the question.
      for (const field of question.querySelectorAll('input, select')) {
        if (!field.name || ((field.type === 'radio' || field.type === 'checkbox') && !field.checked)) continue;
        body.append(field.name, field.value);
      }
    }
    try {
      const answer = await fetch(form.dataset.keep, { method: 'POST', body, keepalive: true, headers: { ...antiforgeryHeaders(), Accept: 'application/json' } });
      if (answer.status === 409 || answer.status === 404 || answer.status === 401) {
        isClosed = true;
        location.reload();
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      const { saved } = await answer.json();
      for (const [id, given] of Object.entries(saved)) {
        const shown = form.querySelector(`[data-question="${CSS.escape(id)}"] [data-shown]`);
        if (shown) shown.value = given;
      }
      kept.textContent = 'All saved';
    } catch {
      for (const question of questions) if (!changed.has(question.dataset.question)) changed.set(question.dataset.question, question);
      kept.textContent = 'Not saved yet: no connection. It is tried again.';
      later(retry);
    } finally {
      sending = false;
      if (changed.size > 0 && kept.textContent === 'All saved') later(pause);
    }
  }

  // Whoever leaves within the pause loses nothing: the last answers go along.
  addEventListener('pagehide', () => { if (changed.size > 0) send(); });
  form.addEventListener('submit', () => { isClosed = true; clearTimeout(timer); });

  function count() {
    const questions = [...form.querySelectorAll('[data-question]')];
    const answered = questions.filter(question => [...question.querySelectorAll('input:not([type="hidden"]), select')]
      .some(field => field.type === 'radio' || field.type === 'checkbox' ? field.checked : field.value.trim() !== '')).length;
    const meter = form.querySelector('.quiz-progress .meter');
    if (!meter) return;
    meter.querySelector('progress').value = answered;
    meter.querySelector('.meter-line .quiet').textContent = `${answered} of ${questions.length}`;
    meter.classList.toggle('is-complete', answered === questions.length);
  }

  if (form.dataset.secondsLeft) runDown(form);
}

/** Whether a field holds something else than the page came with. */
function isAnswered(field) {
  if (field.type === 'radio' || field.type === 'checkbox') return field.checked !== field.defaultChecked;
  if (field.tagName !== 'SELECT') return field.value !== field.defaultValue;
  return field.value !== ([...field.options].find(option => option.defaultSelected) ?? field.options[0])?.value;
}

function runDown(form) {
  const words = form.querySelector('[data-time-words]');
  const alert = form.querySelector('[data-time-alert]');
  const end = performance.now() + Number(form.dataset.secondsLeft) * 1000;
  let told = false;
  const tick = () => {
    const left = Math.max(0, Math.round((end - performance.now()) / 1000));
    words.textContent = left < 60 ? `${left} s` : `${Math.floor(left / 60)} min ${String(left % 60).padStart(2, '0')} s`;
    form.querySelector('[data-time]').classList.toggle('is-short', left <= 60);
    if (left <= 60 && left > 0 && !told) {
      told = true;
      alert.textContent = 'One minute left';
    }
    if (left > 0) return setTimeout(tick, 1000);
    const sure = document.createElement('input');
    Object.assign(sure, { type: 'hidden', name: 'sure', value: 'yes' });
    const handIn = document.createElement('input');
    Object.assign(handIn, { type: 'hidden', name: 'do', value: 'hand-in' });
    form.append(sure, handIn);
    form.dispatchEvent(new Event('submit'));
    form.submit();
  };
  tick();
}

/** Rows that move up and down; their places follow, so that the form says the same with and without this. */
function makeMovable(list) {
  const rows = () => [...list.querySelectorAll('[data-order-row]')];
  const given = rows().filter(row => row.querySelector('select').value !== '');
  if (given.length === rows().length) {
    const sorted = rows().sort((one, other) => Number(one.querySelector('select').value) - Number(other.querySelector('select').value));
    list.append(...sorted);
  }
  for (const row of rows()) {
    const text = row.querySelector('.quiz-order-text').textContent;
    const buttons = document.createElement('span');
    buttons.className = 'quiz-order-buttons';
    buttons.append(button('chevron-up', `Move up: ${text}`, () => move(row, -1)), button('chevron-down', `Move down: ${text}`, () => move(row, 1)));
    row.append(buttons);
  }

  function move(row, by) {
    const all = rows();
    const at = all.indexOf(row);
    const other = all[at + by];
    if (!other) return;
    if (by < 0) other.before(row); else other.after(row);
    number();
    row.querySelectorAll('button')[by < 0 ? 0 : 1].focus();
    row.querySelector('select').dispatchEvent(new Event('input', { bubbles: true }));
  }

  // Only once somebody has moved something: before that the order on the page is chance, and no answer.
  function number() {
    rows().forEach((row, index) => { row.querySelector('select').value = String(index + 1); });
  }

  list.addEventListener('change', event => {
    if (!event.target.matches('select')) return;
    // A place that was chosen by hand: the row goes there.
    const all = rows();
    const row = event.target.closest('[data-order-row]');
    const to = Number(event.target.value) - 1;
    if (to < 0) return;
    const rest = all.filter(entry => entry !== row);
    rest.splice(to, 0, row);
    list.append(...rest);
    number();
    event.target.focus();
  });
}

function button(icon, label, action) {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = 'btn btn-quiet btn-icon';
  element.setAttribute('aria-label', label);
  element.innerHTML = `<svg class="icon" aria-hidden="true"><use href="/img/icons.svg#${icon}"></use></svg>`;
  element.addEventListener('click', action);
  return element;
}
