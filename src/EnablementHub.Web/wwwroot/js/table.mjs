// Lists with choices: all at once, a range with Shift, and a bar that appears with the first choice.

export function start(table) {
  if (table.dataset.started !== undefined) return;
  table.dataset.started = '';
  const boxes = () => [...table.querySelectorAll('input[data-select]')];
  const all = table.querySelector('input[data-select-all]');
  const bar = document.querySelector('[data-bulk-bar]');
  let last = null;

  function show() {
    const chosen = boxes().filter(box => box.checked).length;
    if (all) {
      all.checked = chosen > 0 && chosen === boxes().length;
      all.indeterminate = chosen > 0 && !all.checked;
    }
    if (!bar) return;
    bar.classList.toggle('is-shown', chosen > 0);
    const count = bar.querySelector('[data-selected-count]');
    if (count) count.textContent = `${chosen} selected`;
  }

  table.addEventListener('click', event => {
    const box = event.target.closest('input[data-select]');
    if (!box) return;
    if (event.shiftKey && last?.isConnected) {
      const list = boxes();
      const [from, to] = [list.indexOf(last), list.indexOf(box)].sort((a, b) => a - b);
      for (const other of list.slice(from, to + 1)) other.checked = box.checked;
    }
    last = box;
    show();
  });
  all?.addEventListener('change', () => {
    for (const box of boxes()) box.checked = all.checked;
    show();
  });
  bar?.querySelector('[data-clear]')?.addEventListener('click', () => {
    for (const box of boxes()) box.checked = false;
    show();
  });
  show();
}
