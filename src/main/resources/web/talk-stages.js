/** How far a talk at a remote window has come, for its clerk and its visitor. */

import { clock, make } from './page.js';
import { both, timeWords } from './words.js';

const STAGES = {
  BOOKING: 'talk.stage-booking',
  GUIDANCE: 'talk.stage-guidance',
  CORRECTION: 'talk.stage-correction',
  ACCEPTANCE: 'talk.stage-acceptance',
  RATING: 'talk.stage-rating',
};

/** When a stage was reached; undefined: not yet, or it was left out. */
export const reachedAt = (talk, stage) => talk.stages.find((one) => one.stage === stage)?.at;

/** All five in order, each with its day and time once it was reached. */
export function stageList(talk, zone) {
  const when = { month: 'numeric', day: 'numeric', ...clock(zone) };
  const line = ([stage, key]) => {
    const at = reachedAt(talk, stage);
    return make(
      'li',
      { class: at ? 'past' : null, 'data-stage': stage },
      make('span', {}, both(key)),
      make('time', { class: 'num' }, at ? timeWords(Date.parse(at), when) : '–'),
    );
  };
  return make('ol', { class: 'stages' }, Object.entries(STAGES).map(line));
}
