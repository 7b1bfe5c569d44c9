import { staff } from './account.js';
import {
  drawAlerts,
  drawDetail,
  linkOf,
  minutes,
  rangeOf,
  tellsWaits,
} from './district-detail.js';
import { drawEditions } from './district-editions.js';
import { drawLoans } from './district-loans.js';
import { drawServices } from './district-services.js';
import { follow, now } from './live.js';
import { $, fill, hourOf, make, read, say } from './page.js';
import { both, t } from './words.js';

/** Halls tell of themselves every 5 seconds at most; ages are shown to the second. */
const LOOK_MS = 3000;

/** The plan's own measure, per hundredth: as wide as two and a half times its height. */
const PLAN = { x: 10, y: 4, edge: 60 };

const SVG = 'http://www.w3.org/2000/svg';

let view = null;
let chosen = null; // the id of the hall that is looked at
let asking = false;
let guide = []; // the services of this hall and of the district

const hallNow = () => view.halls.find((hall) => hall.id === chosen) ?? ordered()[0];

/** What somebody has waited, or would who came now where that is too long. */
function worst(hall) {
  const peak = hall.report?.services.find((one) => one.code === hall.peak);
  return Math.max(hall.longestSeconds ?? -1, peak?.likelySeconds ?? -1);
}

/** Longest wait first; a hall of which nothing is known stands last. */
const ordered = () =>
  [...view.halls].sort(
    (a, b) =>
      (b.report ? 1 : 0) - (a.report ? 1 : 0) || worst(b) - worst(a) || a.minutes - b.minutes,
  );

function kpi(id, what, figure, note, over) {
  return make(
    'div',
    { id, class: over ? 'over' : false },
    make('dt', {}, both(what)),
    make(
      'dd',
      {},
      make('b', { class: 'num' }, String(figure)),
      note ? make('small', {}, note) : null,
    ),
  );
}

/** No sum hides a hall that is not heard of: it says of how many it is. */
function drawSums() {
  const { sum, limitSeconds } = view;
  const missing = sum.halls - sum.told;
  const of = missing ? t('district.of-halls', { told: sum.told, halls: sum.halls }) : null;
  const limit = t('district.limit', { limit: minutes(limitSeconds) });
  fill(
    $('#kpis'),
    kpi('k-waiting', 'district.waiting', sum.waiting, of),
    kpi('k-over', 'district.over-limit', sum.over, limit, sum.over > 0),
    kpi('k-windows', 'district.windows-open', sum.windowsOpen, of),
    kpi('k-staff', 'district.staff', sum.staff, of),
    kpi('k-faults', 'district.faults', sum.faults, of),
    kpi('k-cut', 'district.not-heard-of', missing, missing ? t('district.go-on-alone') : null),
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
    both(hall),
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
        cell(tellsWaits(hall) ? expected(hall) : t('district.unknown')),
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
    name.textContent = t(hall);
    const mark = svg('circle', { class: 'mark', cx: x, cy: y, r: 28 });
    const kind = `hall ${kindOf(hall)}`;
    const group = svg('g', { class: kind, 'data-at': hall.id }, mark, count, name);
    group.addEventListener('click', () => choose(hall.id));
    return group;
  });
  const told = placed
    .map((h) => {
      const known = h.report && tellsWaits(h);
      return `${t(h)} ${t(known ? 'district.so-many-wait' : 'district.unknown', h)}`;
    })
    .join('; ');
  fill(
    $('#plan'),
    svg('svg', { viewBox: `0 0 ${wide} ${high}`, role: 'img', 'aria-label': told }, ...marks),
  );
}

function draw() {
  const { district } = view;
  $('#alone').hidden = Boolean(district);
  for (const part of document.querySelectorAll('.halls, .plan, .alerts, .detail, .kpis, .who'))
    part.hidden = !district;
  if (!district) return;
  say($('#district'), t('district.halls-of', { district, count: view.halls.length }));
  $('#cut').hidden = district.reached;
  fill($('#cut'), ...(district.reached ? [] : both('district.cut-off')));
  say($('#limit'), t('district.limit', { limit: minutes(view.limitSeconds) }));
  drawSums();
  drawHalls();
  drawEditions(view);
  drawPlan();
  drawAlerts(view);
  drawDetail(hallNow(), view.zone);
  drawServices(view, guide);
}

function choose(id) {
  chosen = id;
  draw();
}

async function look() {
  if (asking) return;
  asking = true;
  const [fresh, loans, services] = await Promise.all([
    read('/api/district'),
    read('/api/district/loans'),
    read('/api/guide'),
  ]);
  asking = false;
  if (!fresh) return;
  guide = services ?? guide;
  view = fresh;
  draw();
  if (loans) drawLoans(view, loans, look);
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
    fill($('#gone'), both('district.connection-lost', { at }));
  },
});
setInterval(() => view && say($('#clock'), hourOf(now(), view.zone)), 1000);
setInterval(look, LOOK_MS);
look();
