/** An identity card on the reader: what is its holder's is offered, and forgotten again. */

import { nameOf, showFound } from './dispenser-case.js';
import { CHECK_IN_ADVICE, showCheckedIn } from './dispenser-check-in.js';
import { forgetCart } from './dispenser-cart.js';
import { forgetEntry } from './dispenser-entry.js';
import { advise, at, go, goAndStay, key, panel, takeNumber } from './dispenser-panel.js';
import { icon } from './icons.js';
import { now } from './live.js';
import { $, ask, fill, hourOf, make } from './page.js';
import { timeIn, timeWords, wordsIn } from './words.js';

/** Longer than any reading: the reader gives up after 3 s and says so. */
const READING_S = 8;

/** To lift a card and put it on again. */
const AGAIN_S = 30;

/** Nobody presses for so long: the matters are nobody else's to see. */
const MINE_S = 90;

/** The same once the card was taken away: its holder may have gone. */
const LIFTED_S = 20;

/** A number that is taken within so long after the card was read stands under its holder. */
const KNOWN_S = 60;

const UNKNOWN = ['dispenser.the-number-on-this-card-cannot', 'dispenser.type-the-number-on-it-or'];

/** Where a card changes the page: nowhere while an answer is under way or nothing can be had. */
const HEEDED = 'home refused entry cases case mine ticket reading replace'.split(' ');

/** Pages that hold what is somebody's. */
const PRIVATE = ['cases', 'case', 'mine'];

let goHome = () => {};
let reading = 0; // which reading is under way: an answer to an older one is not shown
let knownUntil = 0;

/** {@code home} goes to the first page. */
export function bindCard(home) {
  goHome = home;
  $('#reading-icon').append(icon('card'));
  $('#replace-icon').append(icon('again'));
}

/** Nothing of the last visitor stays. */
export function forgetCard() {
  panel.card = '';
  knownUntil = 0;
  $('#known').hidden = true;
}

/** Called now and then: who walked away without a number is forgotten. */
export function lookCard() {
  if (panel.card && at() === 'home' && performance.now() > knownUntil) forgetCard();
}

/** What the feed told of the reader: {@code {what, card}}. */
export function cardNews(news) {
  if (news.what === 'LIFTED') lifted();
  else if (!HEEDED.includes(at())) return;
  else if (news.what === 'READING') begin();
  else if (news.what === 'READ') find(news.card);
  else if (news.what === 'AGAIN') again();
  else if (news.what === 'UNKNOWN') unknown();
}

function begin() {
  reading += 1;
  forgetAll();
  go('reading', READING_S);
}

function again() {
  reading += 1;
  go('replace', AGAIN_S);
}

function unknown() {
  reading += 1;
  advise(UNKNOWN, true);
}

function forgetAll() {
  forgetCard();
  forgetEntry();
  forgetCart();
}

function lifted() {
  if (!PRIVATE.includes(at()) || !panel.card) return;
  panel.staySeconds = LIFTED_S;
  panel.homeAt = Math.min(panel.homeAt, performance.now() + LIFTED_S * 1000);
}

async function find(card) {
  reading += 1;
  const mine = reading;
  forgetAll();
  go('reading', READING_S);
  const answer = await ask('/api/cards', { card });
  if (mine !== reading || at() !== 'reading') return;
  if (answer.status !== 200) {
    if (answer.status === 404) again();
    else goHome();
    return;
  }
  panel.card = card;
  const { cases, appointments } = answer.body;
  if (appointments.length) showMine(appointments, cases);
  else if (cases.length) showFound(cases);
  else nothingFound();
}

/** The services are shown; the number that is taken now stands under the holder of the card. */
function nothingFound() {
  const card = panel.card;
  goHome();
  if (at() !== 'home') return;
  panel.card = card;
  knownUntil = performance.now() + KNOWN_S * 1000;
  $('#known').hidden = false;
}

function showMine(appointments, cases) {
  fill(
    $('#mine'),
    ...appointments.map((one) => make('li', {}, appointmentKey(one))),
    cases.length ? make('li', {}, casesKey(cases)) : null,
  );
  goAndStay('mine', MINE_S);
  $('#mine button').focus({ preventScroll: true });
}

function appointmentKey(one) {
  const zone = panel.board?.zone;
  const day = (time) => timeWords(time, { dateStyle: 'medium', timeZone: zone });
  const slot = Date.parse(one.slot);
  const today = day(slot) === day(now());
  const date = { dateStyle: 'medium', timeZone: zone };
  const when = today ? { key: 'dispenser.today' } : timeIn(slot, date);
  const hours = `${hourOf(slot, zone)}–${hourOf(Date.parse(one.ends), zone)}`;
  const button = make(
    'button',
    { type: 'button', class: 'offer plainer', 'data-booking': one.booking },
    icon('check'),
    make('span', { class: 'name' }, wordsIn('dispenser.check-in', { service: nameOf(one) })),
    make('span', { class: 'where' }, wordsIn('dispenser.when', { day: when, hours })),
  );
  return key(button, () => checkIn(one));
}

function checkIn(one) {
  if (at() !== 'mine') return;
  const path = `/api/appointments/${encodeURIComponent(one.booking)}/check-in`;
  takeNumber(path, {}, showCheckedIn, goHome, CHECK_IN_ADVICE);
}

function casesKey(cases) {
  const count = cases.length;
  const button = make(
    'button',
    { type: 'button', class: 'offer plainer', 'data-cases': count },
    icon('again'),
    make(
      'span',
      { class: 'name' },
      count > 1
        ? wordsIn('dispenser.go-on-with-some', { count })
        : wordsIn('dispenser.go-on-with-a-matter-2'),
    ),
    make('span', { class: 'where' }, wordsIn('dispenser.list', { of: cases.map(nameOf) })),
  );
  return key(button, () => showFound(cases));
}
