/** The talk at a remote window: how far it has come, where it is held, and what comes next. */

import { $, fill, make } from './page.js';
import { reachedAt, stageList } from './talk-stages.js';
import { both } from './words.js';

let drawn = '';

/** Draws the talk into `#talk`; nothing where the visitor came to the hall. */
export function drawTalk(talk, zone) {
  const look = JSON.stringify(talk ?? null);
  if (look === drawn) return;
  drawn = look;
  const box = $('#talk');
  box.hidden = !talk;
  if (!talk) {
    fill(box);
    return;
  }
  const opens = { class: 'join', href: talk.media, target: '_blank', rel: 'noreferrer' };
  fill(
    box,
    make('h2', {}, both('clerk.remote-talk')),
    stageList(talk, zone),
    talk.media ? make('a', opens, both('clerk.open-talk')) : null,
  );
}

/** The stage that a key says next, with its words; null: none is left to be said. */
export function nextStage(talk) {
  if (!talk || !reachedAt(talk, 'GUIDANCE') || reachedAt(talk, 'ACCEPTANCE')) return null;
  return reachedAt(talk, 'CORRECTION')
    ? { stage: 'ACCEPTANCE', what: 'clerk.accept-now' }
    : { stage: 'CORRECTION', what: 'clerk.correction' };
}
