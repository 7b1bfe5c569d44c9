import { ROLES } from './account.js';
import { $, ask, fill, make, read, say, show } from './page.js';
import { both, hallOf, t } from './words.js';

/** Signing in, a password of one's own, and the first administrator. */

const asked = new URLSearchParams(location.search);

/** Where somebody came from who had to sign in: a page of this hall and no other address. */
function whereTo() {
  const to = asked.get('to') ?? '';
  return /^\/(?![/\\])/.test(to) ? to : null;
}

const WHY = {
  over: 'sign-in.your-sign-in-is-over-sign',
  'openid-wrong': 'sign-in.openid-wrong',
  'openid-busy': 'sign-in.openid-busy',
  'openid-over': 'sign-in.openid-over',
  'openid-refused': 'sign-in.openid-refused',
  'openid-nobody': 'sign-in.openid-nobody',
  'openid-locked': 'sign-in.openid-locked',
};

let busy = false;

function complain(what) {
  const no = $('#no');
  no.hidden = false;
  fill(no, both(what));
}

/** Sends once; the key is grey until the answer is there. */
async function send(form, path, body) {
  if (busy) return null;
  busy = true;
  $('#no').hidden = true;
  const key = $('.go', form);
  key.disabled = true;
  const answer = await ask(path, body, () => complain('sign-in.no-answer-yet-one-moment'));
  busy = false;
  key.disabled = false;
  if (answer.status === 200) {
    $('#no').hidden = true;
    return answer.body;
  }
  complain(answer.body?.title ? answer.body : 'sign-in.no-connection-try-again');
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
  complain('sign-in.the-two-passwords-differ');
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

function door(path, what) {
  return make('li', {}, make('a', { href: path }, both(what)));
}

const rolesOf = ({ roles }) => roles.map((role) => t(ROLES[role])).join(t('language.comma'));

function signedIn(told) {
  fill($('#who'), both('sign-in.is-signed-in', told));
  fill($('#roles'), rolesOf(told));
  const back = whereTo();
  fill(
    $('#doors'),
    back ? door(back, 'sign-in.back') : null,
    told.roles.includes('ADMINISTRATOR') ? door('/accounts', 'common.accounts') : null,
    door('/', 'sign-in.start-page'),
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
          rolesOf(one),
          make('span', { class: 'beside' }, `${one.name} / ${one.password}`),
        ),
      ),
    ),
  );
}

async function begin() {
  const told = await read('/api/session');
  if (!told) {
    complain('common.no-connection-trying-again');
    setTimeout(begin, 1000);
    return;
  }
  $('#no').hidden = true;
  if (told.demo) demonstration(told.demo);
  const to = whereTo();
  $('#openid').hidden = !told.openId;
  if (to) $('#openid').href = `/sign-in/openid?to=${encodeURIComponent(to)}`;
  if (told.temporary) state('own', '#old');
  else if (told.signedIn) signedIn(told);
  else if (told.first || asked.has('code')) state('first', '#code');
  else state('enter', '#name');
}

const why = WHY[asked.get('why')];
if (why) {
  $('#why').hidden = false;
  fill($('#why'), both(why));
}
read('/api/board').then((board) => board && say($('#hall'), t(hallOf(board))));
begin();
