import { staff } from './account.js';
import { $, fill, make } from './page.js';
import { begin, listen, now } from './setup-draft.js';
import { form, goTo, learn } from './setup-form.js';
import { asText, goToLine, history, preview } from './setup-look.js';
import { beginSide, drawSide } from './setup-side.js';
import { table } from './setup-table.js';
import { asWritten, both, t } from './words.js';

/** The hall's file in parts; each is a form, made from the keys that the server's reader knows. */

const forms = (names) => () => names.map(form);

/** What there is to the left: its name in the address, its words, how it is drawn. */
const PARTS = [
  ['hall', 'setup.the-hall', forms(['hall', 'http', 'privacy', 'data'])],
  ['services', 'setup.services', forms(['services'])],
  ['table', 'setup.table', () => table(tell)],
  ['windows', 'setup.windows', forms(['windows'])],
  ['calendar', 'setup.calendar', forms(['calendar'])],
  ['people', 'setup.people', forms(['priorityClasses', 'clerks'])],
  ['devices', 'setup.lines-and-devices', forms(['lines', 'devices'])],
  ['ticket', 'setup.tickets', forms(['ticket'])],
  ['voice', 'setup.voice', forms(['voice'])],
  ['rules', 'setup.rules', forms(['rules', 'alerts'])],
  ['district', 'setup.district', forms(['district'])],
  ['text', 'setup.as-text', asText],
  ['preview', 'setup.preview', preview],
  ['history', 'setup.history', () => history(tell)],
];

/** The part that shows a key of the file. */
const OF_KEY = {
  http: 'hall',
  privacy: 'hall',
  data: 'hall',
  priorityClasses: 'people',
  clerks: 'people',
  lines: 'devices',
  alerts: 'rules',
};

let shown = '';

function tell(ok, what, values) {
  const said = $('#said');
  said.classList.toggle('no', !ok);
  fill(said, both(what, values), what?.detail ? ` ${what.detail}` : null);
}

const partNow = () => PARTS.find(([name]) => `#${name}` === location.hash) ?? PARTS[0];

/** Which parts have a mistake in them. */
function ill() {
  return new Set(now.draft.errors.map(({ path }) => OF_KEY[path[0]] ?? path[0] ?? 'text'));
}

function drawParts() {
  const [current] = partNow();
  const wrong = ill();
  fill(
    $('#parts'),
    PARTS.map(([name, what]) =>
      make(
        'a',
        { href: `#${name}`, 'aria-current': name === current ? 'true' : null },
        both(what),
        wrong.has(name) ? make('b', { class: 'mark' }, t('setup.ill')) : null,
      ),
    ),
  );
}

/** What is being typed while an answer comes is not lost: it counts when the field is left. */
function keepTyping(draw) {
  const was = document.activeElement;
  const { id, value, defaultValue } = was ?? {};
  const [from, to] = [was?.selectionStart, was?.selectionEnd];
  draw();
  const place = id && document.getElementById(id);
  if (!place || place === was) return;
  place.focus();
  if (defaultValue === undefined || value === defaultValue || place.tagName !== 'INPUT') return;
  place.value = value;
  place.setSelectionRange(from, to);
  place.addEventListener('blur', () => place.dispatchEvent(new Event('change')), { once: true });
}

function drawPart() {
  const [name, what, draw] = partNow();
  shown = name;
  fill($('#h-part'), both(what));
  const broken = !now.draft.tree && !['text', 'preview', 'history'].includes(name);
  fill($('#form'), broken ? make('p', { class: 'wrong' }, t('setup.broken')) : draw());
  document.title = `${t(what)} · ${t('common.set-up')}`;
}

/** The mistake's field, or its line in the text where no form has it. */
function goToError({ path, line }) {
  const part = OF_KEY[path[0]] ?? path[0];
  const there = PARTS.some(([name]) => name === part) && now.draft.tree;
  location.hash = there ? `#${part}` : '#text';
  drawParts();
  drawPart();
  if (!there || !goTo(path)) {
    location.hash = '#text';
    drawPart();
    goToLine(line);
  }
}

function draw(problem) {
  if (problem) tell(false, problem);
  else if ($('#said').classList.contains('no')) fill($('#said'));
  if (!now.draft) return;
  learn(now.file.keys);
  for (const part of ['#parts', '#part', '#side']) $(part).hidden = false;
  drawParts();
  if (shown !== 'table' || partNow()[0] !== 'table') keepTyping(drawPart);
  drawSide(goToError);
}

addEventListener('hashchange', () => {
  if (!now.draft || partNow()[0] === shown) return;
  drawParts();
  drawPart();
  $('#h-part').focus();
});

async function start() {
  const account = await staff();
  if (!account.roles.includes('ADMINISTRATOR')) {
    tell(false, 'setup.only-an-administrator');
    return;
  }
  listen(draw);
  beginSide(tell);
  if (!(await begin())) return;
  fill($('#hall'), asWritten(now.file.file.replace(/^.*\//, '')));
  $('#hall').title = now.file.file;
}

start();
