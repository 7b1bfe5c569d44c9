/** What the parts of the dispenser's page share: keys, states, and when the page goes home. */

import { $, PRESS_MS, ask, fill, show } from './page.js';
import { wordsIn } from './words.js';

const REFUSED_S = 12;

/** Where a number can be taken under the holder of a card. */
const TICKETS = '/api/tickets';

/** Told with what to do: there is more to read. */
const ADVICE_S = 30;

/** The board as it came last, and whether the line is lost. */
export const panel = {
  board: null,
  lost: false,
  homeAt: 0, // when the present page goes home, by performance.now(); 0: it stays
  staySeconds: 0, // a touch gives the present page so long again; 0: it does not
  priority: '', // the class that the visitor at the panel says to be in
  card: '', // the word for the card that the visitor put on the reader
};

/** A hall without windows: whoever comes is sent to another, and no number is given out here. */
export const guides = () => panel.board?.windows.length === 0;

/** Whether a window that does it is open; of a bundle, which no window names, nobody can tell. */
export function isServed(service) {
  const able = panel.board?.windows.filter((one) => one.services.includes(service)) ?? [];
  return able.length === 0 || able.some((one) => one.face !== 'CLOSED');
}

let pressedAt = -PRESS_MS;

export const at = () => document.body.dataset.at;

/** Keys act on release and ignore a second press for a moment. */
export function key(element, act) {
  element.addEventListener('click', () => {
    const time = performance.now();
    if (time - pressedAt < PRESS_MS) return;
    pressedAt = time;
    act();
  });
  return element;
}

/** Shows a page that goes home after {@code seconds}; 0: it stays. */
export function go(state, seconds = 0) {
  panel.homeAt = seconds ? performance.now() + seconds * 1000 : 0;
  panel.staySeconds = 0;
  show(state);
}

/** Shows a page that goes home once nobody has touched the panel for so long. */
export function goAndStay(state, seconds) {
  go(state, seconds);
  panel.staySeconds = seconds;
}

/** Somebody touched the panel. */
export function touched() {
  if (panel.homeAt && panel.staySeconds)
    panel.homeAt = performance.now() + panel.staySeconds * 1000;
}

/**
 * Takes a number with one key, however often it has to be asked for; {@code path} gives a ticket.
 *
 * @param then is told the answer once the number is given out
 * @param advice what to do instead, by the code of the refusal
 */
export async function takeNumber(path, body, then, home, advice = {}) {
  go('asking');
  const claim = panel.priority ? { class: panel.priority } : {};
  const holder = panel.card && path === TICKETS ? { card: panel.card } : {};
  const answer = await ask(path, { ...body, ...claim, ...holder });
  if (answer.status === 201) then(answer.body);
  else if (answer.status === 0) home();
  else if (advice[answer.body?.code]) advise(advice[answer.body.code]);
  else refuse(answer);
}

/** What the hall said no to, in its words. */
export function refuse(answer) {
  const why = answer.body?.title ? answer.body : 'dispenser.no-number-can-be-taken-at';
  refused(why, 'dispenser.no-number-was-taken-choose-another');
}

/** Why it cannot be, and what to do; {@code again} stands where trying again makes sense. */
export function advise([why, what], again = false) {
  refused(why, what, again, ADVICE_S);
}

function refused(why, what, again = false, seconds = REFUSED_S) {
  fill($('#refused-why'), wordsIn(why));
  fill($('#refused-advice'), wordsIn(what));
  $('#again').hidden = !again;
  go('refused', seconds);
  (again ? $('#again') : $('#back')).focus();
}
