import { staff } from './account.js';
import { follow, now } from './live.js';
import { questions } from './clerk-questions.js';
import { $, ask, en, fill, lasted, make, say, two } from './page.js';

const number = Number(location.pathname.split('/')[2]);
const base = `/api/windows/${number}`;

const FACES = {
  IDLE: ['空闲', 'Free'],
  CALLING: ['已叫号', 'Called'],
  SERVING: ['办理中', 'Serving'],
  PAUSED: ['暂停', 'Paused'],
  CLOSED: ['未开窗', 'Closed'],
};

let board = null;
let row = null;
let lostAt = null; // server time at which the line was lost
let pending = null; // the words of the command that has no answer yet
let keysNow = {}; // what each function key does in this state
let drawnKeys = ''; // what the keys on the page say

const face = () => row?.face ?? 'CLOSED';
const isBusy = () => face() === 'CALLING' || face() === 'SERVING';

const asking = questions({
  number,
  board: () => board,
  row: () => row,
  isBusy,
  command,
});

/** Sends one command; keys stay grey until it is answered, so none counts twice. */
async function command(what, path, body) {
  if (pending || lostAt !== null || !row) return;
  pending = what;
  asking.close();
  hush();
  draw();
  const answer = await ask(`${base}/${path}`, body);
  pending = null;
  if (answer.status !== 200) tell(answer);
  else if (answer.body?.notice) tellNotice(answer.body);
  else hush();
  draw();
}

function tell(answer) {
  const zh = answer.body?.title ?? '没有回音，请看连接';
  const english = answer.body?.titleEn ?? 'No answer; see the line above';
  const said = $('#said');
  said.hidden = false;
  said.className = 'said no';
  fill(said, make('b', {}, zh), ' ', en(english));
}

/** The code that finds the case again: for the visitor's paper. */
function tellNotice(told) {
  const said = $('#said');
  said.hidden = false;
  said.className = 'said notice';
  fill(
    said,
    make('b', {}, `告知单 ${told.notice}`),
    ` 办件 ${told.case} `,
    make('a', { href: `/n/${told.notice}`, target: '_blank' }, '打开并打印 ', en('Open to print')),
    en('Notice code: next time, give it at the dispenser'),
  );
}

function hush() {
  $('#said').hidden = true;
}

/** All keys of the present state, the amber one first. */
function keys() {
  const busy = isBusy();
  const held = row?.held.length ?? 0;
  return [
    mainKey(),
    {
      key: 'F3',
      zh: `重呼 ${Math.max(0, (row?.call ?? 1) - 1)}/${row?.recallLimit ?? 5}`,
      en: 'Recall',
      on: face() === 'CALLING' && mayRecall(),
      act: () => command('重呼', 'recall'),
    },
    { key: 'F4', zh: '过号', en: 'No-show', on: face() === 'CALLING', act: asking.noShow },
    busy
      ? { key: 'F6', zh: '挂起', en: 'Hold', on: true, act: () => command('挂起', 'hold') }
      : {
          key: 'F6',
          zh: `回呼 ${held}`,
          en: 'Call back',
          on: held > 0 && face() === 'IDLE',
          act: asking.held,
        },
    { key: 'F7', zh: '转移', en: 'Transfer', on: busy, act: asking.transfer },
    secondKey(),
    face() === 'PAUSED' || (busy && row?.pauseReason)
      ? { key: 'F10', zh: '恢复', en: 'Reopen', on: true, act: () => command('恢复', 'reopen') }
      : { key: 'F10', zh: '暂停', en: 'Pause', on: face() !== 'CLOSED', act: asking.pause },
  ];
}

function mainKey() {
  if (face() === 'CALLING')
    return {
      key: 'F2',
      zh: '人来了，开始办理',
      en: 'Start',
      on: true,
      act: () => command('开始办理', 'start'),
    };
  if (face() === 'SERVING')
    return { key: 'F9', zh: '办结，选结果', en: 'Finish: outcome', on: true, act: asking.outcome };
  if (face() === 'CLOSED' && row?.signIn && !row?.clerk)
    return { key: 'F2', zh: '登录开窗', en: 'Sign in', on: true, act: asking.clerk };
  return { key: 'F2', zh: '叫下一位', en: 'Call next', on: (row?.waiting ?? 0) > 0, act: callNext };
}

