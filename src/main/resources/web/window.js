import { follow, now } from './live.js';
import { $, fill, make, say, two } from './page.js';
import { serve, shown } from './paired.js';
import { asWritten, both, rich, servedBeside, t } from './words.js';

/** After so long at the window amber gives way to the plain number. */
const CALL_MS = 20000;

/** A paired display is told its window; any other has it in its address. */
const paired = location.pathname.startsWith('/paired/');
let number = paired ? NaN : Number(location.pathname.split('/')[2]);
const STATUS = {
  IDLE: ['free', 'common.free'],
  CALLING: ['serving', 'window.calling'],
  SERVING: ['serving', 'common.serving'],
  PAUSED: ['paused', 'common.paused'],
  CLOSED: ['closed', 'common.closed'],
};

const bold = (text) => make('b', { class: 'num' }, text);

let row = null;
let lost = false;
let board = null;
let drawn = '';

const heading = (said, more = null, values = {}) => [
  make('h1', {}, both(said)),
  more ? make('p', { class: 'small' }, both(more, values)) : null,
];

function called(fresh) {
  const strong = make('strong', { class: row.number.length > 4 ? 'num long' : 'num' }, row.number);
  return fresh
    ? [
        make('p', {}, both('window.now-serving')),
        strong,
        make('p', {}, both('window.please-come-to-this-window')),
      ]
    : [make('p', {}, both('window.now-serving-2')), strong];
}

/** What kind of window this is and who of the roster sits here today; while nobody is served. */
function duty(busy) {
  if (busy) return [];
  const kind = row.kindName && row.kindName.zh !== row.name ? row.kindName : null;
  return [
    kind ? make('span', {}, both(kind)) : null,
    row.onDuty ? make('span', {}, both('common.on-duty', row)) : null,
  ];
}

function others() {
  const same = board.windows.filter(
    (w) =>
      w.window !== number &&
      ['IDLE', 'CALLING', 'SERVING'].includes(w.face) &&
      w.services.some((code) => row.services.includes(code)),
  );
  const windows = same.slice(0, 4).map((w) => two(w.window));
  return windows.length
    ? ['window.windows-serve-you-your-number', { windows }]
    : ['window.your-number-stays-please-wait'];
}

function draw() {
  say($('#window'), Number.isInteger(number) ? two(number) : '—');
  const who = $('#who');
  const fresh = row?.face === 'CALLING' && now() - Date.parse(row.calledAt ?? row.since) < CALL_MS;
  const look = JSON.stringify([
    lost,
    fresh,
    row?.face,
    row?.number,
    row?.call,
    row?.next?.[0],
    row?.waiting > 0,
    row?.pauseReason,
    row?.clerk,
    row?.onDuty,
    row?.since,
    row?.services,
    board?.services.map((s) => [s.name, s.nameEn]),
  ]);
  if (look === drawn) return;
  const again = fresh && JSON.stringify([row.number, row.call]) !== who.dataset.call;
  drawn = look;
  who.dataset.call = fresh ? JSON.stringify([row.number, row.call]) : '';
  if (lost || !row) {
    who.className = 'who';
    fill(
      who,
      ...(board && !lost
        ? heading('common.no-such-window')
        : heading('window.please-watch-the-hall-display', 'window.this-display-is-reconnecting')),
    );
    fill($('#status'), make('i', { class: 'dot fault' }), both('window.reconnecting'));
    fill($('#next'));
    fill($('#clerk'));
    fill($('#duty'));
    return;
  }
  fill($('#name'), asWritten(row.name));
  const serves = row.services
    .map((code) => board.services.find((service) => service.code === code))
    .filter(Boolean);
  fill($('#services'), servedBeside(row.name, { serves }) ?? t('common.window'));
  const busy = row.face === 'CALLING' || row.face === 'SERVING';
  fill($('#duty'), ...duty(busy));
  who.className = fresh ? 'who now' : busy ? 'who calm' : 'who';
  if (again) {
    void who.offsetWidth;
    who.classList.add('newcall');
  }
  if (busy) fill(who, ...called(fresh));
  else if (row.face === 'PAUSED') fill(who, ...heading('common.paused-2', ...others()));
  else if (row.face === 'CLOSED')
    fill(who, ...heading('window.this-window-is-closed', ...others()));
  else if (row.waiting > 0) fill(who, ...heading('window.please-wait-for-your-number'));
  else fill(who, ...heading('common.nobody-is-waiting', 'window.take-a-number-and-come-straight'));
  const [dot, state] = STATUS[busy && !fresh ? 'SERVING' : row.face];
  fill($('#status'), make('i', { class: `dot ${dot}` }), both(state));
  fill(
    $('#next'),
    ...(row.next?.[0] && row.face !== 'CLOSED'
      ? [both('window.next'), ' ', bold(row.next[0])]
      : []),
  );
  fill($('#clerk'), row.clerk ? rich('common.staff-number', { clerk: bold(row.clerk) }) : null);
}

const page = {
  board: (next) => {
    board = next;
    row = next.windows.find((w) => w.window === number) ?? null;
    draw();
  },
  online: () => {
    lost = false;
  },
  offline: () => {
    lost = true;
    draw();
  },
};
if (paired)
  serve('window-display', {
    ...page,
    draw: (next, self) => {
      number = self.window;
      page.board(next);
    },
    shows: () => shown(row),
  });
else follow(page);
setInterval(draw, 1000);
draw();
