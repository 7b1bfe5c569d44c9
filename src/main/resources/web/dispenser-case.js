/** Going on with a matter: the case is found, both ways are offered, one is chosen. */

import { icon } from './icons.js';
import { openEntry } from './dispenser-entry.js';
import {
  advise,
  at,
  go,
  goAndStay,
  key,
  panel,
  refuse,
  takeNumber,
  words,
} from './dispenser-panel.js';
import { showTicket } from './dispenser-ticket.js';
import { $, ask, en, fill, hourOf, make, two } from './page.js';
import { minutesOf, rangeParts } from './waits.js';

/** Nobody presses for so long: the matter is nobody else's to see. */
const CASE_S = 90;

/** A Chinese identity number of either age, whatever it was typed as. */
const IDENTITY = /^([0-9]{17}[0-9X]|[0-9]{15})$/;

const WAYS = [
  {
    id: 'case',
    zh: '告知单上的码',
    en: 'Code on the notice',
    hintZh: '八位，在一次性告知单上；也可以直接扫。',
    hintEn: 'Eight signs, on your notice. You may scan it.',
    keys: 'code',
    least: 4,
  },
  {
    id: 'identity',
    zh: '身份证号',
    en: 'Identity number',
    hintZh: '只用来找您的事，不保存，不显示。',
    hintEn: 'Only to find your matter; neither kept nor shown.',
    keys: 'identity',
    hidden: true,
    least: 4,
  },
];

/** What is told instead of two offers, by code: what it is and what to do. */
const ADVICE = {
  'NO-SUCH-CASE': [
    '没有找到这件事',
    'No such matter was found',
    '请对着告知单再输一次，或改用身份证号；也可以问总服务台。',
    'Try the code again or your identity number, or ask at the service desk.',
  ],
  'NONE-OPEN': [
    '没有查到没办完的事',
    'No unfinished matter was found',
    '可能上次没有登记身份证号。请输告知单上的码，或按业务取号。',
    'Perhaps your number was not noted. Use the code on your notice, or choose a service.',
  ],
  'CASE-OVER': [
    '这件事已经办结或过期了',
    'This matter is finished or expired',
    '还要办，请回首页按业务取号，重新办理。',
    'To begin anew, go back and choose a service.',
  ],
  'CASE-ELSEWHERE': [
    '这件事正在窗口办理',
    'A window has this matter now',
    '请回到那个窗口，或问总服务台。不用再取号。',
    'Go back to that window or ask at the service desk. No number is needed.',
  ],
  'TICKET-EXISTS': [
    '这件事已经取过号了',
    'There is a ticket for this matter',
    '请用那张号票等叫号；号票不在手边，到总服务台补打。',
    'Wait with that ticket. If it is lost, the service desk prints it again.',
  ],
};

const OFFERS = {
  RESUME: ['again', '接续办', 'Resume', '窗口知道情况，接着往下办', 'The window knows your matter'],
  MATCHED: ['target', '对口办', 'Matched', '能办的窗口，哪个先空去哪个', 'Any able window'],
};

let found = [];
let goHome = () => {};

/** Binds the door on the home page; {@code home} goes there. */
export function bindCases(home) {
  goHome = home;
  key($('#resume'), begin);
  key($('#again'), begin);
}

function begin() {
  openEntry(['上次没办完？接着办', 'Go on with a matter'], WAYS, find);
}

async function find(id, typed) {
  if (at() !== 'entry') return;
  go('finding');
  const identity = id === 'identity' || IDENTITY.test(typed);
  // Case numbers have their hall before the dash, in small letters.
  const named = typed.includes('-') ? typed.toLowerCase() : typed;
  const answer = await ask('/api/offers', identity ? { identity: typed } : { case: named });
  if (at() !== 'finding') return;
  if (answer.status === 0) goHome();
  else if (answer.status !== 200) cannot(answer);
  else if (answer.body.length === 0) advise(ADVICE['NONE-OPEN'], true);
  else showFound(answer.body);
}

function cannot(answer) {
  const advice = ADVICE[answer.body?.code];
  if (advice) advise(advice, answer.body.code === 'NO-SUCH-CASE');
  else refuse(answer);
}

/** Offers one case, or asks which of several. */
export function showFound(cases) {
  found = cases;
  if (cases.length === 1) {
    showCase(cases[0]);
    return;
  }
  fill($('#cases'), ...cases.map((one) => make('li', {}, caseKey(one))));
  goAndStay('cases', CASE_S);
  $('#cases button').focus({ preventScroll: true });
}

/** One of several matters of a visitor: what it is and what is missing. */
function caseKey(one) {
  const missing = one.missing.length ? `还缺：${one.missing.join('、')}` : '材料已齐';
  const button = make(
    'button',
    { type: 'button', class: 'offer plainer' },
    icon('paper'),
    make('span', { class: 'name' }, nameOf(one), ' ', en(one.serviceNameEn)),
    make('span', { class: 'where' }, missing),
  );
  return key(button, () => showCase(one));
}

const nameOf = (one) => one.serviceName ?? one.service;

