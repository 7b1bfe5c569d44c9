import { icon, iconOf } from './icons.js';
import { follow, now } from './live.js';
import { $, PRESS_MS, ask, en, fill, hourOf, make, read, say, show, two } from './page.js';

/** Services on one page, beside the row of priority classes; in large type half as many fit. */
const PAGE_SIZE = matchMedia('(orientation: landscape)').matches ? 12 : 10;
const PAGE_SIZE_LARGE = 4;

/** Home again after the ticket lay in the slot; after trouble there is more to read. */
const DONE_S = 20;
const TROUBLE_S = 60;
const REFUSED_S = 12;

/** Nobody touches the panel: type and page go back to what the next visitor expects. */
const IDLE_MS = 60000;

/** How often the ticket is asked whether its paper came out. */
const PRINT_LOOK_MS = 600;

/** Faults that stop the paper, and what a visitor is told of them. */
const PAPER_TROUBLE = {
  'PAPER-OUT': ['取号成功，但机器没有纸了', 'You have a number. The machine is out of paper.'],
  'COVER-OPEN': ['取号成功，但打印机盖没合好', 'You have a number. The printer is open.'],
  'CUTTER-JAM': ['取号成功，但打印机卡纸了', 'You have a number. The printer is jammed.'],
};
const PRINT_TROUBLE = [
  '取号成功，但号票没有打出来',
  'You have a number. The paper did not come out.',
];

let board = null;
let lost = false;
let ticket = null; // what is on the ticket page: number, service, print state
let homeAt = 0; // when the present page goes home, by performance.now(); 0: it stays
let pressedAt = -PRESS_MS;
let touchedAt = performance.now();
let page = 0;
let priority = ''; // the class that the visitor at the panel says to be in
let drawnKeys = ''; // what the keys on the page say

const at = () => document.body.dataset.at;
const isLarge = () => document.body.classList.contains('large');
const words = (zh, english) =>
  make('span', { class: 'both' }, make('span', { class: 'zh' }, zh), en(english));

/** Keys act on release and ignore a second press for a moment. */
function key(element, act) {
  element.addEventListener('click', () => {
    const time = performance.now();
    if (time - pressedAt < PRESS_MS) return;
    pressedAt = time;
    act();
  });
}

function go(state, seconds = 0) {
  homeAt = seconds ? performance.now() + seconds * 1000 : 0;
  show(state);
}

function home() {
  ticket = null;
  priority = '';
  if (lost) {
    go('offline');
    return;
  }
  if (!board) {
    go('wait');
    return;
  }
  const taking = board.services.some((service) => service.taking);
  go(taking ? 'home' : 'closed');
  draw();
}

function draw() {
  if (!board) return;
  say($('#hall'), board.hall);
  drawServices();
  drawClasses();
  fill(
    $('#closed-why'),
    ...board.services
      .slice(0, 8)
      .map((service) =>
        make('li', {}, service.name, make('span', {}, service.closedWhy?.zh ?? '未开放')),
      ),
  );
}

function drawServices() {
  const size = isLarge() ? PAGE_SIZE_LARGE : PAGE_SIZE;
  const pages = Math.max(1, Math.ceil(board.services.length / size));
  page = Math.min(page, pages - 1);
  $('#pager').hidden = pages === 1;
  $('#before').disabled = page === 0;
  $('#after').disabled = page === pages - 1;
  say($('#page'), `${page + 1} / ${pages}`);
  const rows = board.services.slice(page * size, (page + 1) * size);
  const look = JSON.stringify(rows.map((service) => [service.code, service.name, service.taking]));
  if (look !== drawnKeys) {
    // else only the counts: a key that is being pressed must not be put anew
    drawnKeys = look;
    const focused = document.activeElement?.dataset?.code;
    fill($('#services'), ...rows.map((service) => make('li', {}, serviceKey(service))));
    if (focused) $(`[data-code="${CSS.escape(focused)}"]`)?.focus();
  }
  for (const service of rows)
    fill($(`[data-code="${CSS.escape(service.code)}"] .wait`), ...waitOf(service));
}

