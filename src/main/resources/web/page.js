/** What the pages share: making elements, saying times, asking the hall. */

import { timeWords } from './words.js';

/** Time after which a key may be pressed again: a trembling finger counts once. */
export const PRESS_MS = 800;

/** How long a command is sent again with the same key before it is given up. */
const ASK_MS = 30000;

export const $ = (selector, root = document) => root.querySelector(selector);

/** What there is among `children`, lists in lists included. */
const there = (children) =>
  children.flat(Infinity).filter((child) => child !== null && child !== undefined);

/** Makes an element; `attributes` with the value false or null are left out. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...there(children));
  return element;
}

/** Puts `children` in the place of all that is in `element`. */
export function fill(element, ...children) {
  element.replaceChildren(...there(children));
}

/** Sets a text only when it is another one, so that screen readers say only what is new. */
export function say(element, text) {
  if (element && element.textContent !== String(text)) element.textContent = text;
}

/** Two digits for a window as the public reads it. */
export const two = (number) => String(number).padStart(2, '0');

/** Hours and minutes of a time in the hall's zone. */
export const hourOf = (time, zone) => timeWords(time, clock(zone));

/** The same for a value of a text: `timeIn(time, clock(zone))`. */
export const clock = (timeZone) => ({
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
  timeZone,
});

/** Minutes and seconds, or hours as well. */
export function lasted(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return seconds < 3600 ? rest : `${Math.floor(seconds / 3600)}:${rest}`;
}

/** A duration in words, coarse: a value of a text, or for `t`. */
export function about(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return { key: 'common.seconds', values: { n: seconds } };
  const minutes = Math.floor(seconds / 60);
  if (seconds < 3600) return { key: 'common.minutes', values: { n: minutes } };
  const values = { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
  return { key: 'common.hours', values };
}

/** A name for one request, from the browser's own source of chance. */
export function freshKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * Asks the hall with one key until an answer comes: a lost answer is asked for again and nothing
 * is done twice. Gives `{status, body}`; status 0: none came.
 *
 * @param troubled is told once when the first try brought nothing
 */
export async function ask(path, body, troubled = () => {}) {
  const key = freshKey();
  const end = performance.now() + ASK_MS;
  let told = false;
  for (;;) {
    try {
      const response = await fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(body ?? {}),
        signal: AbortSignal.timeout(4000),
      });
      if (response.status !== 503) {
        const answered = { status: response.status, body: await response.json() };
        if (answered.body?.code === 'NOT-SIGNED-IN') dispatchEvent(new Event('signed-out'));
        return answered;
      }
      if (performance.now() > end) return { status: 503, body: await response.json() };
    } catch (lost) {
      if (performance.now() > end) return { status: 0, body: null };
    }
    if (!told) troubled();
    told = true;
    await pause(700);
  }
}

/** Reads; null when nothing came. */
export async function read(path) {
  try {
    const response = await fetch(path, { signal: AbortSignal.timeout(4000) });
    return response.ok ? await response.json() : null;
  } catch (lost) {
    return null;
  }
}

/** Shows one of the elements with `data-state` and hides the others. */
export function show(state) {
  document.body.dataset.at = state;
  for (const part of document.querySelectorAll('[data-state]')) {
    part.hidden = !part.dataset.state.split(' ').includes(state);
  }
}
