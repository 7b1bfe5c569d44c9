/** Alerts and moves in words, and the questions that are asked before one is made. */

import { $, about, fill, hourOf, make, two } from './page.js';
import { minutesOf } from './waits.js';
import { beside, both, inHall, t } from './words.js';

/** Shown at once; the rest is counted. Source: screens, 7. */
export const SHOWN_MAX = 3;

const SVG = 'http://www.w3.org/2000/svg';
const MINUTES = [30, 60, 90, 120];
const DOTS = { WaitOver: 'fault', Peak: 'fault', Idle: 'free', LongVisit: 'paused', Ill: 'fault' };
const REASONS = [
  'manager.being-dealt-with',
  'manager.it-will-ease-soon',
  'manager.nobody-can-be-moved',
  'manager.false-alarm',
];

function icon(path) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

const b = (text) => make('b', { class: 'num' }, String(text));

/** "38–50", or a word where there is no end today. */
export function range(wait) {
  const span = minutesOf(wait);
  if (!span) return t('manager.not-today');
  return span.from === span.to ? String(span.to) : `${span.from}–${span.to}`;
}

const minutes = (seconds) => (seconds === undefined ? '—' : String(Math.round(seconds / 60)));

/** A move in one sentence; both languages. */
export function moveWords(move, lasts = move.minutes) {
  const values = {
    to: b(two(move.to)),
    from: b(two(move.from ?? 0)),
    clerk: b(move.clerk ?? ''),
    service: move.gain,
    minutes: String(lasts),
  };
  const key = {
    SERVE: move.clerk ? 'manager.serve-first-clerk' : 'manager.serve-first',
    MOVE: move.clerk ? 'manager.move-clerk' : 'manager.move-somebody',
    OPEN: 'manager.find-somebody',
  }[move.kind];
  return both(key, values);
}

function cell(change, key) {
  return make('td', { class: 'r num' }, range(change[key]));
}

/** Both sides of a move: never one without the other. */
function priceTable(move) {
  const row = (change) =>
    make(
      'tr',
      {},
      make('td', {}, t('manager.waiting-for', { service: change })),
      cell(change, 'without'),
      cell(change, 'with'),
    );
  const free = make(
    'tr',
    {},
    make(
      'td',
      { colspan: 3 },
      move.kind === 'OPEN'
        ? t('manager.no-other-service-suffers-but-one')
        : t('manager.no-other-service-suffers'),
    ),
  );
  return make(
    'table',
    { class: 'price' },
    make(
      'thead',
      {},
      make(
        'tr',
        {},
        make('th', { scope: 'col' }, both('manager.in-20-min')),
        make('th', { scope: 'col', class: 'r' }, t('manager.as-it-is')),
        make('th', { scope: 'col', class: 'r' }, t('manager.moved')),
      ),
    ),
    make('tbody', {}, row(move.gain), ...(move.costs.length ? move.costs.map(row) : [free])),
  );
}

function moveBox(move) {
  return make(
    'p',
    { class: 'move' },
    icon('M4 8h13M13 4l4 4-4 4M20 16H7M11 12l-4 4 4 4'),
    make('span', {}, moveWords(move)),
  );
}

function actKeys(alert, acts) {
  const key = (name, act, what, label) =>
    make(
      'button',
      { type: 'button', class: `btn ${name}`, 'data-act': act, onclick: () => acts[act](alert) },
      `${t(what)} `,
      make('kbd', {}, label),
    );
  return make(
    'p',
    { class: 'acts' },
    key('first-key', 'agree', 'manager.agree-move', 'Enter'),
    key('', 'change', 'manager.change-clerk-or-time', 'E'),
    key('', 'decline', 'manager.decline', 'X'),
  );
}

/** Of the chosen alert: a move with its price, or what else can be done. */
function whatToDo(alert, acts) {
  const move = alert.moves?.[0];
  if (move) return [moveBox(move), priceTable(move), actKeys(alert, acts)];
  const looking = alert.searched === false;
  const known = ['BadRating', 'BothSides'].includes(alert.kind);
  const done = known ? t('manager.i-know') : t('manager.remind-no-more');
  return [
    make(
      'p',
      { class: 'remedy' },
      looking ? t('manager.working-out-what-could-be-moved') : both(alert.remedy),
    ),
    make(
      'p',
      { class: 'acts' },
      make(
        'button',
        { type: 'button', class: 'btn', 'data-act': 'decline', onclick: () => acts.decline(alert) },
        `${done} `,
        make('kbd', {}, 'X'),
      ),
    ),
  ];
}

/** One alert; the chosen one shows what can be done. */
export function alertBox(alert, number, chosen, acts) {
  return make(
    'article',
    { class: chosen ? 'alert top' : 'alert', 'data-id': alert.id, 'data-kind': alert.kind },
    make(
      'h3',
      {},
      make(
        'button',
        {
          type: 'button',
          class: 'pick',
          'aria-pressed': String(chosen),
          onclick: () => acts.choose(number - 1),
        },
        make('i', { class: `dot ${DOTS[alert.kind] ?? 'paused'}` }),
        t(alert.what),
        ' ',
        make('kbd', {}, String(number)),
      ),
      beside(alert.what),
    ),
    alert.cause && chosen ? make('p', { class: 'cause' }, both(alert.cause)) : null,
    ...(chosen ? whatToDo(alert, acts) : []),
  );
}

