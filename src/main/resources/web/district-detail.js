/** One hall by service, its link in words, and what is to be looked at. */

import { $, en, fill, hourOf, make } from './page.js';

/** Shape and words for how old a report is. Source of the limits: the district's design. */
const LINKS = {
  LIVE: ['serving', '通', 'live'],
  AGED: ['free', '通', 'live'],
  AMBER: ['paused', '没有新数据', 'no news'],
  NO_LINK: ['fault', '断开', 'no link'],
  ALERT: ['fault', '断开很久', 'silent'],
  NEVER: ['closed', '还没有消息', 'nothing heard yet'],
};

export const minutes = (seconds) =>
  seconds === undefined ? '—' : String(Math.floor(seconds / 60));

/** A wait as a range in whole minutes. */
export function rangeOf(service) {
  if (service?.likelySeconds === undefined) return '—';
  const from = Math.floor(service.likelySeconds / 60);
  const to = Math.max(from + 1, Math.ceil(service.atMostSeconds / 60));
  return `${from}–${to}`;
}

/** Waits are shown of a report that is at most a minute old, and of no other. */
export const tellsWaits = (hall) => hall.state === 'LIVE' || hall.state === 'AGED';

/** How the link to a hall is, with the age of what is known. */
export function linkOf(hall, zone) {
  const [dot, zh, english] = LINKS[hall.state];
  const ill = hall.state === 'NO_LINK' || hall.state === 'ALERT';
  const at = hall.heardAt ? hourOf(Date.parse(hall.heardAt), zone) : null;
  const parts = {
    LIVE: hall.self ? ['本厅', 'this hall'] : [zh, english],
    AGED: [`${hall.ageSeconds} 秒前`, `${hall.ageSeconds} s ago`],
    NEVER: [zh, english],
  }[hall.state] ?? [`${zh}，${at} 起`, `${english} since ${at}`];
  return make(
    'span',
    { class: ill ? 'link ill' : 'link' },
    make('i', { class: `dot ${dot}` }),
    `${parts[0]} `,
    en(parts[1]),
  );
}

const ALERTS = {
  OVER: (hall, view) => [
    `最长已等 ${minutes(hall.longestSeconds)} 分，上限 ${minutes(view.limitSeconds)} 分`,
    `longest wait ${minutes(hall.longestSeconds)} min, limit ${minutes(view.limitSeconds)}`,
  ],
  SILENT: (hall, view) => [
    `${hourOf(Date.parse(hall.heardAt), view.zone)} 起没有消息，请打电话问，检查那里的网络和电源`,
    'silent for over 30 min: phone the hall, have its network and power checked',
  ],
  CLOCK: (hall) => [
    `时钟相差 ${minutes(Math.abs(hall.skewSeconds))} 分，请核对两边的时间`,
    `clocks are ${minutes(Math.abs(hall.skewSeconds))} min apart: check both`,
  ],
  NEVER: () => [
    '本厅启动后还没有收到它的消息，请核对编号，检查那里的网络',
    'nothing heard since this hall started: compare its id, have its network checked',
  ],
};

/** What is to be looked at, each with its remedy. */
export function drawAlerts(view) {
  const rows = view.alerts.map(({ hall: id, kind }) => {
    const hall = view.halls.find((one) => one.id === id);
    const [zh, english] = ALERTS[kind](hall, view);
    return make(
      'li',
      { 'data-kind': kind },
      make('i', { class: 'dot fault' }),
      make('span', {}, make('b', {}, hall.name), ` ${zh}`, en(english)),
    );
  });
  $('#alert-count').textContent = rows.length || '';
  const none = make('li', {}, '✓ 现在没有 ', en('Nothing now'));
  fill($('#alerts'), ...(rows.length ? rows : [none]));
}

/** All that is known of one hall. */
export function drawDetail(hall, zone) {
  const report = hall.report;
  fill(
    $('#h-detail'),
    hall.name,
    ' ',
    en(hall.nameEn),
    make('span', { class: 'more' }, linkOf(hall, zone)),
  );
  const way = hall.self ? null : `路上约 ${hall.minutes} 分钟`;
  const facts = report
    ? [report.open ? '正在取号' : '现在不取号', way, `版本 ${report.release}`]
    : [way];
  const href = hall.url?.startsWith('http') ? hall.url : null;
  fill(
    $('#facts'),
    facts.filter(Boolean).join(' · '),
    href ? make('span', {}, ' · ', make('a', { href }, '打开它的页面 ', en('Its pages'))) : null,
  );
  $('#trouble').textContent = report?.faultCodes.length
    ? `故障 Faults: ${report.faultCodes.join(', ')}`
    : '';
  const fresh = tellsWaits(hall);
  fill(
    $('#services'),
    ...(report?.services ?? []).map((s) =>
      make(
        'tr',
        { class: fresh ? false : 'old' },
        make('td', {}, s.name, ' ', en(s.nameEn)),
        make('td', { class: 'r num' }, String(s.waiting)),
        make('td', { class: 'r num' }, minutes(s.longestSeconds ?? 0)),
        make('td', { class: 'r num' }, !s.taking ? '停取' : fresh ? rangeOf(s) : '不详'),
        make('td', { class: 'r num' }, String(s.windows)),
      ),
    ),
  );
}
