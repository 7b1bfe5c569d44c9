/** One business day: today so far, or any past one, with its files. */

import { chartIn } from './manager-chart.js';
import { $, en, fill, make, read, say, two } from './page.js';

const DAY_MS = 86400000;
const draw = chartIn($('#day-chart'));
let date = null;

const minutes = (seconds) => (seconds === undefined ? '—' : (seconds / 60).toFixed(1));

/** A name, its figure and the unit; `note` stands small behind. */
export function kpi(word, english, figure, unit, note, over) {
  return make(
    'div',
    { class: over ? 'over' : false },
    make('dt', {}, `${word} `, en(english)),
    make(
      'dd',
      {},
      make('b', { class: 'num' }, figure ?? '—'),
      figure === null || figure === undefined ? '' : unit,
      note ? make('small', {}, over ? make('i', { class: 'dot fault' }) : null, note) : null,
    ),
  );
}

/** What the two kinds of bars are. */
export function loadKeys(load, word, note) {
  return [
    load.usualDays
      ? make('span', {}, make('i', { class: 'sw usual' }), `往常${word}（前 ${load.usualDays} 个）`)
      : make('span', {}, '还没有往常可比 ', en('no usual yet')),
    make('span', {}, make('i', { class: 'sw today' }), '取号'),
    note ? make('span', {}, note) : null,
  ];
}

/** 周二 of a date as written. */
export const weekday = (day) =>
  new Intl.DateTimeFormat('zh-CN', { weekday: 'short', timeZone: 'UTC' }).format(Date.parse(day));

function show(day) {
  const { all } = day;
  fill(
    $('#day-kpis'),
    kpi('取号', 'Taken', all.taken, '个'),
    kpi('办结', 'Finished', all.finished, '件'),
    kpi(
      '平均等候',
      'Mean wait',
      minutes(all.meanWaitSeconds),
      '分',
      all.nineInTenSeconds === undefined ? null : `九成在 ${minutes(all.nineInTenSeconds)} 分内`,
    ),
    kpi('最长等候', 'Longest wait', minutes(all.longestWaitSeconds), '分'),
    kpi('过号', 'No-shows', all.noShows, '次'),
    kpi('没办就走', 'Left unserved', all.left, '人'),
  );
  fill($('#day-load-keys'), ...loadKeys(day.load, weekday(day.day)));
  draw(day.load, null);
  fill(
    $('#day-services'),
    ...day.services.map((of) =>
      make(
        'tr',
        {},
        make('td', {}, of.name),
        ...[
          of.taken,
          of.finished,
          minutes(of.meanWaitSeconds),
          minutes(of.nineInTenSeconds),
          minutes(of.longestWaitSeconds),
        ].map((figure) => make('td', { class: 'r num' }, String(figure))),
      ),
    ),
  );
  fill(
    $('#day-windows'),
    ...day.windows.map((of) => {
      const busy = Math.round(of.busySeconds / 60);
      const worked = `${Math.floor(busy / 60)}:${two(busy % 60)}`;
      return make(
        'tr',
        {},
        make('td', { class: 'num' }, two(of.window)),
        ...[of.finished, of.noShows, minutes(of.meanSeconds), worked].map((figure) =>
          make('td', { class: 'r num' }, String(figure)),
        ),
      );
    }),
  );
}

async function load(wanted) {
  date = wanted;
  $('#date').value = date;
  for (const table of ['hours', 'services', 'windows']) {
    $(`#csv-${table}`).href = `/api/manager/days/${date}/export/${table}`;
  }
  const day = await read(`/api/manager/days/${date}`);
  if (date !== wanted) return;
  $('#day-gone').hidden = day !== null;
  say($('#day-gone'), day ? '' : '这一天的数字现在读不到。 The figures cannot be read now.');
  if (day) show(day);
}

const shift = (days) => load(new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10));

/** Opens the view of `day`, such as 2026-11-24. */
export function openDay(day) {
  $('#live').hidden = true;
  $('#day').hidden = false;
  $('#date').max = day;
  load(day);
  $('#date').focus();
}

export function closeDay() {
  $('#day').hidden = true;
  $('#live').hidden = false;
  date = null;
}

export const isDayOpen = () => date !== null;

/** Arrows go a day back and on, unless somebody writes a date. */
export function dayKey(event) {
  if (event.key === 'Escape') closeDay();
  else if (event.target.tagName === 'INPUT') return;
  else if (event.key === 'ArrowLeft') shift(-1);
  else if (event.key === 'ArrowRight') shift(1);
  else return;
  event.preventDefault();
}

$('#pick').addEventListener('submit', (event) => {
  event.preventDefault();
  load($('#date').value);
});
$('#before').addEventListener('click', () => shift(-1));
$('#after').addEventListener('click', () => shift(1));
$('#back').addEventListener('click', closeDay);
