import { staff } from './account.js';
import {
  drawAlerts,
  drawDetail,
  linkOf,
  minutes,
  rangeOf,
  tellsWaits,
} from './district-detail.js';
import { follow, now } from './live.js';
import { $, en, fill, hourOf, make, read, say } from './page.js';

/** Halls tell of themselves every 5 seconds at most; ages are shown to the second. */
const LOOK_MS = 3000;

/** The plan's own measure, per hundredth: as wide as two and a half times its height. */
const PLAN = { x: 10, y: 4, edge: 60 };

const SVG = 'http://www.w3.org/2000/svg';

let view = null;
let chosen = null; // the id of the hall that is looked at
let asking = false;

const hallNow = () => view.halls.find((hall) => hall.id === chosen) ?? ordered()[0];

/** Longest wait first; a hall of which nothing is known stands last. */
const ordered = () =>
  [...view.halls].sort(
    (a, b) =>
      (b.report ? 1 : 0) - (a.report ? 1 : 0) ||
      (b.longestSeconds ?? -1) - (a.longestSeconds ?? -1) ||
      a.minutes - b.minutes,
  );

function kpi(id, zh, english, figure, unit, note, over) {
  return make(
    'div',
    { id, class: over ? 'over' : false },
    make('dt', {}, `${zh} `, en(english)),
    make(
      'dd',
      {},
      make('b', { class: 'num' }, String(figure)),
      unit,
      note ? make('small', {}, note) : null,
    ),
  );
}

/** No sum hides a hall that is not heard of: it says of how many it is. */
function drawSums() {
  const { sum, limitSeconds } = view;
  const missing = sum.halls - sum.told;
  const of = missing ? `${sum.halls} 个中 ${sum.told} 个的` : null;
  fill(
    $('#kpis'),
    kpi('k-waiting', '等候', 'Waiting', sum.waiting, '人', of),
    kpi(
      'k-over',
      '超上限大厅',
      'Over limit',
      sum.over,
      '个',
      `上限 ${minutes(limitSeconds)} 分`,
      sum.over > 0,
    ),
    kpi('k-windows', '开着的窗口', 'Windows open', sum.windowsOpen, '个', of),
    kpi('k-staff', '在岗', 'Staff', sum.staff, '人', of),
    kpi('k-faults', '故障', 'Faults', sum.faults, '处', of),
    kpi('k-cut', '没有联系的大厅', 'Not heard of', missing, '个', missing ? '自行运转' : null),
  );
}

/** How long somebody would wait where it is longest; the range of one service. */
function expected(hall) {
  const waits = hall.report.services.filter((s) => s.taking && s.likelySeconds !== undefined);
  waits.sort((a, b) => b.likelySeconds - a.likelySeconds);
  return rangeOf(waits[0]);
}

