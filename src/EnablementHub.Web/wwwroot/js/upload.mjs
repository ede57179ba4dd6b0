// Uploads with progress, one file at a time; without it the same form posts the file in the ordinary way.
import { antiforgeryHeaders, problemSentence, tell } from './shared.mjs';

const size = bytes => bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : bytes >= 1e6 ? `${Math.round(bytes / 1e6)} MB` : `${Math.max(1, Math.round(bytes / 1e3))} kB`;
const time = seconds => seconds < 60 ? `${Math.max(1, Math.round(seconds))} s` : `${Math.ceil(seconds / 60)} min`;

export function start(place) {
  const input = place.querySelector('input[type="file"]');
  const state = place.querySelector('[data-upload-state]');
  if (!input || !state || place.dataset.started !== undefined) return;
  place.dataset.started = '';
  for (const button of place.querySelectorAll('[data-without-script]')) button.hidden = true;

  input.addEventListener('change', () => { if (input.files.length > 0) send(input.files[0]); });
  for (const kind of ['dragenter', 'dragover']) place.addEventListener(kind, event => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    place.classList.add('is-over');
  });
  for (const kind of ['dragleave', 'drop']) place.addEventListener(kind, () => place.classList.remove('is-over'));
  place.addEventListener('drop', event => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    send(event.dataTransfer.files[0]);
  });

  function refuse(sentence) {
    state.hidden = false;
    state.innerHTML = '<p class="field-error" role="alert"></p>';
    state.firstElementChild.textContent = sentence;
    input.value = '';
    input.disabled = false;
  }

  function send(file) {
    const most = Number(place.dataset.maxBytes) || Infinity;
    if (file.size === 0) return refuse(`“${file.name}” is empty. Choose another file.`);
    if (file.size > most) return refuse(`“${file.name}” has ${size(file.size)}; at most ${size(most)} are allowed.`);

    state.hidden = false;
    state.innerHTML = '<div class="upload-file"><span data-name></span><span class="faint" data-amount role="status"></span><button class="btn btn-quiet btn-sm" type="button">Cancel</button></div><progress max="100" value="0" aria-label="Uploaded"></progress>';
    state.querySelector('[data-name]').textContent = file.name;
    const amount = state.querySelector('[data-amount]');
    const meter = state.querySelector('progress');
    const request = new XMLHttpRequest();
    const began = performance.now();
    const body = new FormData();
    // Fields first: the server reads them before the long file comes.
    for (const field of place.querySelectorAll('input[type="hidden"]')) body.append(field.name, field.value);
    body.append(input.name || 'file', file);
    input.disabled = true;
    const asks = event => event.preventDefault();
    addEventListener('beforeunload', asks);

    request.upload.addEventListener('progress', event => {
      if (!event.lengthComputable) return;
      meter.value = event.loaded / event.total * 100;
      const left = (performance.now() - began) / 1000 / event.loaded * (event.total - event.loaded);
      amount.textContent = event.loaded === event.total ? 'Checking the file…' : `${size(event.loaded)} of ${size(event.total)}, about ${time(left)} left`;
    });
    const end = act => () => {
      removeEventListener('beforeunload', asks);
      act();
    };
    request.addEventListener('load', end(() => {
      if (request.status < 200 || request.status >= 300) {
        return refuse(problemSentence(request.responseText, request.status === 413 ? 'The file is too large.' : 'The file was not accepted. Try again.'));
      }
      meter.value = 100;
      amount.textContent = 'Done';
      let result = {};
      try { result = JSON.parse(request.responseText); } catch { /* A page came back: reloading shows the same. */ }
      const done = new CustomEvent('hub:uploaded', { bubbles: true, cancelable: true, detail: result });
      if (!place.dispatchEvent(done)) return;
      if (result.location) location.assign(result.location);
      else location.reload();
    }));
    request.addEventListener('error', end(() => refuse('The connection broke. Choose the file again.')));
    request.addEventListener('abort', end(() => {
      state.hidden = true;
      state.replaceChildren();
      input.value = '';
      input.disabled = false;
      tell('Upload cancelled.', 'warning');
    }));
    state.querySelector('button').addEventListener('click', () => request.abort());
    request.open('POST', place.dataset.uploadUrl);
    request.setRequestHeader('Accept', 'application/json');
    for (const [name, value] of Object.entries(antiforgeryHeaders())) request.setRequestHeader(name, value);
    request.send(body);
  }
}
