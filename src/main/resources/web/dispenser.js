import {
  bindCart,
  forgetCart,
  hasRoom,
  isChoosing,
  placeOf,
  toggleChosen,
} from './dispenser-cart.js';
import { attract, greet, isAttracting } from './dispenser-attract.js';
import { bindCard, cardNews, forgetCard, lookCard } from './dispenser-card.js';
import { bindCases } from './dispenser-case.js';
import { bindCheckIn } from './dispenser-check-in.js';
import { bindElsewhere, chooseWhere } from './dispenser-elsewhere.js';
import { forgetEntry } from './dispenser-entry.js';
import { at, go, guides, isServed, key, panel, takeNumber, touched } from './dispenser-panel.js';
import { bindSearch } from './dispenser-search.js';
import { forgetTicket, redrawTicket, showTicket } from './dispenser-ticket.js';
import { icon, iconOf } from './icons.js';
import { follow, now } from './live.js';
import { $, fill, hourOf, make, read, say } from './page.js';
import { minutesOf, rangeLarge, rangeWords } from './waits.js';
import { beside, exchange, hallOf, other, rich, t, words, wordsIn } from './words.js';

/** Services on one page, beside the other doors; in large type fewer fit. */
const PAGE_SIZE = matchMedia('(orientation: landscape)').matches ? 12 : 8;
const PAGE_SIZE_LARGE = matchMedia('(orientation: landscape)').matches ? 4 : 3;

/** Nobody touches the panel: type and page go back to what the next visitor expects. */
const IDLE_MS = 60000;

/** Pages that a lost line makes useless; a ticket and a request under way stay. */
const NEEDS_LINE = [
  ...['wait', 'home', 'closed', 'refused', 'entry', 'finding', 'cases', 'case'],
  ...['mine', 'reading', 'replace', 'where', 'search'],
];

const LEFT_BY_ESCAPE = 'ticket refused entry cases case mine replace where kept search'.split(' ');

const ASK = 'dispenser.what-do-you-need-today';
const ELSEWHERE = 'dispenser.which-matter-elsewhere';

/** Which dispenser this page is, as the address says; its card reader is told of here. */
const NAMED = new URLSearchParams(location.search).get('at') ?? '';
const DISPENSER = /^[a-z0-9][a-z0-9-]{0,31}$/.test(NAMED) ? NAMED : 'main';

/** How often the expected waits are asked for; they are the same for some seconds. */
const WAITS_MS = 15000;

let waits = new Map(); // expected wait by service; nothing where nothing is known
let touchedAt = performance.now();
let page = 0;
let away = false; // the next service is asked for in other halls
let drawnKeys = ''; // what the keys on the page say

const isLarge = () => document.body.classList.contains('large');

function home() {
  forgetTicket();
  forgetEntry();
  forgetCart();
  forgetCard();
  panel.priority = '';
  away = false;
  if (panel.lost) {
    go('offline');
    return;
  }
  if (!panel.board) {
    go('wait');
    return;
  }
  go(isTaking() ? 'home' : 'closed');
  draw();
}

const isTaking = () => guides() || panel.board.services.some((service) => service.taking);

/** Whether the next service is asked for in other halls. */
const isAway = () => away || guides();

function touch() {
  touchedAt = performance.now();
  greet();
  touched();
}

function draw() {
  if (!panel.board) return;
  const name = hallOf(panel.board);
  say($('#hall'), t(name));
  say($('.hall .beside'), other(other(name) === t(name) ? 'common.government-hall' : name));
  $('.hall .beside').lang = other('language.tag');
  $('#elsewhere').hidden = !panel.board.district || guides();
  for (const id of ['#several', '#check-in', '#foot']) $(id).hidden = guides();
  $('#elsewhere').setAttribute('aria-pressed', String(away));
  if (!isChoosing() && !isAttracting())
    fill($('#ask'), wordsIn(guides() ? 'dispenser.which-matter-we-show' : away ? ELSEWHERE : ASK));
  drawServices();
  drawClasses();
  fill(
    $('#closed-why'),
    ...panel.board.services
      .slice(0, 8)
      .map((service) =>
        make('li', {}, t(service), make('span', {}, t(service.closedWhy ?? 'common.not-open'))),
      ),
  );
}

