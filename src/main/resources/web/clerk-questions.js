import { me } from './account.js';
import { HOLDS, heldWords, linesOf } from './clerk-desk.js';
import { helpLines } from './clerk-help.js';
import { editNotice } from './clerk-notice.js';
import { $, PRESS_MS, fill, make, two } from './page.js';
import { beside, both, inHall, t } from './words.js';

const OUTCOMES = [
  ['COMPLETED', 'clerk.completed'],
  ['ACCEPTED', 'clerk.accepted'],
  ['ACCEPTED_TOLERANT', 'clerk.accepted-papers-to-follow'],
  ['AWAITING_MATERIALS', 'clerk.awaiting-materials'],
  ['CONSULTED', 'clerk.consulted'],
  ['WRONG_WINDOW', 'clerk.wrong-window'],
  ['DECLINED', 'clerk.declined'],
];

/** What a visit took besides, to be counted: code, letter of its key, words. */
const MODES = [
  ['PROXY', 'd', 'clerk.proxy'],
  ['DOOR_TO_DOOR', 's', 'clerk.at-home'],
  ['ESCORT', 'p', 'clerk.escort'],
  ['SIGN_LANGUAGE', 'y', 'clerk.sign-language'],
];

/** Outcomes that say what is still to be brought. */
const NOTICED = ['ACCEPTED_TOLERANT', 'AWAITING_MATERIALS'];

const PAUSES = [
  'clerk.short-break',
  'clerk.meeting',
  'clerk.paperwork',
  'clerk.equipment',
  'clerk.other',
];

