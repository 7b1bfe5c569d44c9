/** What stands in the question's place while nobody is there: large, short, and of nobody. */

import { isServed } from './dispenser-panel.js';
import { $, fill } from './page.js';
import { t, wordsIn } from './words.js';

/** Long enough to be read twice by somebody who walks by. */
const EVERY_MS = 8000;

/** Services without a wait that are named at once. */
const NAMED_MAX = 3;

/** What every dispenser can say of itself. */
const ALWAYS = ['dispenser.news-touch', 'dispenser.news-no-card', 'dispenser.news-large'];

const still = matchMedia('(prefers-reduced-motion: reduce)');

let since = null; // when it began, by performance.now(); null: somebody is there
let shown = '';

export const isAttracting = () => since !== null;

/** What the hall says aloud now, where nobody waits, then how it is done. */
function news(board) {
  const spoken = (board.spoken ?? []).filter((said) => said.zh);
  const free = board.services
    .filter((service) => service.taking && service.waiting === 0)
    .filter((service) => isServed(service.code));
  const noWait = { key: 'dispenser.news-no-wait', values: { services: free.slice(0, NAMED_MAX) } };
  return [...spoken, ...(free.length ? [noWait] : []), ...ALWAYS];
}

/** Shows the news whose turn it is; whoever wants nothing to move finds one that stays. */
export function attract(board, time) {
  since ??= time;
  const all = news(board);
  const turn = still.matches ? 0 : Math.floor((time - since) / EVERY_MS) % all.length;
  const look = t(all[turn]);
  if (look === shown) return;
  shown = look;
  const ask = $('#ask');
  ask.setAttribute('aria-live', 'off'); // nobody is read to who is not there
  ask.classList.add('news');
  fill(ask, wordsIn(all[turn]));
}

/** Somebody is there: the question stands again. */
export function greet() {
  if (since === null) return;
  since = null;
  shown = '';
  const ask = $('#ask');
  ask.classList.remove('news');
  fill(ask, wordsIn('dispenser.what-do-you-need-today'));
  ask.setAttribute('aria-live', 'polite');
}
