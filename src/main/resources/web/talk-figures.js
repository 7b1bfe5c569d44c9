/** Figures of talks at remote windows: the same columns wherever they stand. */

import { make } from './page.js';
import { count } from './words.js';

const minutes = (seconds) => (seconds === undefined ? '—' : count(Math.round(seconds / 60)));

export const anyTalks = (of) => of.booked + of.due > 0;

/** The cells of one row, behind whatever names it. */
export function talkCells(of) {
  const counts = ['booked', 'due', 'held', 'missed', 'corrected', 'accepted', 'rated'];
  const times = [of.toTalk, of.toAcceptance].flatMap((one) => [
    minutes(one?.medianSeconds),
    minutes(one?.nineInTenSeconds),
  ]);
  return [...counts.map((name) => count(of[name])), ...times].map((figure) =>
    make('td', { class: 'r num' }, figure),
  );
}
