/** Figures of the district over days: any period, by hall, by service and by day. */

import { staff } from './account.js';
import { $, fill, make, read } from './page.js';
import { anyTalks, talkCells } from './talk-figures.js';
import { both, t } from './words.js';

/** As many days as one answer holds. Source: the OpenAPI file. */
const DAYS_MAX = 92;

const DAY_MS = 86400000;
const ALL = '';

let rows = { halls: [], services: [], talks: { halls: [], all: {} } };
let asked = ''; // an answer to an earlier question is thrown away

const minutes = (seconds) => (seconds === undefined ? '—' : (seconds / 60).toFixed(1));
const dateOf = (ms) => new Date(ms).toISOString().slice(0, 10);

/** Several times as one: the mean over all people, the longest of all. */
function times(all, name) {
  const known = all.map((one) => one[name]).filter(Boolean);
  const people = known.reduce((sum, one) => sum + one.people, 0);
  if (!people) return {};
  const seconds = known.reduce((sum, one) => sum + one.people * one.meanSeconds, 0);
  return { mean: seconds / people, longest: Math.max(...known.map((one) => one.longestSeconds)) };
}

const sum = (all, name) => all.reduce((total, one) => total + (one[name] ?? 0), 0);

const cell = (text) => make('td', { class: 'r num' }, String(text));

function figures(all) {
  const waited = times(all, 'waited');
  return [
    cell(sum(all, 'taken')),
    cell(sum(all, 'visits')),
    cell(minutes(waited.mean)),
    cell(minutes(waited.longest)),
    cell(minutes(times(all, 'served').mean)),
  ];
}

/** Rows of a list by a key, in its order. */
function by(all, key) {
  const groups = new Map();
  for (const one of all) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

function hallRow(all, name, kind) {
  const rated = sum(all, 'rated');
  return make(
    'tr',
    { class: kind },
    make('td', {}, name),
    ...figures(all),
    cell(sum(all, 'noShows')),
    cell(sum(all, 'left')),
    cell(rated ? (sum(all, 'levels') / rated).toFixed(2) : '—'),
    cell(sum(all, 'negative')),
  );
}

/** Rows of the hall and the service that are chosen. */
function chosen() {
  const hall = $('#hall').value;
  const service = $('#service').value;
  return {
    halls: rows.halls.filter((one) => hall === ALL || one.hall.id === hall),
    services: rows.services.filter(
      (one) =>
        (hall === ALL || one.hall === hall) && (service === ALL || one.service.id === service),
    ),
  };
}

function draw() {
  const { halls, services } = chosen();
  const names = new Map(rows.halls.map((one) => [one.hall.id, one.hall]));
  fill(
    $('#halls'),
    ...by(halls, (one) => one.hall.id).map((all) => hallRow(all, both(all[0].hall))),
    halls.length ? hallRow(halls, both('days.all-halls'), 'sum') : null,
  );
  fill(
    $('#services'),
    ...by(services, (one) => `${one.service.id} ${one.hall}`).map((all) =>
      make(
        'tr',
        {},
        make('td', {}, both(all[0].service)),
        make('td', {}, t(names.get(all[0].hall) ?? { name: all[0].hall, nameEn: all[0].hall })),
        ...figures(all),
      ),
    ),
  );
  drawTalks();
  // Of one service the days are told by its rows, of all by the halls'.
  const days = $('#service').value === ALL ? halls : services;
  const holes = new Set(halls.filter((one) => one.incomplete).map((one) => one.day));
  fill(
    $('#days'),
    ...by(days, (one) => one.day).map((all) =>
      make(
        'tr',
        {},
        make('td', {}, all[0].day),
        ...figures(all),
        make('td', {}, holes.has(all[0].day) ? both('days.incomplete') : ''),
      ),
    ),
  );
  const missing = halls.filter((one) => one.incomplete);
  $('#gaps').hidden = !missing.length;
  const told = missing.map((one) => `${one.day} ${t(one.hall)}`).join(', ');
  fill($('#gaps'), ...(missing.length ? both('days.something-has-not-come', { told }) : []));
}

/** Medians do not add up: that of all halls comes from the tables too, and none of one service. */
function drawTalks() {
  const hall = $('#hall').value;
  const { halls, all } = rows.talks;
  const some = halls.filter((one) => hall === ALL || one.hall.id === hall);
  const row = (of, name, kind) =>
    make('tr', { class: kind }, make('td', {}, name), talkCells(of));
  const ofAllServices = $('#service').value === ALL;
  $('#talks-box').hidden = !some.length || !anyTalks(all) || !ofAllServices;
  fill(
    $('#talks'),
    some.map((one) => row(one, both(one.hall))),
    hall === ALL ? row(all, both('days.all-halls'), 'sum') : null,
  );
}

function options(select, all, words) {
  const before = select.value;
  fill(
    select,
    make('option', { value: ALL }, t(words)),
    ...all.map((one) => make('option', { value: one.id }, t(one))),
  );
  if (all.some((one) => one.id === before)) select.value = before;
}

const distinct = (all) => [...new Map(all.map((one) => [one.id, one])).values()];

async function load() {
  const from = $('#from').value;
  const most = dateOf(Date.parse(from) + (DAYS_MAX - 1) * DAY_MS);
  if ($('#to').value > most) $('#to').value = most;
  const path = `/api/district/days/${from}/${$('#to').value}`;
  for (const table of ['halls', 'services', 'talks'])
    $(`#csv-${table}`).href = `${path}/export/${table}`;
  asked = path;
  const told = await read(path);
  if (asked !== path) return;
  $('#gone').hidden = told !== null;
  fill($('#gone'), ...(told ? [] : both('days.cannot-be-read')));
  if (!told) return;
  rows = told;
  options($('#hall'), distinct(rows.halls.map((one) => one.hall)), 'days.all-halls');
  options($('#service'), distinct(rows.services.map((one) => one.service)), 'days.all-services');
  draw();
}

$('#pick').addEventListener('submit', (event) => {
  event.preventDefault();
  load();
});
for (const select of ['#hall', '#service']) $(select).addEventListener('change', draw);
staff();
// The day of this browser is the day of the halls: both stand in one district.
const today = dateOf(Date.now() - new Date().getTimezoneOffset() * 60000);
$('#to').value = today;
$('#from').value = dateOf(Date.parse(today) - 6 * DAY_MS);
load();
