import { ask, fill, make } from './page.js';
import { both } from './words.js';

/** What was put aside of a hall's history stays a fault until somebody has looked at it. */

const CODES = ['HISTORY-CONFLICT', 'HISTORY-UNFIT'];

/** Whether a person ends this fault. */
export const isLookedAt = (fault) => CODES.includes(fault.code);

/** The key that ends the faults of the hall `subject`. */
export function checked(subject) {
  const told = make('p', { role: 'status' });
  const onclick = async () => {
    const path = `/api/district/halls/${encodeURIComponent(subject)}/settle`;
    const { status, body } = await ask(path, {});
    fill(told, status === 200 ? '' : both(body?.title ? body : 'devices.no-answer-try-again'));
  };
  const key = make('button', { type: 'button', class: 'btn', onclick }, both('devices.checked'));
  return make('div', {}, key, told);
}
