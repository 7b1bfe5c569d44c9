/** The notice that is told once (一次性告知): a checklist, what is wrong, and a look at the sheet. */

import { sheet } from './notice-sheet.js';
import { $, PRESS_MS, fill, make, read } from './page.js';
import { asWritten, both, inHall, t } from './words.js';

/** What may be said of a material; the digit of each is its place. */
const MARKS = [
  ['missing', 'clerk.mark-missing'],
  ['invalid', 'clerk.mark-invalid'],
  ['checked', 'clerk.mark-checked'],
];

/** Lines of a notice, and characters of one. Source: the API, Finish. */
const MATERIALS_MAX = 30;
const TEXT_MAX = 100;

/** Together with the words around them they fit into a line. */
const NAME_MAX = 60;
const REMARK_MAX = 30;

let guide = new Map(); // what each service asks for
let learnt = null; // the visit for which it was learnt; undefined: for none
let draft = null; // {visit, rows, due, promise}: survives a closed panel until the visit is over

/**
 * Learns what the services ask for, at each `visit` anew: the district may have said another thing
 * since. A hall that says nothing of it has blank lists.
 */
export async function learn(visit) {
  if (visit === learnt) return;
  learnt = visit;
  const told = await read('/api/guide');
  if (!told) learnt = null;
  else guide = new Map(told.map((one) => [one.service, one.materials]));
}

const row = (name, mark = '', remark = '') => ({ name, mark, remark });

/** What the case says, then what the service asks for besides. */
function rowsOf(file, service) {
  const rows = [
    ...(file?.missing ?? []).map((name) => row(name, 'missing')),
    ...(file?.checked ?? []).map((name) => row(name, 'checked')),
  ];
  const said = (name) =>
    rows.some((one) => one.name === name || one.name.startsWith(`${name}\uff08`));
  return [...rows, ...(guide.get(service) ?? []).filter((name) => !said(name)).map((n) => row(n))];
}

/** A material as it stands on the notice. */
function line({ name, mark, remark }) {
  const wrong = mark === 'invalid';
  if (remark) {
    const key = wrong ? 'clerk.material-invalid-because' : 'clerk.material-with-remark';
    return inHall(key, { material: name, remark }).slice(0, TEXT_MAX);
  }
  return wrong ? inHall('clerk.material-invalid', { material: name }).slice(0, TEXT_MAX) : name;
}

const linesOf = (rows, ...marks) =>
  rows
    .filter((one) => marks.includes(one.mark))
    .map(line)
    .slice(0, MATERIALS_MAX);

/**
 * The editor in the panel.
 *
 * @param about `{visit, number, service, file, board, noticeDays}`
 * @param code the outcome
 * @param view `{put(what, children, back), esc, finish(body)}`
 */
export function editNotice(about, code, what, view) {
  if (draft?.visit !== about.visit)
    draft = { visit: about.visit, rows: rowsOf(about.file, about.service.code), due: '' };
  const { rows } = draft;
  const tolerant = code === 'ACCEPTED_TOLERANT';
  const list = make('ol', { class: 'checklist' });
  const add = make('input', {
    id: 'material',
    autocomplete: 'off',
    maxlength: NAME_MAX,
    'aria-describedby': 'notice-hint',
  });
  const problem = make('p', { class: 'bad', role: 'alert' });

  const redraw = (focus) => {
    fill(list, rows.map((one, i) => rowOf(one, i, list, () => redraw(null))));
    if (focus !== null) $(`[name="m${focus}"]`, list)?.focus();
  };

  function added() {
    const name = add.value.trim();
    if (!name) return false;
    rows.push(row(name, 'missing'));
    add.value = '';
    redraw(null);
    return true;
  }

  function submit() {
    if (added()) {
      add.focus();
      return;
    }
    const body = bodyOf(code, tolerant);
    if (!body.missing.length) {
      fill(problem, both('clerk.nothing-is-missing-yet'));
      return;
    }
    preview(about, body, what, view, () => editNotice(about, code, what, view));
  }

  view.put(what, [
    make(
      'form',
      {
        class: 'notice',
        onsubmit: (event) => {
          event.preventDefault();
          submit();
        },
        onkeydown: (event) => rowKeys(event, rows, redraw, add),
      },
      list,
      make('label', { for: 'material' }, both('clerk.add-what-is-missing')),
      add,
      make('p', { class: 'hint', id: 'notice-hint' }, both('clerk.notice-keys')),
      tolerant ? dueOf() : null,
      promiseOf(),
      problem,
      make('button', { type: 'submit', class: 'key' }, both('clerk.look-at-it')),
    ),
    view.esc(),
  ]);
  redraw(rows.length ? 0 : null);
  if (!rows.length) add.focus();
}