function drawServices() {
  const size = isLarge() ? PAGE_SIZE_LARGE : PAGE_SIZE;
  const pages = Math.max(1, Math.ceil(panel.board.services.length / size));
  page = Math.min(page, pages - 1);
  $('#pager').hidden = pages === 1;
  $('#before').disabled = page === 0;
  $('#after').disabled = page === pages - 1;
  say($('#page'), `${page + 1} / ${pages}`);
  const rows = panel.board.services.slice(page * size, (page + 1) * size);
  const look = JSON.stringify(rows.map((s) => [s.code, s.name, s.nameEn, s.taking]));
  if (look !== drawnKeys) {
    // else only the counts: a key that is being pressed must not be put anew
    drawnKeys = look;
    const focused = document.activeElement?.dataset?.code;
    fill($('#services'), ...rows.map((service) => make('li', {}, serviceKey(service))));
    if (focused) $(`[data-code="${CSS.escape(focused)}"]`)?.focus();
  }
  for (const service of rows) drawService(service);
}

/** What changes on a key while it stays: the wait, and whether it is among the chosen. */
function drawService(service) {
  const button = $(`[data-code="${CSS.escape(service.code)}"]`);
  fill($('.wait', button), ...waitOf(service));
  const place = placeOf(service.code);
  button.disabled = (!service.taking && !isAway()) || (isChoosing() && !place && !hasRoom());
  button.classList.toggle('chosen', place > 0);
  if (isChoosing()) button.setAttribute('aria-pressed', String(place > 0));
  else button.removeAttribute('aria-pressed');
  say($('.letter', button), place ? `${place}` : guides() ? '' : service.prefix);
}

/** One tap says "I am elderly", another takes it back; the number is taken as ever. */
function drawClasses() {
  const row = $('#classes');
  row.hidden = panel.board.classes.length === 0 || guides();
  const codes = panel.board.classes.map((one) => one.code).join();
  if (row.dataset.codes !== codes) {
    row.dataset.codes = codes;
    const title = words('dispenser.i-am');
    fill(row, title, ...panel.board.classes.map(classKey));
  }
  for (const button of row.querySelectorAll('button'))
    button.setAttribute('aria-pressed', String(button.dataset.class === panel.priority));
}

function classKey(one) {
  const button = make('button', { type: 'button', 'data-class': one.code }, wordsIn(one));
  key(button, () => {
    panel.priority = panel.priority === one.code ? '' : one.code;
    drawClasses();
  });
  return button;
}

function serviceKey(service) {
  const button = make(
    'button',
    {
      type: 'button',
      class: service.name.length > 6 ? 'svc longer' : 'svc',
      'data-code': service.code,
      disabled: !service.taking && !isAway(),
    },
    iconOf(service),
    make('span', { class: 'letter num' }, service.prefix),
    make('span', { class: 'name both' }, wordsIn(service)),
    make('span', { class: 'wait' }),
  );
  key(button, () => {
    if (isChoosing()) toggleChosen(service.code);
    else take(service);
  });
  return button;
}

function waitOf(service) {
  if (guides()) return wordsIn('dispenser.see-where');
  if (!service.taking) return wordsIn(service.closedWhy ?? 'common.not-open');
  if (service.waiting === 0 && !isServed(service.code)) return wordsIn('dispenser.no-window-open');
  if (service.waiting === 0)
    return [make('b', { class: 'none' }, t('dispenser.no-wait')), ' ', beside('dispenser.no-wait')];
  const range = minutesOf(waits.get(service.code));
  const waiting = (count) => ({ key: 'dispenser.waiting', values: { count } });
  const large = make('b', {}, String(service.waiting));
  if (!range) return [rich(waiting(large)), ' ', beside(waiting(service.waiting))];
  return [
    make(
      'span',
      { class: 'ranged' },
      rich(waiting(large)),
      make('span', { class: 'sep' }),
      rangeLarge(range),
    ),
    beside('dispenser.list', { of: [waiting(service.waiting), rangeWords(range)] }),
  ];
}