function secondKey() {
  if (face() === 'SERVING' && row?.endsVisit)
    return { key: 'F2', zh: '办结并叫下一位', en: 'Finish, call next', on: true, act: callNext };
  return { key: 'F9', zh: '办结', en: 'Finish', on: isBusy(), act: asking.outcome };
}

const callNext = () => command('叫下一位', 'call');
const mayRecall = () =>
  row.call - 1 < (row.recallLimit ?? 5) && now() >= Date.parse(row.nextRecallAt ?? 0);

function draw() {
  drawBar();
  if (!row) return;
  drawVisit();
  drawKeys();
  drawLists();
}

function drawBar() {
  say($('#window'), Number.isInteger(number) ? two(number) : '—');
  const link = $('#link');
  if (lostAt !== null) {
    link.className = 'link bad';
    fill(link, make('i', { class: 'dot fault' }), `断开 ${lasted(now() - lostAt)}`);
  } else if (pending) {
    link.className = 'link pending';
    fill(link, make('i', { class: 'dot paused' }), '等回音');
  } else {
    link.className = 'link good';
    fill(link, make('i', { class: 'dot serving' }), board ? '已连接' : '正在连接');
  }
  if (!row) return;
  document.title = `${two(number)} ${row.number ?? FACES[face()][0]} 窗口办理`;
  say($('#name'), row.name);
  say(
    $('#services'),
    row.services
      .map((code) => board.services.find((s) => s.code === code)?.nameEn || code)
      .join(', '),
  );
  fill(
    $('#clerk'),
    ...(row.clerk ? ['工号 ', make('b', { class: 'num' }, row.clerk)] : [FACES[face()][0]]),
  );
}

function drawVisit() {
  const busy = isBusy();
  const visit = $('#visit');
  visit.className = `visit ${lostAt !== null ? 'old' : busy ? face().toLowerCase() : 'idle'}`;
  $('#number').className = busy ? 'num' : 'words';
  say($('#number'), busy ? row.number : FACES[face()][0]);
  drawTimer();
  const [zh, english] = busy
    ? [
        `${asking.serviceOf(row.number)?.name ?? ''} · ${FACES[face()][0]}`,
        `${asking.serviceOf(row.number)?.nameEn ?? ''} · ${FACES[face()][1]}`,
      ]
    : idleWords();
  fill($('#what'), zh, en(english));
  const why = $('#why');
  why.hidden = !(busy && row.reason);
  if (!why.hidden) fill(why, make('b', {}, '为什么叫这位'), row.reason.zh, en(row.reason.en));
}

function idleWords() {
  if (face() === 'PAUSED') return [row.pauseReason ?? '', 'Paused'];
  if (face() === 'CLOSED')
    return [
      row.signIn ? '请先登录' : '叫号即开窗',
      row.signIn ? 'Sign in first' : 'The first call opens it',
    ];
  if (row.waiting === 0) return ['现在没有人等', 'Nobody is waiting'];
  const next = row.next[0] ? `，下一位 ${row.next[0]}` : '';
  return [
    `${row.waiting} 人在等${next}`,
    `${row.waiting} waiting${row.next[0] ? `, next is ${row.next[0]}` : ''}`,
  ];
}

function drawTimer() {
  const since =
    face() === 'SERVING'
      ? (row.startedAt ?? row.since)
      : face() === 'CALLING'
        ? (row.calledAt ?? row.since)
        : row.since;
  const shown = face() === 'CLOSED' || lostAt !== null ? '' : lasted(now() - Date.parse(since));
  say($('#timer'), shown);
}

function drawKeys() {
  const all = keys();
  keysNow = {};
  const off = pending !== null || lostAt !== null;
  const waits = (item) => pending && item.zh.includes(pending);
  all.forEach((item) => {
    if (item.on && !off && !(item.key in keysNow)) keysNow[item.key] = item.act;
  });
  const look = JSON.stringify([
    off,
    pending,
    face(),
    row.closing,
    row.clerk,
    all.map((item) => [item.key, item.zh, item.on]),
  ]);
  if (look === drawnKeys) return; // a key that is being pressed must not be put anew
  drawnKeys = look;
  const focused = document.activeElement?.dataset?.key;
  fill(
    $('#keys'),
    ...all.map((item, i) => {
      const on = item.on && !off;
      return make(
        'button',
        {
          type: 'button',
          'data-key': item.key + i,
          disabled: !on,
          class: i === 0 ? 'key wide now' : 'key',
          onclick: () => keysNow[item.key]?.(),
        },
        make('kbd', {}, item.key),
        make('span', { class: 'zh' }, waits(item) ? `${item.zh} · 等回音` : item.zh),
        en(item.en),
      );
    }),
  );
  if (focused) $(`[data-key="${focused}"]`)?.focus();
  const duty = [
    face() === 'CLOSED'
      ? { zh: '开窗', act: () => command('开窗', 'open') }
      : {
          zh: row.closing ? '正在关窗' : '关窗',
          act: () => command('关窗', 'close', { reason: '下班' }),
          on: !row.closing,
        },
    row.clerk
      ? { zh: '退出', act: () => command('退出', 'sign-out') }
      : { zh: '登录', act: asking.clerk },
  ];
  fill(
    $('#duty'),
    ...duty.map((item) =>
      make(
        'button',
        { type: 'button', disabled: off || item.on === false, onclick: item.act },
        item.zh,
      ),
    ),
  );
}

