import { staff } from './account.js';
import { follow, now } from './live.js';
import { drawCase } from './clerk-case.js';
import { drawDay, drawLists, drawMeter, following } from './clerk-desk.js';
import { learn } from './clerk-notice.js';
import { followElsewhere } from './other-halls.js';
import { pauseWords, questions } from './clerk-questions.js';
import { canPrint, hush, printNotice, tell, tellNotice } from './clerk-said.js';
import { drawTalk, nextStage } from './clerk-talk.js';
import { $, ask, fill, lasted, make, say, two } from './page.js';
import { asWritten, beside, both, inHall, rich, servedBeside, t } from './words.js';

const number = Number(location.pathname.split('/')[2]);
const base = `/api/windows/${number}`;

const FACES = {
  IDLE: 'common.free',
  CALLING: 'common.called',
  SERVING: 'common.serving',
  PAUSED: 'common.paused',
  CLOSED: 'clerk.closed',
};

let board = null;
let row = null;
let lostAt = null; // server time at which the line was lost
let pending = null; // the command that has no answer yet: its key in words, and its path
let keysNow = {}; // what each function key does in this state
let drawnKeys = ''; // what the keys on the page say

const face = () => row?.face ?? 'CLOSED';
const isBusy = () => face() === 'CALLING' || face() === 'SERVING';

const desk = following(number, drawDesk);
const asking = questions({
  number,
  board: () => board,
  row: () => row,
  beside: () => fitting(),
  isBusy,
  command,
});

/** What was said beside the board, where it is of the ticket that is at the window now. */
const fitting = () => (desk.now()?.number === row?.number ? desk.now() : null);

/** Sends one command; keys stay grey until it is answered, so none counts twice. */
async function command(what, path, body) {
  if (pending || lostAt !== null || !row) return;
  pending = { what, path };
  asking.close();
  hush();
  draw();
  const answer = await ask(`${base}/${path}`, body);
  pending = null;
  if (answer.body?.code === 'CASE-DONE-ELSEWHERE')
    asking.anyway(answer.body, () => command(what, path, { ...body, anyway: true }));
  else if (answer.status !== 200) tell(answer);
  else if (answer.body?.notice) tellNotice(answer.body, board, draw);
  else hush();
  draw();
}

/** All keys of the present state, the amber one first. */
function keys() {
  const busy = isBusy();
  const held = row?.held.length ?? 0;
  return [
    mainKey(),
    keyOf('F3', 'clerk.recall', 'recall', recall, face() === 'CALLING' && mayRecall(), {
      count: Math.max(0, (row?.call ?? 1) - 1),
      limit: row?.recallLimit ?? 5,
    }),
    keyOf('F4', 'clerk.no-show', 'no-show', asking.noShow, face() === 'CALLING'),
    busy
      ? keyOf('F6', 'clerk.hold', 'hold', asking.hold)
      : keyOf('F6', 'clerk.call-back', 'call-back', asking.held, held > 0 && face() === 'IDLE', {
          held,
        }),
    keyOf('F7', 'clerk.transfer', 'transfer', asking.transfer, busy),
    canPrint() && !busy
      ? keyOf('F8', 'clerk.print-notice', 'print', printNotice)
      : keyOf('F8', 'clerk.notice', 'notice', asking.notice, face() === 'SERVING'),
    secondKey(),
    face() === 'PAUSED' || (busy && row?.pauseReason)
      ? keyOf('F10', 'clerk.reopen', 'reopen', () => command('clerk.reopen', 'reopen'))
      : keyOf('F10', 'common.pause', 'pause', asking.pause, face() !== 'CLOSED'),
  ].filter(Boolean);
}

/** A key of the strip: its words, the command it sends in the end, whether it may be pressed. */
const keyOf = (key, what, does, act, on = true, values = {}) => ({
  key,
  what,
  does,
  act,
  on,
  values,
});

function mainKey() {
  if (face() === 'CALLING')
    return keyOf('F2', 'clerk.start', 'start', () => command('clerk.begin', 'start'));
  if (face() === 'SERVING') return keyOf('F9', 'clerk.finish-outcome', 'finish', asking.outcome);
  if (face() === 'CLOSED' && row?.signIn && !row?.clerk)
    return keyOf('F2', 'clerk.sign-in', 'sign-in', asking.clerk);
  return keyOf('F2', 'clerk.call-next', 'call', callNext, (row?.waiting ?? 0) > 0);
}

