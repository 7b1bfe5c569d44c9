/** An expected wait in words, as everybody is told it: a range of whole minutes. */

import { en, make } from './page.js';

/** From how many to how many minutes; null where nothing is known. */
export function minutesOf(wait) {
  if (!wait) return null;
  const from = Math.floor(wait.likelySeconds / 60);
  return { from, to: Math.max(1, from, Math.ceil(wait.atMostSeconds / 60)) };
}

/** Chinese and English of a range; one that may be none at all has only its end. */
export function rangeWords({ from, to }) {
  if (from === 0) return [`不超过 ${to} 分钟`, `up to ${to} min`];
  if (from === to) return [`约 ${to} 分钟`, `about ${to} min`];
  return [`约 ${from}–${to} 分钟`, `about ${from} to ${to} min`];
}

/** A range with its figures large; screen readers say "12 到 20". */
export function rangeParts(range) {
  const [, english] = rangeWords(range);
  return [...rangeZh(range), en(english)];
}

/** The Chinese alone. */
export function rangeZh(range) {
  const before = range.from === 0 ? '不超过 ' : '约 ';
  const spans = range.from > 0 && range.from < range.to;
  const figures = spans
    ? [
        make('span', {}, `${range.from}`),
        make('span', { 'aria-hidden': 'true' }, '–'),
        make('span', { class: 'spoken' }, ' 到 '),
        make('span', {}, `${range.to}`),
      ]
    : [`${range.to}`];
  return [before, make('b', { class: 'num' }, ...figures), ' 分钟 '];
}
