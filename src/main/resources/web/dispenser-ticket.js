/** The dispenser's ticket page: the number, whether its paper came out, and what to do now. */

import { icon } from './icons.js';
import { at, go, panel, words } from './dispenser-panel.js';
import { $, en, fill, hourOf, make, read, say, two } from './page.js';

/** Home again after the ticket lay in the slot; after trouble there is more to read. */
const DONE_S = 20;
const TROUBLE_S = 60;

/** How often the ticket is asked whether its paper came out. */
const PRINT_LOOK_MS = 600;

/** Faults that stop the paper, and what a visitor is told of them. */
const PAPER_TROUBLE = {
  'PAPER-OUT': ['取号成功，但机器没有纸了', 'You have a number. The machine is out of paper.'],
  'COVER-OPEN': ['取号成功，但打印机盖没合好', 'You have a number. The printer is open.'],
  'CUTTER-JAM': ['取号成功，但打印机卡纸了', 'You have a number. The printer is jammed.'],
};
const PRINT_TROUBLE = [
  '取号成功，但号票没有打出来',
  'You have a number. The paper did not come out.',
];

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
  fill(
    $('#what'),
    first.name,
    en(more.length ? `${first.nameEn} and ${more.length} more` : first.nameEn),
  );
  if (more.length) $('#what').append(make('small', {}, `还有：${names(more)}`));
  say($('#ahead'), taken.ahead);
  drawWhere(taken, first);
  $('#qr').src = `${new URL(taken.link, location.href).pathname}/qr.svg`;
  go('ticket', DONE_S);
  drawPrint();
  $('#done').focus({ preventScroll: true });
}

const names = (services) => services.map((service) => service.name).join('、');

/** The windows to look at; where one is kept, that one and until when. */
function drawWhere(taken, service) {
  const zone = panel.board?.zone;
  if (taken.keptFor) {
    fill(
      $('#windows'),
      make('b', { class: 'num' }, two(taken.keptFor)),
      make('small', {}, `留到 ${hourOf(Date.parse(taken.keptUntil), zone)}`),
    );
    return;
  }
  if (taken.callableFrom) {
    fill(
      $('#windows'),
      make('b', { class: 'num' }, hourOf(Date.parse(taken.callableFrom), zone)),
      make('small', {}, '起叫号 ', en('called from')),
    );
    return;
  }
  const open =
    panel.board?.windows.filter(
      (w) => w.services.includes(service.code) && w.face !== 'CLOSED',
    ) ?? [];
  fill(
    $('#windows'),
    ...(open.length
      ? open.slice(0, 5).map((w) => make('b', { class: 'num' }, two(w.window)))
      : ['请等叫号']),
  );
}

/** The band, and what to do now; the paper is called printed only once the printer says so. */
function drawPrint() {
  const band = $('#band');
  const trouble = ticket.print === 'FAILED' || ticket.print === 'UNKNOWN';
  band.className = 'band';
  if (trouble) {
    const [zh, english] = PAPER_TROUBLE[ticket.cause] ?? PRINT_TROUBLE;
    band.classList.add('trouble');
    fill(
      band,
      icon('warn'),
      make(
        'div',
        {},
        words(zh, english),
        make('p', { class: 'note' }, '号码算数，不用重取。请做下面一样：'),
      ),
    );
  } else if (ticket.print === 'CONFIRMED') {
    band.classList.add('printed');
    fill(
      band,
      icon('printer'),
      words('号票已打好，请从下方取走', 'Printed. Please take your ticket below.'),
    );
  } else if (ticket.print === 'ASKED') {
    fill(band, icon('printer'), words('号已取好，正在打印', 'You have a number. Printing.'));
  } else {
    fill(
      band,
      icon('phone'),
      words('号已取好，请扫码或记住号码', 'You have a number. Scan it or remember it.'),
    );
  }
  drawWays(trouble || ticket.print === 'NONE');
  fill($('#done'), trouble ? words('我记住了', 'I have it') : words('好了', 'Done'));
  if (trouble) panel.homeAt = performance.now() + TROUBLE_S * 1000;
}

function drawWays(noPaper) {
  const ways = noPaper
    ? [
        ['手机扫码，号票存在手机上', 'Scan: your phone keeps the ticket'],
        ['记住号码，叫到时去窗口', 'Remember the number; go when it is called'],
        ['不放心，到总服务台说一声', 'In doubt, tell the service desk'],
      ]
    : [
        ['请坐下等', 'Please take a seat'],
        ['看大屏、听广播，叫到再去窗口', 'Watch the display; go when called'],
        ['出去走走，请用手机看排队', 'If you step out, follow it on your phone'],
      ];
  fill(
    $('#ways'),
    ...ways.map(([zh, english], i) =>
      make('li', {}, make('b', { class: 'num' }, String(i + 1)), words(zh, english)),
    ),
  );
}

/** Asks the ticket how it stands while its page is open. */
async function look() {
  if (at() === 'ticket' && ticket) {
    const number = ticket.number;
    const state = await read(`/api/tickets/${number}`);
    if (state && ticket?.number === number) {
      say($('#ahead'), state.ahead);
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