/** Where the amber key does another thing than F9; there is one of each. */
function secondKey() {
  const next = face() === 'SERVING' ? nextStage(fitting()?.talk) : null;
  if (next) return keyOf('F2', next.what, 'stage', () => reach(next));
  if (face() === 'SERVING')
    return row?.endsVisit ? keyOf('F2', 'clerk.finish-call-next', 'call', callNext) : null;
  return face() === 'CALLING' ? keyOf('F9', 'clerk.finish', 'finish', asking.outcome) : null;
}

/** The board says nothing of stages: the desk is asked at once. */
async function reach({ what, stage }) {
  await command(what, 'stage', { stage });
  desk.ask();
}

const recall = () => command('clerk.recalling', 'recall');
const callNext = () => command('clerk.call-next', 'call');
const mayRecall = () =>
  row.call - 1 < (row.recallLimit ?? 5) && now() >= Date.parse(row.nextRecallAt ?? 0);

function draw() {
  drawBar();
  if (!row) return;
  drawVisit();
  drawKeys();
  drawQueue();
}

function drawBar() {
  say($('#window'), Number.isInteger(number) ? two(number) : '—');
  const link = $('#link');
  if (lostAt !== null) {
    link.className = 'link bad';
    fill(
      link,
      make('i', { class: 'dot fault' }),
      t('clerk.cut-off', { time: lasted(now() - lostAt) }),
    );
  } else if (pending) {
    link.className = 'link pending';
    fill(link, make('i', { class: 'dot paused' }), t('clerk.waiting-for-the-answer'));
  } else {
    link.className = 'link good';
    const word = board ? 'common.connected' : 'common.connecting';
    fill(link, make('i', { class: 'dot serving' }), t(word));
  }
  if (!row) return;
  const state = row.number ?? t(FACES[face()]);
  document.title = t('clerk.title', { window: two(number), state });
  fill($('#name'), asWritten(row.name));
  const serves = row.services
    .map((code) => board.services.find((s) => s.code === code))
    .filter(Boolean);
  fill($('#services'), servedBeside(row.name, { serves }));
  const staffNumber = { clerk: make('b', { class: 'num' }, row.clerk ?? '') };
  fill($('#clerk'), row.clerk ? rich('common.staff-number', staffNumber) : t(FACES[face()]));
}

function drawVisit() {
  const busy = isBusy();
  const visit = $('#visit');
  visit.className = `visit ${lostAt !== null ? 'old' : busy ? face().toLowerCase() : 'idle'}`;
  $('#number').className = busy ? 'num' : 'words';
  say($('#number'), busy ? row.number : t(FACES[face()]));
  drawTimer();
  fill($('#what'), both(busy ? visitWords() : idleWords()));
  const why = $('#why');
  why.hidden = !(busy && row.reason);
  if (!why.hidden) fill(why, make('b', {}, t('clerk.why-this-one')), both(row.reason));
}

const visitWords = () => ({
  key: 'clerk.is-at',
  values: { service: asking.serviceOf(row.number) ?? {}, state: { key: FACES[face()] } },
});

function idleWords() {
  if (face() === 'PAUSED') return pauseWords(row.pauseReason ?? '');
  if (face() === 'CLOSED')
    return row.signIn ? 'clerk.sign-in-first' : 'clerk.the-first-call-opens-it';
  if (row.waiting === 0) return 'common.nobody-is-waiting';
  const values = { count: row.waiting, next: row.next[0] };
  return { key: row.next[0] ? 'clerk.waiting-next' : 'clerk.waiting', values };
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
  drawMeter(desk.now(), row, since);
}

function drawKeys() {
  const all = keys();
  keysNow = { F1: asking.help };
  const off = pending !== null || lostAt !== null;
  const waits = (item) => pending?.path === item.does;
  all.forEach((item) => {
    if (item.on && !off && !(item.key in keysNow)) keysNow[item.key] = item.act;
  });
  const look = JSON.stringify([
    off,
    pending,
    face(),
    row.closing,
    row.clerk,
    all.map((item) => [item.key, item.what, item.values, item.on]),
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
        make(
          'span',
          { class: 'tongue' },
          waits(item) ? waitingKey(item) : t(item.what, item.values),
        ),
        beside(item.what, item.values),
      );
    }),
  );
  if (focused) $(`[data-key="${focused}"]`)?.focus();
  drawDuty(off);
}

