// The transcript in step with its player: the sentence that plays is marked, a click plays it, and words are found in it.

export function follow(player, media, number) {
  const transcript = document.querySelector(`[data-transcript="${CSS.escape(player.id)}"]`);
  if (!transcript) return null;
  const list = transcript.querySelector('.cues');
  const cues = [...transcript.querySelectorAll('.cue')];
  const starts = cues.map(cue => Number(cue.dataset.start));
  const ends = cues.map(cue => Number(cue.dataset.end));
  const line = player.querySelector('[data-stage-line]');
  const speaker = player.querySelector('[data-stage-speaker]');
  const mark = player.querySelector('.player-stage .person-mark');
  let shown = -1;
  let touchedAt = -Infinity;

  const from = number('start');
  const until = number('end');
  if (until !== null) cues.forEach((cue, at) => cue.classList.toggle('is-outside', ends[at] <= (from ?? 0) || starts[at] >= until));

  // Whoever scrolls the transcript is reading: following waits until they have stopped for a while.
  for (const kind of ['wheel', 'touchmove', 'pointerdown', 'keydown']) list?.addEventListener(kind, () => { touchedAt = performance.now(); }, { passive: true });

  function indexAt(time) {
    let low = 0, high = starts.length - 1, found = -1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= time + 0.05) { found = middle; low = middle + 1; } else high = middle - 1;
    }
    return found >= 0 && time < ends[found] + 0.6 ? found : -1;
  }

  function speakerOf(index) {
    for (let at = index; at >= 0; at--) {
      const name = cues[at].querySelector('.cue-speaker')?.textContent;
      if (name) return name;
    }
    return '';
  }

  function show() {
    const index = indexAt(media.currentTime);
    if (index === shown) return;
    cues[shown]?.removeAttribute('aria-current');
    shown = index;
    const cue = cues[index];
    if (!cue) return;
    cue.setAttribute('aria-current', 'true');
    if (line) line.textContent = cue.querySelector('.cue-text').textContent;
    const name = speaker ? speakerOf(index) : '';
    if (speaker && name) {
      speaker.textContent = name;
      if (mark) mark.textContent = name.split(/\s+/).map(word => word[0]).filter((_, at, all) => at === 0 || at === all.length - 1).join('').toUpperCase();
    }
    if (performance.now() - touchedAt > 4000) keepInView(list, cue);
  }

  media.addEventListener('timeupdate', show);
  media.addEventListener('seeked', show);
  list?.addEventListener('click', event => {
    const cue = event.target.closest('.cue');
    if (!cue || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    touchedAt = -Infinity;
    // A hair inside the sentence, so that rounding never shows the one before.
    media.currentTime = Number(cue.dataset.start) + 0.01;
    media.play().catch(() => { });
  });
  startFinding(transcript, list, cues);
  return { free: () => cues.forEach(cue => cue.classList.remove('is-outside')) };
}

// Scrolls the list and never the page.
function keepInView(list, cue) {
  if (!list || list.scrollHeight <= list.clientHeight) return;
  const top = cue.offsetTop - list.offsetTop + (list.offsetParent === cue.offsetParent ? 0 : list.offsetTop);
  const above = top < list.scrollTop + 8;
  const below = top + cue.offsetHeight > list.scrollTop + list.clientHeight - 8;
  if (above || below) list.scrollTo({ top: top - list.clientHeight / 3, behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
}

function startFinding(transcript, list, cues) {
  const field = transcript.querySelector('[data-find]');
  if (!field) return;
  const count = transcript.querySelector('[data-find-count]');
  const originals = cues.map(cue => cue.querySelector('.cue-text').innerHTML);
  let hits = [], at = -1;

  function clear() {
    cues.forEach((cue, index) => {
      const text = cue.querySelector('.cue-text');
      if (text.innerHTML !== originals[index]) text.innerHTML = originals[index];
    });
    hits = [];
    at = -1;
  }

  function find() {
    clear();
    const wanted = field.value.trim().toLocaleLowerCase();
    if (wanted.length < 2) {
      count.textContent = '';
      return;
    }
    for (const cue of cues) {
      const text = cue.querySelector('.cue-text');
      const words = text.textContent;
      const lower = words.toLocaleLowerCase();
      // Where lower case changes the length (İ) places would not fit: the sentence counts as a hit without its mark.
      if (lower.length !== words.length || !lower.includes(wanted)) continue;
      const pieces = [];
      let from = 0;
      for (let place = lower.indexOf(wanted); place >= 0; place = lower.indexOf(wanted, from)) {
        const element = document.createElement('mark');
        element.textContent = words.slice(place, place + wanted.length);
        pieces.push(words.slice(from, place), element);
        hits.push({ cue, element });
        from = place + wanted.length;
      }
      text.replaceChildren(...pieces, words.slice(from));
    }
    go(hits.length > 0 ? 0 : -1);
  }

  function go(index) {
    hits[at]?.element.classList.remove('is-current-hit');
    at = index;
    count.textContent = hits.length > 0 ? `${at + 1} of ${hits.length}` : 'Not said';
    const hit = hits[at];
    if (!hit) return;
    hit.element.classList.add('is-current-hit');
    keepInView(list, hit.cue);
  }

  const step = by => { if (hits.length > 0) go((at + by + hits.length) % hits.length); };
  field.addEventListener('input', find);
  field.addEventListener('keydown', event => {
    if (event.key === 'Enter') {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) hits[at]?.cue.click();
      else step(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape' && field.value) {
      event.preventDefault();
      field.value = '';
      find();
    }
  });
  transcript.querySelector('[data-find-previous]')?.addEventListener('click', () => step(-1));
  transcript.querySelector('[data-find-next]')?.addEventListener('click', () => step(1));
  if (field.value) find();
}