function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/** The longest wait against twice the limit; decoration, the minutes stand beside it. */
function bar(hall) {
  const most = 2 * view.limitSeconds;
  const wide = Math.min(100, (100 * (hall.longestSeconds ?? 0)) / most);
  return svg(
    'svg',
    { class: 'bars', viewBox: '0 0 100 16', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('rect', { class: 'track', width: 100, height: 16 }),
    svg('rect', { class: 'long', width: wide, height: 16 }),
    svg('path', { d: 'M50 0V16' }),
  );
}

const kindOf = (hall) =>
  [
    hall.over && tellsWaits(hall) ? 'over' : '',
    tellsWaits(hall) ? '' : 'old',
    hall === hallNow() ? 'chosen' : '',
  ]
    .filter(Boolean)
    .join(' ');

function row(hall) {
  const report = hall.report;
  const cell = (text) => make('td', { class: 'r num' }, String(text));
  const key = make(
    'button',
    { type: 'button', class: 'pick', 'aria-pressed': String(hall === hallNow()) },
    hall.name,
    en(hall.nameEn),
  );
  const figures = report
    ? [
        cell(hall.waiting),
        make(
          'td',
          {},
          make(
            'span',
            { class: 'lw' },
            make('b', { class: 'num' }, minutes(hall.longestSeconds ?? 0)),
            bar(hall),
          ),
        ),
        cell(tellsWaits(hall) ? expected(hall) : '不详'),
        cell(`${report.windowsOpen}/${report.windows}`),
        cell(report.staff),
        cell(report.faults),
      ]
    : ['—', '—', '—', '—', '—', '—'].map(cell);
  return make(
    'tr',
    { class: kindOf(hall), 'data-hall': hall.id, onclick: () => choose(hall.id) },
    make('td', {}, key),
    ...figures,
    make('td', {}, linkOf(hall, view.zone)),
  );
}

function drawHalls() {
  const focused = document.activeElement?.closest?.('tr')?.dataset.hall;
  fill($('#halls'), ...ordered().map(row));
  if (focused) $(`tr[data-hall="${focused}"] .pick`)?.focus({ preventScroll: true });
}

/** The list says all of it in words; the plan is for the eye and for the mouse. */
function drawPlan() {
  const placed = view.halls.filter((hall) => hall.x !== undefined);
  $('.plan').hidden = !placed.length;
  const wide = 100 * PLAN.x + 2 * PLAN.edge;
  const high = 100 * PLAN.y + 2 * PLAN.edge;
  const marks = placed.map((hall) => {
    const x = PLAN.edge + hall.x * PLAN.x;
    const y = PLAN.edge + hall.y * PLAN.y;
    const known = hall.report && tellsWaits(hall);
    const count = svg('text', { class: 'count', x, y: y + 8 });
    count.textContent = known ? String(hall.waiting) : '?';
    const name = svg('text', { x, y: y + 52 });
    name.textContent = hall.name;
    const mark = svg('circle', { class: 'mark', cx: x, cy: y, r: 28 });
    const kind = `hall ${kindOf(hall)}`;
    const group = svg('g', { class: kind, 'data-at': hall.id }, mark, count, name);
    group.addEventListener('click', () => choose(hall.id));
    return group;
  });
  const told = placed
    .map((h) => `${h.name} ${h.report && tellsWaits(h) ? `等候 ${h.waiting} 人` : '不详'}`)
    .join('；');
  fill(
    $('#plan'),
    svg('svg', { viewBox: `0 0 ${wide} ${high}`, role: 'img', 'aria-label': told }, ...marks),
  );
}

function draw() {
  const { district } = view;
  $('#alone').hidden = Boolean(district);
  for (const part of document.querySelectorAll('.halls, .plan, .alerts, .detail, .kpis'))
    part.hidden = !district;
  if (!district) return;
  say($('#district'), `${district.name} ${view.halls.length} 个大厅`);
  $('#cut').hidden = district.reached;
  say(
    $('#cut'),
    district.reached
      ? ''
      : '本厅与区级系统断开，其他大厅的数字是旧的；本厅照常取号叫号。' +
          ' This hall is cut off from the district: figures of others are old.',
  );
  say($('#limit'), `limit ${minutes(view.limitSeconds)}`);
  drawSums();
  drawHalls();
  drawPlan();
  drawAlerts(view);
  drawDetail(hallNow(), view.zone);
}

function choose(id) {
  chosen = id;
  draw();
}

async function look() {
  if (asking) return;
  asking = true;
  const fresh = await read('/api/district');
  asking = false;
  if (!fresh) return;
  view = fresh;
  draw();
}

function pressed(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || !view?.halls.length) return;
  const all = ordered();
  const at = all.indexOf(hallNow());
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const inList = !event.target.closest('.detail');
  if (step && inList) {
    const next = all[Math.min(all.length - 1, Math.max(0, at + step))];
    choose(next.id);
    $(`tr[data-hall="${next.id}"] .pick`).focus();
  } else if (event.key === 'Enter' && inList && event.target.tagName !== 'A') {
    const row = event.target.closest('tr');
    if (event.target.closest('header')) return;
    if (row) choose(row.dataset.hall);
    $('#detail').focus();
  } else return;
  event.preventDefault();
}

addEventListener('keydown', pressed);
staff();
follow({
  board: look,
  online: () => {
    $('#gone').hidden = true;
    look();
  },
  offline: (since) => {
    const at = view ? hourOf(since, view.zone) : '';
    $('#gone').hidden = false;
    say(
      $('#gone'),
      `与续号的连接断开，下面是 ${at} 的情况。 No connection since ${at}; figures are of then.`,
    );
  },
});
setInterval(() => view && say($('#clock'), hourOf(now(), view.zone)), 1000);
setInterval(look, LOOK_MS);
look();
