/** The case of the visitor at the window: what is there, what is missing, who worked on it. */

import { icon } from './icons.js';
import { $, clock, fill, make, two } from './page.js';
import { asWritten, both, t, timeIn } from './words.js';

const STATES = {
  OPEN: 'clerk.state-open',
  AWAITING: 'clerk.awaiting-materials',
  TOLERATED: 'clerk.accepted-papers-to-follow',
  RESUMED: 'clerk.state-resumed',
  COMPLETED: 'clerk.completed',
  EXPIRED: 'clerk.state-expired',
  MERGED: 'clerk.state-merged',
};

const OUTCOMES = {
  COMPLETED: 'clerk.completed',
  ACCEPTED: 'clerk.accepted',
  ACCEPTED_TOLERANT: 'clerk.accepted-papers-to-follow',
  AWAITING_MATERIALS: 'clerk.awaiting-materials',
  CONSULTED: 'clerk.consulted',
  WRONG_WINDOW: 'clerk.wrong-window',
  DECLINED: 'clerk.declined',
};

/** Visits that stand on the strip; the oldest are counted. */
const VISITS_MAX = 5;

let drawn = '';

/**
 * Draws the case into `#case`, its earlier visits into `#visits`; nothing where there is none.
 *
 * @param file as the hall tells it; null: the visitor came for the first time
 * @param place `{zone, hall}`: the hall's time zone and short name
 * @param origin the window that knew the case before; undefined: not known
 * @param check is given a material that the clerk has seen; null: nothing can be ticked now
 */
export function drawCase(file, place, origin, check) {
  const box = $('#case');
  const look = JSON.stringify([file, place, origin, check === null]);
  if (look === drawn) return; // a box that is being ticked must not be put anew
  drawn = look;
  box.hidden = !file;
  if (!file) {
    fill(box);
    $('#visits').hidden = true;
    return;
  }
  const focused = document.activeElement?.dataset?.material;
  fill(
    box,
    make(
      'h2',
      {},
      both('clerk.matter'),
      make('span', { class: 'sum' }, t('clerk.visit-number', { count: file.visits })),
    ),
    file.readOnly ? make('p', { class: 'only', role: 'note' }, both('clerk.read-only')) : null,
    parallel(file, place),
    meanwhile(file, place),
    make('p', { class: 'of' }, both({ name: file.serviceName, nameEn: file.serviceNameEn })),
    make('p', { class: 'stands' }, t('clerk.case', file), ' · ', ...state(file, place)),
    from(file, place, origin),
    materials(file, check),
  );
  fill($('#visits'), visits(file, place));
  $('#visits').hidden = !$('#visits').hasChildNodes();
  if (focused) $(`[data-material="${CSS.escape(focused)}"]`)?.focus();
}

const day = (place) => ({ month: 'numeric', day: 'numeric', timeZone: place.zone });

/** What its visitor was told last: the state, and by when what is missing must be there. */
function state(file, place) {
  const told = [t(STATES[file.state] ?? 'clerk.state-open')];
  if (file.commitment) told.push(' · ', t('clerk.promised-in-writing'));
  const until = timeIn(Date.parse(file.due ?? file.expires), day(place));
  if (file.overdue) told.push(' · ', make('b', { class: 'bad' }, t('clerk.overdue', { until })));
  else if (file.due) told.push(' · ', t('clerk.due-by', { until }));
  else if (file.notice) told.push(' · ', t('clerk.notice-until', { until, notice: file.notice }));
  return told;
}

/** Where it was worked on before this visit. */
function from(file, place, origin) {
  const before = (file.history ?? []).filter((visit) => !isNow(visit, file, place)).at(-1);
  if (before && file.history.some((visit) => visit.hall !== place.hall)) {
    const values = { hall: nameOf(before), window: two(before.window) };
    return make('p', { class: 'from' }, both('clerk.origin-in-hall', values));
  }
  const window = origin ?? before?.window;
  if (!window) return null;
  return make('p', { class: 'from' }, both('clerk.origin', { window: two(window) }));
}

/** The visit that is going on here: the last of this hall that has no outcome yet. */
const isNow = (visit, file, place) =>
  visit.hall === place.hall && !visit.outcome && visit.window === file.window;

const nameOf = (visit) => ({ name: visit.hallName, nameEn: visit.hallNameEn });

/** Two halls that did not know of each other: both are told, in words that say what to do. */
function parallel(file, place) {
  const others = (file.history ?? []).filter((v) => v.parallel && v.hall !== place.hall);
  if (!others.length) return null;
  const line = (visit) => {
    const at = timeIn(Date.parse(visit.at), { ...day(place), ...clock(place.zone) });
    return both('clerk.also-handled', { hall: nameOf(visit), window: two(visit.window), at });
  };
  return make(
    'div',
    { class: 'parallel', role: 'alert' },
    others.map((visit) => make('p', {}, make('b', {}, line(visit)))),
    make('p', {}, both('clerk.cut-off-then')),
  );
}

/** What another hall does with it meanwhile, or has done; nobody is stopped by it. */
function meanwhile({ meanwhile: there }, place) {
  if (!there) return null;
  const at = timeIn(Date.parse(there.at), { ...day(place), ...clock(place.zone) });
  const values = { hall: nameOf(there), window: two(there.window), at };
  const key = there.completed ? 'clerk.completed-there' : 'clerk.served-there';
  return make('p', { class: 'meanwhile', role: 'alert' }, make('b', {}, both(key, values)));
}

function materials(file, check) {
  const checked = (text) =>
    make(
      'li',
      { class: 'ok' },
      icon('check'),
      make('span', {}, asWritten(text)),
      make('em', {}, t('clerk.checked')),
    );
  const missing = (text) => {
    const box = make('input', {
      type: 'checkbox',
      'data-material': text,
      disabled: check === null || file.readOnly,
    });
    box.addEventListener('change', () => {
      box.disabled = true; // once: what was seen needs no second look
      check(text);
    });
    return make(
      'li',
      { class: 'no' },
      make('label', {}, box, asWritten(text)),
      make('em', {}, t('clerk.was-missing')),
    );
  };
  return make('ul', {}, file.missing.map(missing), file.checked.map(checked));
}

function visits(file, place) {
  const before = (file.history ?? []).filter((visit) => !isNow(visit, file, place)).reverse();
  if (!before.length) return null;
  const line = (visit) => {
    const at = timeIn(Date.parse(visit.at), day(place));
    const there = { hall: nameOf(visit), window: two(visit.window) };
    return make(
      'li',
      {},
      make('time', { class: 'num' }, t('clerk.day', { at })),
      make('span', {}, t('clerk.hall-and-window', there)),
      make('em', {}, t(OUTCOMES[visit.outcome] ?? 'clerk.no-outcome')),
    );
  };
  const more = before.length - VISITS_MAX;
  return [
    make('h2', {}, both('clerk.earlier-visits')),
    make(
      'ol',
      {},
      before.slice(0, VISITS_MAX).map(line),
      more > 0 ? make('li', {}, t('clerk.more-visits', { count: more })) : null,
    ),
  ];
}
