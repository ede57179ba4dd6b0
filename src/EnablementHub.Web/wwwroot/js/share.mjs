// The share panel: a link that plays just what lies between two marks.
import { clock, icon, seconds, tell } from './shared.mjs';

export function share(player, media, button) {
  const open = player.querySelector('.share-panel');
  if (open) {
    open.remove();
    button.setAttribute('aria-expanded', 'false');
    return;
  }
  const id = player.id || 'player';
  const panel = document.createElement('div');
  panel.className = 'share-panel';
  panel.innerHTML = `<div class="share-marks"><div><label class="form-label" for="${id}-from">From</label><input class="form-control" id="${id}-from" inputmode="numeric" data-from></div><button class="btn btn-quiet" type="button" data-mark="from">${icon('clock')}Now</button>`
    + `<div><label class="form-label" for="${id}-to">To</label><input class="form-control" id="${id}-to" inputmode="numeric" data-to placeholder="end"></div><button class="btn btn-quiet" type="button" data-mark="to">${icon('clock')}Now</button></div>`
    + `<p class="field-error" role="alert" hidden></p><div class="share-link"><input class="form-control" readonly aria-label="Link" data-link><button class="btn btn-primary" type="button" data-copy>${icon('copy')}Copy</button></div>`;
  player.append(panel);
  button.setAttribute('aria-expanded', 'true');
  const [from, to, link, error] = ['[data-from]', '[data-to]', '[data-link]', '.field-error'].map(selector => panel.querySelector(selector));

  // What plays inside a marked span is most likely what is to be passed on.
  from.value = clock(Number(player.dataset.start) || Math.floor(media.currentTime));
  if (player.dataset.end) to.value = clock(Number(player.dataset.end));

  function update() {
    const start = seconds(from.value || '0');
    const end = to.value.trim() ? seconds(to.value) : null;
    const wrong = start === null ? 'Write the start as minutes and seconds, such as 1:05.'
      : to.value.trim() && end === null ? 'Write the end as minutes and seconds, such as 1:40.'
        : end !== null && end <= start ? 'The end must come after the start.'
          : Number.isFinite(media.duration) && start >= media.duration ? `The recording ends at ${clock(media.duration)}.` : '';
    error.textContent = wrong;
    error.hidden = !wrong;
    const address = new URL(player.dataset.shareUrl, location.origin);
    if (!wrong && start > 0) address.searchParams.set('start', String(start));
    if (!wrong && end !== null) {
      address.searchParams.set('start', String(start));
      address.searchParams.set('end', String(end));
    }
    link.value = wrong ? '' : address.href;
    panel.querySelector('[data-copy]').disabled = Boolean(wrong);
  }

  panel.addEventListener('input', update);
  panel.addEventListener('click', async event => {
    const mark = event.target.closest('[data-mark]');
    if (mark) {
      (mark.dataset.mark === 'from' ? from : to).value = clock(Math.round(media.currentTime));
      update();
    }
    if (event.target.closest('[data-copy]')) {
      link.select();
      try {
        await navigator.clipboard.writeText(link.value);
        tell('Link copied.');
      } catch {
        // Without a secure connection the clipboard is closed: the link is selected, so that Ctrl C copies it.
        tell('The link is selected: press Ctrl C to copy it.', 'warning');
      }
    }
  });
  update();
  from.focus();
}
