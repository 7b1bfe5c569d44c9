/** Going on with a matter: the case is found, both ways are offered, one is chosen. */

import { icon } from './icons.js';
import { checkIn, isKeptCode } from './dispenser-check-in.js';
import { keysOfHalls } from './dispenser-elsewhere.js';
import { openEntry } from './dispenser-entry.js';
import {
  advise,
  at,
  go,
  goAndStay,
  guides,
  isServed,
  key,
  panel,
  refuse,
  takeNumber,
} from './dispenser-panel.js';
import { showTicket } from './dispenser-ticket.js';
import { $, ask, clock, fill, make, two } from './page.js';
import { minutesOf, rangeParts } from './waits.js';
import { asWritten, t, timeIn, words, wordsIn } from './words.js';

/** Nobody presses for so long: the matter is nobody else's to see. */
const CASE_S = 90;

/** A Chinese identity number of either age, whatever it was typed as. */
const IDENTITY = /^([0-9]{17}[0-9X]|[0-9]{15})$/;

const WAYS = [
  {
    id: 'case',
    what: 'dispenser.code-on-the-notice',
    hint: 'dispenser.notice-hint',
    keys: 'code',
    least: 4,
  },
  {
    id: 'identity',
    what: 'dispenser.identity-number',
    hint: 'dispenser.identity-hint',
    keys: 'identity',
    hidden: true,
    least: 4,
  },
];

/** What is told instead of two offers, by code: what it is and what to do. */
const ADVICE = {
  'NO-SUCH-CASE': ['dispenser.no-such-matter-was-found', 'dispenser.try-the-code-again-or-your'],
  'NONE-OPEN': [
    'dispenser.no-unfinished-matter-was-found',
    'dispenser.perhaps-your-number-was-not-noted',
  ],
  'CASE-OVER': [
    'dispenser.this-matter-is-finished-or-expired',
    'dispenser.to-begin-anew-go-back-and',
  ],
  'CASE-ELSEWHERE': [
    'dispenser.a-window-has-this-matter-now',
    'dispenser.go-back-to-that-window-or',
  ],
  'TICKET-EXISTS': [
    'dispenser.there-is-a-ticket-for-this',
    'dispenser.wait-with-that-ticket-if-it',
  ],
};

const OFFERS = {
  RESUME: ['again', 'dispenser.resume', 'dispenser.the-window-knows-your-matter'],
  MATCHED: ['target', 'dispenser.matched', 'dispenser.any-able-window'],
};

let found = [];
let goHome = () => {};

/** Binds the door on the home page; {@code home} goes there. */
export function bindCases(home) {
  goHome = home;
  key($('#resume'), begin);
  key($('#again'), begin);
}

function begin() {
  // A hall without windows has no key to know a visitor by.
  openEntry('dispenser.go-on-with-a-matter', guides() ? WAYS.slice(0, 1) : WAYS, find);
}

async function find(id, typed) {
  if (at() !== 'entry') return;
  if (isKeptCode(typed)) {
    checkIn(typed, goHome);
    return;
  }
  go('finding');
  const identity = id === 'identity' || IDENTITY.test(typed);
  // Case numbers have their hall before the dash, in small letters.
  const named = typed.includes('-') ? typed.toLowerCase() : typed;
  const answer = await ask('/api/offers', identity ? { identity: typed } : { case: named });
  if (at() !== 'finding') return;
  if (answer.status === 0) goHome();
  else if (answer.status !== 200) cannot(answer);
  else if (answer.body.length === 0) advise(ADVICE['NONE-OPEN'], true);
  else showFound(answer.body);
}

function cannot(answer) {
  const advice = ADVICE[answer.body?.code];
  if (advice) advise(advice, answer.body.code === 'NO-SUCH-CASE');
  else refuse(answer);
}

/** Nobody goes on with it, whatever is offered here or in other halls. */
const cannotGoOn = ({ code, zh, en }) => cannot({ body: { code, title: zh, titleEn: en } });

/** Offers one case, or asks which of several. */
export function showFound(cases) {
  found = cases;
  if (cases.length === 1) {
    showCase(cases[0]);
    return;
  }
  fill($('#cases'), ...cases.map((one) => make('li', {}, caseKey(one))));
  goAndStay('cases', CASE_S);
  $('#cases button').focus({ preventScroll: true });
}

/** One of several matters of a visitor: what it is and what is missing. */
function caseKey(one) {
  const missing = one.missing.length
    ? wordsIn('dispenser.missing', { missing: one.missing })
    : wordsIn('dispenser.complete');
  const button = make(
    'button',
    { type: 'button', class: 'offer plainer' },
    icon('paper'),
    make('span', { class: 'name' }, wordsIn(nameOf(one))),
    make('span', { class: 'where' }, missing),
  );
  return key(button, () => showCase(one));
}

/** The service of a matter or an appointment, in both languages. */
export const nameOf = (one) => ({
  zh: one.serviceName ?? one.service,
  en: one.serviceNameEn || one.service,
});

function showCase(one) {
  if (one.refused) {
    cannotGoOn(one.refused);
    return;
  }
  const here = offersHere(one);
  const refused = here.map((offer) => offer.refused);
  const elsewhere = keysOfHalls(one, here.length);
  const leads = elsewhere.some((button) => !button.disabled);
  if (!leads && refused.every(Boolean) && new Set(refused.map((why) => why.code)).size === 1) {
    cannotGoOn(refused[0]);
    return;
  }
  fill($('#case-name'), words(nameOf(one)));
  fill($('#case-lead'), wordsIn(leadOf(here.length > 0, elsewhere.length > 0)));
  fill($('#materials'), ...materialsOf(one));
  const most = Math.max(0, ...here.map((offer) => minutesOf(offer.wait)?.to ?? 0));
  fill($('#offers'), ...here.map((offer) => make('li', {}, offerKey(one, offer, most))));
  $('#offers').classList.toggle('tight', elsewhere.length > 0);
  $('#offers').append(...elsewhere.map((button) => make('li', {}, button)));
  goAndStay('case', CASE_S);
  $('#offers button:not([disabled])')?.focus({ preventScroll: true });
}

