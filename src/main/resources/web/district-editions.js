import { $, fill, make } from './page.js';
import { both, timeIn } from './words.js';

const day = (timeZone) => ({
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone,
});

const STATES = {
  COUNTS: 'district.edition-counts',
  WAITS: 'district.edition-waits',
  REPLACED: 'district.edition-replaced',
};

const KINDS = {
  people: 'district.edition-of-people',
  services: 'district.edition-of-services',
  credentials: 'district.edition-of-credentials',
};

const line = (edition, zone) =>
  make(
    'li',
    { 'data-edition': `${edition.kind}-${edition.number}`, class: edition.state.toLowerCase() },
    both(STATES[edition.state], {
      kind: { key: KINDS[edition.kind] },
      number: edition.number,
      from: timeIn(Date.parse(edition.from), day(zone)),
    }),
  );

/** What counts in this hall, what waits for its date, and what waited in vain. */
export function drawEditions(view) {
  fill($('#editions'), ...view.editions.map((edition) => line(edition, view.zone)));
}
