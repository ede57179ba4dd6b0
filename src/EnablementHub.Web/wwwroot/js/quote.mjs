// On a review page: what is selected becomes the passage of the comment, the moment that plays its time, and a comment's moment is heard at a click.
import { clock } from './shared.mjs';

const longest = 500;

export function start(element) {
  if (element.dataset.started !== undefined) return;
  element.dataset.started = '';
  if (element.matches('[data-seek]')) element.addEventListener('click', event => hear(element, event));
  else if (element.matches('[data-moment-from]')) element.addEventListener('click', () => takeMoment(element));
  else document.addEventListener('selectionchange', () => takePassage(element));
}

function takePassage(area) {
  const selection = document.getSelection();
  const field = document.getElementById(area.dataset.quotable);
  if (!field || !selection || selection.isCollapsed || !area.contains(selection.anchorNode) || !area.contains(selection.focusNode)) return;
  const inForm = [selection.anchorNode, selection.focusNode].some(node => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest('form'));
  const text = selection.toString().trim();
  if (!inForm && text.length > 0) field.value = text.slice(0, longest);
}

function takeMoment(button) {
  const player = document.getElementById(button.dataset.momentFrom);
  const media = player?.matches('audio, video') ? player : player?.querySelector('audio, video');
  const field = document.getElementById(button.dataset.momentTo);
  if (!media || !field) return;
  field.value = clock(media.currentTime);
  document.getElementById('text')?.focus();
}

// Where no recording plays on this page, the link leads to one that begins there.
function hear(link, event) {
  const media = document.querySelector('[data-player] :is(video, audio)');
  if (!media) return;
  event.preventDefault();
  media.currentTime = Number(link.dataset.seek);
  media.play().catch(() => { /* The browser wants a click on the player first; it stands at the moment. */ });
  media.closest('[data-player]').scrollIntoView({ block: 'nearest' });
}
