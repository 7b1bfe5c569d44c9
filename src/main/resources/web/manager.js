import { staff } from './account.js';
import { follow, now } from './live.js';
import {
  alertBox,
  askAgree,
  askChange,
  askDecline,
  madeBox,
  range,
  showKeys,
  SHOWN_MAX,
} from './manager-alerts.js';
import { chartIn } from './manager-chart.js';
import { closeDay, dayKey, isDayOpen, kpi, loadKeys, openDay, weekday } from './manager-day.js';
import { $, ask, en, fill, hourOf, lasted, make, read, say, two } from './page.js';

/** The page asks again after a change of the board, but not more often than this. */
const ASK_MS = 700;

/** And at least this often: waits grow without an event. */
const LOOK_MS = 5000;

/** How long a move stays among what is to be decided. Source: screens, 7. */
const MADE_MS = 20 * 60 * 1000;

const FACES = {
  IDLE: ['free', '空闲'],
  CALLING: ['serving', '已叫'],
  SERVING: ['serving', '在办'],
  PAUSED: ['paused', '暂停'],
  CLOSED: ['closed', '未开'],
};

const drawLoad = chartIn($('#chart'));
let view = null;
let chosen = null; // the id of the alert that is looked at
let asking = false;
let again = false;
let busy = false;

const minutes = (seconds) => (seconds === undefined ? undefined : Math.floor(seconds / 60));

function drawFigures() {
  const { figures: f, limitSeconds } = view;
  const limit = minutes(limitSeconds);
  const over = f.longestSeconds > limitSeconds;
  const gap = (f.cameLastHour ?? 0) - (f.finishedLastHour ?? 0);
  fill(
    $('#kpis'),
    kpi(
      '等候',
      'Waiting',
      f.waiting,
      '人',
      f.usualWaiting === undefined ? null : `往常 ${f.usualWaiting}`,
    ),
    kpi('最长等候', 'Longest wait', minutes(f.longestSeconds) ?? 0, '分', `上限 ${limit}`, over),
    kpi(
      '平均等候',
      'Mean wait',
      minutes(f.meanWaitSeconds),
      '分',
      f.nineInTenSeconds === undefined ? null : `九成在 ${minutes(f.nineInTenSeconds)} 分内`,
    ),
    kpi(
      '办理节奏',
      'Pace',
      f.finishedLastHour,
      '件/时',
      f.cameLastHour === undefined ? null : `来 ${f.cameLastHour}${gap > 0 ? ` · 差 ${gap}` : ''}`,
    ),
    kpi(
      '今天办结',
      'Finished today',
      f.finishedToday,
      '件',
      f.takenToday === undefined ? null : `取号 ${f.takenToday}`,
    ),
    kpi('设备故障', 'Faults', f.faults, '处', `共 ${f.devices} 台`),
  );
}

/** The two windows of the move that Enter would make. */
function ringed() {
  const move = alertNow()?.moves?.[0];
  return move ? { from: move.from, to: move.to } : {};
}

function drawWindows() {
  const { from, to } = ringed();
  const long = new Set(view.alerts.filter((a) => a.kind === 'LongVisit').map((a) => a.window));
  const focused = document.activeElement?.closest?.('.w')?.dataset.window;
  fill(
    $('#windows'),
    ...view.windows.map((w) => {
      const [dot, word] = FACES[w.face];
      const kind = ['free', 'paused', 'closed', 'serving'].find((name) => name === dot);
      const ring = w.window === from ? ' from' : w.window === to ? ' to' : '';
      const set = w.tide ? '潮汐 ' : '';
      return make(
        'li',
        {
          class: `w ${kind}${ring}${long.has(w.window) ? ' long' : ''}`,
          'data-window': w.window,
          tabindex: -1,
        },
        make('b', { class: 'num' }, two(w.window)),
        ring
          ? make('span', { class: 'tag' }, ring === ' from' ? '调出' : from ? '调入' : '调')
          : null,
        make('span', { class: 'kind', title: w.services.join(' ') }, set + w.name),
        make('strong', { class: 'num' }, w.number ?? word),
        make(
          'span',
          { class: 'st' },
          make('i', { class: `dot ${dot}` }),
          w.closing ? '办完关窗' : word,
        ),
        w.face === 'CLOSED' ? null : make('time', { class: 'num', 'data-since': w.since }),
      );
    }),
  );
  if (focused) $(`.w[data-window="${focused}"]`)?.focus();
  const count = (...faces) => view.windows.filter((w) => faces.includes(w.face)).length;
  fill(
    $('#faces'),
    ...[
      ['serving', '在办', count('SERVING', 'CALLING')],
      ['free', '空闲', count('IDLE')],
      ['paused', '暂停', count('PAUSED')],
      ['closed', '未开', count('CLOSED')],
    ].map(([dot, word, number]) =>
      make('span', {}, make('i', { class: `dot ${dot}` }), `${word} ${number}`),
    ),
  );
  tick();
}

