/** Where to go with a matter: here, or a hall nearby that keeps a number. The visitor chooses. */

import { icon } from './icons.js';
import { advise, at, go, goAndStay, guides, isServed, key, panel, refuse } from './dispenser-panel.js';
import { $, ask, clock, fill, hourOf, make, read } from './page.js';
import { minutesOf, rangeParts } from './waits.js';
import { hallOf, other, t, timeIn, wordsIn } from './words.js';

/** Nobody presses for so long. */
const CHOICE_S = 60;

/** To write a code down, or to take a picture of it. */
const KEPT_S = 120;

/** Offers that stand under the materials of a case without leaving the screen. */
const OFFERS_MAX = 3;

const WHY = {
  'OTHER-HALL-SILENT': 'dispenser.that-hall-does-not-answer',
  'RESERVATIONS-FULL': 'dispenser.nothing-is-kept-there-any-more',
};

/** No hall of the district is known to do it now. */
const NOWHERE = ['dispenser.no-hall-does-it-now', 'dispenser.ask-the-staff-here'];

const bilingual = (hall) => ({ zh: hall.name, en: hall.nameEn || hall.name });

let chosenFor = null; // what the choice on the page is for: {service, case}
let goHome = () => {};

/** Binds the keys; {@code home} goes home. */
export function bindElsewhere(home) {
  goHome = home;
  $('#kept-icon').append(icon('walk'));
  key($('#kept-done'), () => goHome());
}

const likely = (offer) => offer.minutes * 60 + (offer.wait?.likelySeconds ?? Infinity);

/** Whether a hall nearby has somebody served sooner, the way there counted; or this one not. */
function isSooner(told) {
  const here = told.here.refused ? Infinity : (told.here.wait?.likelySeconds ?? 0);
  return told.halls.some((hall) => hall.can && likely(hall) < here);
}

/**
 * Offers this hall and the others where that helps, or where it was asked for; else goes on with
 * {@code stay}, as when nothing is known of them.
 */
export async function chooseWhere(service, always, stay) {
  go('finding');
  const told = await read(`/api/services/${encodeURIComponent(service.code)}/elsewhere`);
  if (at() !== 'finding') return;
  if (!told?.halls.length || !(always || isSooner(told))) {
    if (guides()) advise(NOWHERE);
    else if (always && told?.here.refused) refuse({ body: titled(told.here.refused) });
    else stay();
    return;
  }
  chosenFor = { service: service.code };
  forgetTrouble();
  fill($('#where-name'), wordsIn(service));
  fill(
    $('#where'),
    guides() ? null : make('li', {}, hereKey(told.here, stay)),
    ...told.halls.map((hall) => make('li', {}, hallKey(hall))),
  );
  goAndStay('where', CHOICE_S);
  $('#where button:not([disabled])')?.focus({ preventScroll: true });
}

const titled = (refused) => ({ title: refused.zh, titleEn: refused.en });
const part = (kind, ...said) => make('span', { class: kind }, wordsIn(...said));

function hereKey(here, stay) {
  const { refused } = here;
  const button = make(
    'button',
    { type: 'button', class: 'offer', 'data-hall': '', disabled: Boolean(refused) },
    icon('target'),
    part('name', 'dispenser.stay-here'),
    part('where', refused ?? hallOf(panel.board)),
    refused ? null : minutes(here.wait, part('before', ...ahead(here))),
  );
  return key(button, () => at() === 'where' && stay());
}

function ahead(here) {
  if (here.ahead) return ['dispenser.ahead', { ahead: here.ahead }];
  return [isServed(chosenFor.service) ? 'dispenser.nobody-ahead' : 'dispenser.no-window-open'];
}

/** The wait as a range; where it is not known, that is said. */
function minutes(wait, below) {
  const range = minutesOf(wait);
  const said = range ? rangeParts(range) : wordsIn('dispenser.wait-not-known');
  return make('span', { class: range ? 'mins' : 'mins unknown' }, ...said, below);
}

/** The keys of other halls for a case, its origin first; {@code here}: offers of this hall. */
export function keysOfHalls(one, here) {
  chosenFor = { service: one.service, case: one.case };
  forgetTrouble();
  const origin = one.origin ? [hallKey(one.origin, one.origin)] : [];
  const room = Math.max(1, OFFERS_MAX - here - origin.length);
  const others = (one.halls ?? [])
    .filter((hall) => hall.hall !== one.origin?.hall)
    .slice(0, room);
  return [...origin, ...others.map((hall) => hallKey(hall))];
}

