import { follow, now } from './live.js';
import { $, ask, en, fill, lasted, make, say, two } from './page.js';

const number = Number(location.pathname.split('/')[2]);
const base = `/api/windows/${number}`;

const OUTCOMES = [
  ['COMPLETED', '办结', 'Completed'],
  ['ACCEPTED', '受理', 'Accepted'],
  ['ACCEPTED_TOLERANT', '容缺受理', 'Accepted, papers to follow'],
  ['AWAITING_MATERIALS', '待补正', 'Awaiting materials'],
  ['CONSULTED', '咨询', 'Consulted'],
  ['WRONG_WINDOW', '走错窗口', 'Wrong window'],
  ['DECLINED', '不予受理', 'Declined'],
];
const PAUSES = [
  ['喝水、如厕', 'Short break'],
  ['会议', 'Meeting'],
  ['整理材料', 'Paperwork'],
  ['设备故障', 'Equipment'],
  ['其他', 'Other'],
];
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
let panel = null; // the open question: {digits: [act], enter: act}
let keysNow = {}; // what each function key does in this state
let drawnKeys = ''; // what the keys on the page say

const face = () => row?.face ?? 'CLOSED';
const isBusy = () => face() === 'CALLING' || face() === 'SERVING';

/** Sends one command; keys stay grey until it is answered, so none counts twice. */
async function command(what, path, body) {
  if (pending || lostAt !== null || !row) return;
  pending = what;
  closePanel();
  hush();
  draw();
  const answer = await ask(`${base}/${path}`, body);
  pending = null;
  if (answer.status === 200) hush();
  else tell(answer);
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
    { key: 'F4', zh: '过号', en: 'No-show', on: face() === 'CALLING', act: askNoShow },
    busy
      ? { key: 'F6', zh: '挂起', en: 'Hold', on: true, act: () => command('挂起', 'hold') }
      : {
          key: 'F6',
          zh: `回呼 ${held}`,
          en: 'Call back',
          on: held > 0 && face() === 'IDLE',
          act: askHeld,
        },
    { key: 'F7', zh: '转移', en: 'Transfer', on: busy, act: askTransfer },
    secondKey(),
    face() === 'PAUSED' || (busy && row?.pauseReason)
      ? { key: 'F10', zh: '恢复', en: 'Reopen', on: true, act: () => command('恢复', 'reopen') }
      : { key: 'F10', zh: '暂停', en: 'Pause', on: face() !== 'CLOSED', act: askPause },
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
    return { key: 'F9', zh: '办结，选结果', en: 'Finish: outcome', on: true, act: askOutcome };
  if (face() === 'CLOSED' && row?.signIn && !row?.clerk)
    return { key: 'F2', zh: '登录开窗', en: 'Sign in', on: true, act: askClerk };
  return { key: 'F2', zh: '叫下一位', en: 'Call next', on: (row?.waiting ?? 0) > 0, act: callNext };
}

function secondKey() {
  if (face() === 'SERVING' && row?.endsVisit)
    return { key: 'F2', zh: '办结并叫下一位', en: 'Finish, call next', on: true, act: callNext };
  return { key: 'F9', zh: '办结', en: 'Finish', on: isBusy(), act: askOutcome };
}

const callNext = () => command('叫下一位', 'call');
const mayRecall = () =>
  row.call - 1 < (row.recallLimit ?? 5) && now() >= Date.parse(row.nextRecallAt ?? 0);

function askOutcome() {
  choose(
    '办理结果',
    'Outcome: press a digit',
    OUTCOMES.map(([code, zh, english]) => ({
      zh,
      en: english,
      act: () => command('办结', 'finish', { outcome: code }),
    })),
    '选好后评价器自动亮起，由群众自己按。',
  );
}

function askPause() {
  choose(
    '暂停原因',
    'Why pause',
    PAUSES.map(([zh, english]) => ({
      zh,
      en: english,
      act: () => command('暂停', 'pause', { reason: zh }),
    })),
    isBusy() ? '手上这位办完后再暂停。' : '',
  );
}

function askHeld() {
  choose(
    '挂起的号',
    'On hold: press a digit',
    row.held.map((held) => ({
      zh: held,
      en: serviceOf(held)?.name ?? '',
      act: () => command('回呼', 'call-back', { number: held }),
    })),
  );
}

function askNoShow() {
  const act = () => command('过号', 'no-show');
  choose(
    `${row.number} 没有来？`,
    'Nobody came?',
    [{ zh: '过号', en: 'No-show', cap: 'Enter', act }],
    '按规则顺延或作废，号票自己会知道。',
    act,
  );
}