function drawServices() {
  const rows = [...view.services].sort(
    (a, b) => (b.longestSeconds ?? -1) - (a.longestSeconds ?? -1) || b.windows - a.windows,
  );
  fill(
    $('#services'),
    ...rows.map((s) =>
      make(
        'tr',
        { class: s.over ? 'over' : false },
        make('td', {}, make('b', { class: 'num' }, s.prefix), ` ${s.name}`),
        make('td', { class: 'r num' }, String(s.waiting)),
        make(
          'td',
          { class: 'r num' },
          s.over ? make('i', { class: 'dot fault' }) : null,
          String(minutes(s.longestSeconds) ?? 0),
        ),
        make('td', { class: 'r num' }, s.newcomer ? range(s.newcomer) : s.taking ? '—' : '停取'),
        make('td', { class: 'r num' }, String(s.windows)),
      ),
    ),
  );
}

const alertNow = () => view?.alerts.find((alert) => alert.id === chosen) ?? view?.alerts[0];

function drawAlerts() {
  const shown = view.alerts.slice(0, SHOWN_MAX);
  if (!shown.some((alert) => alert.id === chosen)) chosen = shown[0]?.id ?? null;
  const rest = view.open - shown.length;
  const lately = view.moves.filter((made) => now() - Date.parse(made.at) < MADE_MS);
  say($('#alert-count'), view.open || '');
  const focused = document.activeElement?.dataset?.act;
  fill(
    $('#alerts'),
    ...shown.map((alert, i) =>
      alertBox(alert, i + 1, alert.id === chosen, { agree, change, decline, choose }),
    ),
    rest > 0 ? make('p', { class: 'rest' }, `还有 ${rest} 件 `, en(`${rest} more`)) : null,
    shown.length || lately.length ? null : none(),
  );
  if (focused) $(`#alerts [data-act="${focused}"]`)?.focus();
  fill($('#made'), ...lately.map((made) => madeBox(made, view.zone, now(), moveBack)));
}

const none = () =>
  make(
    'p',
    { class: 'none' },
    make('span', { class: 'tick', 'aria-hidden': 'true' }, '✓'),
    '现在没有要处理的事',
    en('Nothing needs a decision now'),
  );

function draw() {
  if (!view) return;
  drawFigures();
  drawAlerts();
  drawWindows();
  drawServices();
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', {
      hour: '2-digit',
      hour12: false,
      timeZone: view.zone,
    }).format(now()),
  );
  const next = view.load.hours.find((row) => row.hour === hour + 1);
  const foretold =
    view.load.usualDays > 1 && next?.most ? `${next.hour} 时往常 ${next.least}–${next.most}` : null;
  fill($('#load-keys'), ...loadKeys(view.load, view.day ? weekday(view.day) : '', foretold));
  drawLoad(view.load, view.load.usualDays > 1 ? hour : null);
  say($('#hall'), `${view.hall} · ${dateOf(now())}`);
}

const dateOf = (time) =>
  new Intl.DateTimeFormat('zh-CN', {
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    timeZone: view.zone,
  }).format(time);

function tick() {
  if (!view) return;
  say($('#clock'), hourOf(now(), view.zone));
  if (isBlind()) return;
  for (const time of document.querySelectorAll('time[data-since]')) {
    say(time, lasted(now() - Date.parse(time.dataset.since)));
  }
}

