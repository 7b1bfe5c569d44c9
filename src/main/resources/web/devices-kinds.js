/** What devices are called and how the page of devices shows how they are. */

import { PAIRED } from './devices-pair.js';

/** Names of the types; what is not here is called as its type. */
const KINDS = {
  escpos: 'devices.ticket-printer',
  'onbon-bx': 'devices.led-display',
  'ff68-pad': 'devices.pad',
  'osdp-pad': 'devices.pad',
  'byte-map': 'devices.pad',
  'modbus-rtu': 'devices.button-box',
  cpower: 'devices.led-display',
  'eq-ascii': 'devices.led-display',
  candle: 'devices.led-display',
  'sdt-idcard': 'devices.id-card-reader',
  ...PAIRED,
};
/** What a device is like: the shape of its dot and the word. */
export const STATES = {
  ILL: ['fault', 'devices.fault'],
  WATCH: ['paused', 'devices.watch'],
  WELL: ['serving', 'common.well'],
  UNKNOWN: ['closed', 'devices.no-answer-yet'],
};
/** The ill ones first. */
export const RANK = { ILL: 0, WATCH: 1, UNKNOWN: 2, WELL: 3 };
export const ROW = { ILL: 'fault', WATCH: 'watch', WELL: 'serving', UNKNOWN: 'closed' };

/** The kind of a device, in words. */
export const kindOf = (device) => KINDS[device.type] ?? { zh: device.type };
