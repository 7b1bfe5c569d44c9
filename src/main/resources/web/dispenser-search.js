/** Finds a service by what people say: the first letters of its words, or a phrase to touch. */

import { at, goAndStay, key, panel } from './dispenser-panel.js';
import { $, fill, make, read, say } from './page.js';
import { words, wordsIn } from './words.js';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Nobody touches it for so long: the home page comes back. */
const SEARCH_S = 60;

/** Keys of results that fit between the letters and what was typed. */
const FOUND_MAX = 4;
const FOUND_MAX_LARGE = 2;

/** Longer than the initials of any phrase that people remember. */
const TYPED_MAX = 12;

/** It changes with the hall's file or the district's; whoever opens the search has it at once. */
const GUIDE_MS = 600000;

let guide = [];
let again = 0; // the timer of the next look at it
let typed = '';
let choose = () => {};

/** `take` is given the service that was found. */
export function bindSearch(take) {
  choose = take;
  key($('#search'), open);
  const signs = LETTERS.map((sign) => letterKey(sign, () => type(sign), { class: 'num' }, sign));
  const rub = words('dispenser.rub');
  fill($('#search-keys'), signs, letterKey('rub', () => type('rub'), { class: 'rub' }, rub));
  learn();
}

async function learn() {
  const told = await read('/api/guide');
  clearTimeout(again);
  again = setTimeout(learn, told ? GUIDE_MS : 5000);
  if (!told || JSON.stringify(told) === JSON.stringify(guide)) return;
  guide = told;
  if (at() === 'search') draw();
}

function letterKey(name, act, look, content) {
  const button = make('button', { type: 'button', 'data-key': name, ...look }, content);
  button.addEventListener('click', act);
  return button;
}

function open() {
  typed = '';
  goAndStay('search', SEARCH_S);
  draw();
  learn();
}

function type(sign) {
  typed = sign === 'rub' ? typed.slice(0, -1) : (typed + sign).slice(0, TYPED_MAX);
  draw();
}

/** How well a service fits what was typed: 0 begins so, 1 has it within; null: not at all. */
function fits(of) {
  const begins = of.initials.some((initials) => initials.startsWith(typed));
  if (begins) return 0;
  return of.initials.some((initials) => initials.includes(typed)) ? 1 : null;
}

/** Before anything is typed: those that people have words of their own for. */
function found() {
  const open = guide
    .map((of) => ({ of, service: panel.board.services.find((s) => s.code === of.service) }))
    .filter((one) => one.service?.taking);
  if (!typed) return open.filter((one) => one.of.says.length > 0);
  return open
    .map((one) => ({ ...one, rank: fits(one.of) }))
    .filter((one) => one.rank !== null)
    .sort((a, b) => a.rank - b.rank);
}

/** The phrase that led there, beside the name that the hall has for it. */
function phrase(of) {
  const at = typed ? of.initials.findIndex((initials) => initials.includes(typed)) - 1 : 0;
  return of.says[Math.max(0, at)] ?? '';
}

function foundKey({ of, service }) {
  const said = phrase(of);
  const button = make(
    'button',
    { type: 'button', 'data-found': service.code },
    make('span', { class: 'both' }, wordsIn(service)),
    said && said !== service.name ? make('span', { class: 'said', lang: 'zh-CN' }, said) : null,
  );
  return make('li', {}, key(button, () => choose(service)));
}

function draw() {
  say($('#sought'), typed);
  $('#sought').dataset.empty = String(typed === '');
  const most = document.body.classList.contains('large') ? FOUND_MAX_LARGE : FOUND_MAX;
  const all = found().slice(0, most);
  const nothing = typed ? 'dispenser.nothing-found' : 'dispenser.type-letters';
  const none = make('li', { class: 'nothing both' }, wordsIn(nothing));
  fill($('#found'), all.length ? all.map(foundKey) : none);
}

/** A keyboard under the panel may type too. */
addEventListener('keydown', (event) => {
  if (at() !== 'search' || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === 'Backspace') type('rub');
  else if (/^[A-Za-z]$/.test(event.key)) type(event.key.toUpperCase());
  else return;
  event.preventDefault();
});
