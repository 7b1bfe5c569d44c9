import { me, ROLES, staff } from './account.js';
import { $, ask, en, fill, make, read } from './page.js';

/** What an administrator does to accounts: add, role, new password, lock, remove. */

let all = [];
let chosen = null; // the name of the account in the panel

function tell(ok, zh, english) {
  const said = $('#said');
  said.classList.toggle('no', !ok);
  fill(said, `${zh} `, en(english));
}

/** Sends a change; says what came of it and draws anew. */
async function change(path, body, zh, english) {
  const answer = await ask(path, body);
  if (answer.status === 200) tell(true, zh, english);
  else tell(false, answer.body?.title ?? '没有回音', answer.body?.titleEn ?? 'No answer');
  await look();
  return answer.status === 200;
}

const pathOf = (name) => `/api/accounts/${encodeURIComponent(name)}`;

function roleBoxes(place, roles) {
  fill(
    place,
    ...Object.entries(ROLES).map(([role, [zh, english]]) =>
      make(
        'label',
        {},
        make('input', { type: 'checkbox', value: role, checked: roles.includes(role) }),
        zh,
        en(english),
      ),
    ),
  );
}

const chosenRoles = (place) =>
  [...place.querySelectorAll('input:checked')].map((box) => box.value);

function when(time) {
  return time
    ? new Intl.DateTimeFormat('zh-CN', { dateStyle: 'short', timeStyle: 'short' }).format(
        new Date(time),
      )
    : '从未';
}

function stateOf(account) {
  if (account.locked) return ['fault', '已停用', 'Locked'];
  if (account.temporary) return ['paused', '待改密码', 'First password'];
  return ['serving', '可用', 'Open'];
}

function row(account) {
  const [dot, zh, english] = stateOf(account);
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
    make('td', {}, account.roles.map((role) => ROLES[role][0]).join('、') || '无'),
    make('td', { class: 'num' }, account.clerk ?? ''),
    make('td', {}, when(account.signedIn)),
    make('td', {}, make('i', { class: `dot ${dot}` }), `${zh} `, en(english)),
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
  const key = (zh, english, act) =>
    make('button', { type: 'button', class: 'btn', onclick: act }, `${zh} `, en(english));
  fill(
    form,
    make('h2', {}, account.name),
    make('fieldset', {}, make('legend', {}, '角色 ', en('Roles')), roles),
    make('label', { for: 'its-clerk' }, '窗口工号 ', en('Clerk number')),
    input('its-clerk', account.clerk ?? '', {
      maxlength: '32',
      pattern: '[A-Za-z0-9_\\-]{0,32}',
    }),
    make(
      'button',
      { type: 'submit', class: 'btn first-key' },
      '保存角色和工号 ',
      en('Save roles and number'),
    ),
    make('label', { for: 'its-password' }, '新的第一个密码 ', en('New first password')),
    input('its-password', '', { minlength: '8', maxlength: '128' }),
    make(
      'p',
      { class: 'acts' },
      key('重设密码', 'Set password', () => reset(account.name)),
      account.locked
        ? key('恢复使用', 'Unlock', () => lock(account.name, false))
        : key('停用', 'Lock', () => lock(account.name, true)),
      key('删除', 'Remove', () => remove(account.name)),
    ),
    account.name === me()?.name
      ? make('p', {}, '改自己的帐号后要重新登录。', en('You will have to sign in again.'))
      : null,
  );
}

$('#one').addEventListener('submit', (event) => {
  event.preventDefault();
  const body = { roles: chosenRoles($('#roles')), clerk: $('#its-clerk').value.trim() };
  change(pathOf(chosen), body, `${chosen} 已保存`, 'Saved');
});

function reset(name) {
  const password = $('#its-password').value;
  if (!$('#its-password').reportValidity()) return;
  if (!password) {
    tell(false, '先填新的第一个密码', 'Type the new first password first');
    $('#its-password').focus();
    return;
  }
  change(pathOf(name), { password }, `${name} 的密码已重设，请告诉本人`, 'Tell its owner');
}

function lock(name, locked) {
  change(
    pathOf(name),
    { locked },
    locked ? `${name} 已停用，已退出登录` : `${name} 可以登录了`,
    locked ? 'Locked and signed out' : 'May sign in again',
  );
}

/** Asks once more, in place. */
function remove(name) {
  const acts = $('#one .acts');
  const key = (zh, english, act) =>
    make('button', { type: 'button', class: 'btn', onclick: act }, `${zh} `, en(english));
  fill(
    acts,
    key(`确定删除 ${name}`, 'Remove it', () => {
      chosen = null;
      change(`${pathOf(name)}/remove`, {}, `${name} 已删除`, 'Removed');
    }),
    key('不删', 'Keep it', panel),
  );
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
    tell(false, '至少选一个角色', 'Choose a role');
    return;
  }
  if ($('#clerk').value.trim()) body.clerk = $('#clerk').value.trim();
  if (!(await change('/api/accounts', body, `${body.name} 已添加`, 'Added'))) return;
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
    tell(false, '读不到帐号：连接断开，或没有权限', 'Accounts cannot be read');
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
  else tell(false, '只有系统管理员能管帐号', 'Only an administrator may');
}

begin();