function showCase(one) {
  const refused = one.offers.map((offer) => offer.refused);
  if (refused.every(Boolean) && new Set(refused.map((why) => why.code)).size === 1) {
    const advice = ADVICE[refused[0].code];
    if (advice) advise(advice);
    else refuse({ body: { title: refused[0].zh, titleEn: refused[0].en } });
    return;
  }
  fill($('#case-name'), words(nameOf(one), one.serviceNameEn));
  fill($('#materials'), ...materialsOf(one));
  const most = Math.max(0, ...one.offers.map((offer) => minutesOf(offer.wait)?.to ?? 0));
  fill($('#offers'), ...one.offers.map((offer) => make('li', {}, offerKey(one, offer, most))));
  goAndStay('case', CASE_S);
  $('#offers button:not([disabled])')?.focus({ preventScroll: true });
}

/** What is checked and need not be brought again, and what is missing. */
function materialsOf(one) {
  const line = (kind, zh, english, list) =>
    make(
      'li',
      { class: kind },
      icon(kind === 'have' ? 'check' : 'miss'),
      make('span', {}, zh, list.length ? make('b', {}, list.join('、')) : null, en(english)),
    );
  const due = one.due ? `，请在 ${one.due.replaceAll('-', '.')} 前交齐` : '';
  return [
    one.missing.length
      ? line('miss', `还缺 ${one.missing.length} 样${due}：`, 'Still missing', one.missing)
      : line('have', '材料已经齐了', 'Nothing is missing', []),
    one.checked.length
      ? line('have', '已经核过，不用再交：', 'Checked, not needed again', one.checked)
      : null,
  ].filter(Boolean);
}

function offerKey(one, offer, most) {
  const [picture, zh, english, sub, subEn] = OFFERS[offer.offer];
  const button = make(
    'button',
    { type: 'button', class: 'offer', 'data-offer': offer.offer, disabled: Boolean(offer.refused) },
    icon(picture),
    make('span', { class: 'name' }, zh, ' ', en(english)),
    ...(offer.refused
      ? [make('span', { class: 'where' }, offer.refused.zh, en(offer.refused.en))]
      : [whereOf(one, offer), make('span', { class: 'sub' }, sub, en(subEn))]),
    ...(offer.refused ? [] : [waitOf(offer), barOf(offer, most)]),
  );
  return key(button, () => take(one, offer));
}

/** The window that is kept and until when; else which windows there are. */
function whereOf(one, offer) {
  const zone = panel.board?.zone;
  if (offer.window) {
    const until = offer.until ? `，留到 ${hourOf(Date.parse(offer.until), zone)}` : '';
    const till = offer.until ? `, kept until ${hourOf(Date.parse(offer.until), zone)}` : '';
    return make(
      'span',
      { class: 'where' },
      '回到 ',
      make('b', { class: 'num' }, two(offer.window)),
      ` 号窗口${until}`,
      en(`Window ${offer.window}${till}`),
    );
  }
  const open = (panel.board?.windows ?? [])
    .filter((w) => w.services.includes(one.service) && w.face !== 'CLOSED')
    .slice(0, 5);
  if (offer.offer === 'RESUME')
    return make(
      'span',
      { class: 'where' },
      '原窗口现在没开，和大家一样等',
      en('The window is closed now; you wait as everybody'),
    );
  return make(
    'span',
    { class: 'where' },
    ...(open.length ? [`${open.map((w) => two(w.window)).join('、')} 号窗口`] : ['等叫号']),
    en(open.length ? `Windows ${open.map((w) => w.window).join(', ')}` : 'As called'),
  );
}

/**
 * The range where it is known, and the people ahead; nobody is before the one that a window is
 * kept for.
 */
function waitOf(offer) {
  const range = minutesOf(offer.wait);
  if (range && offer.window) return make('span', { class: 'mins' }, ...rangeParts(range));
  const ahead = offer.ahead
    ? make('span', { class: 'before' }, `前面 ${offer.ahead} 人 `, en(`${offer.ahead} ahead`))
    : make('span', { class: 'before' }, '前面没有人 ', en('nobody ahead'));
  return make('span', { class: 'mins' }, ...(range ? rangeParts(range) : []), ahead);
}

const SVG = 'http://www.w3.org/2000/svg';

/** Both waits on one scale of time; decoration, the range is said in words. */
function barOf(offer, most) {
  const range = minutesOf(offer.wait);
  if (!range || !most) return null;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'range');
  svg.setAttribute('viewBox', '0 0 100 10');
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-hidden', 'true');
  const part = (kind, from, to) => {
    const rect = document.createElementNS(SVG, 'rect');
    rect.setAttribute('class', kind);
    rect.setAttribute('x', String((100 * from) / most));
    rect.setAttribute('width', String((100 * (to - from)) / most));
    rect.setAttribute('height', '10');
    svg.append(rect);
  };
  part('track', 0, most);
  const from = Math.min(range.from, most * 0.96);
  part('span', from, Math.max(range.to, from + most * 0.04));
  return svg;
}

function take(one, offer) {
  if (at() !== 'case') return;
  const body = { service: one.service, case: one.case, offer: offer.offer };
  const service = panel.board?.services.find((s) => s.code === one.service) ?? {
    code: one.service,
    name: nameOf(one),
    nameEn: one.serviceNameEn ?? '',
  };
  takeNumber('/api/tickets', body, (taken) => showTicket(taken, [service]), goHome);
}

key($('#other-case'), () => {
  if (found.length > 1 && at() === 'case') showFound(found);
  else goHome();
});
for (const button of document.querySelectorAll('.leave')) key(button, () => goHome());
