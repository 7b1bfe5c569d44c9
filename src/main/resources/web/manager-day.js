/** One business day: today so far, or any past one, with its files. */

import { chartIn } from './manager-chart.js';
import { $, fill, make, read, say, two } from './page.js';
import { anyTalks, talkCells } from './talk-figures.js';
import { both, t, timeWords } from './words.js';

const DAY_MS = 86400000;
const draw = chartIn($('#day-chart'));
let date = null;

const minutes = (seconds) => (seconds === undefined ? '—' : (seconds / 60).toFixed(1));

/** A name, its figure and the unit; `note` stands small behind. */
export function kpi(what, figure, unit, note, over) {
  return make(
    'div',
    { class: over ? 'over' : false },
    make('dt', {}, both(what)),
    make(
      'dd',
      {},
      make('b', { class: 'num' }, figure ?? '—'),
      figure === null || figure === undefined ? '' : ` ${unit}`,
      note ? make('small', {}, over ? make('i', { class: 'dot fault' }) : null, note) : null,
    ),
  );
}

/** What the two kinds of bars are. */
export function loadKeys(load, weekdayWord, note) {
  const usual = { weekday: weekdayWord, count: load.usualDays };
  return [
    load.usualDays
      ? make('span', {}, make('i', { class: 'sw usual' }), t('manager.usual-days', usual))
      : make('span', {}, both('manager.no-usual-yet')),
    make('span', {}, make('i', { class: 'sw today' }), t('common.taken')),
    note ? make('span', {}, note) : null,
  ];
}

/** 周二 of a date as written. */
export const weekday = (day) => timeWords(Date.parse(day), { weekday: 'short', timeZone: 'UTC' });

function show(day) {
  const { all } = day;
  const nine = minutes(all.nineInTenSeconds);
  fill(
    $('#day-kpis'),
    kpi('common.taken', all.taken, t('manager.tickets', { count: all.taken })),
    kpi('manager.finished', all.finished, t('manager.visits', { count: all.finished })),
    kpi(
      'manager.mean-wait-2',
      minutes(all.meanWaitSeconds),
      t('manager.min'),
      all.nineInTenSeconds === undefined ? null : t('manager.nine-in-ten', { minutes: nine }),
    ),
    kpi('manager.longest-wait', minutes(all.longestWaitSeconds), t('manager.min')),
    kpi('manager.no-shows', all.noShows, t('manager.tickets-2', { count: all.noShows })),
    kpi('manager.left-unserved', all.left, t('manager.persons', { count: all.left })),
  );
  fill($('#day-load-keys'), ...loadKeys(day.load, weekday(day.day)));
  draw(day.load, null);
  fill(
    $('#day-services'),
    ...day.services.map((of) =>
      make(
        'tr',
        {},
        make('td', {}, t(of)),
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
  $('#day-talks-box').hidden = !anyTalks(day.talks);
  fill($('#day-talks'), make('tr', {}, talkCells(day.talks)));
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
  for (const table of ['hours', 'services', 'windows', 'talks']) {
    $(`#csv-${table}`).href = `/api/manager/days/${date}/export/${table}`;
  }
  const day = await read(`/api/manager/days/${date}`);
  if (date !== wanted) return;
  $('#day-gone').hidden = day !== null;
  say($('#day-gone'), day ? '' : t('manager.the-figures-cannot-be-read-now'));
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