function drawLists() {
  const oldest = row.services
    .map((code) => board.services.find((s) => s.code === code)?.oldestSince)
    .filter(Boolean)
    .map((time) => Date.parse(time))
    .sort((a, b) => a - b)[0];
  say(
    $('#sum'),
    row.waiting
      ? `等候 ${row.waiting}${oldest ? ` · 最长 ${Math.floor((now() - oldest) / 60000)} 分` : ''}`
      : '',
  );
  const line = (ticket) =>
    make(
      'li',
      {},
      make('b', { class: 'num' }, ticket),
      make('span', {}, asking.serviceOf(ticket)?.name ?? ''),
    );
  fill(
    $('#next-list'),
    ...(row.next.length
      ? row.next.slice(0, 3).map(line)
      : [
          make(
            'li',
            { class: 'none' },
            make('span', {}, row.waiting ? '按规则排队' : '现在没有人等'),
          ),
        ]),
  );
  $('#held-box').hidden = row.held.length === 0;
  fill($('#held'), ...row.held.map(line));
  say($('#waiting'), row.waiting);
  say($('#held-count'), row.held.length);
}

addEventListener('keydown', (event) => {
  const typing = event.target.tagName === 'INPUT';
  if (event.key === 'Escape' && asking.open()) {
    asking.close();
    event.preventDefault();
    return;
  }
  if (/^F([2-4]|[6-9]|10)$/.test(event.key)) {
    event.preventDefault();
    if (!event.repeat) {
      asking.close();
      keysNow[event.key]?.();
    }
    return;
  }
  const panel = asking.open();
  // A key that is held down answers no question, not even that of a button.
  if (event.repeat && event.key === 'Enter' && event.target.tagName !== 'TEXTAREA')
    event.preventDefault();
  if (!panel || typing || event.repeat) return;
  if (event.key === 'Enter' && panel.enter) {
    event.preventDefault();
    panel.enter();
  }
  if (event.target.tagName !== 'TEXTAREA') panel.letters[event.key.toLowerCase()]?.();
  if (/^[1-9]$/.test(event.key)) panel.digits[Number(event.key) - 1]?.();
});

function unknown() {
  say($('#number'), '没有这个窗口');
  $('#number').className = 'words';
  fill($('#what'), '请选：', en('No such window. Choose:'));
  fill(
    $('#next-list'),
    ...board.windows.map((w) =>
      make(
        'li',
        {},
        make('b', { class: 'num' }, two(w.window)),
        make('a', { href: `/clerk/${w.window}` }, w.name),
      ),
    ),
  );
}

staff();
follow({
  board: (next) => {
    board = next;
    row = board.windows.find((w) => w.window === number) ?? null;
    if (row) draw();
    else unknown();
  },
  online: () => {
    lostAt = null;
    $('#lost').hidden = true;
  },
  offline: (since) => {
    lostAt = since;
    asking.close();
    $('#lost').hidden = false;
    if (pending) {
      say(
        $('#lost-what'),
        `刚才按的「${pending}」还没有回音。连上后只算一次，不会办两次。请不要换号，也可以用桌上的叫号器。`,
      );
      say(
        $('#lost-en'),
        'Your last key waits for its answer and counts once. The pad on the desk still works.',
      );
    }
    draw();
  },
  busy: () => pending !== null || asking.open() !== null,
});
setInterval(() => {
  if (!board) {
    drawBar();
    return;
  }
  if (lostAt !== null) drawBar();
  if (row) drawTimer();
  // Recall comes back by the clock.
  if (row && face() === 'CALLING' && !pending && !asking.open()) drawKeys();
}, 1000);
drawBar();
