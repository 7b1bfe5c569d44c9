import { ask, fill, make } from './page.js';
import { accept, now } from './setup-draft.js';
import { mistake } from './setup-form.js';
import { t } from './words.js';

/** Services out of a table: what was found and what is wrong, before any goes into the draft. */

/** Source: Table.BYTES_MAX. */
const BYTES_MAX = 512 * 1024;

const base64 = (file) =>
  new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(',') + 1));
    reader.onerror = failed;
    reader.readAsDataURL(file);
  });

const bad = (...what) => make('p', { class: 'wrong' }, ...what);

function problems(all) {
  const head = ['setup.row', 'setup.column', 'setup.what-is-wrong'];
  return make(
    'table',
    { class: 'problems' },
    make('thead', {}, make('tr', {}, head.map((key) => make('th', { scope: 'col' }, t(key))))),
    make(
      'tbody',
      {},
      all.map((one) =>
        make(
          'tr',
          {},
          make('td', { class: 'num' }, String(one.row)),
          make('td', { class: 'num' }, one.column || '–'),
          make('td', {}, make('code', {}, one.code), ' ', mistake(one)),
        ),
      ),
    ),
  );
}

function report(place, told, { kind, rows, added, changed, problems: wrong, draft }) {
  const found = make('p', {}, t('setup.found', { kind, rows, added, changed }));
  if (!draft) {
    const count = wrong.length;
    fill(place, found, bad(t('setup.table-wrong', { count })), problems(wrong));
    return;
  }
  const take = () => {
    accept(draft);
    told(true, 'setup.taken');
  };
  const about = { type: 'button', class: 'btn first-key', id: 'take', onclick: take };
  const key = make('button', about, t('setup.take'));
  fill(place, found, draft.same ? make('p', {}, t('setup.no-change')) : key);
}

/** The form; `told(ok, what)` says on top of the page what came of it. */
export function table(told) {
  const place = make('div', { role: 'status' });
  const file = make('input', { type: 'file', id: 'table', accept: '.csv,.txt,.tsv,.xlsx' });
  file.addEventListener('change', async () => {
    const [chosen] = file.files;
    if (!chosen) return;
    if (chosen.size > BYTES_MAX) {
      fill(place, bad(t('setup.table-large')));
      return;
    }
    const answer = await ask('/api/setup/table', {
      text: now.draft.text,
      content: await base64(chosen),
    });
    if (answer.status === 200) report(place, told, answer.body);
    else {
      const why = t(answer.body?.title ? answer.body : 'setup.no-answer');
      fill(place, bad(why, ' ', answer.body?.detail ?? ''));
    }
  });
  return [
    make('p', { class: 'hint' }, t('setup.table-hint')),
    make(
      'p',
      {},
      make('a', { href: '/api/setup/table/template', download: true }, t('setup.template')),
    ),
    make('p', { class: 'fresh' }, make('label', { for: 'table' }, t('setup.choose-table')), file),
    place,
  ];
}