/** What was agreed to in the last minutes, with what came of it so far; a clerk can go back. */
export function madeBox(made, zone, now, moveBack) {
  const at = Date.parse(made.at);
  const row = (effect) => {
    const of = [made.move.gain, ...made.move.costs].find((change) => change.code === effect.code);
    return make(
      'tr',
      {},
      make('td', {}, t(of ?? effect)),
      make('td', { class: 'r num' }, minutes(effect.before?.meanWaitSeconds)),
      make('td', { class: 'r num' }, minutes(effect.after?.meanWaitSeconds)),
      make('td', { class: 'r num' }, range(of?.with)),
    );
  };
  return make(
    'article',
    { class: 'alert made', 'data-alert': made.alert },
    make(
      'h3',
      {},
      make('i', { class: 'dot serving' }),
      made.settled
        ? t('manager.moved-settled', { time: hourOf(at, zone) })
        : t('manager.moved-since', { time: hourOf(at, zone), age: about(now - at) }),
      ' ',
      make('span', { class: 'beside' }, t('manager.moved-by', made)),
    ),
    make(
      'p',
      { class: 'cause' },
      moveWords(made.move, Math.round((Date.parse(made.until) - at) / 60000)),
    ),
    make(
      'table',
      { class: 'price' },
      make(
        'thead',
        {},
        make(
          'tr',
          {},
          make('th', { scope: 'col' }, both('manager.mean-wait')),
          ['manager.20-min-before', 'manager.since', 'manager.foretold'].map((word) =>
            make('th', { scope: 'col', class: 'r' }, t(word)),
          ),
        ),
      ),
      make('tbody', {}, ...made.effects.map(row)),
    ),
    made.move.kind === 'MOVE'
      ? make(
          'p',
          { class: 'acts' },
          make(
            'button',
            { type: 'button', class: 'btn', onclick: () => moveBack(made) },
            t('manager.move-back'),
          ),
        )
      : null,
  );
}

/** Opens the question; gives the fields once it is answered with yes, else null. */
function ask(title, yes, ...body) {
  const dialog = $('#ask');
  fill($('#ask-title'), title);
  fill($('#ask-body'), ...body);
  fill($('#ask-yes'), `${yes} `, make('kbd', {}, 'Enter'));
  dialog.returnValue = 'no';
  dialog.showModal();
  (dialog.querySelector('input:checked, textarea, input') ?? $('#ask-yes')).focus();
  return new Promise((answered) => {
    dialog.addEventListener(
      'close',
      () => answered(dialog.returnValue === 'yes' ? new FormData($('#ask-form')) : null),
      { once: true },
    );
  });
}

/** Asks once more before a move is made. */
export async function askAgree(alert) {
  const move = alert.moves[0];
  const fields = await ask(
    t('manager.make-this-move'),
    t('manager.agree'),
    make('p', { class: 'move' }, make('span', {}, moveWords(move))),
    priceTable(move),
  );
  return fields && { move: move.id, minutes: move.minutes };
}

/** Another move, or another time. */
export async function askChange(alert) {
  const choice = (move, i) =>
    make(
      'label',
      { class: 'choice' },
      make('input', { type: 'radio', name: 'move', value: move.id, checked: i === 0 }),
      make('span', {}, moveWords(move), priceTable(move)),
    );
  const lasts = (count) =>
    make(
      'label',
      { class: 'lasts' },
      make('input', { type: 'radio', name: 'minutes', value: count, checked: count === 60 }),
      t('manager.lasts', { count }),
    );
  const fields = await ask(
    t('manager.change-clerk-or-time'),
    t('manager.agree'),
    make('fieldset', {}, make('legend', {}, t('manager.which-move')), ...alert.moves.map(choice)),
    make(
      'fieldset',
      { class: 'row' },
      make('legend', {}, t('manager.for-how-long')),
      MINUTES.map(lasts),
    ),
  );
  return fields && { move: fields.get('move'), minutes: Number(fields.get('minutes')) };
}

/** Why not; a reason is needed, one of the usual or own words, but to have seen something. */
export async function askDecline(alert) {
  if (alert.kind === 'BothSides') return { reason: inHall('manager.i-know') };
  const reason = (key, i) =>
    make(
      'label',
      { class: 'lasts' },
      make('input', { type: 'radio', name: 'reason', value: inHall(key), checked: i === 0 }),
      t(key),
    );
  const fields = await ask(
    t('manager.declining', alert),
    t('manager.no-reminder-for-20-min'),
    make('fieldset', { class: 'row' }, make('legend', {}, t('manager.why')), REASONS.map(reason)),
    make(
      'label',
      { class: 'own' },
      `${t('manager.or-in-your-words')} `,
      make('input', { type: 'text', name: 'own', maxlength: 200 }),
    ),
  );
  return fields && { reason: fields.get('own').trim() || fields.get('reason') };
}

/** All keys. */
export function showKeys() {
  const keys = [
    ['1 2 3', t('manager.choose-something-to-decide')],
    ['Enter', t('manager.agree-you-are-asked-once-more')],
    ['E', t('manager.change-clerk-or-time')],
    ['X', t('manager.decline-and-say-why')],
    ['W', t('manager.to-the-windows-arrows-move')],
    ['D', t('manager.the-figures-of-any-day')],
    ['Esc', t('common.back')],
  ];
  return ask(
    t('manager.keys'),
    t('manager.close'),
    make(
      'dl',
      { class: 'key-list' },
      ...keys.flatMap(([key, word]) => [
        make('dt', {}, make('kbd', {}, key)),
        make('dd', {}, word),
      ]),
    ),
  );
}
