import { me } from './account.js';
import { $, PRESS_MS, en, fill, make, two } from './page.js';

const OUTCOMES = [
  ['COMPLETED', '办结', 'Completed'],
  ['ACCEPTED', '受理', 'Accepted'],
  ['ACCEPTED_TOLERANT', '容缺受理', 'Accepted, papers to follow'],
  ['AWAITING_MATERIALS', '待补正', 'Awaiting materials'],
  ['CONSULTED', '咨询', 'Consulted'],
  ['WRONG_WINDOW', '走错窗口', 'Wrong window'],
  ['DECLINED', '不予受理', 'Declined'],
];

/** What a visit took besides, to be counted: code, letter of its key, words. */
const MODES = [
  ['PROXY', 'd', '帮代办', 'Proxy'],
  ['DOOR_TO_DOOR', 's', '上门', 'At home'],
  ['ESCORT', 'p', '陪同', 'Escort'],
  ['SIGN_LANGUAGE', 'y', '手语', 'Sign language'],
];

/** Outcomes that say what is still to be brought. */
const NOTICED = ['ACCEPTED_TOLERANT', 'AWAITING_MATERIALS'];
const MATERIALS_MAX = 30;

const PAUSES = [
  ['喝水、如厕', 'Short break'],
  ['会议', 'Meeting'],
  ['整理材料', 'Paperwork'],
  ['设备故障', 'Equipment'],
  ['其他', 'Other'],
];
/**
 * The questions that a clerk's keys raise: an outcome, a reason, a ticket, a goal. `desk` has the
 * board, the window's row and the command to send. One question is open at a time.
 */
