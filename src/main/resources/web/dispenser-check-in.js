/** Whoever booked has come: the booking number becomes a ticket. */

import { openEntry } from './dispenser-entry.js';
import { key, panel, takeNumber } from './dispenser-panel.js';
import { showTicket } from './dispenser-ticket.js';
import { $ } from './page.js';

/** Digits of a booking number. Source: BookingId. */
const DIGITS = 6;

const WAY = {
  id: 'booking',
  what: 'dispenser.booking-number',
  hint: 'dispenser.booking-hint',
  keys: 'digits',
  least: 1,
};

/** A number that this hall keeps for a visitor of another one. Source: BookingId. */
const KEPT = {
  id: 'kept',
  what: 'dispenser.code-from-another-hall',
  hint: 'dispenser.kept-hint',
  keys: 'code',
  least: 9,
};

const KEPT_CODE = /^(?:.*-)?(R[0-9A-HJKMNP-TV-Z]{8})$/;

/** Whether somebody typed or scanned the code of a number that is kept. */
export const isKeptCode = (typed) => KEPT_CODE.test(typed);

export const CHECK_IN_ADVICE = {
  'NO-SUCH-BOOKING': ['dispenser.no-such-appointment', 'dispenser.check-the-number-if-it-was'],
  'CHECK-IN-CLOSED': [
    'dispenser.check-in-is-not-open-or',
    'dispenser.it-opens-half-an-hour-before',
  ],
  'TICKET-EXISTS': [
    'dispenser.you-have-checked-in-already',
    'dispenser.wait-with-that-ticket-if-it',
  ],
};

/** The same for what another hall's slip names. */
const KEPT_ADVICE = {
  ...CHECK_IN_ADVICE,
  'NO-SUCH-BOOKING': ['dispenser.nothing-is-kept-here', 'dispenser.look-which-hall-the-slip-names'],
  'CHECK-IN-CLOSED': ['dispenser.what-was-kept-has-lapsed', 'dispenser.choose-a-service-instead'],
};

export function bindCheckIn(home) {
  key($('#check-in'), () =>
    openEntry('dispenser.check-in-2', [WAY, KEPT], (id, typed) => checkIn(typed, home)),
  );
}

/** The whole number: the hall's part may be left out. */
function whole(typed) {
  const kept = KEPT_CODE.exec(typed);
  if (kept) return kept[1];
  const [, hall, count] = /^(?:(.*)-)?B?([0-9]+)$/.exec(typed) ?? [];
  if (!count) return typed;
  return `${hall ? hall.toLowerCase() : panel.board.code}-B${count.padStart(DIGITS, '0')}`;
}

/** What was typed or scanned becomes a ticket. */
export function checkIn(typed, home) {
  const path = `/api/appointments/${encodeURIComponent(whole(typed))}/check-in`;
  const advice = isKeptCode(typed) ? KEPT_ADVICE : CHECK_IN_ADVICE;
  takeNumber(path, {}, showCheckedIn, home, advice);
}

/** The ticket that the booking became. */
export function showCheckedIn(taken) {
  const service = panel.board.services.find((one) => one.code === taken.service);
  showTicket(taken, [service ?? { code: taken.service, name: taken.service, nameEn: '' }]);
}
