import { icon } from './icons.js';
import { now, sync } from './live.js';
import { $, about, en, fill, hourOf, make, say } from './page.js';

/**
 * How often a phone asks: hundreds of them wait at once, so they do not hold the feed open. When
 * few are ahead it asks more often, so that a call is seen while there is time to walk.
 */
const FAR_MS = 5000;
const NEAR_MS = 2000;
const NEAR = 3;

const token = decodeURIComponent(location.pathname.split('/')[2] ?? '');
const STEPS = {
  WAITING: 1,
  RESERVED: 1,
  DELAYED: 1,
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

/** What is said in words beside the number, by state. */
const WORDS = {
  RESERVED: ['给您留着窗口', 'A window is kept for you'],
  DELAYED: [
    '叫过您，没有等到',
    'You were called and not there',
    '顺延几位后再叫，不用重取。',
    'You will be called again a few places later.',
  ],
  HELD: [
    '您的号挂在窗口',
    'The window holds your ticket',
    '窗口办完手上的事会再叫您。',
    'The window will call you again.',
  ],
  SERVING: ['正在办理', 'You are being served'],
  DONE: ['已办好', 'Done', '谢谢您来办事。', 'Thank you for coming.'],
  GONE: [
    '这个号已作废',
    'This ticket is over',
    '还要办事，请重新取号，或问总服务台。',
    'Take a new number or ask at the service desk.',
  ],
};

function draw() {
  say($('#hall'), ticket.hall);
  document.title = `${ticket.number} 我的号`;
  const state = ticket.state;
  const called = state === 'CALLED';
  const waits = ['WAITING', 'RESERVED', 'DELAYED', 'HELD'].includes(state);
  $('#go').hidden = !called;
  $('#mine').hidden = called;
  say($('#number'), ticket.number);
  say($('#service'), ticket.serviceName ?? ticket.service);
  say($('#service-en'), ticket.serviceNameEn ?? '');
  if (called) {
    say($('#go-number'), ticket.number);
    say($('#go-window'), ticket.window);
    say($('#go-en'), `Please go to window ${ticket.window}`);
    if (!rang) navigator.vibrate?.([400, 200, 400]);
  }
  rang = called;
  $('#ahead-box').hidden = state !== 'WAITING' && state !== 'RESERVED';
  say($('#ahead'), ticket.ahead);
  say($('#taken'), hourOf(Date.parse(ticket.takenAt), ticket.zone));
  const word = WORDS[state];
  $('#word').hidden = !word;
  if (word && $('#word').dataset.state !== state) {
    $('#word').dataset.state = state;
    const [zh, english, more, moreEn] = word;
    const at = state === 'SERVING' && ticket.window ? `，${ticket.window} 号窗口` : '';
    fill(
      $('#word'),
      make('h1', {}, zh + at, en(english)),
      more ? make('p', {}, more, en(moreEn)) : null,
    );
  }
  $('#way').hidden = !waits;
  $('#small').hidden = !waits && !called;
  $('#steps').hidden = false;
  [...$('#steps').children].forEach((step, i) => {
    step.className = i < STEPS[state] ? 'past' : '';
    if (i === STEPS[state]) step.setAttribute('aria-current', 'step');
    else step.removeAttribute('aria-current');
  });
}

function drawLine() {
  const lost = performance.now() - heardAt > 2 * FAR_MS + 2000;
  if (!ticket) return;
  $('#old').hidden = !lost;
  if (lost) say($('#old-zh'), `没有网络，下面是 ${about(performance.now() - heardAt)}前的情况`);
  fill(
    $('#live'),
    make('i', { class: lost ? 'dot fault' : 'dot serving' }),
    lost ? '断开' : `${hourOf(now(), ticket.zone)} 更新`,
  );
}

async function look() {
  try {
    const answer = await fetch(`/api/links/${encodeURIComponent(token)}`, {
      signal: AbortSignal.timeout(4000),
    });
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
    for (const id of ['#go', '#mine', '#ahead-box', '#way', '#small', '#steps', '#old'])
      $(id).hidden = true;
    say($('#live'), '');
    $('#word').hidden = false;
    fill(
      $('#word'),
      make('h1', {}, '没有这个号，或已过期', en('No such ticket, or its day is over')),
      make('p', {}, '号票只在当天有效。', en('Tickets are valid on their day only.')),
    );
    return;
  }
  const near = ticket && ticket.ahead < NEAR && ticket.state !== 'DONE' && ticket.state !== 'GONE';
  setTimeout(look, near ? NEAR_MS : FAR_MS);
}

$('#way-icon').append(icon('walk'));
setInterval(drawLine, 1000);
look();
