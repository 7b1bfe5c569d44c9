import { me, ROLES, staff } from './account.js';
import { $, ask, fill, make, read } from './page.js';
import { both, t, timeWords } from './words.js';

/** What an administrator does to accounts: add, role, new password, lock, remove. */

let all = [];
let chosen = null; // the name of the account in the panel

function tell(ok, what, values) {
  const said = $('#said');
  said.classList.toggle('no', !ok);
  fill(said, both(what, values));
}

/** Sends a change; says what came of it and draws anew. */
async function change(path, body, done, name) {
  const answer = await ask(path, body);
  if (answer.status === 200) tell(true, done, { name });
  else tell(false, answer.body?.title ? answer.body : 'accounts.no-answer');
  await look();
  return answer.status === 200;
}

const pathOf = (name) => `/api/accounts/${encodeURIComponent(name)}`;

function roleBoxes(place, roles) {
  fill(
    place,
    ...Object.entries(ROLES).map(([role, what]) =>
      make(
        'label',
        {},
        make('input', { type: 'checkbox', value: role, checked: roles.includes(role) }),
        both(what),
      ),
    ),
  );
}

const chosenRoles = (place) => [...place.querySelectorAll('input:checked')].map((box) => box.value);

function when(time) {
  return time
    ? timeWords(Date.parse(time), { dateStyle: 'short', timeStyle: 'short' })
    : t('accounts.never');
}

function stateOf(account) {
  if (account.locked) return ['fault', 'accounts.locked'];
  if (account.temporary) return ['paused', 'accounts.first-password'];
  return ['serving', 'accounts.open'];
}

const rolesOf = ({ roles }) => roles.map((role) => t(ROLES[role])).join(t('language.comma'));

function row(account) {
  const [dot, state] = stateOf(account);
  return make(
    'tr',
    { 'aria-selected': String(account.name === chosen) },
    make(
      'td',
      {},
      make(
        'button',
        { type: 'button', 'data-name': account.name, onclick: () => choose(account.name) },
        account.name,
      ),
    ),
    make('td', {}, rolesOf(account) || t('accounts.none')),
    make('td', { class: 'num' }, account.clerk ?? ''),
    make('td', {}, when(account.signedIn)),
    make('td', {}, make('i', { class: `dot ${dot}` }), both(state)),
  );
}

function draw() {
  const focused = document.activeElement?.dataset?.name;
  fill($('#all'), ...all.map(row));
  if (focused) document.querySelector(`[data-name="${CSS.escape(focused)}"]`)?.focus();
}

function choose(name) {
  chosen = name;
  draw();
  panel();
}

/** Everything that can be done to the chosen account. */
function panel() {
  const account = all.find((one) => one.name === chosen);
  const form = $('#one');
  form.hidden = !account;
  if (!account) return;
  const roles = make('div', { class: 'roles', id: 'roles' });
  roleBoxes(roles, account.roles);
  const input = (id, value, more) =>
    make('input', { id, value, autocomplete: 'off', spellcheck: 'false', ...more });
  const key = (what, act, values) =>
    make('button', { type: 'button', class: 'btn', onclick: act }, both(what, values));
  fill(
    form,
    make('h2', {}, account.name),
    make('fieldset', {}, make('legend', {}, both('accounts.roles')), roles),
    make('label', { for: 'its-clerk' }, both('accounts.clerk-number-2')),
    input('its-clerk', account.clerk ?? '', {
      maxlength: '32',
      pattern: '[A-Za-z0-9_\\-]{0,32}',
    }),
    make(
      'button',
      { type: 'submit', class: 'btn first-key' },
      both('accounts.save-roles-and-number'),
    ),
    make('label', { for: 'its-password' }, both('accounts.new-first-password')),
    input('its-password', '', { minlength: '8', maxlength: '128' }),
    make(
      'p',
      { class: 'acts' },
      key('accounts.set-password', () => reset(account.name)),
      account.locked
        ? key('accounts.unlock', () => lock(account.name, false))
        : key('accounts.lock', () => lock(account.name, true)),
      key('accounts.remove', () => remove(account.name)),
    ),
    account.name === me()?.name ? make('p', {}, both('accounts.you-will-have-to-sign-in')) : null,
  );
}

$('#one').addEventListener('submit', (event) => {
  event.preventDefault();
  const body = { roles: chosenRoles($('#roles')), clerk: $('#its-clerk').value.trim() };
  change(pathOf(chosen), body, 'accounts.saved', chosen);
});

function reset(name) {
  const password = $('#its-password').value;
  if (!$('#its-password').reportValidity()) return;
  if (!password) {
    tell(false, 'accounts.type-the-new-first-password-first');
    $('#its-password').focus();
    return;
  }
  change(pathOf(name), { password }, 'accounts.tell-its-owner', name);
}

function lock(name, locked) {
  change(pathOf(name), { locked }, locked ? 'accounts.locked-now' : 'accounts.unlocked-now', name);
}

/** Asks once more, in place. */
function remove(name) {
  const gone = () => {
    chosen = null;
    change(`${pathOf(name)}/remove`, {}, 'accounts.removed', name);
  };
  const acts = $('#one .acts');
  const key = (what, act, values) =>
    make('button', { type: 'button', class: 'btn', onclick: act }, both(what, values));
  fill(acts, key('accounts.remove-it', gone, { name }), key('accounts.keep-it', panel));
  $('button:last-child', acts).focus();
}

$('#fresh').addEventListener('submit', async (event) => {
  event.preventDefault();
  const body = {
    name: $('#name').value.trim(),
    roles: chosenRoles($('#new-roles')),
    password: $('#password').value,
  };
  if (!body.roles.length) {
    tell(false, 'accounts.choose-a-role');
    return;
  }
  if ($('#clerk').value.trim()) body.clerk = $('#clerk').value.trim();
  if (!(await change('/api/accounts', body, 'accounts.added', body.name))) return;
  $('#fresh').reset();
  $('#name').focus();
});

addEventListener('keydown', (event) => {
  if (!/^Arrow(Up|Down)$/.test(event.key) || event.target.tagName === 'INPUT') return;
  const at = all.findIndex((one) => one.name === chosen);
  const next = all[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  choose(next.name);
  document.querySelector(`[data-name="${CSS.escape(next.name)}"]`)?.focus();
});

async function look() {
  const told = await read('/api/accounts');
  if (!told) {
    tell(false, 'accounts.accounts-cannot-be-read');
    return;
  }
  all = told;
  draw();
  panel();
}

async function begin() {
  roleBoxes($('#new-roles'), ['CLERK']);
  const account = await staff();
  const may = account.roles.includes('ADMINISTRATOR');
  $('#list').hidden = !may;
  $('#fresh').hidden = !may;
  if (may) look();
  else tell(false, 'accounts.only-an-administrator-may');
}

begin();