/** From when on the minutes on the keys count. */
function leadOf(here, elsewhere) {
  if (!elsewhere) return 'dispenser.you-choose-minutes-from-now-until';
  if (!here) return 'dispenser.minutes-from-arriving-there';
  return 'dispenser.you-choose-minutes-here-and-there';
}

/** A matter that was left in another hall has no window here that knows it, but for its clerk's. */
function offersHere(one) {
  if (guides()) return [];
  if (!one.origin) return one.offers;
  return one.offers.filter((offer) => offer.window || offer.offer === 'MATCHED');
}

const listed = (list) => asWritten(t('dispenser.list', { of: list }));

/** What is checked and need not be brought again, and what is missing. */
function materialsOf(one) {
  const line = (kind, said, list, values) =>
    make(
      'li',
      { class: kind },
      icon(kind === 'have' ? 'check' : 'miss'),
      make('span', {}, wordsIn(said, values), list.length ? make('b', {}, listed(list)) : null),
    );
  const due = one.due && timeIn(Date.parse(one.due), { dateStyle: 'medium', timeZone: 'UTC' });
  const lacks = one.due ? 'dispenser.still-missing-until' : 'dispenser.still-missing';
  return [
    one.missing.length
      ? line('miss', lacks, one.missing, { count: one.missing.length, due })
      : line('have', 'dispenser.nothing-is-missing', []),
    one.checked.length ? line('have', 'dispenser.checked-not-needed-again', one.checked) : null,
  ].filter(Boolean);
}

function offerKey(one, offer, most) {
  const [picture, name, sub] = OFFERS[offer.offer];
  const button = make(
    'button',
    { type: 'button', class: 'offer', 'data-offer': offer.offer, disabled: Boolean(offer.refused) },
    icon(picture),
    make('span', { class: 'name' }, wordsIn(name)),
    ...(offer.refused
      ? [make('span', { class: 'where' }, wordsIn(offer.refused))]
      : [whereOf(one, offer), make('span', { class: 'sub' }, wordsIn(sub))]),
    ...(offer.refused ? [] : [waitOf(one, offer), barOf(offer, most)]),
  );
  return key(button, () => take(one, offer));
}

/** The window that is kept and until when; else which windows there are. */
function whereOf(one, offer) {
  const zone = panel.board?.zone;
  const where = (...said) => make('span', { class: 'where' }, wordsIn(...said));
  if (offer.window) {
    const window = make('b', { class: 'num' }, two(offer.window));
    if (!offer.until) return where('dispenser.back-to', { window });
    const time = timeIn(Date.parse(offer.until), clock(zone));
    return where('dispenser.back-to-until', { window, time });
  }
  if (offer.offer === 'RESUME') return where('dispenser.the-window-is-closed-now-you');
  const windows = (panel.board?.windows ?? [])
    .filter((w) => w.services.includes(one.service) && w.face !== 'CLOSED')
    .slice(0, 5)
    .map((w) => two(w.window));
  if (windows.length) return where('dispenser.at-windows', { windows });
  return where(isServed(one.service) ? 'dispenser.as-called' : 'dispenser.no-window-open');
}

/**
 * The range where it is known, and the people ahead; nobody is before the one that a window is
 * kept for.
 */
function waitOf(one, offer) {
  const range = minutesOf(offer.wait);
  if (range && offer.window) return make('span', { class: 'mins' }, ...rangeParts(range));
  const nobody = isServed(one.service) ? 'dispenser.nobody-ahead' : 'dispenser.wait-not-known';
  const ahead = make(
    'span',
    { class: 'before' },
    offer.ahead ? wordsIn('dispenser.ahead', { ahead: offer.ahead }) : wordsIn(nobody),
  );
  return make('span', { class: 'mins' }, ...(range ? rangeParts(range) : []), ahead);
}

const SVG = 'http://www.w3.org/2000/svg';

/** Both waits on one scale of time; decoration, the range is said in words. */
function barOf(offer, most) {
  const range = minutesOf(offer.wait);
  if (!range || !most) return null;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'range');
  svg.setAttribute('viewBox', '0 0 100 10');
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-hidden', 'true');
  const part = (kind, from, to) => {
    const rect = document.createElementNS(SVG, 'rect');
    rect.setAttribute('class', kind);
    rect.setAttribute('x', String((100 * from) / most));
    rect.setAttribute('width', String((100 * (to - from)) / most));
    rect.setAttribute('height', '10');
    svg.append(rect);
  };
  part('track', 0, most);
  const from = Math.min(range.from, most * 0.96);
  part('span', from, Math.max(range.to, from + most * 0.04));
  return svg;
}

function take(one, offer) {
  if (at() !== 'case') return;
  const body = { service: one.service, case: one.case, offer: offer.offer };
  const service = panel.board?.services.find((s) => s.code === one.service) ?? {
    code: one.service,
    name: nameOf(one).zh,
    nameEn: nameOf(one).en,
  };
  takeNumber('/api/tickets', body, (taken) => showTicket(taken, [service]), goHome);
}

key($('#other-case'), () => {
  if (found.length > 1 && at() === 'case') showFound(found);
  else goHome();
});
for (const button of document.querySelectorAll('.leave')) key(button, () => goHome());
