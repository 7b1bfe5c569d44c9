import { $, fill, make } from './page.js';
import { edit, now } from './setup-draft.js';
import { asWritten, t } from './words.js';

/** Forms for any part of the hall's file, made from the table of its keys. */

/** Entries that were opened stay open when the form is drawn anew. */
const opened = new Set();

let sections = new Map();

/** The keys by the section in which they stand; to be told once. */
export function learn(keys) {
  sections = new Map();
  for (const key of keys)
    sections.set(key.section, [...(sections.get(key.section) ?? []), key]);
}

/** Where the keys of what stands under `key` are listed, and how many of it there are. */
function under({ section, name }) {
  const path = section ? `${section}.${name}` : name;
  for (const [end, many] of [['', 'one'], ['[]', 'list'], ['.*', 'names']])
    if (sections.has(path + end)) return { section: path + end, many };
  return null;
}

export const idOf = (path) => `f-${path.join('-').replace(/[^A-Za-z0-9-]/g, '_')}`;

const placeOf = (path) => $(`[data-path="${CSS.escape(JSON.stringify(path))}"]`);

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** The mistakes at exactly this place. */
const wrongAt = (path) => now.draft.errors.filter((error) => same(error.path, path));

const wrongIn = (path) =>
  now.draft.errors.some((error) => same(error.path.slice(0, path.length), path));

/** What is wrong and what to write. */
export const mistake = (error) => t('setup.mistake', error);

function notes(key, path, id) {
  const { values, fallback, required } = key;
  const usual = required
    ? t('setup.required')
    : fallback
      ? t('setup.usual', { fallback })
      : t('setup.may-lack');
  return [
    make('p', { class: 'hint', id: `${id}-hint` }, `${t(values)} · ${usual}`),
    make(
      'p',
      { class: 'wrong', id: `${id}-wrong` },
      wrongAt(path).map((error) =>
        make('span', {}, make('code', {}, error.code), ' ', mistake(error)),
      ),
    ),
  ];
}

const words = (text) => text.split(/[,\uff0c\u3001\s]+/).filter(Boolean);

function control(key, path, value, id) {
  const wrong = wrongAt(path).length > 0;
  const about = {
    id,
    'aria-describedby': `${id}-hint ${id}-wrong`,
    'aria-invalid': wrong ? 'true' : null,
    'aria-required': key.required ? 'true' : null,
  };
  const set = (event) => {
    const text = event.target.value.trim();
    edit(path, text === '' ? undefined : key.kind === 'LIST' ? words(text) : text);
  };
  const choices = key.kind === 'FLAG' ? ['true', 'false'] : key.choices;
  const shown = Array.isArray(value) ? value.join(', ') : (value ?? '');
  if (!choices)
    return make('input', {
      ...about,
      value: shown,
      autocomplete: 'off',
      spellcheck: 'false',
      inputmode: key.kind === 'NUMBER' ? 'numeric' : null,
      onchange: set,
    });
  const odd = shown !== '' && !choices.includes(shown) ? [shown] : [];
  return make(
    'select',
    { ...about, onchange: set },
    ['', ...odd, ...choices].map((one) =>
      make('option', { value: one, selected: one === shown }, one || '–'),
    ),
  );
}

function field(key, path, value) {
  const id = idOf(path);
  return make(
    'div',
    { class: 'field', 'data-path': JSON.stringify(path) },
    make('label', { for: id }, make('code', {}, key.name), ' ', t(key.meaning)),
    control(key, path, value, id),
    notes(key, path, id),
  );
}

const act = (what, then, more = {}) =>
  make('button', { type: 'button', class: 'btn', onclick: then, ...more }, t(what));

/** What an entry is called by people. */
function titleOf(value, index) {
  if (typeof value !== 'object') return String(value);
  const { code, number, id, type, line, address, on, name, hours } = value;
  const parts = [code, number, id, type, line, address, on, name, hours];
  const told = parts.filter((part) => typeof part === 'string');
  return told.length ? told.slice(0, 4).join(' ') : t('setup.entry', { number: index + 1 });
}

const removing = (path, title) =>
  act('setup.remove', () => edit(path), { 'aria-label': t('setup.remove-it', { title }) });

