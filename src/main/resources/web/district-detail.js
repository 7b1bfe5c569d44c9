/** One hall by service, its link in words, and what is to be looked at. */

import { $, fill, hourOf, make } from './page.js';
import { both, t } from './words.js';

/** Shape and words for how old a report is. Source of the limits: the district's design. */
const LINKS = {
  LIVE: ['serving', 'district.live'],
  AGED: ['free', 'district.seconds-ago'],
  AMBER: ['paused', 'district.no-news'],
  NO_LINK: ['fault', 'district.no-link'],
  ALERT: ['fault', 'district.silent'],
  NEVER: ['closed', 'district.nothing-yet'],
};

export const minutes = (seconds) =>
  seconds === undefined ? '—' : String(Math.floor(seconds / 60));

/** A wait as a range in whole minutes. */
export function rangeOf(service) {
  if (service?.likelySeconds === undefined) return '—';
  const from = Math.floor(service.likelySeconds / 60);
  const to = Math.max(from + 1, Math.ceil(service.atMostSeconds / 60));
  return `${from}–${to}`;
}

/** Waits are shown of a report that is at most a minute old, and of no other. */
export const tellsWaits = (hall) => hall.state === 'LIVE' || hall.state === 'AGED';

/** How the link to a hall is, with the age of what is known. */
export function linkOf(hall, zone) {
  const [dot, words] = LINKS[hall.state];
  const ill = hall.state === 'NO_LINK' || hall.state === 'ALERT';
  const at = hall.heardAt ? hourOf(Date.parse(hall.heardAt), zone) : '';
  const key = hall.state === 'LIVE' && hall.self ? 'district.this-hall' : words;
  return make(
    'span',
    { class: ill ? 'link ill' : 'link' },
    make('i', { class: `dot ${dot}` }),
    both(key, { at, seconds: hall.ageSeconds ?? 0 }),
  );
}

const ALERTS = {
  OVER: (hall, view) => ({
    key: 'district.alert-over',
    values: { waited: minutes(hall.longestSeconds), limit: minutes(view.limitSeconds) },
  }),
  PEAK: (hall, view) => {
    const service = hall.report.services.find((one) => one.code === hall.peak);
    const limit = minutes(view.limitSeconds);
    return { key: 'district.alert-peak', values: { service, range: rangeOf(service), limit } };
  },
  SILENT: (hall, view) => ({
    key: 'district.alert-silent',
    values: { at: hourOf(Date.parse(hall.heardAt), view.zone) },
  }),
  CLOCK: (hall) => ({
    key: 'district.alert-clock',
    values: { apart: minutes(Math.abs(hall.skewSeconds)) },
  }),
  NEVER: () => ({ key: 'district.alert-never' }),
};

/** What is to be looked at, each with its remedy. */
export function drawAlerts(view) {
  const rows = view.alerts.map(({ hall: id, kind }) => {
    const hall = view.halls.find((one) => one.id === id);
    const what = ALERTS[kind](hall, view);
    return make(
      'li',
      { 'data-kind': kind },
      make('i', { class: 'dot fault' }),
      make('span', {}, make('b', {}, t(hall)), ' ', both(what)),
    );
  });
  $('#alert-count').textContent = rows.length || '';
  const none = make('li', {}, '✓ ', both('district.nothing-now'));
  fill($('#alerts'), ...(rows.length ? rows : [none]));
}

function expectedOf(service, fresh) {
  if (!service.taking) return t('district.stopped');
  return fresh ? rangeOf(service) : t('district.unknown');
}

/** All that is known of one hall. */
export function drawDetail(hall, zone) {
  const report = hall.report;
  fill(
    $('#h-detail'),
    both(hall),
    make('span', { class: 'more' }, linkOf(hall, zone)),
  );
  const way = hall.self ? null : t('district.way', { minutes: hall.minutes });
  const facts = report
    ? [
        t(report.open ? 'district.open' : 'district.closed'),
        way,
        t('district.release', { release: report.release }),
      ]
    : [way];
  const href = hall.url?.startsWith('http') ? hall.url : null;
  fill(
    $('#facts'),
    facts.filter(Boolean).join(' · '),
    href ? make('span', {}, ' · ', make('a', { href }, both('district.its-pages'))) : null,
  );
  $('#trouble').textContent = report?.faultCodes.length
    ? t('district.fault-codes', { codes: report.faultCodes.join(', ') })
    : '';
  const fresh = tellsWaits(hall);
  fill(
    $('#services'),
    ...(report?.services ?? []).map((s) =>
      make(
        'tr',
        { class: fresh ? false : 'old' },
        make('td', {}, both(s)),
        make('td', { class: 'r num' }, String(s.waiting)),
        make('td', { class: 'r num' }, minutes(s.longestSeconds ?? 0)),
        make('td', { class: 'r num' }, expectedOf(s, fresh)),
        make('td', { class: 'r num' }, String(s.windows)),
      ),
    ),
  );
}
