/** Which hall and window does which service: what each hall says of itself, with its age. */

import { linkOf, tellsWaits } from './district-detail.js';
import { $, fill, make, two } from './page.js';
import { both, t } from './words.js';

/** Names by code: those of the district and this hall, then what other halls alone tell of. */
function namesOf(view, guide) {
  const names = new Map(guide.map((one) => [one.service, one]));
  for (const hall of view.halls)
    for (const one of hall.report?.services ?? [])
      if (!names.has(one.code)) names.set(one.code, one);
  return [...names].sort(([one], [other]) => (one < other ? -1 : 1));
}

/** What stands in a cell: texts, each a line. An older release tells no numbers of windows. */
function linesOf(hall, code) {
  const { report } = hall;
  if (!report) return [t('district.unknown')];
  const service = report.services.find((one) => one.code === code);
  if (!service) return [t('district.not-served-here')];
  const stopped = service.taking ? [] : [t('district.stopped')];
  const { at } = service;
  if (!at) return [t('district.windows-not-told', { count: service.windows }), ...stopped];
  if (!at.length) return [t('district.no-window-serves-it'), ...stopped];
  const said = (key, windows) => (windows.length ? [t(key, { windows: windows.map(two) })] : []);
  // Who sat where some time ago says nothing of now.
  if (!tellsWaits(hall)) return said('district.at-windows', at);
  const isStaffed = (window) => report.staffed.includes(window);
  return [
    ...said('district.staffed-at', at.filter(isStaffed)),
    ...said('district.nobody-at', at.filter((window) => !isStaffed(window))),
    ...stopped,
  ];
}

function cell(hall, code) {
  const serves = hall.report?.services.some((one) => one.code === code);
  const kind = [serves ? '' : 'none', tellsWaits(hall) ? '' : 'old'].filter(Boolean).join(' ');
  const lines = linesOf(hall, code).map((line) => make('p', {}, line));
  return make('td', { 'data-at': hall.id, class: kind || false }, ...lines);
}

/** Draws the table; `guide`: the services of this hall and of the district. */
export function drawServices(view, guide) {
  const head = (...children) => make('th', { scope: 'col' }, ...children);
  fill(
    $('#who-head'),
    head(both('common.service')),
    ...view.halls.map((hall) => head(both(hall), linkOf(hall, view.zone))),
  );
  fill(
    $('#who'),
    ...namesOf(view, guide).map(([code, name]) =>
      make(
        'tr',
        { 'data-service': code },
        make('th', { scope: 'row' }, both(name)),
        ...view.halls.map((hall) => cell(hall, code)),
      ),
    ),
  );
}
