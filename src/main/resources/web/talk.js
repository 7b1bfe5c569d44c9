import { now, sync } from './live.js';
import { $, ask, clock, fill, hourOf, make, say, two } from './page.js';
import { LEVELS, OPTIONS } from './rating-options.js';
import { drawCancel } from './talk-cancel.js';
import { reachedAt, stageList } from './talk-stages.js';
import { both, hallOf, t, timeIn } from './words.js';

/** A talk at a remote window on its visitor's phone: its time, the call, the stages, the rating. */

const LOOK_MS = 5000;
const NEAR_MS = 2000;

/** Level 2 and 1 are negative and need a reason. */
const NEGATIVE_MAX = 2;

const token = decodeURIComponent(location.pathname.split('/')[2] ?? '');
const LIVE = ['EARLY', 'WAITING', 'RESERVED', 'CALLED', 'SERVING', 'DELAYED', 'AWAY', 'HELD'];

/** Said of a talk that did not come about, or is over: another may be booked. */
const AGAIN = ['talk.cancelled', 'talk.not-held', 'talk.over'];

let talk = null;
let next = 0;
let level = 0;
let chosen = new Set();
let rated = false;
let drawn = '';

/** What is said first, and below it. */
function said() {
  const window = two(talk.window ?? 0);
  if (talk.state === 'CANCELLED') return ['talk.cancelled'];
  if (talk.state === 'BOOKED') return ['talk.at-its-time', 'talk.keep-open'];
  if (talk.ticket === 'CALLED') return [['talk.your-turn', { window }]];
  if (talk.ticket === 'SERVING') return ['talk.speaking'];
  if (talk.ticket === 'DELAYED' || talk.ticket === 'AWAY') return ['talk.not-reached'];
  if (LIVE.includes(talk.ticket))
    return ['talk.waiting', ['talk.in-line', { count: talk.ahead ?? 0 }]];
  return reachedAt(talk, 'GUIDANCE') ? ['talk.over'] : ['talk.not-held'];
}

const bothOf = (what) => (Array.isArray(what) ? both(...what) : both(what));

function draw() {
  const { state, ticket, ahead, stages, media, goesOn } = talk;
  const late = Date.parse(talk.cancelUntil) < now();
  const seen = JSON.stringify([state, ticket, ahead, stages, media, rated, late, goesOn]);
  if (seen === drawn) return;
  drawn = seen;
  say($('#hall'), t(hallOf(talk)));
  const called = talk.ticket === 'CALLED';
  const [first, below] = said();
  const zone = talk.zone;
  const when = { month: 'numeric', day: 'numeric', weekday: 'short', ...clock(zone) };
  const time = timeIn(Date.parse(talk.slot), when);
  $('#talk').className = called ? 'talk now' : 'talk';
  fill(
    $('#talk'),
    make('h1', {}, bothOf(first)),
    below ? make('p', {}, bothOf(below)) : null,
    make('p', {}, both({ zh: talk.serviceName, en: talk.serviceNameEn || talk.serviceName })),
    make('p', {}, both('talk.slot', { time })),
    talk.media
      ? make('a', { class: 'join', href: talk.media, rel: 'noreferrer' }, both('talk.connect'))
      : null,
    called && !talk.media ? make('p', {}, both('talk.no-media')) : null,
    talk.books && AGAIN.includes(first) ? again() : null,
  );
  drawCancel($('#cancel'), talk, token, look);
  fill($('#stages'), stageList(talk, zone));
  drawRate();
}

/** What is not finished goes on in another talk, by whoever has the address of this one. */
function again() {
  const [href, key] = talk.goesOn
    ? [`/book?after=${encodeURIComponent(token)}`, 'talk.book-to-go-on']
    : ['/book', 'talk.book-again'];
  return make('a', { class: 'join', href }, both(key));
}

function drawRate() {
  const box = $('#rate');
  const over = rated || reachedAt(talk, 'RATING');
  box.hidden = !talk.visit && !over;
  if (box.hidden) return;
  if (over) {
    fill(box, make('h2', { role: 'status' }, both('talk.thanks')));
    return;
  }
  fill(
    box,
    make('h2', {}, both('talk.rate')),
    LEVELS.map(([one, key]) => choice(both(key), one === level, () => choose(one), { level: one })),
    level && level <= NEGATIVE_MAX
      ? OPTIONS[level].map(([code, key]) =>
          choice(both(key), chosen.has(code), () => toggle(code), { reason: code }),
        )
      : null,
    make('p', { class: 'trouble', role: 'alert' }),
    level
      ? make('button', { type: 'button', class: 'send', onclick: send }, both('talk.send'))
      : null,
  );
}

function choice(label, on, onclick, data) {
  const [[name, value]] = Object.entries(data);
  const pressed = { 'aria-pressed': String(on), [`data-${name}`]: String(value) };
  return make('button', { type: 'button', onclick, ...pressed }, label);
}

function choose(one) {
  level = one;
  chosen = new Set();
  drawRate();
  $(`[data-level="${one}"]`).focus();
}

function toggle(code) {
  if (!chosen.delete(code)) chosen.add(code);
  drawRate();
  $(`[data-reason="${code}"]`).focus();
}

async function send() {
  if (level <= NEGATIVE_MAX && !chosen.size) {
    fill($('#rate .trouble'), both('talk.choose-a-reason'));
    return;
  }
  const rating = { level, reasons: [...chosen], channel: 'PHONE', link: token };
  const { status, body } = await ask(`/api/visits/${talk.visit}/rating`, rating);
  if (status === 200 || body?.code === 'ALREADY-RATED') {
    rated = true;
    draw();
    return;
  }
  fill($('#rate .trouble'), both(body?.title ? body : 'talk.lost'));
}

async function look() {
  try {
    const answer = await fetch(`/api/talks/${encodeURIComponent(token)}`, {
      signal: AbortSignal.timeout(4000),
    });
    if (answer.status === 404) {
      say($('#live'), '');
      fill($('#talk'), make('h1', {}, both('talk.no-such-talk')));
      return;
    }
    if (answer.ok) {
      talk = await answer.json();
      sync(talk.now);
      draw();
      say($('#live'), t('phone.as-of', { time: hourOf(now(), talk.zone) }));
    }
  } catch (lost) {
    say($('#live'), t('talk.lost'));
  }
  clearTimeout(next);
  next = setTimeout(look, LIVE.includes(talk?.ticket) ? NEAR_MS : LOOK_MS);
}

look();