function bodyOf(code, tolerant) {
  const body = {
    outcome: code,
    missing: linesOf(draft.rows, 'missing', 'invalid'),
    checked: linesOf(draft.rows, 'checked'),
  };
  if (tolerant && draft.due) body.due = draft.due;
  if (draft.promise) body.commitment = true;
  return body;
}

function dueOf() {
  const due = make('input', { id: 'due', type: 'date', value: draft.due });
  due.addEventListener('input', () => {
    draft.due = due.value;
  });
  return [make('label', { for: 'due' }, both('clerk.due')), due];
}

function promiseOf() {
  const promise = make('input', { id: 'promise', type: 'checkbox', checked: draft.promise });
  promise.addEventListener('change', () => {
    draft.promise = promise.checked;
  });
  const words = both('clerk.promised-in-writing');
  return make('label', { for: 'promise', class: 'promise' }, promise, words);
}

/** One material: what is said of it, and a remark where it is not there as it should be. */
function rowOf(one, i, list, changed) {
  const choice = ([mark, what], n) => {
    const box = make('input', {
      type: 'radio',
      name: `m${i}`,
      value: mark,
      checked: one.mark === mark,
    });
    box.addEventListener('change', () => {
      one.mark = mark;
      changed();
      $(`[name="m${i}"][value="${mark}"]`, list)?.focus();
    });
    return make('label', { class: mark }, box, make('kbd', {}, String(n + 1)), t(what));
  };
  const remark = make('input', {
    class: 'remark',
    maxlength: REMARK_MAX,
    autocomplete: 'off',
    value: one.remark,
    placeholder: t('clerk.remark'),
    'aria-label': t('clerk.remark-on', { material: one.name }),
  });
  remark.addEventListener('input', () => {
    one.remark = remark.value.trim();
  });
  const wants = one.mark === 'missing' || one.mark === 'invalid';
  return make(
    'li',
    { 'data-row': i, class: one.mark || 'unsaid' },
    make(
      'fieldset',
      {},
      make('legend', {}, asWritten(one.name)),
      make('div', { class: 'marks' }, MARKS.map(choice)),
    ),
    wants ? remark : null,
  );
}

/** In a row a digit says it and goes on; 0 takes it back; up and down go from row to row. */
function rowKeys(event, rows, redraw, add) {
  const at = Number(event.target.closest?.('[data-row]')?.dataset.row ?? -1);
  if (at < 0 || event.target.type !== 'radio' || event.ctrlKey || event.altKey) return;
  const goTo = (next) => {
    redraw(Math.min(next, rows.length - 1));
    if (next >= rows.length) add.focus();
  };
  if (/^[0-3]$/.test(event.key)) {
    rows[at].mark = MARKS[Number(event.key) - 1]?.[0] ?? '';
    goTo(event.key === '0' ? at : at + 1);
  } else if (event.key === 'ArrowDown') goTo(at + 1);
  else if (event.key === 'ArrowUp') goTo(Math.max(0, at - 1));
  else return;
  event.preventDefault();
}

/** The sheet as it will be; another Enter, of a finger that was lifted in between, tells it. */
function preview(about, body, what, view, back) {
  const askedAt = performance.now();
  const { file, service, board } = about;
  const expires = new Date(Date.parse(board.now) + about.noticeDays * 86400000).toISOString();
  const shown = {
    case: file?.case,
    serviceName: service.name,
    serviceNameEn: service.nameEn,
    missing: body.missing,
    checked: body.checked,
    due: body.due,
    expires: file?.expires ?? (about.noticeDays ? expires : null),
  };
  const tell = () => {
    if (performance.now() - askedAt >= PRESS_MS) view.finish(body);
  };
  const button = make(
    'button',
    { type: 'button', class: 'key now', onclick: tell },
    make('kbd', {}, 'Enter'),
    both('clerk.tell-and-finish'),
  );
  view.put(
    { key: 'clerk.preview', values: { what: { key: what } } },
    [
      make('div', { class: 'sheet', id: 'preview', tabindex: '0' }, sheet(shown, board)),
      button,
      view.esc(),
    ],
    back,
  );
  button.focus();
}