/** One tap says "I am elderly", another takes it back; the number is taken as ever. */
function drawClasses() {
  const row = $('#classes');
  row.hidden = board.classes.length === 0;
  const codes = board.classes.map((one) => one.code).join();
  if (row.dataset.codes !== codes) {
    row.dataset.codes = codes;
    const title = words('优先办理', 'I am');
    fill(row, title, ...board.classes.map(classKey));
  }
  for (const button of row.querySelectorAll('button'))
    button.setAttribute('aria-pressed', String(button.dataset.class === priority));
}

function classKey(one) {
  const button = make(
    'button',
    { type: 'button', 'data-class': one.code },
    make('span', { class: 'zh' }, one.name),
    en(one.nameEn),
  );
  key(button, () => {
    priority = priority === one.code ? '' : one.code;
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
      disabled: !service.taking,
    },
    iconOf(service),
    make('span', { class: 'letter num' }, service.prefix),
    make(
      'span',
      { class: 'name both' },
      make('span', { class: 'zh' }, service.name),
      en(service.nameEn),
    ),
    make('span', { class: 'wait' }),
  );
  key(button, () => take(service));
  return button;
}

function waitOf(service) {
  if (!service.taking) return [service.closedWhy?.zh ?? '未开放', ' ', en(service.closedWhy?.en)];
  if (service.waiting === 0) return [make('b', { class: 'none' }, '不用等'), ' ', en('no wait')];
  return ['等 ', make('b', {}, String(service.waiting)), ' 人 ', en(`${service.waiting} waiting`)];
}

async function take(service) {
  if (at() !== 'home') return;
  go('asking');
  const claim = priority ? { class: priority } : {};
  const answer = await ask('/api/tickets', { service: service.code, ...claim });
  if (answer.status === 201) showTicket(answer.body, service);
  else refuse(answer);
}

function refuse(answer) {
  if (answer.status === 0) {
    home();
    return;
  }
  say($('#refused-zh'), answer.body?.title ?? '暂时取不了号');
  say($('#refused-en'), answer.body?.titleEn ?? 'No number can be taken at the moment');
  go('refused', REFUSED_S);
  $('#back').focus();
}

function showTicket(taken, service) {
  ticket = { number: taken.number, service, print: taken.printing ? 'ASKED' : 'NONE', cause: null };
  say($('#number'), taken.number);
  $('#number').className =
    taken.number.length > 5 ? 'num longest' : taken.number.length > 4 ? 'num long' : 'num';
  fill($('#what'), service.name, en(service.nameEn));
  say($('#ahead'), taken.ahead);
  const open =
    board?.windows.filter((w) => w.services.includes(service.code) && w.face !== 'CLOSED') ?? [];
  fill(
    $('#windows'),
    ...(open.length
      ? open.slice(0, 5).map((w) => make('b', { class: 'num' }, two(w.window)))
      : ['请等叫号']),
  );
  $('#qr').src = `${new URL(taken.link, location.href).pathname}/qr.svg`;
  go('ticket', DONE_S);
  drawPrint();
  $('#done').focus({ preventScroll: true });
}

/** The band, and what to do now; the paper is called printed only once the printer says so. */
function drawPrint() {
  const band = $('#band');
  const trouble = ticket.print === 'FAILED' || ticket.print === 'UNKNOWN';
  band.className = 'band';
  if (trouble) {
    const [zh, english] = PAPER_TROUBLE[ticket.cause] ?? PRINT_TROUBLE;
    band.classList.add('trouble');
    fill(
      band,
      icon('warn'),
      make(
        'div',
        {},
        words(zh, english),
        make('p', { class: 'note' }, '号码算数，不用重取。请做下面一样：'),
      ),
    );
  } else if (ticket.print === 'CONFIRMED') {
    band.classList.add('printed');
    fill(
      band,
      icon('printer'),
      words('号票已打好，请从下方取走', 'Printed. Please take your ticket below.'),
    );
  } else if (ticket.print === 'ASKED') {
    fill(band, icon('printer'), words('号已取好，正在打印', 'You have a number. Printing.'));
  } else {
    fill(
      band,
      icon('phone'),
      words('号已取好，请扫码或记住号码', 'You have a number. Scan it or remember it.'),
    );
  }
  drawWays(trouble || ticket.print === 'NONE');
  fill($('#done'), trouble ? words('我记住了', 'I have it') : words('好了', 'Done'));
  if (trouble) homeAt = performance.now() + TROUBLE_S * 1000;
}

