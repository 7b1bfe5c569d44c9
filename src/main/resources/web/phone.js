import { icon } from './icons.js';
import { now, sync } from './live.js';
import { $, about, clock, fill, hourOf, make, read, say, two } from './page.js';
import { followElsewhere, hideElsewhere } from './phone-elsewhere.js';
import { minutesOf, rangeParts } from './waits.js';
import { asWritten, both, hallOf, other, t, timeIn, wordsIn } from './words.js';

/**
 * How often a phone asks: hundreds of them wait at once, so they do not hold the feed open. When
 * few are ahead it asks more often, so that a call is seen while there is time to walk.
 */
const FAR_MS = 5000;
const NEAR_MS = 2000;

/** When the hall did not answer: the page is right again within 3 s of its return. */
const LOST_MS = 1500;
const NEAR = 3;

const token = decodeURIComponent(location.pathname.split('/')[2] ?? '');
const STEPS = {
  EARLY: 1,
  WAITING: 1,
  RESERVED: 1,
  DELAYED: 1,
  AWAY: 1,
  HELD: 1,
  CALLED: 2,
  SERVING: 2,
  DONE: 3,
  GONE: 3,
};

let ticket = null;
let heardAt = 0;
let gone = false;
let rang = false;
let caseOf = null; // the case whose missing materials are shown

/** What is said in words beside the number, by state. */
const WORDS = {
  EARLY: ['phone.your-time-has-not-come-yet', 'phone.you-will-be-in-the-queue'],
  RESERVED: ['phone.a-window-is-kept-for-you'],
  DELAYED: ['phone.you-were-called-and-not-there', 'phone.you-will-be-called-again-a'],
  AWAY: ['phone.you-were-called-and-not-there-2', 'phone.once-here-check-in-again-at'],
  HELD: ['phone.the-window-holds-your-ticket', 'phone.the-window-will-call-you-again'],
  SERVING: ['phone.you-are-being-served'],
  DONE: ['phone.done-2', 'phone.thank-you-for-coming'],
  GONE: ['phone.this-ticket-is-over', 'phone.take-a-new-number-or-ask'],
};

function draw() {
  const name = hallOf(ticket);
  say($('#hall'), t(name));
  say($('#hall + .beside'), other(other(name) === t(name) ? 'common.government-hall' : name));
  document.title = t('phone.title', ticket);
  const state = ticket.state;
  const called = state === 'CALLED';
  const waits = ['EARLY', 'WAITING', 'RESERVED', 'DELAYED', 'HELD'].includes(state);
  $('#go').hidden = !called;
  $('#mine').hidden = called;
  say($('#number'), ticket.number);
  fill($('#service'), wordsIn(serviceOf(ticket)));
  if (called) {
    say($('#go-number'), ticket.number);
    drawGo(ticket.window);
    // Browsers let a page tremble only once it was touched, and complain otherwise.
    if (!rang && navigator.userActivation?.hasBeenActive) navigator.vibrate?.([400, 200, 400]);
  }
  rang = called;
  drawAhead();
  say($('#taken'), hourOf(Date.parse(ticket.takenAt), ticket.zone));
  const word = WORDS[state];
  $('#word').hidden = !word;
  if (word) drawWord(word);
  drawNeeded();
  $('#way').hidden = !waits;
  if (waits) followElsewhere(`/api/links/${encodeURIComponent(token)}/elsewhere`, ticket.zone);
  hideElsewhere(!waits);
  $('#small').hidden = !waits && !called;
  $('#book').hidden = !ticket.books;
  $('#steps').hidden = false;
  [...$('#steps').children].forEach((step, i) => {
    step.className = i < STEPS[state] ? 'past' : '';
    if (i === STEPS[state]) step.setAttribute('aria-current', 'step');
    else step.removeAttribute('aria-current');
  });
}

const serviceOf = ({ service, serviceName, serviceNameEn }) => ({
  zh: serviceName ?? service,
  en: serviceNameEn || service,
});

function drawGo(desk) {
  if ($('#go-window')?.textContent === String(desk)) return;
  const window = make('b', { class: 'num', id: 'go-window' }, `${desk}`);
  fill($('#go-to'), both('phone.go-to', { window }));
}

