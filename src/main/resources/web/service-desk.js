/** The service desk (总服务台): takes numbers for anyone, finds them, and puts them right. */

import { staff } from './account.js';
import { follow, now } from './live.js';
import { $, ask, fill, hourOf, make, read, say } from './page.js';
import { followElsewhere } from './other-halls.js';
import {
  beginTaking,
  drawTaking,
  isAgain,
  nameOf,
  take,
  tell,
  whyNot,
} from './service-desk-take.js';
import { minutesOf, rangeWords } from './waits.js';
import { both, hallOf, t } from './words.js';

const NUMBER = /^[A-Z]{1,2}\d{3,4}$/;

/** What a person at the desk says of a ticket that is in this state. */
const STATES = {
  EARLY: 'desk.the-slot-has-not-begun',
  WAITING: 'desk.waiting',
  RESERVED: 'desk.kept-for-a-window',
  CALLED: 'desk.called',
  SERVING: 'common.being-served',
  DELAYED: 'desk.missed-a-few-places-back',
  AWAY: 'desk.missed-must-check-in-again',
  HELD: 'desk.on-hold',
  DONE: 'desk.done',
  GONE: 'desk.out',
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
  tell(t('desk.nothing-found'), true);
}

async function showTicket(number) {
  const ticket = await read(`/api/tickets/${number}`);
  found = ticket;
  if (!ticket) {
    fill($('#found'));
    tell(t('desk.no-such-today', { number }), true);
    return;
  }
  drawTicket();
}

function drawTicket() {
  const ticket = found;
  const range = minutesOf(ticket.wait);
  const fact = (what, value) =>
    make('div', {}, make('dt', {}, t(what)), make('dd', { class: 'num' }, value));
  const items = [ticket.service, ...(ticket.items ?? [])].map(nameOf).join(t('language.comma'));
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
        make('span', { class: 'stands', id: 'state' }, both(STATES[ticket.state])),
      ),
      make(
        'dl',
        { class: 'facts' },
        fact('common.service', items),
        fact('common.taken', hourOf(Date.parse(ticket.takenAt), board.zone)),
        ticket.state === 'WAITING'
          ? fact('desk.ahead', t('common.people-count', { count: ticket.ahead }))
          : null,
        range ? fact('desk.expected', t(rangeWords(range))) : null,
        ticket.window ? fact('desk.window', `${ticket.window}`) : null,
        ofClass ? fact('desk.class', t(ofClass)) : null,
        ticket.noShows
          ? fact('desk.missed', t('desk.person-times', { count: ticket.noShows }))
          : null,
      ),
      acts(ticket),
      make('div', { id: 'more', class: 'more-ask', hidden: true }),
    ),
  );
}

function acts(ticket) {
  const waiting = ticket.state === 'WAITING';
  const over = ticket.state === 'DONE' || ticket.state === 'GONE';
  const act = (what, run, fits = true) =>
    fits ? make('button', { type: 'button', class: 'btn', onclick: run }, both(what)) : null;
  return make(
    'p',
    { class: 'acts', id: 'acts' },
    act('desk.reprint', () => command('reprint', {}, 'desk.is-printed-again'), !over),
    act('desk.other-service', redirect, waiting),
    act('desk.join-another', join, waiting),
    act('desk.priority', grant, waiting),
    act('desk.call-next', expedite, waiting),
    act(
      'desk.check-in-again',
      () => command('check-in', {}, 'desk.is-checked-in-again'),
      ticket.state === 'AWAY' || ticket.state === 'DELAYED',
    ),
    act('desk.cancel', abandon, !over),
  );
}

/** Asks the hall and shows the ticket as it stands then. */
async function command(what, body, done, values = {}) {
  if (isAgain()) return;
  const { number } = found;
  const { status, body: told } = await ask(`/api/tickets/${number}/${what}`, body, () =>
    tell(t('desk.asking-again')),
  );
  if (status === 200) tell(t('desk.done-to', { number, done: { key: done, values } }));
  else tell(whyNot(told) ?? t('desk.not-done-try-again'), true);
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
  make('select', {}, ...options.map(([value, text]) => make('option', { value }, text)));

function redirect() {
  const others = board.services.filter(
    (service) => service.taking && service.code !== found.service,
  );
  question(
    t('desk.which-service-the-wait-so-far'),
    choice(others.map((service) => [service.code, `${service.prefix} ${t(service)}`])),
    t('desk.change'),
    (service) =>
      command('redirect', { service }, 'desk.is-changed-to', { service: nameOf(service) }),
  );
}

function join() {
  question(t('desk.which-other-ticket-it-ends-here'), line(6), t('desk.join'), (typed) => {
    const into = { other: typed.toUpperCase() };
    command('join', into, 'desk.is-joined-to', into);
  });
}

function grant() {
  question(
    t('desk.priority-class'),
    choice(board.classes.map((known) => [known.code, t(known)])),
    t('desk.give-priority'),
    (code) => command('priority', { class: code }, 'desk.waits-with-its-class'),
  );
}

function expedite() {
  question(t('desk.why-first'), line(200), t('desk.put-first'), (reason) =>
    command('expedite', { reason }, 'desk.is-called-next'),
  );
}

function abandon() {
  question(t('desk.why-cancel'), line(200), t('desk.cancel-it'), (reason) =>
    command('abandon', { reason }, 'desk.is-cancelled'),
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
          make('strong', {}, nameOf(file.service, file.serviceName)),
          make('span', { class: 'stands' }, both('desk.visit', { visits: file.visits })),
        ),
        file.missing.length ? make('p', {}, t('desk.missing', file)) : null,
        make('p', {}, t('desk.at-window', file)),
        make(
          'p',
          { class: 'acts' },
          make(
            'button',
            { type: 'button', class: 'btn first-key', onclick: () => resume(file) },
            both('desk.take-a-number-for-it'),
          ),
        ),
      ),
    ),
  );
}

const resume = (file) => take(file.service, { case: file.case, offer: 'RESUME' });

function draw(next) {
  board = next;
  say($('#hall'), t(hallOf(board)));
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
    const time = hourOf(since, board?.zone ?? 'Asia/Shanghai');
    say($('#gone'), t('desk.offline', { time }));
  },
  online: () => ($('#gone').hidden = true),
});
beginTaking(showTicket);
followElsewhere(() => board?.zone);
