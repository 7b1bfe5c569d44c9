import { follow, now } from './live.js';
import { $, en, fill, make, say, two } from './page.js';
import { serve, shown } from './paired.js';

/** After so long at the window amber gives way to the plain number. */
const CALL_MS = 20000;

/** A paired display is told its window; any other has it in its address. */
const paired = location.pathname.startsWith('/paired/');
let number = paired ? NaN : Number(location.pathname.split('/')[2]);
const STATUS = {
  IDLE: ['free', '空闲', 'Free'],
  CALLING: ['serving', '正在叫号', 'Calling'],
  SERVING: ['serving', '办理中', 'Serving'],
  PAUSED: ['paused', '暂停', 'Paused'],
  CLOSED: ['closed', '未开', 'Closed'],
};

let row = null;
let lost = false;
let board = null;
let drawn = '';

const words = (zh, english, moreZh, moreEn) => [
  make('h1', {}, zh, en(english)),
  moreZh ? make('p', { class: 'small' }, moreZh, en(moreEn)) : null,
];

function called(fresh) {
  const strong = make('strong', { class: row.number.length > 4 ? 'num long' : 'num' }, row.number);
  return fresh
    ? [
        make('p', {}, '请 ', en('Now serving')),
        strong,
        make('p', {}, '号到本窗口 ', en('Please come to this window')),
      ]
    : [make('p', {}, '正在办理 ', en('Now serving')), strong];
}

/** What kind of window this is and who of the roster sits here today; while nobody is served. */
function duty(busy) {
  if (busy) return [];
  const kind = row.kindName && row.kindName.zh !== row.name ? row.kindName : null;
  return [
    kind ? make('span', {}, kind.zh, en(kind.en)) : null,
    row.onDuty ? make('span', {}, `今天值守 ${row.onDuty}`, en('On duty today')) : null,
  ];
}

function others() {
  const same = board.windows.filter(
    (w) =>
      w.window !== number &&
      ['IDLE', 'CALLING', 'SERVING'].includes(w.face) &&
      w.services.some((code) => row.services.includes(code)),
  );
  return same.length
    ? [
        `请看 ${same
          .slice(0, 4)
          .map((w) => two(w.window))
          .join('、')} 号窗口，您的号不变。`,
        `Windows ${same
          .slice(0, 4)
          .map((w) => w.window)
          .join(', ')} serve you. Your number stays.`,
      ]
    : ['您的号不变，请稍候。', 'Your number stays. Please wait.'];
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
        ? words('没有这个窗口', 'No such window')
        : words(
            '请看大屏',
            'Please watch the hall display',
            '本屏正在重新连接。',
            'This display is reconnecting.',
          )),
    );
    fill($('#status'), make('i', { class: 'dot fault' }), '重新连接 ', en('Reconnecting'));
    fill($('#next'));
    fill($('#clerk'));
    fill($('#duty'));
    return;
  }
  say($('#name'), row.name);
  say(
    $('#services'),
    row.services
      .map((code) => board.services.find((s) => s.code === code)?.nameEn)
      .filter(Boolean)
      .join(', ') || 'Window',
  );
  const busy = row.face === 'CALLING' || row.face === 'SERVING';
  fill($('#duty'), ...duty(busy));
  who.className = fresh ? 'who now' : busy ? 'who calm' : 'who';
  if (again) {
    void who.offsetWidth;
    who.classList.add('newcall');
  }
  if (busy) fill(who, ...called(fresh));
  else if (row.face === 'PAUSED') fill(who, ...words('暂停叫号', 'Paused', ...others()));
  else if (row.face === 'CLOSED')
    fill(who, ...words('本窗口未开', 'This window is closed', ...others()));
  else if (row.waiting > 0) fill(who, ...words('请等叫号', 'Please wait for your number'));
  else
    fill(
      who,
      ...words(
        '现在没有人等',
        'Nobody is waiting',
        '取号后可以直接过来。',
        'Take a number and come straight here.',
      ),
    );
  const [dot, zh, english] = STATUS[busy && !fresh ? 'SERVING' : row.face];
  fill($('#status'), make('i', { class: `dot ${dot}` }), `${zh} `, en(english));
  fill(
    $('#next'),
    ...(row.next?.[0] && row.face !== 'CLOSED'
      ? ['下一位 ', en('Next'), ' ', make('b', { class: 'num' }, row.next[0])]
      : []),
  );
  fill($('#clerk'), ...(row.clerk ? ['工号 ', make('b', { class: 'num' }, row.clerk)] : []));
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
