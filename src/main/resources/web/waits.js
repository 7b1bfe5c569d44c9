/** An expected wait in words, as everybody is told it: a range of whole minutes. */

import { make } from './page.js';
import { beside, rich, t } from './words.js';

/** From how many to how many minutes; null where nothing is known. */
export function minutesOf(wait) {
  if (!wait) return null;
  const from = Math.floor(wait.likelySeconds / 60);
  return { from, to: Math.max(1, from, Math.ceil(wait.atMostSeconds / 60)) };
}

/** A range in words; one that may be none at all has only its end. */
export function rangeWords({ from, to }) {
  if (from === 0) return { key: 'waits.up-to', values: { to } };
  if (from === to) return { key: 'waits.about', values: { to } };
  return { key: 'waits.from-to', values: { from, to } };
}

/** A range with its figures large, and in the other language beside. */
export const rangeParts = (range) => [rangeLarge(range), ' ', beside(rangeWords(range))];

/** The first alone; screen readers say "12 到 20". */
export function rangeLarge(range) {
  const { from, to } = range;
  const large = (...figures) => make('b', { class: 'num' }, ...figures);
  if (from === 0) return rich('waits.up-to', { to: large(`${to}`) });
  if (from === to) return rich('waits.about', { to: large(`${to}`) });
  const figures = large(
    make('span', {}, `${from}`),
    make('span', { 'aria-hidden': 'true' }, '–'),
    make('span', { class: 'spoken' }, t('waits.to')),
    make('span', {}, `${to}`),
  );
  return rich('waits.range', { range: figures });
}