/** Another hall; {@code origin}: a matter was left at a window of it. */
function hallKey(hall, origin) {
  const button = make(
    'button',
    { type: 'button', class: 'offer', 'data-hall': hall.hall, disabled: !hall.can },
    icon(origin ? 'again' : 'walk'),
    part('name', bilingual(hall)),
    part('where', ...(hall.can ? way(hall) : why(hall))),
    origin || hall.can ? part('sub', ...(origin ? originOf(origin) : told(hall))) : null,
    hall.can
      ? minutes(hall.wait, hall.wait ? part('before', 'dispenser.wait-there') : null)
      : null,
  );
  return key(button, () => take(hall, button));
}

/** An address that is not said in English stands in the Chinese line alone. */
function way({ minutes: of, address, addressEn }) {
  const short = ['dispenser.way-minutes', { minutes: of }];
  if (!address) return short;
  const there = { zh: address, en: addressEn };
  const whole = ['dispenser.way-and-address', { minutes: of, address: there }];
  if (addressEn) return whole;
  const chinese = t('language.tag').startsWith('zh');
  return [
    chinese ? { zh: t(...whole), en: other(...short) } : { zh: other(...whole), en: t(...short) },
  ];
}

const hour = (time) => timeIn(Date.parse(time), clock(panel.board?.zone));

/** Why nobody is sent there now. */
function why(hall) {
  if (hall.why === 'CLOSED') return ['dispenser.not-open-there'];
  if (hall.why === 'CLOSES_BEFORE')
    return ['dispenser.closes-before-you-come', { at: hour(hall.until) }];
  return hall.heardAt
    ? ['dispenser.no-link-since', { at: hour(hall.heardAt) }]
    : ['dispenser.no-link'];
}

/** How old what is known is, where that matters; else whether and how many wait there. */
function told(hall) {
  if (hall.state && hall.state !== 'LIVE' && hall.heardAt)
    return ['dispenser.as-of', { at: hour(hall.heardAt) }];
  if (hall.windows === 0) return ['dispenser.no-window-open-there'];
  return ['dispenser.so-many-wait-there', { count: hall.waiting ?? 0 }];
}

/** The window that knows the matter, and whether somebody sits there. */
function originOf({ window, staffed }) {
  if (staffed === undefined) return ['dispenser.its-window', { window }];
  return [
    staffed ? 'dispenser.its-window-is-staffed' : 'dispenser.its-window-is-empty',
    { window },
  ];
}

function forgetTrouble() {
  for (const band of document.querySelectorAll('.not-kept')) band.hidden = true;
}

/** Nothing is kept in that hall: the other offers stand there again, with the reason. */
function notKept(page, button, why) {
  button.disabled = true;
  const band = $(`[data-state=${page}] .not-kept`);
  fill(band, wordsIn(why));
  band.hidden = false;
  goAndStay(page, CHOICE_S);
  $(`[data-state=${page}] .offer:not([disabled])`)?.focus({ preventScroll: true });
}

async function take(hall, button) {
  const from = at();
  if (from !== 'where' && from !== 'case') return;
  go('elsewhere');
  const holder = panel.card ? { card: panel.card } : {};
  const answer = await ask('/api/elsewhere', { hall: hall.hall, ...chosenFor, ...holder });
  if (at() !== 'elsewhere') return;
  if (answer.status === 201) showKept(answer.body);
  else if (answer.status === 0) goHome();
  else notKept(from, button, WHY[answer.body?.code] ?? answer.body ?? 'dispenser.no-link');
}

/** What the other hall keeps: where, under what code, until when. */
function showKept(kept) {
  fill($('#kept-hall'), wordsIn(bilingual(kept)));
  fill($('#kept-code'), kept.code);
  const lines = [way(kept)];
  if (kept.way) lines.push([{ zh: kept.way, en: kept.wayEn }]);
  fill($('#kept-way'), ...lines.map((line) => make('li', {}, wordsIn(...line))));
  const time = make('b', { class: 'num' }, hourOf(Date.parse(kept.until), panel.board?.zone));
  fill($('#kept-until'), wordsIn('dispenser.check-in-there-before', { time }));
  $('#kept-qr').src = `/r/${encodeURIComponent(kept.code)}/qr.svg`;
  goAndStay('kept', KEPT_S);
  $('#kept-done').focus({ preventScroll: true });
}
