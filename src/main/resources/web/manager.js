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
import { $, ask, fill, hourOf, lasted, make, read, say, two } from './page.js';
import { asWritten, both, hallOf, t, timeWords } from './words.js';

/** The page asks again after a change of the board, but not more often than this. */
const ASK_MS = 700;

/** And at least this often: waits grow without an event. */
const LOOK_MS = 5000;

/** How long a move stays among what is to be decided. Source: screens, 7. */
const MADE_MS = 20 * 60 * 1000;

const FACES = {
  IDLE: ['free', t('common.free')],
  CALLING: ['serving', t('manager.called')],
  SERVING: ['serving', t('manager.serving')],
  PAUSED: ['paused', t('common.paused')],
  CLOSED: ['closed', t('common.closed')],
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
  const nine = minutes(f.nineInTenSeconds);
  const came = f.cameLastHour;
  const gap = (f.cameLastHour ?? 0) - (f.finishedLastHour ?? 0);
  fill(
    $('#kpis'),
    kpi(
      'common.waiting',
      f.waiting,
      t('manager.persons', { count: f.waiting }),
      f.usualWaiting === undefined ? null : t('manager.usual', { count: f.usualWaiting }),
    ),
    kpi(
      'manager.longest-wait',
      minutes(f.longestSeconds) ?? 0,
      t('manager.min'),
      t('manager.limit', { limit }),
      over,
    ),
    kpi(
      'manager.mean-wait-2',
      minutes(f.meanWaitSeconds),
      t('manager.min'),
      f.nineInTenSeconds === undefined ? null : t('manager.nine-in-ten', { minutes: nine }),
    ),
    kpi(
      'manager.pace',
      f.finishedLastHour,
      t('manager.an-hour'),
      came === undefined ? null : t(gap > 0 ? 'manager.came-gap' : 'manager.came', { came, gap }),
    ),
    kpi(
      'manager.finished-today',
      f.finishedToday,
      t('manager.visits', { count: f.finishedToday }),
      f.takenToday === undefined ? null : t('manager.taken', { count: f.takenToday }),
    ),
    kpi(
      'manager.faults',
      f.faults,
      t('manager.open'),
      t('manager.of-devices', { count: f.devices }),
    ),
  );
}

/** What stands at a window of the move. */
function tagOf(ring, from) {
  if (ring === ' from') return 'manager.from';
  return from ? 'manager.to' : 'manager.moved-in';
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
      const set = w.tide ? `${t('manager.tidal')} ` : '';
      return make(
        'li',
        {
          class: `w ${kind}${ring}${long.has(w.window) ? ' long' : ''}`,
          'data-window': w.window,
          tabindex: -1,
        },
        make('b', { class: 'num' }, two(w.window)),
        ring ? make('span', { class: 'tag' }, t(tagOf(ring, from))) : null,
        make('span', { class: 'kind', title: w.services.join(' ') }, set, asWritten(w.name)),
        make('strong', { class: 'num' }, w.number ?? word),
        make(
          'span',
          { class: 'st' },
          make('i', { class: `dot ${dot}` }),
          w.closing ? t('manager.closes-after-this') : word,
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
      ['serving', t('manager.serving'), count('SERVING', 'CALLING')],
      ['free', t('common.free'), count('IDLE')],
      ['paused', t('common.paused'), count('PAUSED')],
      ['closed', t('common.closed'), count('CLOSED')],
    ].map(([dot, word, number]) =>
      make('span', {}, make('i', { class: `dot ${dot}` }), `${word} ${number}`),
    ),
  );
  tick();
}

const notTaken = (service) => (service.taking ? '—' : t('manager.stopped'));

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
        make('td', {}, make('b', { class: 'num' }, s.prefix), ` ${t(s)}`),
        make('td', { class: 'r num' }, String(s.waiting)),
        make(
          'td',
          { class: 'r num' },
          s.over ? make('i', { class: 'dot fault' }) : null,
          String(minutes(s.longestSeconds) ?? 0),
        ),
        make('td', { class: 'r num' }, s.newcomer ? range(s.newcomer) : notTaken(s)),
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
    rest > 0 ? make('p', { class: 'rest' }, both('manager.more', { count: rest })) : null,
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
    both('manager.nothing-needs-a-decision-now'),
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
  const foretold = view.load.usualDays > 1 && next?.most ? t('manager.usual-at', next) : null;
  fill($('#load-keys'), ...loadKeys(view.load, view.day ? weekday(view.day) : '', foretold));
  drawLoad(view.load, view.load.usualDays > 1 ? hour : null);
  say($('#hall'), `${t(hallOf(view))} · ${dateOf(now())}`);
}

const dateOf = (time) =>
  timeWords(time, { month: 'long', day: 'numeric', weekday: 'short', timeZone: view.zone });

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
  tell(t('manager.sending'));
  const { status, body: told } = await ask(`/api/manager/alerts/${alert.id}/${verb}`, body);
  busy = false;
  tell(
    status === 200
      ? done
      : t('manager.not-done', { why: told?.title ? told : { key: 'manager.no-answer-look' } }),
  );
  again = true;
  look();
}

/** Nothing is decided by figures of a while ago. */
const isBlind = () => document.documentElement.hasAttribute('data-offline');

async function decide(alert, question) {
  if (isBlind() || !alert.moves?.length) return;
  send(alert, 'agree', await question(alert), t('manager.moved-what-comes-of-it-stands'));
}

const agree = (alert) => decide(alert, askAgree);
const change = (alert) => decide(alert, askChange);
const decline = async (alert) => {
  if (!isBlind()) send(alert, 'decline', await askDecline(alert), t('manager.noted'));
};

/** Whoever was moved goes back; the hall says no while somebody is served there. */
async function moveBack({ move }) {
  if (isBlind() || busy) return;
  busy = true;
  const { status, body } = await ask(`/api/windows/${move.to}/move-clerk`, { to: move.from });
  busy = false;
  const why = body?.title ? body : { key: 'manager.no-answer' };
  tell(status === 200 ? t('manager.moved-back') : t('manager.not-moved-back', { why }));
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
    const time = view ? hourOf(since, view.zone) : '—';
    $('#gone').hidden = false;
    say($('#gone'), t('manager.offline', { time }));
  },
});
setInterval(tick, 1000);
setInterval(look, LOOK_MS);