export function questions(desk) {
  let panel = null; // the open question: {digits: [act], letters: {letter: act}, enter: act}
  let modes = new Set(); // what is counted with the outcome that is chosen next

  function outcome() {
    modes = new Set();
    choose(
      '办理结果',
      'Outcome: press a digit',
      OUTCOMES.map(([code, zh, english]) => ({
        zh,
        en: english,
        act: () =>
          NOTICED.includes(code)
            ? notice(code, zh, english)
            : finish({ outcome: code }),
      })),
      '选好后评价器自动亮起，由群众自己按。',
    );
    askModes();
  }

  const finish = (body) =>
    desk.command('办结', 'finish', modes.size ? { ...body, modes: [...modes] } : body);

  /** Marked before the digit where it applies; whoever marks nothing presses one key as ever. */
  function askModes() {
    const toggle = ([code, letter, zh, english]) => {
      const button = make(
        'button',
        { type: 'button', 'aria-pressed': 'false', 'data-mode': code },
        make('kbd', {}, letter.toUpperCase()),
        zh,
        en(english),
      );
      const act = () => {
        if (!modes.delete(code)) modes.add(code);
        button.setAttribute('aria-pressed', String(modes.has(code)));
      };
      button.addEventListener('click', act);
      panel.letters[letter] = act;
      return button;
    };
    const row = make(
      'div',
      { class: 'modes', role: 'group', 'aria-label': '服务模式 Service modes' },
      make('span', {}, '有的先按 ', en('Mark first, if any')),
      ...MODES.map(toggle),
    );
    $('#panel ol').after(row);
  }

  /** What is missing is said once (一次性告知): a line each, and what was there already. */
  function notice(code, zh, english) {
    openPanel(zh, english);
    const area = (id, required) =>
      make('textarea', { id, rows: '3', maxlength: '3000', required: required ? '' : null });
    const missing = area('missing', true);
    const checked = area('checked', false);
    const due = make('input', { id: 'due', type: 'date' });
    const promise = make('input', { id: 'promise', type: 'checkbox' });
    const lines = (box) =>
      box.value
        .split('\n')
        .map((line) => line.trim().slice(0, 100))
        .filter((line) => line)
        .slice(0, MATERIALS_MAX);
    const send = () => {
      const body = { outcome: code, missing: lines(missing), checked: lines(checked) };
      if (code === 'ACCEPTED_TOLERANT' && due.value) body.due = due.value;
      if (promise.checked) body.commitment = true;
      finish(body);
    };
    $('#panel').append(
      make(
        'form',
        {
          class: 'notice',
          onsubmit: (event) => {
            event.preventDefault();
            send();
          },
        },
        make('label', { for: 'missing' }, '还缺什么，一行一样 ', en('Missing, one a line')),
        missing,
        make('label', { for: 'checked' }, '已核材料，不用再带 ', en('Checked, not needed again')),
        checked,
        ...(code === 'ACCEPTED_TOLERANT'
          ? [make('label', { for: 'due' }, '补交期限，不填为十个工作日 ', en('Due')), due]
          : []),
        make('label', { for: 'promise' }, promise, ' 告知承诺 ', en('Promised in writing')),
        make('button', { type: 'submit', class: 'key' }, '告知并办结 ', en('Tell and finish')),
      ),
      escKey(),
    );
    missing.focus();
  }

  function pause() {
    choose(
      '暂停原因',
      'Why pause',
      PAUSES.map(([zh, english]) => ({
        zh,
        en: english,
        act: () => desk.command('暂停', 'pause', { reason: zh }),
      })),
      desk.isBusy() ? '手上这位办完后再暂停。' : '',
    );
  }

  function held() {
    choose(
      '挂起的号',
      'On hold: press a digit',
      desk.row().held.map((held) => ({
        zh: held,
        en: serviceOf(held)?.name ?? '',
        act: () => desk.command('回呼', 'call-back', { number: held }),
      })),
    );
  }

  function noShow() {
    const act = () => desk.command('过号', 'no-show');
    choose(
      `${desk.row().number} 没有来？`,
      'Nobody came?',
      [{ zh: '过号', en: 'No-show', cap: 'Enter', act }],
      '按规则顺延或作废，号票自己会知道。',
      act,
    );
  }

  /** Transfer: the letter of a service, or the digits of a window, then Enter. */
  function transfer() {
    const goals = [
      ...desk
        .board()
        .services.filter(
          (s) => !desk.row().services.includes(s.code) || desk.row().services.length > 1,
        )
        .map((s) => ({ cap: s.prefix, zh: s.name, en: s.nameEn, body: { service: s.code } })),
      ...desk
        .board()
        .windows.filter((w) => w.window !== desk.number && w.face !== 'CLOSED')
        .map((w) => ({
          cap: two(w.window),
          zh: `${w.window} 号窗口 ${w.name}`,
          en: '',
          body: { window: w.window },
        })),
    ];
    openPanel('转移到', 'Transfer to');
    const find = (typed) =>
      goals.find(
        (goal) =>
          goal.cap === typed ||
          (goal.body.window && String(goal.body.window) === typed.replace(/^0+/, '')),
      );
    const input = make('input', {
      id: 'goal',
      autocomplete: 'off',
      maxlength: '3',
      'aria-describedby': 'goals',
    });
    const send = (goal) =>
      sure(goal, () => desk.command('转移', 'transfer', { ...goal.body, place: 'KEEP' }));
    $('#panel').append(
      make(
        'form',
        {
          onsubmit: (event) => {
            event.preventDefault();
            const goal = find(input.value.trim().toUpperCase());
            if (goal) send(goal);
          },
        },
        make(
          'label',
          { for: 'goal' },
          '业务字母或窗口号，回车 ',
          en('Service letter or window, Enter'),
        ),
        input,
      ),
      make(
        'ol',
        { id: 'goals' },
        ...goals.map((goal) =>
          make(
            'li',
            {},
            make(
              'button',
              { type: 'button', onclick: () => send(goal) },
              make('kbd', {}, goal.cap),
              goal.zh,
              en(goal.en),
            ),
          ),
        ),
      ),
      escKey(),
    );
    input.focus();
  }

  /** Nobody is moved by a slip: it takes another key, of a finger that was lifted in between. */
  function sure(goal, send) {
    const askedAt = performance.now();
    const act = () => {
      if (performance.now() - askedAt >= PRESS_MS) send();
    };
    choose(
      `转移到 ${goal.zh}？`,
      `Transfer to ${goal.en || `window ${goal.cap}`}?`,
      [{ zh: '转移', en: 'Transfer', cap: 'Enter', act }],
      '按 Esc 返回，谁也不动。',
      act,
    );
    panel.digits = [];
  }

  function clerk() {
    openPanel('登录', 'Sign in');
    const input = make('input', {
      id: 'staff',
      autocomplete: 'off',
      maxlength: '32',
      pattern: '[A-Za-z0-9_\\-]{1,32}',
      required: true,
      value: me()?.clerk, // one's own; Enter is enough
    });
    $('#panel').append(
      make(
        'form',
        {
          onsubmit: (event) => {
            event.preventDefault();
            desk.command('登录', 'sign-in', { clerk: input.value.trim() });
          },
        },
        make('label', { for: 'staff' }, '工号，回车 ', en('Staff number, Enter')),
        input,
      ),
      escKey(),
    );
    input.focus();
  }

  function choose(zh, english, choices, hint = '', enter = null) {
    openPanel(zh, english);
    panel = { digits: choices.map((choice) => choice.act), letters: {}, enter };
    $('#panel').append(
      make(
        'ol',
        {},
        ...choices.map((choice, i) =>
          make(
            'li',
            {},
            make(
              'button',
              { type: 'button', onclick: choice.act },
              make('kbd', {}, choice.cap ?? String(i + 1)),
              choice.zh,
              en(choice.en),
            ),
          ),
        ),
      ),
      hint ? make('p', { class: 'hint' }, hint) : '',
      escKey(),
    );
    $('#panel button').focus();
  }

  function openPanel(zh, english) {
    if (!panel) $('#keys').hidden = true;
    panel = { digits: [], letters: {}, enter: null };
    const box = $('#panel');
    box.setAttribute('aria-label', `${zh} ${english}`);
    fill(box, make('h2', {}, zh, ' ', en(english)));
    box.hidden = false;
  }

  function close() {
    panel = null;
    $('#panel').hidden = true;
    $('#keys').hidden = false;
  }

  const escKey = () =>
    make(
      'button',
      { type: 'button', class: 'key', onclick: close },
      make('kbd', {}, 'Esc'),
      make('span', { class: 'zh' }, '返回'),
      en('Back'),
    );

  function serviceOf(ticket) {
    const prefix = ticket.replace(/[0-9]+$/, '');
    return desk.board().services.find((service) => service.prefix === prefix);
  }

  return { outcome, pause, held, noShow, transfer, clerk, close, open: () => panel, serviceOf };
}
