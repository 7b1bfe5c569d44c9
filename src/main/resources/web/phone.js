import { icon } from './icons.js';
import { now, sync } from './live.js';
import { $, about, en, fill, hourOf, make, read, say, two } from './page.js';
import { minutesOf, rangeParts } from './waits.js';

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
  EARLY: [
    '您的时段还没到',
    'Your time has not come yet',
    '到时间自动开始排，不用再按什么。',
    'You will be in the queue by yourself when it comes.',
  ],
  RESERVED: ['给您留着窗口', 'A window is kept for you'],
  DELAYED: [
    '叫过您，没有等到',
    'You were called and not there',
    '顺延几位后再叫，不用重取。',
    'You will be called again a few places later.',
  ],
  AWAY: [
    '叫过您，没有等到，现在不排队',
    'You were called and not there. You are not in the queue now',
    '人到了，请到总服务台重新签到，还排原来的位置。',
    'Once here, check in again at the service desk; you keep your place.',
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
  const waits = ['EARLY', 'WAITING', 'RESERVED', 'DELAYED', 'HELD'].includes(state);
  $('#go').hidden = !called;
  $('#mine').hidden = called;
  say($('#number'), ticket.number);
  say($('#service'), ticket.serviceName ?? ticket.service);
  say($('#service-en'), ticket.serviceNameEn ?? '');
  if (called) {
    say($('#go-number'), ticket.number);
    say($('#go-window'), ticket.window);
    say($('#go-en'), `Please go to window ${ticket.window}`);
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
  $('#small').hidden = !waits && !called;
  $('#steps').hidden = false;
  [...$('#steps').children].forEach((step, i) => {
    step.className = i < STEPS[state] ? 'past' : '';
    if (i === STEPS[state]) step.setAttribute('aria-current', 'step');
    else step.removeAttribute('aria-current');
  });
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
function drawWord([zh, english, more, moreEn]) {
  const { state, window: desk, until } = ticket;
  const look = JSON.stringify([state, desk, until]);
  if ($('#word').dataset.look === look) return;
  $('#word').dataset.look = look;
  const time = until ? hourOf(Date.parse(until), ticket.zone) : null;
  let said = [zh, english, more, moreEn];
  if (state === 'SERVING' && desk) said = [`${zh}，${two(desk)} 号窗口`, english];
  if (state === 'HELD' && desk) said = [`您的号挂在 ${two(desk)} 号窗口`, english, more, moreEn];
  if (state === 'EARLY' && time) said = [`${time} 起叫号`, `Called from ${time} on`, more, moreEn];
  if (state === 'RESERVED' && desk)
    said = [
      `${two(desk)} 号窗口给您留着`,
      `Window ${desk} is kept for you`,
      time ? `留到 ${time}；过了时间别的窗口也能叫您。` : '叫到请去这个窗口。',
      time ? `Until ${time}; then other windows may call you too.` : 'Go there when called.',
    ];
  const [title, titleEn, below, belowEn] = said;
  fill(
    $('#word'),
    make('h1', {}, title, en(titleEn)),
    below ? make('p', {}, below, en(belowEn)) : null,
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
  fill($('#needed-list'), ...(file?.missing ?? []).map((one) => make('li', {}, one)));
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
    for (const id of [
      '#go',
      '#mine',
      '#ahead-box',
      '#needed',
      '#way',
      '#small',
      '#steps',
      '#old',
    ])
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
  setTimeout(look, !answered ? LOST_MS : near ? NEAR_MS : FAR_MS);
}

$('#way-icon').append(icon('walk'));
setInterval(drawLine, 1000);
look();
