/** A notice as it is printed and as a phone shows it (一次性告知单). */

import { make } from './page.js';
import { asWritten, both, hallOf, t, timeIn } from './words.js';

const OVER = {
  COMPLETED: 'notice.completed-nothing-more-to-do',
  EXPIRED: 'notice.expired-please-begin-anew',
  MERGED: 'notice.merged-into-another-case-ask-at',
};

const list = (kind, texts) =>
  make(
    'ul',
    { class: kind },
    texts.length
      ? texts.map((text) => make('li', {}, asWritten(text)))
      : make('li', {}, both('notice.nothing')),
  );

const fact = (label, value) =>
  make('div', {}, make('dt', {}, both(label)), make('dd', { class: 'num' }, value));

/** How it goes on: the code to be scanned; before it is given, only that there will be one. */
function again(file, until) {
  const picture = file.notice
    ? make('img', {
        class: 'qr',
        alt: t('common.qr-code-of-the-notice'),
        width: '180',
        height: '180',
        src: `/n/${encodeURIComponent(file.notice)}/qr.svg`,
      })
    : null;
  const how = file.notice ? 'notice.scan-this-at-the-dispenser-or' : 'notice.code-comes';
  return make(
    'section',
    { class: 'again' },
    picture,
    make(
      'div',
      {},
      make('h2', {}, both('notice.when-you-come-back')),
      make('p', {}, both(how)),
      file.notice ? make('strong', { class: 'num code' }, file.notice) : null,
      until ? make('p', { class: 'until' }, both(until.key, until.values)) : null,
    ),
  );
}

/**
 * The sheet's parts.
 *
 * @param file the case, or what it will be: `{case, serviceName, missing, checked, notice, due,
 *     expires}`
 * @param board for the hall's name and time zone
 */
export function sheet(file, board) {
  const last = file.due ?? file.expires;
  const date = { dateStyle: 'long', timeZone: board.zone };
  const until = last && {
    key: file.due ? 'notice.bring-by' : 'notice.until',
    values: { until: timeIn(Date.parse(last), date) },
  };
  const service = { zh: file.serviceName ?? file.service, en: file.serviceNameEn };
  const over = OVER[file.state];
  const head = [
    make(
      'header',
      {},
      make('h1', {}, both('notice.notice')),
      make('p', { class: 'hall' }, both(hallOf(board))),
    ),
    make(
      'dl',
      { class: 'of' },
      fact('common.service', both(service)),
      file.case ? fact('notice.case', file.case) : null,
    ),
  ];
  // Nobody brings papers to what is over, or scans its code.
  if (over) return [...head, make('p', { class: 'over', role: 'status' }, both(over))];
  return [
    ...head,
    make('section', {}, make('h2', {}, both('notice.please-bring')), list('missing', file.missing)),
    make(
      'section',
      {},
      make('h2', {}, both('notice.checked-not-needed-again')),
      list('checked', file.checked),
    ),
    again(file, until),
  ];
}
