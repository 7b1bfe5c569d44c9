import { ROLES } from './account.js';
import { $, ask, en, fill, make, read, say, show } from './page.js';

/** Signing in, a password of one's own, and the first administrator. */

const asked = new URLSearchParams(location.search);

/** Where somebody came from who had to sign in: a page of this hall and no other address. */
function whereTo() {
  const to = asked.get('to') ?? '';
  return /^\/(?![/\\])/.test(to) ? to : null;
}

const WHY = { over: ['登录已过期，请再登录一次', 'Your sign-in is over; sign in again'] };

let busy = false;

function complain(zh, english) {
  const no = $('#no');
  no.hidden = false;
  fill(no, `${zh} `, en(english));
}

/** Sends once; the key is grey until the answer is there. */
async function send(form, path, body) {
  if (busy) return null;
  busy = true;
  $('#no').hidden = true;
  const key = $('.go', form);
  key.disabled = true;
  const answer = await ask(path, body, () =>
    complain('还没有回音，再等一下', 'No answer yet; one moment'),
  );
  busy = false;
  key.disabled = false;
  if (answer.status === 200) {
    $('#no').hidden = true;
    return answer.body;
  }
  complain(
    answer.body?.title ?? '连不上续号，请稍后再试',
    answer.body?.titleEn ?? 'No connection; try again',
  );
  return null;
}

function empty(...ids) {
  for (const id of ids) $(`#${id}`).value = '';
  $(`#${ids[0]}`).focus();
}

function state(name, focus) {
  show(name);
  if (focus) $(focus).focus();
}

function entered(told) {
  if (told.temporary) {
    $('#old').value = $('#password').value;
    state('own', $('#old').value ? '#fresh' : '#old');
    return;
  }
  const to = whereTo();
  if (to) location.replace(to);
  else begin();
}

$('#enter').addEventListener('submit', async (event) => {
  event.preventDefault();
  const body = { name: $('#name').value, password: $('#password').value };
  const told = await send($('#enter'), '/api/session', body);
  if (told) entered(told);
  else empty('password');
});

/** Typed twice alike, or it is said. */
function alike(one, other) {
  if ($(one).value === $(other).value) return true;
  complain('两次输入的密码不一样', 'The two passwords differ');
  $(other).focus();
  return false;
}

$('#own').addEventListener('submit', async (event) => {
  event.preventDefault();
  if (!alike('#fresh', '#again')) return;
  const body = { old: $('#old').value, password: $('#fresh').value };
  const told = await send($('#own'), '/api/session/password', body);
  if (told) entered(told);
});

$('#first').addEventListener('submit', async (event) => {
  event.preventDefault();
  if (!alike('#first-password', '#first-again')) return;
  const body = {
    code: $('#code').value,
    name: $('#first-name').value,
    password: $('#first-password').value,
  };
  const told = await send($('#first'), '/api/administrator', body);
  if (told) entered(told);
});

$('#change').addEventListener('click', () => {
  $('#own-why').hidden = true;
  state('own', '#old');
});

$('#out').addEventListener('click', async () => {
  await ask('/api/session/end', {});
  begin();
});

function door(path, zh, english) {
  return make('li', {}, make('a', { href: path }, zh, en(english)));
}

function signedIn(told) {
  say($('#who'), told.name);
  fill($('#roles'), told.roles.map((role) => ROLES[role][0]).join('、'));
  const back = whereTo();
  fill(
    $('#doors'),
    back ? door(back, '回到刚才的页面', 'Back') : null,
    told.roles.includes('ADMINISTRATOR') ? door('/accounts', '帐号', 'Accounts') : null,
    door('/', '首页', 'Start page'),
  );
  state('in');
}

function demonstration(shown) {
  $('#demo').hidden = false;
  fill(
    $('#shown'),
    ...shown.map((one) =>
      make(
        'li',
        {},
        make(
          'button',
          {
            type: 'button',
            'data-name': one.name,
            onclick: () => {
              $('#name').value = one.name;
              $('#password').value = one.password;
              show('enter');
              $('#enter').requestSubmit();
            },
          },
          one.roles.map((role) => ROLES[role][0]).join('、'),
          en(`${one.name} / ${one.password}`),
        ),
      ),
    ),
  );
}

async function begin() {
  const told = await read('/api/session');
  if (!told) {
    complain('连不上续号，自动重试', 'No connection; trying again');
    setTimeout(begin, 1000);
    return;
  }
  $('#no').hidden = true;
  if (told.demo) demonstration(told.demo);
  if (told.temporary) state('own', '#old');
  else if (told.signedIn) signedIn(told);
  else if (told.first || asked.has('code')) state('first', '#code');
  else state('enter', '#name');
}

const why = WHY[asked.get('why')];
if (why) {
  $('#why').hidden = false;
  fill($('#why'), `${why[0]} `, en(why[1]));
}
read('/api/board').then((board) => say($('#hall'), board?.hall ?? ''));
begin();
