/** The dispenser's keyboard on the screen. A scanner or a keyboard may type instead. */

import { at, goAndStay, key } from './dispenser-panel.js';
import { $, fill, make, say } from './page.js';
import { words, wordsIn } from './words.js';

/** Nobody presses for so long: what was typed goes away. */
const ENTRY_S = 60;

/** The same key again within so long is one trembling finger; a hand needs longer for "11". */
const TREMBLE_MS = 130;

/** Longer than any code that the hall takes. */
const TYPED_MAX = 40;

const DIGITS = [...'1234567890'];

/** The letters of notice codes: those that nobody takes for a digit. */
const CODE_LETTERS = [...'ABCDEFGHJKMNPQRSTVWXYZ'];
const ALL_LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const ID_KEYS = [...'123456789X0'];
const BACK = 'back';

let asked = null; // what is asked for: one of the ways of {@code open}
let way = null; // the chosen one of its ways
let typed = '';
let lastKey = '';
let lastAt = 0;

/**
 * Asks for a code.
 *
 * @param ways one or more of `{id, what, hint, hidden, keys, least}`; `hidden`: only
 *     its end is shown; `least`: signs from which it may be sent
 * @param send is given the way's id and what was typed, in capitals
 */
export function openEntry(title, ways, send) {
  asked = { ways, send };
  fill($('#entry-title'), wordsIn(title));
  fill($('#entry-ways'), ...(ways.length > 1 ? ways.map(wayKey) : []));
  choose(ways[0]);
  goAndStay('entry', ENTRY_S);
  $('#typed').focus({ preventScroll: true });
}

/** Forgets what was typed: it may be an identity number. */
export function forgetEntry() {
  typed = '';
  draw();
}

function wayKey(one) {
  const button = make('button', { type: 'button', 'data-way': one.id }, wordsIn(one.what));
  button.addEventListener('click', () => choose(one));
  return button;
}

function choose(one) {
  way = one;
  typed = '';
  for (const button of $('#entry-ways').children)
    button.setAttribute('aria-pressed', String(button.dataset.way === one.id));
  fill($('#entry-hint'), wordsIn(one.hint));
  drawKeys(one.keys);
  draw();
}

/** The keys of a way: {@code code}, {@code digits}, {@code identity} or {@code letters}. */
function drawKeys(kind) {
  const signs = {
    code: [...DIGITS, ...CODE_LETTERS],
    letters: [...DIGITS, ...ALL_LETTERS],
    identity: [...ID_KEYS, BACK],
    digits: [...DIGITS.slice(0, 9), '', '0', BACK],
  }[kind];
  const wide = kind === 'code' || kind === 'letters';
  const box = $('#entry-keys');
  box.className = wide ? 'entry-keys many' : 'entry-keys';
  fill(box, ...signs.map(signKey), wide ? signKey(BACK) : null);
  if (kind === 'identity') {
    const more = make('button', { type: 'button', class: 'letters' }, words('dispenser.letters'));
    more.addEventListener('click', () => drawKeys('letters'));
    box.append(more);
  }
}

function signKey(sign) {
  if (sign === '') return make('span', {});
  const button =
    sign === BACK
      ? make('button', { type: 'button', 'data-key': BACK, class: 'rub' }, words('dispenser.rub'))
      : make('button', { type: 'button', 'data-key': sign, class: 'num' }, sign);
  // A finger takes no focus: the Enter of a scanner must not press the key touched last.
  button.addEventListener('pointerdown', (event) => event.preventDefault());
  button.addEventListener('click', () => {
    const time = performance.now();
    if (sign === lastKey && time - lastAt < TREMBLE_MS) return;
    lastKey = sign;
    lastAt = time;
    type(sign);
  });
  return button;
}

function type(sign) {
  typed = sign === BACK ? typed.slice(0, -1) : (typed + sign).slice(0, TYPED_MAX);
  draw();
}

function draw() {
  const shown = way?.hidden ? '*'.repeat(Math.max(0, typed.length - 2)) + typed.slice(-2) : typed;
  say($('#typed'), shown);
  $('#typed').dataset.empty = String(typed === '');
  $('#entry-send').disabled = typed.length < (way?.least ?? 1);
}

function send() {
  if (typed.length < way.least) return;
  const given = typed;
  forgetEntry();
  asked.send(way.id, given);
}

addEventListener('keydown', (event) => {
  if (at() !== 'entry' || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === 'Backspace') type(BACK);
  // A scanner types the address of a notice: the code is what follows the last slash.
  else if (event.key === '/') forgetEntry();
  else if (/^[A-Za-z0-9-]$/.test(event.key)) type(event.key.toUpperCase());
  else if (event.key !== 'Enter' || event.target.tagName === 'BUTTON') return;
  else send();
  event.preventDefault();
  if (at() === 'entry') $('#typed').focus({ preventScroll: true });
});
key($('#entry-send'), send);
