/** Taking numbers at the service desk, and what its page says to whoever sits there. */

import { $, PRESS_MS, ask, fill, make, read, say } from './page.js';
import { minutesOf, rangeWords } from './waits.js';
import { both, t } from './words.js';

/** A forecast of all services takes the machine some time. */
const WAITS_MS = 5000;

let board = null;
let waits = new Map();
let priority = null;
let pressedAt = -PRESS_MS;
let opens = () => {};
let classesDrawn = '';

/** A second press within a moment is the same press. */
export function isAgain() {
  const time = performance.now();
  const again = time - pressedAt < PRESS_MS;
  if (!again) pressedAt = time;
  return again;
}

export function tell(text, bad = false) {
  const said = $('#said');
  said.hidden = !text;
  said.classList.toggle('bad', bad);
  say(said, text);
}

/** What the hall said no with; null: it said nothing. */
export function whyNot(body) {
  if (!body?.title) return null;
  const { detail } = body;
  return detail && body.title !== detail ? t('desk.why', { title: body, detail }) : t(body);
}

/** The name of a service by its code; one that the hall has no more has the name it had. */
export const nameOf = (code, name = code) =>
  t(board?.services.find((one) => one.code === code) ?? { name });

export async function take(service, more = {}) {
  if (isAgain()) return;
  const body = { service, ...more, ...(priority ? { class: priority } : {}) };
  const { status, body: told } = await ask('/api/tickets', body);
  if (status !== 201) {
    tell(whyNot(told) ?? t('desk.no-number-try-again'), true);
    return;
  }
  tell('');
  const taken = $('#taken');
  taken.hidden = false;
  fill(
    taken,
    make('b', { class: 'num' }, told.number),
    make('span', {}, t('desk.taken-for', { service: nameOf(service), count: told.ahead })),
    make(
      'button',
      { type: 'button', class: 'btn', onclick: () => opens(told.number) },
      both('desk.open-it'),
    ),
  );
  choose(null);
}

function choose(code) {
  priority = code;
  for (const key of document.querySelectorAll('#classes .btn'))
    key.setAttribute('aria-pressed', String((key.dataset.class || null) === code));
}

function drawClasses() {
  const key = (code, what) =>
    make(
      'button',
      {
        type: 'button',
        class: 'btn',
        'data-class': code ?? '',
        'aria-pressed': String(code === priority),
        onclick: () => choose(code),
      },
      both(what),
    );
  const legend = $('#classes legend');
  fill(
    $('#classes'),
    legend,
    key(null, 'desk.none'),
    ...board.classes.map((known) => key(known.code, known)),
  );
}

function drawServices() {
  const focused = document.activeElement?.dataset.take;
  fill($('#services'), ...board.services.map(serviceRow));
  if (focused) document.querySelector(`[data-take="${focused}"]`)?.focus();
}

function serviceRow(service) {
  const range = minutesOf(waits.get(service.code));
  return make(
    'tr',
    { class: service.taking ? '' : 'stopped' },
    make('td', {}, make('span', { class: 'letter num' }, service.prefix), both(service)),
    make('td', { class: 'r num' }, `${service.waiting}`),
    make('td', {}, range ? t(rangeWords(range)) : '—'),
    make(
      'td',
      {},
      service.taking
        ? make(
            'button',
            {
              type: 'button',
              class: 'btn',
              'data-take': service.code,
              'aria-label': t('desk.take-for', { service }),
              onclick: () => take(service.code),
            },
            t('desk.take'),
          )
        : t(service.closedWhy ?? 'desk.stopped'),
    ),
  );
}

async function lookAtWaits() {
  const told = await read('/api/waits');
  if (told) {
    waits = new Map(told.map((one) => [one.service, one.wait]));
    if (board) drawServices();
  }
  setTimeout(lookAtWaits, WAITS_MS);
}

/** Draws the services and classes of a board. */
export function drawTaking(next) {
  board = next;
  const classes = JSON.stringify(board.classes);
  if (classes !== classesDrawn) drawClasses();
  classesDrawn = classes;
  drawServices();
}

/** In the section of services the letter of one takes a number of it. */
$('#take').addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || !board) return;
  const service = board.services.find((known) => known.prefix === event.key.toUpperCase());
  if (service?.taking) take(service.code);
});

/** Begins; `open(number)` shows a ticket. */
export function beginTaking(open) {
  opens = open;
  lookAtWaits();
}
