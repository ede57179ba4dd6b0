// Small things that several modules need.

export function antiforgeryHeaders() {
  const token = document.querySelector('meta[name="antiforgery"]')?.content;
  return token ? { 'X-Antiforgery': token } : {};
}

/** True where a letter key belongs to what the person types. */
export function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('textarea, select, input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"], [type="range"])'));
}

export function icon(name, extra = '') {
  return `<svg class="icon ${extra}" aria-hidden="true"><use href="/img/icons.svg#${name}"></use></svg>`;
}

/** 1:05 or 1:02:05. */
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds || 0));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** Seconds of "1:05", "65" or "1:02:05"; null for anything else. */
export function seconds(text) {
  if (!/^\d+(:[0-5]?\d){0,2}([.,]\d+)?$/.test(text.trim())) return null;
  return text.trim().replace(',', '.').split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

/** The sentence of a problem answer, else the given one. */
export function problemSentence(body, otherwise) {
  try {
    const problem = JSON.parse(body);
    return problem.detail || problem.title || otherwise;
  } catch {
    return otherwise;
  }
}

export function tell(text, tone = 'done') {
  document.dispatchEvent(new CustomEvent('hub:flash', { detail: { text, tone } }));
}
