/** Gives the slot of a talk back; it is asked once more before it is done. */

import { now } from './live.js';
import { $, ask, clock, fill, make } from './page.js';
import { both, timeIn } from './words.js';

let asking = false;
let sending = false;
let trouble = null;

const button = (key, onclick, name = '') =>
  make('button', { type: 'button', class: name, disabled: sending, onclick }, both(key));

/**
 * Draws into `box` what can be done about a talk that is still to come.
 *
 * @param done is called once it is cancelled, or the hall says why not
 */
export function drawCancel(box, talk, token, done) {
  box.hidden = talk.state !== 'BOOKED';
  if (box.hidden) return;
  const until = Date.parse(talk.cancelUntil);
  const again = () => drawCancel(box, talk, token, done);
  const time = timeIn(until, { month: 'numeric', day: 'numeric', ...clock(talk.zone) });
  const turn = (on) => {
    asking = on;
    again();
    $('button', box)?.focus();
  };
  const send = async () => {
    sending = true;
    again();
    const { status, body } = await ask(`/api/talks/${encodeURIComponent(token)}/cancel`);
    sending = false;
    asking = false;
    trouble = status === 200 ? null : both(body?.title ? body : 'talk.lost');
    again();
    done();
  };
  const late = until < now();
  fill(
    box,
    trouble ? make('p', { class: 'trouble', role: 'alert' }, trouble) : null,
    make('p', {}, late ? both('talk.too-late-to-cancel') : both('talk.cancel-until', { time })),
    late || asking ? null : button('talk.cancel', () => turn(true)),
    asking && !late
      ? [
          make('p', { role: 'alert' }, both('talk.cancel-really')),
          button('talk.keep-it', () => turn(false)),
          button('talk.cancel-now', send, 'grave'),
        ]
      : null,
  );
}
