// Steps of a checklist: the meter follows what plays in the row, and the row ticks itself once the hub has seen enough.
let listening = false;

const readable = value => {
  const whole = Math.round(value);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
};

export function start() {
  if (listening) return;
  listening = true;
  document.addEventListener('hub:progress', event => {
    const meter = event.target.closest?.('[data-step]')?.querySelector('.step-meter');
    if (meter) show(meter, event.detail.uniqueSeconds);
  });
}

function show(meter, seen) {
  const goal = Number(meter.dataset.goal);
  meter.querySelector('progress').value = Math.min(seen, goal);
  meter.querySelector('.meter-line .quiet').textContent = `${readable(seen)} of ${readable(Number(meter.dataset.duration))}, counts from ${readable(goal)}`;
  if (seen >= goal) renew(meter.closest('[data-step]'), meter.dataset.row);
}

/** Takes the row's words anew and leaves its player alone: it goes on playing. */
async function renew(row, address) {
  const answer = await fetch(address, { headers: { Accept: 'text/html' } });
  if (!answer.ok || !row.isConnected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('.step');
  if (!fresh?.classList.contains('step-done')) return;
  row.className = fresh.className;
  row.querySelector('.play-button, .row-icon').replaceWith(fresh.querySelector('.row-icon'));
  row.querySelector('.content-row-body').replaceWith(fresh.querySelector('.content-row-body'));
  document.dispatchEvent(new CustomEvent('hub:flash', { detail: { text: 'Done: this step ticked itself.', tone: 'done' } }));
}