function entry(title, path, draw) {
  const name = JSON.stringify(path);
  const body = make('div', { class: 'body' });
  const ill = wrongIn(path);
  const box = make(
    'details',
    { class: ill ? 'entry ill' : 'entry', 'data-path': name, open: opened.has(name) },
    make(
      'summary',
      {},
      asWritten(title),
      ill ? make('b', { class: 'mark' }, t('setup.ill')) : null,
    ),
    body,
  );
  const open = () => {
    if (box.open) opened.add(name);
    else opened.delete(name);
    if (box.open && !body.hasChildNodes())
      fill(body, ...draw(), removing(path, title));
  };
  box.addEventListener('toggle', open);
  if (box.open) open();
  return box;
}

function list(key, section, path, value) {
  const all = Array.isArray(value) ? value : [];
  const fresh = [...path, all.length];
  return [
    ...all.map((one, i) =>
      entry(titleOf(one, i), [...path, i], () => fields(section, [...path, i], one)),
    ),
    act(
      'setup.add',
      () => {
        opened.add(JSON.stringify(fresh));
        edit(fresh, {}).then(() => $('input, select', placeOf(fresh) ?? undefined)?.focus());
      },
      { 'aria-label': t('setup.add-to', { name: key.name }) },
    ),
  ];
}

/** Entries whose names the file chose itself: lines, ways, the bytes of a pad. */
function names(key, section, path, value) {
  const all = Object.entries(value ?? {});
  const id = idOf([...path, 'new']);
  const name = make('input', { id, autocomplete: 'off', spellcheck: 'false' });
  const text = make('input', {
    'aria-label': t('setup.value-of', { name: key.name }),
    autocomplete: 'off',
  });
  const add = () => {
    if (!name.value.trim() || (!section && !text.value.trim())) {
      name.focus();
      return;
    }
    const fresh = [...path, name.value.trim()];
    opened.add(JSON.stringify(fresh));
    edit(fresh, section ? {} : text.value.trim());
  };
  const plain = { name: key.name, kind: 'TEXT', values: key.values, meaning: key.meaning };
  return [
    ...all.map(([one, inner]) => {
      const at = [...path, one];
      return entry(section ? `${one} ${inner?.uri ?? ''}` : `${one} → ${inner}`, at, () =>
        section ? fields(section, at, inner) : [field({ ...plain, name: one }, at, inner)],
      );
    }),
    make(
      'p',
      { class: 'fresh' },
      make('label', { for: id }, t('setup.new-name')),
      name,
      section ? null : text,
      act('setup.add', add, { 'aria-label': t('setup.add-to', { name: key.name }) }),
    ),
  ];
}

/** Everything that stands under one key. */
function group(key, path, value) {
  const inner = under(key);
  const head = make('legend', {}, make('code', {}, key.name), ' ', t(key.meaning));
  let content;
  if (inner?.many === 'list') content = list(key, inner.section, path, value);
  else if (inner?.many !== 'one') content = names(key, inner?.section, path, value);
  else if (value === undefined)
    content = [
      act('setup.begin', () => edit(path, {}), {
        'aria-label': t('setup.add-to', { name: key.name }),
      }),
    ];
  else
    content = [
      ...fields(inner.section, path, value),
      key.required ? null : removing(path, key.name),
    ];
  const about = { 'data-path': JSON.stringify(path), class: wrongIn(path) ? 'ill' : null };
  return make('fieldset', about, head, notes(key, path, idOf(path)), content);
}

const isGroup = (key) => key.kind === 'MAP' || under(key) !== null;

/** All keys of a section; a device has those of its type besides. */
function fields(section, path, value) {
  const map = value && typeof value === 'object' ? value : {};
  const keys = [...(sections.get(section) ?? [])];
  if (section === 'devices[]') keys.push(...(sections.get(`devices[${map.type}]`) ?? []));
  return keys.map((key) => {
    const at = [...path, key.name];
    return isGroup(key) ? group(key, at, map[key.name]) : field(key, at, map[key.name]);
  });
}

/** The form of one key of the file itself. */
export function form(name) {
  const key = sections.get('').find((one) => one.name === name);
  const value = now.draft.tree?.[name];
  return isGroup(key) ? group(key, [name], value) : field(key, [name], value);
}

/** Opens what hides the place and puts the keyboard there; false: it has no form. */
export function goTo(path) {
  for (let n = 1; n <= path.length; n++) {
    const box = placeOf(path.slice(0, n));
    if (box?.tagName !== 'DETAILS') continue;
    box.open = true;
    box.dispatchEvent(new Event('toggle'));
  }
  for (let n = path.length; n > 0; n--) {
    const place = placeOf(path.slice(0, n));
    const at = place && $('input, select, summary, button', place);
    if (at) {
      at.focus();
      return true;
    }
  }
  return false;
}
