/** The service desk (总服务台): takes numbers for anyone, finds them, and puts them right. */

import { staff } from './account.js';
import { follow, now } from './live.js';
import { $, ask, en, fill, hourOf, make, read, say } from './page.js';
import { beginTaking, drawTaking, isAgain, nameOf, take, tell, words } from './service-desk-take.js';
import { minutesOf, rangeWords } from './waits.js';

const NUMBER = /^[A-Z]{1,2}\d{3,4}$/;

/** What a person at the desk says of a ticket that is in this state. */
const STATES = {
  EARLY: ['未到预约时段', 'The slot has not begun'],
  WAITING: ['正在等候', 'Waiting'],
  RESERVED: ['为窗口保留', 'Kept for a window'],
  CALLED: ['已叫号，请到窗口', 'Called'],
  SERVING: ['正在办理', 'Being served'],
  DELAYED: ['过号，排后几位', 'Missed; a few places back'],
  AWAY: ['过号，等重新签到', 'Missed; must check in again'],
  HELD: ['已挂起', 'On hold'],
  DONE: ['已办结', 'Done'],
  GONE: ['已作废', 'Out'],
};

let board = null;
let found = null; // the ticket on the page

/* finding */

async function search(text) {
  const wanted = text.trim().toUpperCase();
  tell('');
  if (NUMBER.test(wanted)) return showTicket(wanted);
  const file = await read(`/api/cases/${encodeURIComponent(text.trim())}`);
  if (file) return showCases([file]);
  const { status, body } = await ask('/api/cases/find', { identity: text.trim() });
  const files = status === 200 ? body : [];
  if (files.length) return showCases(files);
  found = null;
  fill($('#found'));
  tell('没有找到。请核对号码、材料单编号或证件号。Nothing found.', true);
}

async function showTicket(number) {
  const ticket = await read(`/api/tickets/${number}`);
  found = ticket;
  if (!ticket) {
    fill($('#found'));
    tell(`今天没有 ${number} 号。There is no such ticket today.`, true);
    return;
  }
  drawTicket();
}

function drawTicket() {
  const ticket = found;
  const [zh, english] = STATES[ticket.state];
  const range = minutesOf(ticket.wait);
  const fact = (word, value) =>
    make('div', {}, make('dt', {}, word), make('dd', { class: 'num' }, value));
  const items = [ticket.service, ...(ticket.items ?? [])].map(nameOf).join('、');
  const ofClass = board?.classes.find((known) => known.code === ticket.class);
  fill(
    $('#found'),
    make(
      'article',
      { class: 'ticket' },
      make(
        'p',
        { class: 'head' },
        make('strong', { class: 'num', id: 'number' }, ticket.number),
        make('span', { class: 'stands', id: 'state' }, zh, ' ', en(english)),
      ),
      make(
        'dl',
        { class: 'facts' },
        fact('业务 Service', items),
        fact('取号 Taken', hourOf(Date.parse(ticket.takenAt), board.zone)),
        ticket.state === 'WAITING' ? fact('前面 Ahead', `${ticket.ahead} 人`) : null,
        range ? fact('预计 Expected', rangeWords(range)[0]) : null,
        ticket.window ? fact('窗口 Window', `${ticket.window}`) : null,
        ofClass ? fact('类别 Class', ofClass.name) : null,
        ticket.noShows ? fact('过号 Missed', `${ticket.noShows} 次`) : null,
      ),
      acts(ticket),
      make('div', { id: 'more', class: 'more-ask', hidden: true }),
    ),
  );
}

function acts(ticket) {
  const waiting = ticket.state === 'WAITING';
  const over = ticket.state === 'DONE' || ticket.state === 'GONE';
  const act = (word, english, run, fits = true) =>
    fits
      ? make('button', { type: 'button', class: 'btn', onclick: run }, word, ' ', en(english))
      : null;
  return make(
    'p',
    { class: 'acts', id: 'acts' },
    act('补打', 'Reprint', () => command('reprint', {}, '已让打印机补打'), !over),
    act('改办', 'Other service', redirect, waiting),
    act('并号', 'Join another', join, waiting),
    act('优先', 'Priority', grant, waiting),
    act('置顶', 'Call next', expedite, waiting),
    act(
      '重新签到',
      'Check in again',
      () => command('check-in', {}, '已重新签到'),
      ticket.state === 'AWAY' || ticket.state === 'DELAYED',
    ),
    act('作废', 'Cancel', abandon, !over),
  );
}