function take(service) {
  if (at() !== 'home' && at() !== 'search') return;
  const body = { service: service.code };
  const stay = () =>
    takeNumber('/api/tickets', body, (taken) => showTicket(taken, [service]), home);
  if (panel.board.district) chooseWhere(service, isAway(), stay);
  else stay();
}

/** Asks for the expected waits while the services stand on the panel. */
async function lookWaits() {
  if (at() === 'home' || waits.size === 0) {
    const told = await read('/api/waits');
    waits = new Map((told ?? []).map((one) => [one.service, one.wait]));
    if (at() === 'home') draw();
  }
  setTimeout(lookWaits, WAITS_MS);
}

function toggle(id, name) {
  key($(id), () => {
    const on = document.body.classList.toggle(name);
    $(id).setAttribute('aria-pressed', String(on));
    page = 0;
    draw();
  });
}

function reset() {
  for (const [id, name] of [
    ['#large', 'large'],
    ['#contrast', 'strong'],
  ]) {
    document.body.classList.remove(name);
    $(id).setAttribute('aria-pressed', 'false');
  }
  if (isExchanged()) otherLanguage();
  page = 0;
  panel.priority = '';
  forgetCart();
  draw();
}

/** The next visitor finds the language that this dispenser begins with. */
const isExchanged = () => $('#other').getAttribute('aria-pressed') === 'true';

/** One tap: the two languages change places on all that stands here; nothing is loaded. */
function otherLanguage() {
  $('#other').setAttribute('aria-pressed', String(!isExchanged()));
  exchange();
  $('#other').lang = other('language.tag');
  say($('#other .lang'), other('language.short'));
  say($('#other .beside'), other('language.name'));
  drawnKeys = '';
  delete $('#classes').dataset.codes;
  $('#auto').dataset.left = '';
  redrawTicket();
  draw();
}

function tick() {
  const time = performance.now();
  lookCard();
  if (panel.board) say($('#clock'), hourOf(now(), panel.board.zone));
  if (panel.homeAt && time >= panel.homeAt) {
    home();
    reset();
  }
  if (panel.homeAt && at() === 'ticket') {
    const left = Math.ceil((panel.homeAt - time) / 1000);
    if (Number($('#auto').dataset.left) !== left) {
      $('#auto').dataset.left = String(left);
      fill($('#auto'), wordsIn('dispenser.closes-in', { left }));
    }
  }
  const left =
    document.body.classList.length > 0 || isExchanged() || panel.priority || isChoosing();
  if (at() !== 'home' || time - touchedAt <= IDLE_MS) return;
  if (left) reset();
  attract(panel.board, time);
}

for (const [id, name] of [
  ['#large', 'type'],
  ['#contrast', 'contrast'],
])
  $('.slot', $(id)).append(icon(name));
$('#offline-icon').append(icon('plug'));
$('#closed-icon').append(icon('moon'));
$('#refused-icon').append(icon('desk'));
$('#resume-icon').append(icon('again'));
toggle('#large', 'large');
toggle('#contrast', 'strong');
key($('#other'), otherLanguage);
key($('#done'), () => {
  home();
  reset();
});
key($('#back'), home);
key($('#before'), () => {
  page -= 1;
  drawServices();
});
key($('#after'), () => {
  page += 1;
  drawServices();
});
addEventListener('pointerdown', touch);
addEventListener('keydown', (event) => {
  touch();
  if (event.key === 'Escape' && LEFT_BY_ESCAPE.includes(at())) home();
});
bindCases(home);
bindCard(home);
bindCheckIn(home);
bindCart(draw, home);
bindSearch(take);
bindElsewhere(home);
key($('#elsewhere'), () => {
  away = !away;
  drawnKeys = '';
  draw();
});
home();
follow({
  board: (next) => {
    panel.board = next;
    if (at() === 'home' && isTaking()) draw();
    else if (['wait', 'home', 'closed'].includes(at())) home();
  },
  online: () => {
    panel.lost = false;
    if (at() === 'offline') home();
  },
  offline: () => {
    panel.lost = true;
    if (NEEDS_LINE.includes(at())) home();
  },
  dispenser: DISPENSER,
  card: cardNews,
  busy: () => !['wait', 'home', 'closed', 'offline'].includes(at()),
});
setInterval(tick, 250);
lookWaits();