/** Asks for the whole view, one at a time; a change meanwhile is asked for after it. */
async function look() {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  const fresh = await read('/api/manager');
  if (fresh) {
    view = fresh;
    if (!$('#ask').open) draw();
  }
  setTimeout(() => {
    asking = false;
    if (again) {
      again = false;
      look();
    }
  }, ASK_MS);
}

function tell(text) {
  $('#said').hidden = !text;
  say($('#said'), text);
}

async function send(alert, verb, body, done) {
  if (!body || busy) {
    draw();
    return;
  }
  busy = true;
  tell('正在送出…');
  const { status, body: told } = await ask(`/api/manager/alerts/${alert.id}/${verb}`, body);
  busy = false;
  tell(status === 200 ? done : `没有做成：${told?.title ?? '没有回音，请看窗口现在办什么'}`);
  again = true;
  look();
}

/** Nothing is decided by figures of a while ago. */
const isBlind = () => document.documentElement.hasAttribute('data-offline');

async function decide(alert, question) {
  if (isBlind() || !alert.moves?.length) return;
  send(alert, 'agree', await question(alert), '已调，20 分钟内在这里看效果');
}

const agree = (alert) => decide(alert, askAgree);
const change = (alert) => decide(alert, askChange);
const decline = async (alert) => {
  if (!isBlind()) send(alert, 'decline', await askDecline(alert), '记下了');
};

/** Whoever was moved goes back; the hall says no while somebody is served there. */
async function moveBack({ move }) {
  if (isBlind() || busy) return;
  busy = true;
  const { status, body } = await ask(`/api/windows/${move.to}/move-clerk`, { to: move.from });
  busy = false;
  tell(status === 200 ? '调回来了' : `没有调回：${body?.title ?? '没有回音'}`);
  look();
}

function choose(index) {
  const alert = view?.alerts[index];
  if (!alert || index >= SHOWN_MAX) return;
  chosen = alert.id;
  draw();
  $(`[data-id="${alert.id}"] .pick`)?.focus();
}

/** Arrows go from window to window as they stand on the page. */
function walk(key) {
  const all = [...document.querySelectorAll('.w')];
  const at = all.indexOf(document.activeElement);
  if (at < 0) return false;
  const first = all[0].offsetTop;
  const across = all.filter((w) => w.offsetTop === first).length;
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across }[key];
  all[at + step]?.focus();
  return true;
}

function pressed(event) {
  const alert = alertNow();
  const onButton = event.target.tagName === 'BUTTON' || event.target.tagName === 'A';
  if (/^[123]$/.test(event.key)) choose(Number(event.key) - 1);
  else if (event.key === 'Enter' && !onButton && alert) agree(alert);
  else if (event.key === 'Enter' && event.target.classList.contains('pick') && alert) agree(alert);
  else if (event.key.toLowerCase() === 'e' && alert) change(alert);
  else if (event.key.toLowerCase() === 'x' && alert) decline(alert);
  else if (event.key.toLowerCase() === 'w') $('.w')?.focus();
  else if (event.key.toLowerCase() === 'd') openDay(view.day);
  else if (event.key === '?') showKeys();
  else if (!event.key.startsWith('Arrow') || !walk(event.key)) return;
  event.preventDefault();
}

addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || $('#ask').open || !view) return;
  if (isDayOpen()) dayKey(event);
  else pressed(event);
});
$('#day-key').addEventListener(
  'click',
  () => view?.day && (isDayOpen() ? closeDay() : openDay(view.day)),
);
addEventListener('resize', draw);

staff();
follow({
  board: look,
  busy: () => $('#ask').open || isDayOpen(),
  online: () => {
    $('#gone').hidden = true;
    asking = false;
    look();
  },
  offline: (since) => {
    const at = view ? hourOf(since, view.zone) : '';
    $('#gone').hidden = false;
    say(
      $('#gone'),
      `与续号的连接断开，下面是 ${at} 的情况，窗口照常叫号。 No connection since ${at}; the windows go on.`,
    );
  },
});
setInterval(tick, 1000);
setInterval(look, LOOK_MS);