/** Asks the hall and shows the ticket as it stands then. */
async function command(what, body, done) {
  if (isAgain()) return;
  const { number } = found;
  const { status, body: told } = await ask(`/api/tickets/${number}/${what}`, body, () =>
    tell('正在联系服务器，请稍候。Asking again.'),
  );
  if (status === 200) tell(`${number} ${done}`);
  else tell(words(told) ?? '没有办成，请再试。Not done; try again.', true);
  await showTicket(number);
}

/** One more thing to be said before a command; Escape leaves it. */
function question(label, field, word, answer) {
  const more = $('#more');
  more.hidden = false;
  field.id = 'more-field';
  fill(
    more,
    make(
      'form',
      {
        onsubmit: (event) => {
          event.preventDefault();
          if (field.value.trim()) answer(field.value.trim());
        },
      },
      make('label', { for: 'more-field' }, label),
      make(
        'div',
        { class: 'ask' },
        field,
        make('button', { class: 'btn first-key', type: 'submit' }, word),
      ),
    ),
  );
  field.focus();
}

const line = (max) => make('input', { maxlength: max, autocomplete: 'off', required: true });

const choice = (options) =>
  make(
    'select',
    {},
    ...options.map(([value, text]) => make('option', { value }, text)),
  );

function redirect() {
  const others = board.services.filter(
    (service) => service.taking && service.code !== found.service,
  );
  question(
    '改办哪项业务？等过的时间算数。 Which service? The wait so far counts.',
    choice(others.map((service) => [service.code, `${service.prefix} ${service.name}`])),
    '改办',
    (service) => command('redirect', { service }, `已改办${nameOf(service)}`),
  );
}

function join() {
  question(
    '并入哪一张？那张号票结束，业务排在这张后面。 Which other ticket? It ends here.',
    line(6),
    '并号',
    (other) => command('join', { other: other.toUpperCase() }, `已并入 ${other.toUpperCase()}`),
  );
}

function grant() {
  question(
    '优先类别 Priority class',
    choice(board.classes.map((known) => [known.code, known.name])),
    '优先',
    (code) => command('priority', { class: code }, '已按优先类别排队'),
  );
}

function expedite() {
  question('置顶理由（会记录） Why; it is kept', line(200), '置顶', (reason) =>
    command('expedite', { reason }, '下一个就叫'),
  );
}

function abandon() {
  question('作废理由（会记录） Why; it is kept', line(200), '作废', (reason) =>
    command('abandon', { reason }, '已作废'),
  );
}

function showCases(files) {
  found = null;
  fill(
    $('#found'),
    ...files.map((file) =>
      make(
        'article',
        { class: 'ticket' },
        make(
          'p',
          { class: 'head' },
          make('strong', {}, file.serviceName ?? nameOf(file.service)),
          make('span', { class: 'stands' }, `第 ${file.visits} 次来 `, en(`visit ${file.visits}`)),
        ),
        file.missing.length ? make('p', {}, `还缺：${file.missing.join('、')}`) : null,
        make('p', {}, `办理窗口 ${file.window}`),
        make(
          'p',
          { class: 'acts' },
          make(
            'button',
            { type: 'button', class: 'btn first-key', onclick: () => resume(file) },
            '取号继续办 ',
            en('Take a number for it'),
          ),
        ),
      ),
    ),
  );
}

const resume = (file) => take(file.service, { case: file.case, offer: 'RESUME' });

function draw(next) {
  board = next;
  say($('#hall'), board.hall);
  say($('#clock'), hourOf(now(), board.zone));
  drawTaking(board);
}

$('#find').addEventListener('submit', (event) => {
  event.preventDefault();
  search($('#what').value);
});

/** Function keys only, so that no input method swallows them. */
document.addEventListener('keydown', (event) => {
  if (event.key === 'F2') $('#what').select();
  else if (event.key === 'F4') $('#services .btn')?.focus();
  else if (event.key === 'Escape') {
    $('#more')?.setAttribute('hidden', '');
    $('#what').focus();
  } else return;
  event.preventDefault();
});

staff();
follow({
  board: draw,
  offline: (since) => {
    $('#gone').hidden = false;
    say(
      $('#gone'),
      `${hourOf(since, board?.zone ?? 'Asia/Shanghai')} 起连接断开，正在重连。号票照常有效。Reconnecting.`,
    );
  },
  online: () => ($('#gone').hidden = true),
});
beginTaking(showTicket);
