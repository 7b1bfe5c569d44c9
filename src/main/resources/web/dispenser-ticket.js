/** The dispenser's ticket page: the number, whether its paper came out, and what to do now. */

import { icon } from './icons.js';
import { at, go, panel } from './dispenser-panel.js';
import { $, clock, fill, hourOf, make, read, say, two } from './page.js';
import { rich, t, timeIn, words, wordsIn } from './words.js';

/** Home again after the ticket lay in the slot; after trouble there is more to read. */
const DONE_S = 20;
const TROUBLE_S = 60;

/** How often the ticket is asked whether its paper came out. */
const PRINT_LOOK_MS = 600;

/** Faults that stop the paper, and what a visitor is told of them. */
const PAPER_TROUBLE = {
  'PAPER-OUT': 'dispenser.you-have-a-number-the-machine',
  'COVER-OPEN': 'dispenser.you-have-a-number-the-printer',
  'CUTTER-JAM': 'dispenser.you-have-a-number-the-printer-2',
};
const PRINT_TROUBLE = 'dispenser.you-have-a-number-the-paper';

let ticket = null; // what is on the ticket page: number and print state

/** Nothing of the last visitor stays. */
export function forgetTicket() {
  ticket = null;
}

/** Shows what was taken; {@code services}: for what, the first first. */
export function showTicket(taken, services) {
  ticket = { number: taken.number, print: taken.printing ? 'ASKED' : 'NONE', cause: null };
  say($('#number'), taken.number);
  $('#number').className =
    taken.number.length > 5 ? 'num longest' : taken.number.length > 4 ? 'num long' : 'num';
  const [first, ...more] = services;
  fill($('#what'), wordsIn(first));
  if (more.length)
    $('#what').append(make('small', {}, wordsIn('dispenser.and-more', { services: more })));
  sayAhead(taken.ahead);
  drawWhere(taken, first);
  $('#qr').src = `${new URL(taken.link, location.href).pathname}/qr.svg`;
  go('ticket', DONE_S);
  drawPrint();
  $('#done').focus({ preventScroll: true });
}

let saidIn = ''; // the language in which the people ahead are told

/** The page's language is another one now. */
export function redrawTicket() {
  if (ticket && $('#ahead')) sayAhead($('#ahead').textContent);
}

/** How many are before this number, with the figure large. */
function sayAhead(ahead) {
  if ($('#ahead')?.textContent === String(ahead) && saidIn === t('language.tag')) return;
  saidIn = t('language.tag');
  const figure = make('b', { class: 'num', id: 'ahead' }, `${ahead}`);
  fill($('#ahead-of'), rich('dispenser.people', { ahead: figure }));
}

/** The windows to look at; where one is kept, that one and until when. */
function drawWhere(taken, service) {
  const zone = panel.board?.zone;
  if (taken.keptFor) {
    const at = timeIn(Date.parse(taken.keptUntil), clock(zone));
    fill(
      $('#windows'),
      make('b', { class: 'num' }, two(taken.keptFor)),
      make('small', {}, wordsIn('dispenser.kept-until', { time: at })),
    );
    return;
  }
  if (taken.callableFrom) {
    fill(
      $('#windows'),
      make('b', { class: 'num' }, hourOf(Date.parse(taken.callableFrom), zone)),
      make('small', {}, wordsIn('dispenser.called-from')),
    );
    return;
  }
  const open =
    panel.board?.windows.filter((w) => w.services.includes(service.code) && w.face !== 'CLOSED') ??
    [];
  fill(
    $('#windows'),
    ...(open.length
      ? open.slice(0, 5).map((w) => make('b', { class: 'num' }, two(w.window)))
      : wordsIn('dispenser.wait-for-your-call')),
  );
}

/** The band, and what to do now; the paper is called printed only once the printer says so. */
function drawPrint() {
  const band = $('#band');
  const trouble = ticket.print === 'FAILED' || ticket.print === 'UNKNOWN';
  band.className = 'band';
  if (trouble) {
    band.classList.add('trouble');
    fill(
      band,
      icon('warn'),
      make(
        'div',
        {},
        words(PAPER_TROUBLE[ticket.cause] ?? PRINT_TROUBLE),
        make('p', { class: 'note' }, words('dispenser.the-number-is-valid')),
      ),
    );
  } else if (ticket.print === 'CONFIRMED') {
    band.classList.add('printed');
    fill(band, icon('printer'), words('dispenser.printed-please-take-your-ticket'));
  } else if (ticket.print === 'ASKED') {
    fill(band, icon('printer'), words('dispenser.you-have-a-number-printing'));
  } else {
    fill(band, icon('phone'), words('dispenser.you-have-a-number-scan-it'));
  }
  drawWays(trouble || ticket.print === 'NONE');
  fill($('#done'), trouble ? words('dispenser.i-have-it') : words('dispenser.done'));
  if (trouble) panel.homeAt = performance.now() + TROUBLE_S * 1000;
}

function drawWays(noPaper) {
  const ways = noPaper
    ? [
        'dispenser.scan-your-phone-keeps-the-ticket',
        'dispenser.remember-the-number-go-when-it',
        'dispenser.in-doubt-tell-the-service-desk',
      ]
    : [
        'dispenser.please-take-a-seat',
        'dispenser.watch-the-display-go-when-called',
        'dispenser.if-you-step-out-follow-it',
      ];
  fill(
    $('#ways'),
    ways.map((way, i) => make('li', {}, make('b', { class: 'num' }, String(i + 1)), words(way))),
  );
}

/** Asks the ticket how it stands while its page is open. */
async function look() {
  if (at() === 'ticket' && ticket) {
    const number = ticket.number;
    const state = await read(`/api/tickets/${number}`);
    if (state && ticket?.number === number) {
      sayAhead(state.ahead);
      if (state.print.state !== ticket.print) {
        ticket.print = state.print.state;
        if (ticket.print === 'FAILED' || ticket.print === 'UNKNOWN')
          ticket.cause = await paperFault();
        if (ticket?.number === number) drawPrint();
      }
    }
  }
  setTimeout(look, PRINT_LOOK_MS);
}

async function paperFault() {
  const faults = (await read('/api/faults')) ?? [];
  return faults.map((fault) => fault.code).find((code) => code in PAPER_TROUBLE) ?? null;
}

look();
