/** Whoever booked has come: the booking number becomes a ticket. */

import { openEntry } from './dispenser-entry.js';
import { key, panel, takeNumber } from './dispenser-panel.js';
import { showTicket } from './dispenser-ticket.js';
import { $ } from './page.js';

/** Digits of a booking number. Source: BookingId. */
const DIGITS = 6;

const WAY = {
  id: 'booking',
  zh: '预约号',
  en: 'Booking number',
  hintZh: '输预约号最后的数字，前面的零可以不输；也可以直接扫。',
  hintEn: 'The digits at its end, without zeros in front. You may scan it.',
  keys: 'digits',
  least: 1,
};

export const CHECK_IN_ADVICE = {
  'NO-SUCH-BOOKING': [
    '没有这个预约',
    'No such appointment',
    '请核对预约号；已经取消的，请按业务取号。',
    'Check the number. If it was cancelled, choose a service.',
  ],
  'CHECK-IN-CLOSED': [
    '现在还不能签到，或时段已过',
    'Check-in is not open, or the time is over',
    '时段前半小时起可以签到；时段过了，请按业务取号。',
    'It opens half an hour before your time. If your time is over, choose a service.',
  ],
  'TICKET-EXISTS': [
    '您已经签到了',
    'You have checked in already',
    '请用那张号票等叫号；号票不在手边，到总服务台补打。',
    'Wait with that ticket. If it is lost, the service desk prints it again.',
  ],
};

export function bindCheckIn(home) {
  key($('#check-in'), () =>
    openEntry(['预约签到', 'Check in'], [WAY], (id, typed) => checkIn(typed, home)),
  );
}

/** The whole number: the hall's part may be left out. */
function whole(typed) {
  const [, hall, count] = /^(?:(.*)-)?B?([0-9]+)$/.exec(typed) ?? [];
  if (!count) return typed;
  return `${hall ? hall.toLowerCase() : panel.board.code}-B${count.padStart(DIGITS, '0')}`;
}

function checkIn(typed, home) {
  const path = `/api/appointments/${encodeURIComponent(whole(typed))}/check-in`;
  takeNumber(path, {}, showCheckedIn, home, CHECK_IN_ADVICE);
}

/** The ticket that the booking became. */
export function showCheckedIn(taken) {
  const service = panel.board.services.find((one) => one.code === taken.service);
  showTicket(taken, [service ?? { code: taken.service, name: taken.service, nameEn: '' }]);
}
