/** Alerts and moves in words, and the questions that are asked before one is made. */

import { $, about, en, fill, hourOf, make, two } from './page.js';
import { minutesOf } from './waits.js';

/** Shown at once; the rest is counted. Source: screens, 7. */
export const SHOWN_MAX = 3;

const SVG = 'http://www.w3.org/2000/svg';
const MINUTES = [30, 60, 90, 120];
const DOTS = { WaitOver: 'fault', Peak: 'fault', Idle: 'free', LongVisit: 'paused', Ill: 'fault' };
const REASONS = ['正在处理', '马上会缓下来', '人手不便调', '误报'];

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
  if (!span) return '今天叫不到';
  return span.from === span.to ? String(span.to) : `${span.from}–${span.to}`;
}

const minutes = (seconds) => (seconds === undefined ? '—' : String(Math.round(seconds / 60)));

/** A move in one Chinese sentence and one English. */
export function moveWords(move, lasts = move.minutes) {
  const who = move.clerk ? ['请工号 ', b(move.clerk), ' '] : ['请人'];
  if (move.kind === 'SERVE') {
    return [
      '窗口 ',
      b(two(move.to)),
      move.clerk ? `（工号 ${move.clerk}）` : '',
      ` 先办${move.gain.name} ${lasts} 分钟，原业务照办`,
      en(`Window ${move.to} serves ${move.gain.nameEn || move.gain.code} first for ${lasts} min`),
    ];
  }
  if (move.kind === 'MOVE') {
    return [
      ...who,
      '从窗口 ',
      b(two(move.from)),
      ' 到窗口 ',
      b(two(move.to)),
      `，开窗办${move.gain.name}`,
      en(`Move a clerk: window ${move.from} to ${move.to}, open it`),
    ];
  }
  return [
    '另请一人开窗口 ',
    b(two(move.to)),
    `，办${move.gain.name}`,
    en(`Find somebody to open window ${move.to}`),
  ];
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
      make('td', {}, `${change.name}等候`),
      cell(change, 'without'),
      cell(change, 'with'),
    );
  const free = make(
    'tr',
    {},
    make(
      'td',
      { colspan: 3 },
      move.kind === 'OPEN' ? '别的业务不受影响，但要另有一人' : '别的业务不受影响',
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
        make('th', { scope: 'col' }, '预计 20 分钟后，分 ', en('in 20 min')),
        make('th', { scope: 'col', class: 'r' }, '不调'),
        make('th', { scope: 'col', class: 'r' }, '调'),
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
    make('span', {}, ...moveWords(move)),
  );
}

function actKeys(alert, acts) {
  const key = (name, act, text, label) =>
    make(
      'button',
      { type: 'button', class: `btn ${name}`, 'data-act': act, onclick: () => acts[act](alert) },
      `${text} `,
      make('kbd', {}, label),
    );
  return make(
    'p',
    { class: 'acts' },
    key('first-key', 'agree', '同意调度', 'Enter'),
    key('', 'change', '改人或时长', 'E'),
    key('', 'decline', '不采纳', 'X'),
  );
}

/** Of the chosen alert: a move with its price, or what else can be done. */
function whatToDo(alert, acts) {
  const move = alert.moves?.[0];
  if (move) return [moveBox(move), priceTable(move), actKeys(alert, acts)];
  const looking = alert.searched === false;
  const done = alert.kind === 'BadRating' ? '已知道' : '不再提醒';
  return [
    make(
      'p',
      { class: 'remedy' },
      looking ? '正在算怎么调…' : alert.remedy.zh,
      looking ? null : en(alert.remedy.en),
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
        alert.what.zh,
        ' ',
        make('kbd', {}, String(number)),
      ),
      en(alert.what.en),
    ),
    alert.cause.zh && chosen
      ? make('p', { class: 'cause' }, alert.cause.zh, ' ', en(alert.cause.en))
      : null,
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
      make('td', {}, effect.name),
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
      `${hourOf(at, zone)} 已调，${made.settled ? '20 分钟已满' : `过了 ${about(now - at)}`}`,
      en(`Moved, by ${made.by}`),
    ),
    make(
      'p',
      { class: 'cause' },
      ...moveWords(made.move, Math.round((Date.parse(made.until) - at) / 60000)),
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
          make('th', { scope: 'col' }, '平均等候，分 ', en('mean wait')),
          ...['前 20 分', '后来', '预计'].map((word) =>
            make('th', { scope: 'col', class: 'r' }, word),
          ),
        ),
      ),
      make('tbody', {}, ...made.effects.map(row)),
    ),
    made.move.kind === 'MOVE'
      ? make(
          'p',
          { class: 'acts' },
          make('button', { type: 'button', class: 'btn', onclick: () => moveBack(made) }, '调回'),
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
    '就这样调？',
    '同意',
    make('p', { class: 'move' }, make('span', {}, ...moveWords(move))),
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
      make('span', {}, ...moveWords(move), priceTable(move)),
    );
  const lasts = (count) =>
    make(
      'label',
      { class: 'lasts' },
      make('input', { type: 'radio', name: 'minutes', value: count, checked: count === 60 }),
      `${count} 分钟`,
    );
  const fields = await ask(
    '改人或时长',
    '同意',
    make('fieldset', {}, make('legend', {}, '怎么调'), ...alert.moves.map(choice)),
    make('fieldset', { class: 'row' }, make('legend', {}, '多久'), ...MINUTES.map(lasts)),
  );
  return fields && { move: fields.get('move'), minutes: Number(fields.get('minutes')) };
}

/** Why not; a reason is needed, one of the usual or own words. */
export async function askDecline(alert) {
  const reason = (text, i) =>
    make(
      'label',
      { class: 'lasts' },
      make('input', { type: 'radio', name: 'reason', value: text, checked: i === 0 }),
      text,
    );
  const fields = await ask(
    `不采纳：${alert.what.zh}`,
    '20 分钟内不再提醒',
    make('fieldset', { class: 'row' }, make('legend', {}, '为什么'), ...REASONS.map(reason)),
    make(
      'label',
      { class: 'own' },
      '或者自己写 ',
      make('input', { type: 'text', name: 'own', maxlength: 200 }),
    ),
  );
  return fields && { reason: fields.get('own').trim() || fields.get('reason') };
}

/** All keys. */
export function showKeys() {
  const keys = [
    ['1 2 3', '选一件要处理的事'],
    ['Enter', '同意调度，会再问一次'],
    ['E', '改人或时长'],
    ['X', '不采纳，写明为什么'],
    ['W', '到窗口，方向键移动'],
    ['D', '某一天的数字'],
    ['Esc', '返回'],
  ];
  return ask(
    '按键',
    '知道了',
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
