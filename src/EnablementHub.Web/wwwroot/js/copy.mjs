// Copies the words of an element, as a person would select them.
import { tell } from './shared.mjs';

export function start(button) {
  if (button.dataset.started !== undefined) return;
  button.dataset.started = '';
  button.addEventListener('click', async () => {
    const text = document.getElementById(button.dataset.copyFrom)?.innerText.trim() ?? '';
    try {
      await navigator.clipboard.writeText(text);
      tell('Copied.');
    } catch {
      tell('Your browser doesn\'t allow copying here: select the text and press Ctrl C.', 'warning');
    }
  });
}