/** Transfer: the letter of a service, or the digits of a window, then Enter. */
function askTransfer() {
  const goals = [
    ...board.services
      .filter((s) => !row.services.includes(s.code) || row.services.length > 1)
      .map((s) => ({ cap: s.prefix, zh: s.name, en: s.nameEn, body: { service: s.code } })),
    ...board.windows
      .filter((w) => w.window !== number && w.face !== 'CLOSED')
      .map((w) => ({
        cap: two(w.window),
        zh: `${w.window} 号窗口 ${w.name}`,
        en: '',
        body: { window: w.window },
      })),
  ];
  openPanel('转移到', 'Transfer to');
  const find = (typed) =>
    goals.find(
      (goal) =>
        goal.cap === typed ||
        (goal.body.window && String(goal.body.window) === typed.replace(/^0+/, '')),
    );
  const input = make('input', {
    id: 'goal',
    autocomplete: 'off',
    maxlength: '3',
    'aria-describedby': 'goals',
  });
  const send = (goal) => command('转移', 'transfer', { ...goal.body, place: 'KEEP' });
  $('#panel').append(
    make(
      'form',
      {
        onsubmit: (event) => {
          event.preventDefault();
          const goal = find(input.value.trim().toUpperCase());
          if (goal) send(goal);
        },
      },
      make(
        'label',
        { for: 'goal' },
        '业务字母或窗口号，回车 ',
        en('Service letter or window, Enter'),
      ),
      input,
    ),
    make(
      'ol',
      { id: 'goals' },
      ...goals.map((goal) =>
        make(
          'li',
          {},
          make(
            'button',
            { type: 'button', onclick: () => send(goal) },
            make('kbd', {}, goal.cap),
            goal.zh,
            en(goal.en),
          ),
        ),
      ),
    ),
    escKey(),
  );
  input.focus();
}

function askClerk() {
  openPanel('登录', 'Sign in');
  const input = make('input', {
    id: 'staff',
    autocomplete: 'off',
    maxlength: '32',
    pattern: '[A-Za-z0-9_\\-]{1,32}',
    required: true,
  });
  $('#panel').append(
    make(
      'form',
      {
        onsubmit: (event) => {
          event.preventDefault();
          command('登录', 'sign-in', { clerk: input.value.trim() });
        },
      },
      make('label', { for: 'staff' }, '工号，回车 ', en('Staff number, Enter')),
      input,
    ),
    escKey(),
  );
  input.focus();
}

function choose(zh, english, choices, hint = '', enter = null) {
  openPanel(zh, english);
  panel = { digits: choices.map((choice) => choice.act), enter };
  $('#panel').append(
    make(
      'ol',
      {},
      ...choices.map((choice, i) =>
        make(
          'li',
          {},
          make(
            'button',
            { type: 'button', onclick: choice.act },
            make('kbd', {}, choice.cap ?? String(i + 1)),
            choice.zh,
            en(choice.en),
          ),
        ),
      ),
    ),
    hint ? make('p', { class: 'hint' }, hint) : '',
    escKey(),
  );
  $('#panel button').focus();
}

function openPanel(zh, english) {
  if (!panel) $('#keys').hidden = true;
  panel = { digits: [], enter: null };
  const box = $('#panel');
  box.setAttribute('aria-label', `${zh} ${english}`);
  fill(box, make('h2', {}, zh, ' ', en(english)));
  box.hidden = false;
}

function closePanel() {
  panel = null;
  $('#panel').hidden = true;
  $('#keys').hidden = false;
}

const escKey = () =>
  make(
    'button',
    { type: 'button', class: 'key', onclick: closePanel },
    make('kbd', {}, 'Esc'),
    make('span', { class: 'zh' }, '返回'),
    en('Back'),
  );

function serviceOf(ticket) {
  const prefix = ticket.replace(/[0-9]+$/, '');
  return board.services.find((service) => service.prefix === prefix);
}

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
        `${serviceOf(row.number)?.name ?? ''} · ${FACES[face()][0]}`,
        `${serviceOf(row.number)?.nameEn ?? ''} · ${FACES[face()][1]}`,
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
      : { zh: '登录', act: askClerk },
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
      make('span', {}, serviceOf(ticket)?.name ?? ''),
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
  if (event.key === 'Escape' && panel) {
    closePanel();
    event.preventDefault();
    return;
  }
  if (/^F([2-4]|[6-9]|10)$/.test(event.key)) {
    event.preventDefault();
    if (!event.repeat) {
      closePanel();
      keysNow[event.key]?.();
    }
    return;
  }
  if (!panel || typing || event.repeat) return;
  if (event.key === 'Enter' && panel.enter) {
    event.preventDefault();
    panel.enter();
  }
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
    closePanel();
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
  busy: () => pending !== null || panel !== null,
});
setInterval(() => {
  if (!board) {
    drawBar();
    return;
  }
  if (lostAt !== null) drawBar();
  if (row) drawTimer();
  // Recall comes back by the clock.
  if (row && face() === 'CALLING' && !pending && !panel) drawKeys();
}, 1000);
drawBar();