function drawWays(noPaper) {
  const ways = noPaper
    ? [
        ['手机扫码，号票存在手机上', 'Scan: your phone keeps the ticket'],
        ['记住号码，叫到时去窗口', 'Remember the number; go when it is called'],
        ['不放心，到总服务台说一声', 'In doubt, tell the service desk'],
      ]
    : [
        ['请坐下等', 'Please take a seat'],
        ['看大屏、听广播，叫到再去窗口', 'Watch the display; go when called'],
        ['出去走走，请用手机看排队', 'If you step out, follow it on your phone'],
      ];
  fill(
    $('#ways'),
    ...ways.map(([zh, english], i) =>
      make('li', {}, make('b', { class: 'num' }, String(i + 1)), words(zh, english)),
    ),
  );
}

/** Asks the ticket how it stands while its page is open. */
async function look() {
  if (at() === 'ticket' && ticket) {
    const number = ticket.number;
    const state = await read(`/api/tickets/${number}`);
    if (state && ticket?.number === number) {
      say($('#ahead'), state.ahead);
      if (state.print.state !== ticket.print) {
        ticket.print = state.print.state;
        if (ticket.print === 'FAILED' || ticket.print === 'UNKNOWN')
          ticket.cause = await paperFault();
        if (ticket?.number === number) drawPrint();
      }
    }
  }
  setTimeout(look, PRINT_LOOK_MS);
}

async function paperFault() {
  const faults = (await read('/api/faults')) ?? [];
  return faults.map((fault) => fault.code).find((code) => code in PAPER_TROUBLE) ?? null;
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
    ['#english', 'english'],
  ]) {
    document.body.classList.remove(name);
    $(id).setAttribute('aria-pressed', 'false');
  }
  page = 0;
  priority = '';
  draw();
}

function tick() {
  const time = performance.now();
  if (board) say($('#clock'), hourOf(now(), board.zone));
  if (homeAt && time >= homeAt) {
    home();
    reset();
  }
  if (homeAt && at() === 'ticket') {
    const left = Math.ceil((homeAt - time) / 1000);
    say($('#auto-zh'), `${left} 秒后自动返回，号码不会作废。`);
    say($('#auto-en'), `Closes in ${left} s. The number stays valid.`);
  }
  if (at() === 'home' && time - touchedAt > IDLE_MS && (document.body.classList.length || priority))
    reset();
}

for (const [id, name] of [
  ['#large', 'type'],
  ['#contrast', 'contrast'],
])
  $('.slot', $(id)).append(icon(name));
$('#offline-icon').append(icon('plug'));
$('#closed-icon').append(icon('moon'));
$('#refused-icon').append(icon('desk'));
toggle('#large', 'large');
toggle('#contrast', 'strong');
toggle('#english', 'english');
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
addEventListener('pointerdown', () => {
  touchedAt = performance.now();
});
addEventListener('keydown', (event) => {
  touchedAt = performance.now();
  if (event.key === 'Escape' && (at() === 'ticket' || at() === 'refused')) home();
});
home();
follow({
  board: (next) => {
    board = next;
    if (['wait', 'home', 'closed'].includes(at())) home();
  },
  online: () => {
    lost = false;
    if (at() === 'offline') home();
  },
  offline: () => {
    lost = true;
    if (['wait', 'home', 'closed', 'refused'].includes(at())) home();
  },
  busy: () => at() === 'ticket' || at() === 'asking',
});
setInterval(tick, 250);
look();
