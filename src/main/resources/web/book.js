import { now, sync } from './live.js';
import { $, ask, clock, fill, hourOf, make, read, say } from './page.js';
import { both, hallOf, t, timeIn } from './words.js';

/** Books a talk at a remote window: a service, a day, a time, and nothing about who one is. */

/** Slots go meanwhile: they are looked at again so often, and when one is refused. */
const LOOK_MS = 30000;
const LOST_MS = 3000;

/** What to do about a refusal, where its own words do not say it. */
const REMEDIES = {
  'SLOT-FULL': 'book.choose-another-time',
  'SLOT-OUT-OF-RANGE': 'book.choose-another-time',
  'NO-SUCH-SERVICE': 'book.choose-another-time',
  'BOOKING-LIMIT': 'book.cancel-one-or-another-day',
  BARRED: 'book.come-to-the-hall',
};

/** The talk whose unfinished matter this one is to go on with; null: a new matter. */
const after = new URLSearchParams(location.search).get('after');

let earlier = null;
let told = null;
let drawn = '';
let sending = false;
const chosen = { service: null, date: null, slot: null };

const serviceOf = (one) => ({ zh: one.name, en: one.nameEn || one.name });
const dayWords = (slot) =>
  timeIn(Date.parse(slot), {
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    timeZone: told.zone,
  });
const slotWords = (slot) =>
  timeIn(Date.parse(slot), {
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    ...clock(told.zone),
  });

/** One of several, as a radio button with its words beside it. */
function choice(name, value, label) {
  const id = `${name}-${value}`;
  const checked = chosen[name] === value;
  const input = make('input', { type: 'radio', name, value, id, checked });
  return make('label', { for: id }, input, make('span', {}, label));
}

function draw() {
  say($('#hall'), t(hallOf(told)));
  if (!$('#made').hidden) return;
  const look = JSON.stringify([told.open, told.services]);
  if (look === drawn) return;
  drawn = look;
  if (earlier) told.services = told.services.filter((one) => one.service === earlier.service);
  const none = told.services.length === 0;
  $('#form').hidden = none;
  $('#closed').hidden = !none;
  if (none) {
    const [title, below] = told.open
      ? ['book.no-remote-services', 'book.come-to-the-hall']
      : ['book.not-open-here', 'book.ask-the-desk'];
    fill($('#closed'), make('h1', {}, both(title)), make('p', {}, both(below)));
    return;
  }
  const focused = document.activeElement?.id;
  if (told.services.length === 1) chosen.service = told.services[0].service;
  fill(
    $('#services'),
    told.services.map((one) => choice('service', one.service, both(serviceOf(one)))),
  );
  drawDays();
  if (focused) document.getElementById(focused)?.focus();
}

const daysOf = (code) => told.services.find((one) => one.service === code)?.days ?? [];

function drawDays() {
  const days = daysOf(chosen.service);
  if (!days.some((one) => one.date === chosen.date)) chosen.date = null;
  $('#days-box').hidden = days.length === 0;
  fill($('#full'), chosen.service && days.length === 0 ? both('book.nothing-free') : null);
  const label = ({ slots }) =>
    both('book.day', { day: dayWords(slots[0]), count: slots.length });
  fill(
    $('#days'),
    days.map((one) => choice('date', one.date, label(one))),
  );
  drawSlots();
}

function drawSlots() {
  const slots = daysOf(chosen.service).find((one) => one.date === chosen.date)?.slots ?? [];
  if (!slots.includes(chosen.slot)) chosen.slot = null;
  $('#slots-box').hidden = slots.length === 0;
  fill(
    $('#slots'),
    slots.map((slot) => choice('slot', slot, hourOf(Date.parse(slot), told.zone))),
  );
  drawSend();
}

function drawSend() {
  const { slot } = chosen;
  $('#send').hidden = !slot;
  $('#send').disabled = sending;
  if (slot) fill($('#send'), both('book.book-it', { time: slotWords(slot) }));
}

$('#form').addEventListener('change', ({ target }) => {
  chosen[target.name] = target.value;
  fill($('#trouble'));
  if (target.name === 'service') drawDays();
  else if (target.name === 'date') drawSlots();
  else drawSend();
});

$('#form').addEventListener('submit', async (event) => {
  event.preventDefault();
  if (sending || !chosen.slot) return;
  sending = true;
  drawSend();
  fill($('#trouble'));
  const { service, slot } = chosen;
  const wish = earlier ? { service, slot, after } : { service, slot };
  const lost = () => fill($('#trouble'), both('book.trying-again'));
  const { status, body } = await ask('/api/talks', wish, lost);
  sending = false;
  if (status === 201) {
    drawMade(service, slot, body);
    return;
  }
  const remedy = REMEDIES[body?.code];
  const said = body?.title ? both(body) : both('book.lost');
  fill($('#trouble'), said, remedy ? [' ', ...both(remedy)] : null);
  await look();
  drawSend();
});

/** The address is all that leads back to the booking: it is said, linked and drawn. */
function drawMade(code, slot, made) {
  const path = new URL(made.talk).pathname;
  const service = told.services.find((one) => one.service === code);
  const title = make('h1', { tabindex: '-1' }, both('book.it-is-booked'));
  $('#form').hidden = true;
  $('#made').hidden = false;
  fill(
    $('#made'),
    title,
    make('p', {}, both(serviceOf(service))),
    make('p', {}, make('b', {}, both('talk.slot', { time: slotWords(slot) }))),
    make('p', {}, both('book.keep-this-address')),
    make('p', {}, make('a', { class: 'link', href: path }, location.origin + path)),
    make('img', { src: `${path}/qr.svg`, alt: t('book.qr-code'), width: 220, height: 220 }),
    make('p', {}, both('book.what-is-there')),
    make('a', { class: 'open', href: path }, both('book.open-it')),
  );
  title.focus();
}

/** A matter goes on at the service that has it, if that can be booked at all. */
async function readEarlier() {
  if (!after || earlier) return;
  const talk = await read(`/api/talks/${encodeURIComponent(after)}`);
  if (!talk?.goesOn || !told.services.some((one) => one.service === talk.service)) return;
  earlier = talk;
  chosen.service = talk.service;
  fill($('#after'), both('book.goes-on-with-the-matter'));
}

async function look() {
  const answer = await read('/api/remote-services');
  if (answer) {
    told = answer;
    await readEarlier();
    sync(told.now);
    draw();
    say($('#live'), t('phone.as-of', { time: hourOf(now(), told.zone) }));
  } else say($('#live'), t('book.lost'));
  return answer;
}

async function follow() {
  const answer = await look();
  if ($('#made').hidden) setTimeout(follow, answer ? LOOK_MS : LOST_MS);
}

follow();