/** People ahead, the expected wait as a range, and how far the queue has moved. */
function drawAhead() {
  const waiting = ticket.state === 'WAITING' || ticket.state === 'RESERVED';
  $('#ahead-box').hidden = !waiting;
  // Whoever a window is kept for does not wait behind the others.
  $('#ahead-line').hidden = ticket.state === 'RESERVED';
  say($('#ahead'), ticket.ahead);
  const range = minutesOf(ticket.wait);
  $('#wait-line').hidden = !range;
  const look = JSON.stringify(range);
  if (range && $('#wait').dataset.look !== look) {
    $('#wait').dataset.look = look;
    fill($('#wait'), ...rangeParts(range));
  }
  const whole = Math.max(ticket.aheadWhenTaken ?? 0, ticket.ahead);
  const bar = $('#progress');
  bar.hidden = whole === 0 || ticket.state === 'RESERVED';
  bar.max = whole || 1;
  bar.value = whole - ticket.ahead;
}

/** What the state means in words, with the window that is kept or that serves. */
function drawWord([title, below]) {
  const { state, window: desk, until } = ticket;
  const look = JSON.stringify([state, desk, until]);
  if ($('#word').dataset.look === look) return;
  $('#word').dataset.look = look;
  const time = until ? timeIn(Date.parse(until), clock(ticket.zone)) : null;
  const values = { window: desk ? two(desk) : '', time };
  let said = [title, below];
  if (state === 'SERVING' && desk) said = ['phone.serving-at'];
  if (state === 'HELD' && desk) said = ['phone.held-at', below];
  if (state === 'EARLY' && time) said = ['phone.called-from-on', below];
  if (state === 'RESERVED' && desk)
    said = [
      'phone.window-is-kept-for-you',
      time ? 'phone.kept-until' : 'phone.go-there-when-called',
    ];
  fill(
    $('#word'),
    make('h1', {}, both(said[0], values)),
    said[1] ? make('p', {}, both(said[1], values)) : null,
  );
}

/** What the case still lacks: looked for now, it is not missed at the window. */
async function drawNeeded() {
  const over = ticket.state === 'DONE' || ticket.state === 'GONE';
  if (over || !ticket.case) {
    $('#needed').hidden = true;
    caseOf = null;
    return;
  }
  if (ticket.case === caseOf) return;
  caseOf = ticket.case;
  const file = await read(`/api/cases/${encodeURIComponent(caseOf)}`);
  if (!file) caseOf = null; // asked again with the next look
  $('#needed').hidden = !file?.missing.length;
  fill($('#needed-list'), ...(file?.missing ?? []).map((one) => make('li', {}, asWritten(one))));
}

function drawLine() {
  const lost = performance.now() - heardAt > 2 * FAR_MS + 2000;
  if (!ticket) return;
  $('#old').hidden = !lost;
  if (lost) say($('#old-since'), t('phone.old', { age: about(performance.now() - heardAt) }));
  fill(
    $('#live'),
    make('i', { class: lost ? 'dot fault' : 'dot serving' }),
    lost ? t('phone.offline') : t('phone.as-of', { time: hourOf(now(), ticket.zone) }),
  );
}

async function look() {
  let answered = false;
  try {
    const answer = await fetch(`/api/links/${encodeURIComponent(token)}`, {
      signal: AbortSignal.timeout(4000),
    });
    answered = true;
    if (answer.ok) {
      ticket = await answer.json();
      sync(ticket.now);
      heardAt = performance.now();
      draw();
    } else if (answer.status === 404) {
      gone = true;
    }
  } catch (lost) {
    // said by the age of the figures
  }
  drawLine();
  if (gone) {
    const parts = ['#go', '#mine', '#ahead-box', '#needed', '#way', '#small', '#book'];
    for (const id of [...parts, '#steps', '#old']) $(id).hidden = true;
    say($('#live'), '');
    $('#word').hidden = false;
    fill(
      $('#word'),
      make('h1', {}, both('phone.no-such-ticket-or-its-day')),
      make('p', {}, both('phone.tickets-are-valid-on-their-day')),
    );
    return;
  }
  const near = ticket && ticket.ahead < NEAR && ticket.state !== 'DONE' && ticket.state !== 'GONE';
  setTimeout(look, !answered ? LOST_MS : near ? NEAR_MS : FAR_MS);
}

$('#way-icon').append(icon('walk'));
setInterval(drawLine, 1000);
look();
