/** On the phone of somebody who waits: halls nearby, and what one of them keeps. */

import { icon } from './icons.js';
import { $, PRESS_MS, ask, clock, fill, make, read } from './page.js';
import { minutesOf, rangeWords } from './waits.js';
import { both, timeIn } from './words.js';

/** Halls tell of themselves every few seconds; so often is enough for somebody who reads. */
const LOOK_MS = 30000;

/** More are no choice on a small screen. */
const HALLS_MAX = 3;

const bilingual = (hall) => ({ zh: hall.name, en: hall.nameEn || hall.name });

let path = '';
let zone = '';
let pressedAt = -PRESS_MS;
let asking = false;
let trouble = null; // why the last wish was not done
let leaving = ''; // the hall whose kept number waits for a second press to be given back
let last = { halls: [], kept: [] };

/** Begins for the ticket at {@code address}; {@code inZone}: the hall's zone, once it is known. */
export function followElsewhere(address, inZone) {
  zone = inZone;
  if (path) return;
  path = address;
  look();
}

async function look() {
  const told = await read(path);
  if (told) last = { halls: told.halls ?? [], kept: told.kept ?? [] };
  draw();
  setTimeout(look, LOOK_MS);
}

/** Nobody is told of other halls once it is that one's turn. */
export function hideElsewhere(hidden) {
  $('#elsewhere').dataset.off = String(hidden);
  draw();
}

function draw() {
  const off = $('#elsewhere').dataset.off === 'true';
  const { halls, kept } = last;
  $('#elsewhere').hidden = off || halls.length === 0 || kept.length > 0;
  $('#kept').hidden = off || kept.length === 0;
  fill($('#kept-list'), ...kept.map((one) => make('li', {}, ...keptOf(one))));
  fill(
    $('#halls'),
    ...halls.slice(0, HALLS_MAX).map((hall) => make('li', {}, ...lineOf(hall))),
  );
  for (const why of ['#elsewhere-why', '#kept-why'])
    fill($(why), ...(trouble ? both(trouble) : []));
}

const hour = (time) => timeIn(Date.parse(time), clock(zone));

function waitOf(hall) {
  if (hall.why === 'CLOSED') return both('dispenser.not-open-there');
  if (hall.why === 'CLOSES_BEFORE')
    return both('dispenser.closes-before-you-come', { at: hour(hall.until) });
  if (hall.why) return both('dispenser.no-link-since', { at: hour(hall.heardAt) });
  const range = minutesOf(hall.wait);
  return range
    ? both('phone.then-wait', { range: rangeWords(range) })
    : both('dispenser.wait-not-known');
}

function lineOf(hall) {
  const button = make(
    'button',
    { type: 'button', disabled: !hall.can || asking, 'data-hall': hall.hall },
    both('phone.keep-a-number-there'),
  );
  button.addEventListener('click', () => take(hall));
  const aged = ['dispenser.as-of', { at: hour(hall.heardAt) }];
  return [
    make('strong', {}, both(bilingual(hall))),
    make('p', {}, both('dispenser.way-minutes', { minutes: hall.minutes })),
    make('p', {}, ...waitOf(hall)),
    hall.can && hall.state !== 'LIVE' ? make('p', { class: 'aged' }, both(...aged)) : null,
    button,
  ];
}

function keptOf(one) {
  return [
    make('strong', {}, both(bilingual(one))),
    one.address ? make('p', {}, both({ zh: one.address, en: one.addressEn })) : null,
    one.way ? make('p', {}, both({ zh: one.way, en: one.wayEn })) : null,
    make('p', { class: 'code num' }, one.code),
    make('img', { src: `/r/${encodeURIComponent(one.code)}/qr.svg`, alt: one.code, width: 160 }),
    make('p', {}, both('dispenser.check-in-there-before', { time: hour(one.until) })),
    make('p', { class: 'aged' }, both('phone.your-number-here-stays')),
    ...(leaving === one.hall ? surely(one) : [plain('phone.give-it-back', () => leave(one.hall))]),
  ];
}

function plain(said, act) {
  const button = make('button', { type: 'button', disabled: asking }, both(said));
  button.addEventListener('click', act);
  return button;
}

/** Asked once more: whoever gives it back must take another one to go there. */
const surely = (one) => [
  make('p', { role: 'alert' }, both('phone.give-it-back-sure')),
  plain('phone.give-it-back-yes', () => giveBack(one)),
  plain('phone.give-it-back-no', () => leave('')),
];

function leave(hall) {
  leaving = hall;
  draw();
  $('#kept-list button')?.focus();
}

async function giveBack(one) {
  if (asking) return;
  asking = true;
  trouble = null;
  draw();
  const answer = await ask(`${path}/give-back`, { hall: one.hall });
  asking = false;
  leaving = '';
  if (answer.status === 200) last = { halls: answer.body.halls ?? [], kept: answer.body.kept };
  else if (answer.status === 0) trouble = 'phone.the-hall-was-not-reached';
  else trouble = { zh: answer.body.title, en: answer.body.titleEn };
  draw();
}

async function take(hall) {
  const time = performance.now();
  if (asking || time - pressedAt < PRESS_MS) return;
  pressedAt = time;
  asking = true;
  trouble = null;
  draw();
  const answer = await ask(path, { hall: hall.hall });
  asking = false;
  if (answer.status === 201) last.kept = [answer.body];
  else if (answer.status === 0) trouble = 'phone.the-hall-was-not-reached';
  else trouble = { zh: answer.body.title, en: answer.body.titleEn };
  draw();
}

$('#elsewhere-icon').append(icon('walk'));