const waitingKey = ({ what, values }) => t('clerk.still-waiting', { key: { key: what, values } });

/** Opening and closing, signing in and out. */
function drawDuty(off) {
  const close = () => command('clerk.close', 'close', { reason: inHall('clerk.end-of-work') });
  const duty = [
    face() === 'CLOSED'
      ? { what: 'clerk.open', act: () => command('clerk.open', 'open') }
      : { what: row.closing ? 'clerk.closing' : 'clerk.close', act: close, on: !row.closing },
    row.clerk
      ? { what: 'common.sign-out', act: () => command('common.sign-out', 'sign-out') }
      : { what: 'common.sign-in', act: asking.clerk },
  ];
  fill(
    $('#duty'),
    duty.map((item) =>
      make(
        'button',
        { type: 'button', disabled: off || item.on === false, onclick: item.act },
        t(item.what),
      ),
    ),
  );
}

function drawQueue() {
  const oldest = row.services
    .map((code) => board.services.find((s) => s.code === code)?.oldestSince)
    .filter(Boolean)
    .map((time) => Date.parse(time))
    .sort((a, b) => a - b)[0];
  const minutes = oldest ? Math.floor((now() - oldest) / 60000) : 0;
  const sum = { count: row.waiting, minutes };
  const longest = oldest ? t('clerk.sum-longest', sum) : t('clerk.sum', sum);
  say($('#sum'), row.waiting ? longest : '');
  drawDesk();
}

/** What comes after the board: no key waits for it. */
function drawDesk() {
  if (!row) return;
  drawLists(row, desk.now(), asking.serviceOf, board.zone);
  drawDay(row, desk.now());
  drawTimer();
  const told = fitting();
  const mayCheck = face() === 'SERVING' && lostAt === null && pending === null;
  const place = { zone: board.zone, hall: board.code };
  const held = told?.talk ?? told?.case?.talks.at(-1);
  drawTalk((isBusy() && held) || null, board.zone);
  if (told?.talk) drawKeys();
  drawCase((isBusy() && told?.case) || null, place, told?.origin, mayCheck ? check : null);
}

/** A material that was seen is said at once: it counts even when the visit ends otherwise. */
async function check(material) {
  const file = fitting()?.case;
  if (!file) return;
  const path = `/api/cases/${encodeURIComponent(file.case)}/check`;
  const answer = await ask(path, { materials: [material] });
  if (answer.status !== 200) tell(answer);
  desk.ask();
}

addEventListener('keydown', (event) => {
  const typing = event.target.tagName === 'INPUT';
  if (event.key === 'Escape' && asking.open()) {
    asking.back();
    event.preventDefault();
    return;
  }
  if (/^F([1-4]|[6-9]|10)$/.test(event.key)) {
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
  say($('#number'), t('common.no-such-window'));
  $('#number').className = 'words';
  fill($('#what'), both('clerk.no-such-window-choose'));
  fill(
    $('#next-list'),
    ...board.windows.map((w) =>
      make(
        'li',
        {},
        make('b', { class: 'num' }, two(w.window)),
        make('a', { href: `/clerk/${w.window}` }, asWritten(w.name)),
      ),
    ),
  );
}

staff();
followElsewhere(() => board?.zone);
$('#help').addEventListener('click', asking.help);
follow({
  board: (next) => {
    board = next;
    row = board.windows.find((w) => w.window === number) ?? null;
    learn(row?.visit);
    if (row) {
      draw();
      desk.look(row);
    } else unknown();
  },
  online: () => {
    lostAt = null;
    $('#lost').hidden = true;
  },
  offline: (since) => {
    lostAt = since;
    asking.close();
    $('#lost').hidden = false;
    if (pending) say($('#lost-what'), t('clerk.counts-once', { key: { key: pending.what } }));
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
  if (row && lostAt === null) desk.look(row);
  // Recall comes back by the clock.
  if (row && face() === 'CALLING' && !pending && !asking.open()) drawKeys();
}, 1000);
drawBar();
