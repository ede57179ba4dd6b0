// On a review page: what is selected becomes the passage of the comment, and the moment that plays its time.
import { clock } from './shared.mjs';

const longest = 500;

export function start(element) {
  if (element.dataset.started !== undefined) return;
  element.dataset.started = '';
  if (element.matches('[data-moment-from]')) element.addEventListener('click', () => takeMoment(element));
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
