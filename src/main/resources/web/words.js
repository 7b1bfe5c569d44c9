/**
 * What the pages say, out of the catalogue (src/main/resources/messages): in the page's language,
 * and in the one that stands small beside it.
 *
 * A text is asked for by its key, with values for its `{places}`. In place of a key may stand what
 * the hall itself says in Chinese and English: `{zh, en}`, `{name, nameEn}`, `{title, titleEn}`; or
 * another text with its values: `{key, values}`. A value is a text, a number, an element, a list,
 * one of these, or a function of the language for Intl. Where a value is called `count`, `key#one`
 * and the like are used, if the language has them.
 */

import { FIRST, SECOND } from './messages.js';

let first = FIRST;
let second = SECOND;

const tagOf = (table) => table['language.tag'];
const isChinese = (table) => tagOf(table).startsWith('zh');

/** The hall speaks Chinese, and English where it has words for it. */
function ofHall(table, what) {
  const zh = what.zh ?? what.name ?? what.title ?? '';
  const english = what.en ?? what.nameEn ?? what.titleEn ?? '';
  return isChinese(table) ? zh : english || zh;
}

function patternOf(table, key, { count }) {
  if (typeof count === 'number') {
    const form = table[`${key}#${new Intl.PluralRules(tagOf(table)).select(count)}`];
    if (form !== undefined) return form;
  }
  return table[key] ?? key;
}

function shown(table, value) {
  if (value instanceof Node) return value;
  if (typeof value === 'number')
    return new Intl.NumberFormat(table['language.dates']).format(value);
  if (typeof value === 'function') return value(table['language.dates']);
  if (Array.isArray(value))
    return value.map((one) => shown(table, one)).join(table['language.comma']);
  return value && typeof value === 'object' ? textOf(pieces(table, value)) : String(value ?? '');
}

function pieces(table, what, values = {}) {
  if (what?.key) return pieces(table, what.key, what.values);
  if (what && typeof what === 'object') return [ofHall(table, what)];
  return patternOf(table, what, values)
    .split(/\{(\w+)\}/)
    .map((part, i) => (i % 2 ? shown(table, values[part]) : part))
    .filter((part) => part !== '');
}

const textOf = (parts) => parts.map((part) => part.textContent ?? part).join('');

/** The text in the page's language. */
export const t = (what, values) => textOf(pieces(first, what, values));

/** The same in parts, for values that are elements. */
export const rich = (what, values) => pieces(first, what, values);

/** The text in the other language. */
export const other = (what, values) => textOf(pieces(second, what, values));

/** The other language, small beside; null where it says the same or nothing. */
export function beside(what, values) {
  const text = other(what, values);
  if (!text.trim() || text === t(what, values)) return null;
  const span = document.createElement('span');
  span.className = 'beside';
  span.lang = tagOf(second);
  span.append(text);
  return span;
}

/** What a window serves, in the language in which its name does not say it already. */
export function servedBeside(name, values) {
  const here = t('common.serves', values);
  return other('common.serves', values) === name || !beside('common.serves', values)
    ? here || null
    : beside('common.serves', values);
}

/** Both, to be put into an element one after the other. */
export const both = (what, values) => [rich(what, values), ' ', beside(what, values)];

/** Both, each in an element of its own, so that they can be set apart and change places. */
export function words(what, values) {
  const pair = document.createElement('span');
  pair.className = 'both';
  pair.append(...wordsIn(what, values));
  return pair;
}

/** The two elements of {@link words} alone. */
export function wordsIn(what, values) {
  const large = document.createElement('span');
  large.className = 'tongue';
  large.append(...pieces(first, what, values));
  const small = beside(what, values);
  return small ? [large, ' ', small] : [large];
}

/** What is told to the hall and kept: in its own language, whoever tells it. */
export const inHall = (key, values) =>
  textOf(pieces(isChinese(second) ? second : first, key, values));

/** A text of the hall that has one language only, such as the name of a window. */
export function asWritten(text) {
  if (isChinese(first) || !/[\u4e00-\u9fff]/.test(text)) return text;
  const span = document.createElement('span');
  span.lang = 'zh-CN';
  span.append(text);
  return span;
}

/** The name of the hall that something said of itself. */
export const hallOf = (of) => ({ zh: of.hall, en: of.hallEn });

/** A time in the page's language; `options` as Intl takes them, with the hall's zone. */
export const timeWords = (time, options) => timeIn(time, options)(first['language.dates']);

/** The same as a value of a text, which asks for it in each language. */
export const timeIn = (time, options) => (language) =>
  new Intl.DateTimeFormat(language, options).format(time);

/** A number as the page's language writes it. */
export const count = (number) => shown(first, number);

/** The two languages change places, as they stand on the page and in all that is drawn later. */
export function exchange() {
  [first, second] = [second, first];
  document.documentElement.lang = tagOf(first);
  for (const small of document.querySelectorAll('.tongue + .beside')) {
    const large = small.previousElementSibling;
    const kept = [...large.childNodes];
    large.replaceChildren(...small.childNodes);
    small.replaceChildren(...kept);
    small.lang = tagOf(second);
  }
}

/** A tap on another language: the choice is kept in this browser, the page comes anew. */
addEventListener('click', (event) => {
  const link = event.target.closest?.('a[data-language]');
  if (!link) return;
  event.preventDefault();
  document.cookie = `language=${link.dataset.language}; path=/; max-age=31536000; samesite=lax`;
  const here = new URL(location.href);
  here.searchParams.delete('lang');
  location.replace(here);
});
