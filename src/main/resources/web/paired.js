/** A page that is a paired device: who it is, its signs of life, and what it alone may know. */
import { follow } from './live.js';
import { read } from './page.js';
import { inHall } from './words.js';

/** The server calls a device silent after 10 s: four signs may be lost on the way. */
const SIGN_MS = 2000;

/** How often the cookie's time is begun anew; browsers keep it for 400 days. */
const RENEW_MS = 3600000;

/** Longest text of what a device shows. */
const SHOWS_MAX = 80;

/** What the row of a window must change in for a device to ask at once what it means. */
const look = (row) => JSON.stringify([row?.face, row?.number, row?.rating]);

/** A window and what happens there, as the page of devices says it. */
export function shown(row) {
  if (!row) return inHall('common.no-such-window');
  if (row.number)
    return `${row.number} ${inHall(row.face === 'CALLING' ? 'common.calling' : 'common.serving')}`;
  const key = { IDLE: 'common.free', PAUSED: 'common.paused', CLOSED: 'common.closed' }[row.face];
  return key ? inHall(key) : '';
}

/**
 * Serves as a device of `kind` for ever; a browser that is none goes to the page with the code.
 *
 * @param page `draw(board, self, row)` after everything that changes; `offline(sinceMs)` once when
 *     the line is lost; `online()` once when it is back; `shows()` in words, nothing personal;
 *     `busy()`: true forbids a reload now
 */
export function serve(kind, page) {
  let board = null;
  let self = null;
  let row = null;
  let lost = false;
  let tookMs = null;
  let asking = false;
  let again = false;

  function know(next) {
    if (next.state !== 'PAIRED' || next.kind !== kind) {
      location.replace('/pair');
      return;
    }
    self = next;
    redraw();
  }

  function redraw() {
    if (!board || !self) return;
    row = board.windows.find((w) => w.window === self.window) ?? null;
    page.draw(board, self, row);
  }

  /** Only a page that is up to date lives: one that lost its feed shows nothing of use. */
  async function sign() {
    if (asking) {
      again = true;
      return;
    }
    if (lost || !board || !self) return;
    asking = true;
    const begun = performance.now();
    try {
      const answer = await fetch('/api/paired/ping', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          shows: page.shows().slice(0, SHOWS_MAX),
          ...(tookMs === null ? {} : { roundTripMs: tookMs }),
        }),
        signal: AbortSignal.timeout(4000),
      });
      if (answer.ok) {
        tookMs = Math.min(60000, Math.round(performance.now() - begun));
        know(await answer.json());
      }
    } catch (gone) {
      // the feed says so as well
    }
    asking = false;
    if (!again) return;
    again = false;
    sign();
  }

  async function ask() {
    const told = await read('/api/paired/self');
    if (told) know(told);
    setTimeout(ask, told ? RENEW_MS : SIGN_MS);
    sign();
  }

  follow({
    board: (next) => {
      const before = look(row);
      board = next;
      redraw();
      if (look(row) !== before) sign();
    },
    offline: (since) => {
      lost = true;
      page.offline?.(since);
    },
    online: () => {
      lost = false;
      page.online?.();
      sign();
    },
    busy: () => page.busy?.() ?? false,
  });
  setInterval(sign, SIGN_MS);
  ask();
}
