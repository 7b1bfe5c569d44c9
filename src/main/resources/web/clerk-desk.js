/**
 * What the hall says to this window's clerk beside the board: the case, who comes next, who is set
 * aside, the usual time, the own day. It comes after the board and never holds up a key.
 */

import { now } from './live.js';
import { $, fill, hourOf, lasted, make, read, say, two } from './page.js';
import { inHall, t } from './words.js';

/** Why a ticket is set aside, as the hall keeps it; the digit of each is its place. */
export const HOLDS = [
  'clerk.fills-in-a-form',
  'clerk.fetches-something',
  'clerk.waits-for-a-colleague',
  'clerk.system-is-slow',
];

/** What changes elsewhere (a case, a wait) is seen so soon; the own window's changes at once. */
const LOOK_MS = 5000;

/** Where on the meter the end of the usual time stands, of its 360. */
const USUAL_AT = 280;

/** Where a ticket is that was sent on, by its state. */
const WHERE = {
  RESERVED: 'clerk.sent-waits-for',
  CALLED: 'clerk.sent-called',
  SERVING: 'clerk.sent-served',
  HELD: 'clerk.sent-held',
  DELAYED: 'clerk.sent-away',
  AWAY: 'clerk.sent-away',
  DONE: 'clerk.sent-done',
  GONE: 'clerk.sent-gone',
};

/** Lines of a list on the strip; the rest is counted. */
const LINES_MAX = 6;

/** The reason of a hold, which the hall keeps in its own language. */
const holdWords = (reason) => HOLDS.find((key) => inHall(key) === reason) ?? { zh: reason };

const minutes = (since) => Math.max(0, Math.floor((now() - Date.parse(since)) / 60000));

/** What is to know of a ticket besides its service, in one line. */
function facts(line, serviceOf) {
  const service = line.name ? line : serviceOf(line.number) ?? {};
  const told = [t(service)];
  if (line.reason) told.push(t(holdWords(line.reason)));
  if (line.class) told.push(t(line.class));
  if (line.resumes) told.push(t('clerk.goes-on'));
  if (line.noShows) told.push(t('clerk.was-not-there', { count: line.noShows }));
  return told.filter(Boolean).join(' · ');
}

function ticket(line, serviceOf) {
  return make(
    'li',
    {},
    make('b', { class: 'num' }, line.number),
    make('span', {}, facts(line, serviceOf)),
    make('em', {}, line.since ? t('clerk.waits', { count: minutes(line.since) }) : ''),
  );
}

/**
 * Keeps what the hall says beside the board.
 *
 * @param drawn is called whenever something came
 * @return `{now: () => what came last or null, look(row)}`; `look` with each board
 */
export function following(number, drawn) {
  let desk = null;
  let asking = false;
  let again = false;
  let lookedAt = -LOOK_MS;
  let seen = '';

  async function ask() {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    lookedAt = performance.now();
    const told = await read(`/api/windows/${number}/desk`);
    asking = false;
    if (told) desk = told;
    if (told) drawn();
    if (!again) return;
    again = false;
    ask();
  }

  function look(row) {
    const state = JSON.stringify([row.face, row.visit, row.held, row.next, row.clerk]);
    const old = performance.now() - lookedAt >= LOOK_MS;
    if (state !== seen || old) ask();
    seen = state;
  }
  return { now: () => desk, look, ask };
}

/** The words of a held ticket for a question about it. */
export const heldWords = (line, serviceOf) => facts(line, serviceOf);

function list(box, lines, serviceOf) {
  const more = lines.length - LINES_MAX;
  fill(
    box,
    lines.slice(0, LINES_MAX).map((line) => ticket(line, serviceOf)),
    more > 0 ? make('li', { class: 'none' }, t('clerk.more-lines', { count: more })) : null,
  );
}

/**
 * The lines of a list: as the desk tells them where it fits the board, else the numbers alone. The
 * board is newer.
 */
export const linesOf = (numbers, told) =>
  numbers.map((number) => told?.find((line) => line.number === number) ?? { number });

/** Draws the three lists; `desk` may be older than `row`, or null. */
export function drawLists(row, desk, serviceOf, zone) {
  const empty = row.waiting ? 'clerk.in-the-order-of-the-rules' : 'common.nobody-is-waiting';
  const next = linesOf(row.next.slice(0, 3), desk?.next);
  if (next.length) list($('#next-list'), next, serviceOf);
  else fill($('#next-list'), make('li', { class: 'none' }, make('span', {}, t(empty))));
  const kept = (desk?.kept ?? []).filter((line) => !row.next.slice(0, 3).includes(line.number));
  $('#kept-box').hidden = kept.length === 0;
  list($('#kept'), kept, serviceOf);
  $('#held-box').hidden = row.held.length === 0;
  list($('#held'), linesOf(row.held, desk?.held), serviceOf);
  drawSent(desk?.sent ?? [], zone);
}

/** Whom this window sent on today, and where each is now: nobody has to be asked. */
function drawSent(sent, zone) {
  $('#sent-box').hidden = sent.length === 0;
  const more = sent.length - LINES_MAX;
  const line = ({ number, name, nameEn, sentAt, state, window }) => {
    const at = { time: hourOf(Date.parse(sentAt), zone) };
    const now = t(WHERE[state] ?? 'clerk.sent-waits', { window: window ? two(window) : '' });
    return make(
      'li',
      {},
      make('b', { class: 'num' }, number),
      make('span', {}, [t({ name, nameEn }), t('clerk.sent-at', at)].join(' · ')),
      make('em', {}, now),
    );
  };
  fill(
    $('#sent'),
    sent.slice(0, LINES_MAX).map(line),
    more > 0 ? make('li', { class: 'none' }, t('clerk.more-lines', { count: more })) : null,
  );
}

/** The clerk's own day: visits with an outcome, and what one took. */
export function drawDay(row, desk) {
  say($('#held-count'), row.held.length);
  const today = desk?.today;
  $('#done-box').hidden = !today;
  if (!today) return;
  say($('#done-count'), today.finished);
  const mean = today.meanSeconds;
  const count = Math.round(mean / 60);
  say($('#mean'), mean === undefined ? '' : t('clerk.mean-minutes', { count }));
}

/** How long the visit lasts against what such a one usually takes; nothing where nobody knows. */
export function drawMeter(desk, row, since) {
  const box = $('#meter');
  const to = desk?.usualToSeconds;
  box.hidden = row.face !== 'SERVING' || !to || desk.number !== row.number;
  if (box.hidden) return;
  const took = Math.max(0, (now() - Date.parse(since)) / 1000);
  $('#meter-done').setAttribute('width', String(Math.min(360, Math.round((took / to) * USUAL_AT))));
  const range = { from: Math.round(desk.usualFromSeconds / 60), to: Math.ceil(to / 60) };
  const usual = range.from < range.to ? 'clerk.usual-range' : 'clerk.usual';
  const late = took > to ? t('clerk.longer-by', { time: lasted((took - to) * 1000) }) : '';
  say($('#meter-words'), [t(usual, range), late].filter(Boolean).join(' · '));
}
