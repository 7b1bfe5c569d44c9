import { ask, read } from './page.js';

/**
 * The draft of the hall's file: kept in this tab until it is written or thrown away, changed by
 * the server alone, so that what a page shows has been checked.
 */

const KEPT = 'setup-draft';

/** What the server told of file and draft; `base`: the file that the draft is made from. */
export const now = { file: null, draft: null, base: '' };

let heard = () => {};
let queue = Promise.resolve();

/** `told(problem)` is called after every answer; null: all is well. */
export function listen(told) {
  heard = told;
}

function keep() {
  if (now.draft.same) sessionStorage.removeItem(KEPT);
  else sessionStorage.setItem(KEPT, JSON.stringify({ text: now.draft.text, base: now.base }));
}

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT));
  } catch (broken) {
    return null;
  }
}

function take(answer) {
  if (answer.status !== 200) {
    heard(answer.body?.title ? answer.body : 'setup.no-answer');
    return false;
  }
  now.draft = answer.body;
  keep();
  heard(null);
  return true;
}

/** One after the other: an edit is made in what the one before it left. */
function inTurn(act) {
  queue = queue.then(act, act);
  return queue;
}

const draft = async (text, edits) => take(await ask('/api/setup/draft', { text, edits }));

/** Puts `value` at `path`; undefined takes it away. */
export const edit = (path, value) => inTurn(() => draft(now.draft.text, [{ path, value }]));

/** The whole text is another. */
export const write = (text) => inTurn(() => draft(text, []));

/** The file as it lies there is what the draft is made from now. */
export function rebase() {
  now.base = now.draft.digest;
  keep();
  heard(null);
}

/** Reads the file; goes on with a draft that was kept. */
export async function begin() {
  const told = await read('/api/setup');
  if (!told) {
    heard('setup.no-answer');
    return false;
  }
  now.file = told;
  const before = kept();
  now.base = before?.base ?? told.digest;
  return draft(before?.text ?? told.text, []);
}

/** Throws the draft away. */
export function discard() {
  sessionStorage.removeItem(KEPT);
  return inTurn(begin);
}

/** A draft that the server has made already, of a table. */
export function accept(made) {
  take({ status: 200, body: made });
}

/** Writes the file; gives the answer. */
export function commit(why) {
  return inTurn(async () => {
    const body = { text: now.draft.text, base: now.base, why };
    const answer = await ask('/api/setup/write', body);
    if (answer.status === 200) {
      sessionStorage.removeItem(KEPT);
      await begin();
    } else if (answer.body?.code === 'SETUP-CHANGED') await draft(now.draft.text, []);
    return answer;
  });
}
