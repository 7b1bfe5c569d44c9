import { fill, make, read } from './page.js';
import { now, write } from './setup-draft.js';
import { t, timeWords } from './words.js';

/** The draft as text, what it would change and look like, and what the file said before. */

/** The text itself; what is typed counts once the box is left. */
export function asText() {
  const box = make('textarea', {
    id: 'text',
    'aria-label': t('setup.as-text'),
    spellcheck: 'false',
    autocapitalize: 'none',
    wrap: 'off',
    rows: 32,
  });
  box.value = now.draft.text;
  box.addEventListener('change', () => write(box.value));
  return [make('p', { class: 'hint' }, t('setup.text-hint')), box];
}

/** Puts the keyboard into the line of a mistake. */
export function goToLine(line) {
  const box = document.querySelector('#text');
  const lines = box.value.split('\n');
  const start = lines.slice(0, Math.max(0, line - 1)).join('\n').length + (line > 1 ? 1 : 0);
  box.focus();
  box.setSelectionRange(start, start + (lines[line - 1] ?? '').length);
  box.scrollTop = (box.scrollHeight / lines.length) * Math.max(0, line - 8);
}

const SIGNS = { '-': 'gone', '+': 'come', ' ': 'stays' };

function difference() {
  const { lines } = now.draft;
  if (!lines.length) return make('p', { class: 'none' }, t('setup.no-change'));
  return make(
    'pre',
    { class: 'diff', tabindex: '0', 'aria-label': t('setup.lines') },
    lines.map(({ sign, line, text }) =>
      make('span', { class: SIGNS[sign] }, `${sign} ${String(line).padStart(4)}  ${text}\n`),
    ),
  );
}

/** Drawn onto a canvas: the policy lets no picture come from anywhere but an address of ours. */
async function ticket(canvas, note) {
  try {
    const answer = await fetch('/api/setup/ticket', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: now.draft.text }),
    });
    if (!answer.ok) {
      fill(note, t(await answer.json()));
      return;
    }
    const picture = await createImageBitmap(await answer.blob());
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext('2d').drawImage(picture, 0, 0);
    canvas.hidden = false;
    fill(note);
  } catch (lost) {
    fill(note, t('setup.no-answer'));
  }
}

/** What the draft would change, print and say. */
export function preview() {
  const canvas = make('canvas', { role: 'img', 'aria-label': t('setup.ticket'), hidden: true });
  const note = make('p', { class: 'hint', role: 'status' });
  if (now.draft.good) ticket(canvas, note);
  else fill(note, t('setup.mend-first'));
  const { spoken } = now.draft;
  return [
    make('h3', {}, t('setup.lines')),
    difference(),
    make('div', { class: 'samples' }, [
      make('section', {}, make('h3', {}, t('setup.ticket')), note, canvas),
      make(
        'section',
        {},
        make('h3', {}, t('setup.spoken')),
        spoken.length
          ? make(
              'ul',
              {},
              spoken.map((one) =>
                make('li', {}, make('code', {}, one.language), ' ', one.said),
              ),
            )
          : make('p', { class: 'none' }, t('setup.nothing-spoken')),
      ),
    ]),
  ];
}

async function restore(number, told) {
  const edition = await read(`/api/setup/editions/${number}`);
  if (!edition) {
    told(false, 'setup.no-answer');
    return;
  }
  await write(edition.text);
  told(true, 'setup.restored', { number });
}

/** The editions, the newest first. */
export function history(told) {
  const { editions } = now.file;
  if (!editions.length) return [make('p', { class: 'none' }, t('setup.no-editions'))];
  const head = ['setup.edition', 'setup.when', 'setup.who', 'setup.why', 'setup.undo'];
  const row = (one) =>
    make(
      'tr',
      {},
      make('td', { class: 'num' }, String(one.number)),
      make('td', {}, timeWords(Date.parse(one.at), { dateStyle: 'short', timeStyle: 'medium' })),
      make('td', {}, one.by || t('setup.editor')),
      make('td', {}, one.why),
      make(
        'td',
        {},
        one.now
          ? t('setup.the-file-now')
          : make(
              'button',
              {
                type: 'button',
                class: 'btn',
                'data-edition': one.number,
                'aria-label': t('setup.restore-it', { number: one.number }),
                onclick: () => restore(one.number, told),
              },
              t('setup.restore'),
            ),
      ),
    );
  return [
    make('p', { class: 'hint' }, t('setup.history-hint')),
    make(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-labelledby': 'h-part' },
      make(
        'table',
        {},
        make('thead', {}, make('tr', {}, head.map((key) => make('th', { scope: 'col' }, t(key))))),
        make('tbody', {}, editions.map(row)),
      ),
    ),
  ];
}
