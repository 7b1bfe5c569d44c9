import { $, fill, make, say } from './page.js';
import { commit, discard, now, rebase } from './setup-draft.js';
import { mistake } from './setup-form.js';
import { both, t } from './words.js';

/** Beside every part: is the draft right, what would it change, and the key that writes it. */

/** More are counted. */
const SHOWN_MAX = 20;

function verdict({ good, same, errors }) {
  if (errors.length) return { key: 'setup.mistakes', values: { count: errors.length } };
  if (same) return { key: 'setup.no-change' };
  return { key: good ? 'setup.right' : 'setup.not-checked' };
}

function change({ where, before, after }) {
  const place = make('code', {}, where.join(' · '));
  const old = before === undefined ? null : make('del', {}, before || '""');
  const fresh = after === undefined ? null : make('ins', {}, after || '""');
  const kind = old ? (fresh ? 'setup.becomes' : 'setup.goes') : 'setup.comes';
  return make('li', {}, place, ' ', t(kind), ' ', old, old && fresh ? ' → ' : null, fresh);
}

function conflict() {
  const box = $('#conflict');
  const draft = now.draft;
  const other = draft.digest !== now.base && !draft.same;
  box.hidden = !other;
  if (!other) return;
  const key = make('button', { type: 'button', class: 'btn' }, both('setup.compare'));
  key.addEventListener('click', rebase);
  fill(box, make('p', {}, both('setup.conflict')), key);
}

/** Draws it anew; `goTo(error)` leads to a mistake. */
export function drawSide(goTo) {
  const { draft, file } = now;
  const verdictText = t(verdict(draft));
  say($('#verdict'), verdictText);
  $('#verdict').classList.toggle('no', draft.errors.length > 0);
  fill(
    $('#errors'),
    draft.errors.slice(0, SHOWN_MAX).map((error) =>
      make(
        'li',
        {},
        make(
          'button',
          { type: 'button', onclick: () => goTo(error) },
          make('b', {}, error.line ? t('setup.line', { line: error.line }) : t('setup.file')),
          ' ',
          make('code', {}, error.code),
          ' ',
          mistake(error),
        ),
      ),
    ),
  );
  const rest = draft.changed - Math.min(draft.changes.length, SHOWN_MAX);
  fill(
    $('#changes'),
    draft.changes.slice(0, SHOWN_MAX).map(change),
    rest > 0 ? make('li', {}, t('setup.more', { count: rest })) : null,
    draft.changed || draft.same ? null : make('li', {}, t('setup.only-spaces')),
  );
  conflict();
  $('#write-key').disabled = !mayWrite(draft);
  $('#discard').disabled = draft.same;
  const standing = file.running ? 'setup.counts-at-start' : 'setup.waits-for-start';
  fill(
    $('#when'),
    both(file.demo ? 'setup.demo' : standing),
    file.writable ? null : make('strong', { class: 'bad' }, ' ', t('setup.read-only')),
  );
}

const mayWrite = (draft) => draft.good && !draft.same && draft.digest === now.base;

/** The second press does it; whoever goes elsewhere has not pressed. */
function askTwice(key, act) {
  const words = [...key.childNodes];
  let sure = false;
  const calm = () => {
    sure = false;
    fill(key, ...words);
  };
  key.addEventListener('blur', calm);
  key.addEventListener('click', () => {
    if (sure) {
      calm();
      act();
      return;
    }
    sure = true;
    fill(key, both('setup.discard-sure', { count: now.draft.changed }));
  });
}

/** `told(ok, what)` says on top of the page what came of it. */
export function beginSide(told) {
  $('#write').addEventListener('submit', async (event) => {
    event.preventDefault();
    if ($('#write-key').disabled) return;
    $('#write-key').disabled = true;
    const answer = await commit($('#why').value.trim());
    if (answer.status === 200) {
      $('#why').value = '';
      told(true, 'setup.written');
    } else {
      $('#write-key').disabled = !mayWrite(now.draft); // once there is room, say
      told(false, answer.body?.title ? answer.body : 'setup.no-answer');
    }
  });
  askTwice($('#discard'), async () => {
    await discard();
    told(true, 'setup.discarded');
  });
}