/** The reason of a pause, which the hall keeps in its own language. */
export const pauseWords = (reason) =>
  PAUSES.find((key) => inHall(key) === reason) ?? { zh: reason };

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
      'clerk.outcome-press-a-digit',
      OUTCOMES.map(([code, what]) => ({
        what,
        act: () => (NOTICED.includes(code) ? notice(code, what) : finish({ outcome: code })),
      })),
      { hint: 'clerk.the-rating-device-lights-up-then' },
    );
    askModes();
  }

  const finish = (body) =>
    desk.command('clerk.finish', 'finish', modes.size ? { ...body, modes: [...modes] } : body);

  /** Marked before the digit where it applies; whoever marks nothing presses one key as ever. */
  function askModes() {
    const toggle = ([code, letter, what]) => {
      const button = make(
        'button',
        { type: 'button', 'aria-pressed': 'false', 'data-mode': code },
        make('kbd', {}, letter.toUpperCase()),
        both(what),
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
      { class: 'modes', role: 'group', 'aria-label': t('clerk.service-modes') },
      make('span', {}, both('clerk.mark-first-if-any')),
      ...MODES.map(toggle),
    );
    $('#panel ol').after(row);
  }

  /** What is missing is said once (一次性告知), with a look at the sheet before it counts. */
  function notice(code = 'AWAITING_MATERIALS', what = 'clerk.awaiting-materials') {
    const row = desk.row();
    const told = desk.beside();
    const about = {
      visit: row.visit,
      file: told?.case ?? null,
      service: desk.board().services.find((one) => one.code === told?.service) ??
        serviceOf(row.number),
      board: desk.board(),
      noticeDays: told?.noticeDays,
    };
    editNotice(about, code, what, { put, esc: escKey, finish });
  }

  function freshNotice() {
    modes = new Set();
    notice();
  }

  /** A panel with these children; Escape leads to `back`, else closes it. */
  function put(what, children, back = null) {
    openPanel(what);
    panel.back = back;
    $('#panel').append(...children.flat().filter(Boolean));
  }

  /** Set aside with the reason, so that whoever calls back knows what was waited for. */
  function hold() {
    const act = (reason) => desk.command('clerk.hold', 'hold', reason ? { reason } : {});
    choose(
      'clerk.why-hold',
      HOLDS.map((what) => ({ what, act: () => act(inHall(what)) })),
      { hint: 'clerk.hold-enter', enter: () => act(null) },
    );
  }

  function help() {
    put('clerk.all-keys', [helpLines(), escKey()]);
    $('#panel button').focus();
  }

  function pause() {
    choose(
      'clerk.why-pause',
      PAUSES.map((what) => ({
        what,
        act: () => desk.command('common.pause', 'pause', { reason: inHall(what) }),
      })),
      { hint: desk.isBusy() ? 'clerk.the-pause-begins-after-this-visit' : null },
    );
  }

  /** Called back by a digit; with R before it, it waits again as everybody does. */
  function held() {
    let release = false;
    const lines = linesOf(desk.row().held, desk.beside()?.held);
    choose(
      'clerk.on-hold-press-a-digit',
      lines.map((line) => ({
        what: { zh: line.number, en: line.number },
        more: heldWords(line, serviceOf),
        act: () =>
          release
            ? desk.command('clerk.releasing', 'release', { number: line.number })
            : desk.command('clerk.calling-back', 'call-back', { number: line.number }),
      })),
    );
    const toggle = make(
      'button',
      { type: 'button', 'aria-pressed': 'false' },
      make('kbd', {}, 'R'),
      both('clerk.let-wait-again'),
    );
    panel.letters.r = () => {
      release = !release;
      toggle.setAttribute('aria-pressed', String(release));
    };
    toggle.addEventListener('click', panel.letters.r);
    $('#panel ol').after(make('div', { class: 'modes' }, toggle));
  }

  function noShow() {
    const act = () => desk.command('clerk.no-show', 'no-show');
    choose(
      { key: 'clerk.nobody-came', values: { number: desk.row().number } },
      [{ what: 'clerk.no-show', cap: 'Enter', act }],
      { hint: 'clerk.by-the-rules-it-comes-later', enter: act },
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
        .map((s) => ({ cap: s.prefix, name: s.name, what: s, body: { service: s.code } })),
      ...desk
        .board()
        .windows.filter((w) => w.window !== desk.number && w.face !== 'CLOSED')
        .map((w) => ({
          cap: two(w.window),
          name: `${two(w.window)} ${w.name}`,
          what: { key: 'clerk.window-named', values: w },
          body: { window: w.window },
        })),
    ];
    openPanel('clerk.transfer-to');
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
      sure(
        { key: 'clerk.transfer-sure', values: { goal: goal.name } },
        'clerk.transfer',
        'clerk.transfer-esc',
        () => desk.command('clerk.transfer', 'transfer', { ...goal.body, place: 'KEEP' }),
      );
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
        make('label', { for: 'goal' }, both('clerk.service-letter-or-window-enter')),
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
              both(goal.what),
            ),
          ),
        ),
      ),
      escKey(),
    );
    input.focus();
  }

  /** Nobody is moved by a slip: it takes another key, of a finger that was lifted in between. */
  function sure(question, what, hint, send) {
    const askedAt = performance.now();
    const act = () => {
      if (performance.now() - askedAt >= PRESS_MS) send();
    };
    choose(question, [{ what, cap: 'Enter', act }], { hint, enter: act });
    panel.digits = [];
  }

  /** Another hall completed the case: the hall asks, in its words, before it goes on here. */
  const anyway = (question, send) =>
    sure(question, 'clerk.finish-anyway', 'clerk.finish-anyway-esc', send);

  function clerk() {
    openPanel('common.sign-in');
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
            desk.command('common.sign-in', 'sign-in', { clerk: input.value.trim() });
          },
        },
        make('label', { for: 'staff' }, both('clerk.staff-number-enter')),
        input,
      ),
      escKey(),
    );
    input.focus();
  }

  function choose(what, choices, { hint = null, enter = null } = {}) {
    openPanel(what);
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
              both(choice.what),
              choice.more ? make('span', { class: 'beside' }, choice.more) : null,
            ),
          ),
        ),
      ),
      hint ? make('p', { class: 'hint' }, t(hint)) : '',
      escKey(),
    );
    $('#panel button').focus();
  }

  function openPanel(what) {
    if (!panel) $('#keys').hidden = true;
    panel = { digits: [], letters: {}, enter: null };
    const box = $('#panel');
    box.setAttribute('aria-label', t(what));
    fill(box, make('h2', {}, both(what)));
    box.hidden = false;
  }

  function close() {
    panel = null;
    $('#panel').hidden = true;
    $('#keys').hidden = false;
  }

  /** One step back: to the editor from its preview, else out of the panel. */
  function back() {
    if (panel?.back) panel.back();
    else close();
  }

  const escKey = () =>
    make(
      'button',
      { type: 'button', class: 'key', onclick: back },
      make('kbd', {}, 'Esc'),
      make('span', { class: 'tongue' }, t('common.back')),
      beside('common.back'),
    );

  function serviceOf(ticket) {
    const prefix = ticket.replace(/[0-9]+$/, '');
    return desk.board().services.find((service) => service.prefix === prefix);
  }

  return {
    ...{ outcome, notice: freshNotice, pause, hold, held, noShow, transfer, clerk, help, anyway },
    ...{ close, back, open: () => panel, serviceOf },
  };
}
