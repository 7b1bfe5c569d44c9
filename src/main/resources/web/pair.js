import { $, fill, read, say, show } from './page.js';
import { both } from './words.js';

/** A browser that becomes a device: it shows a code until somebody has typed it elsewhere. */

const LOOK_MS = 1000;

/** A code in two halves, which are read out and typed without a mistake. */
const halves = (code) => `${code.slice(0, 3)} ${code.slice(3)}`;

function waits(told) {
  show('code');
  say($('#code'), halves(told.code));
  $('#code').setAttribute('aria-label', told.code.split('').join(' '));
  const minutes = Math.max(1, Math.ceil(told.secondsLeft / 60));
  if ($('#left').dataset.minutes === String(minutes)) return;
  $('#left').dataset.minutes = minutes;
  fill($('#left'), both('pair.good-for', { count: minutes }));
}

async function begin() {
  try {
    const answer = await fetch('/api/pairing', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
      signal: AbortSignal.timeout(4000),
    });
    const told = await answer.json();
    if (answer.ok) return told;
    if (told.code !== 'ALREADY-PAIRED') stuck(told);
  } catch (lost) {
    stuck('common.no-connection-trying-again');
  }
  return null;
}

function stuck(what) {
  show('wait');
  fill($('#why'), both(what));
}

async function look() {
  let told = await read('/api/paired/self');
  if (!told) stuck('common.no-connection-trying-again');
  if (told?.state === 'PAIRED') {
    location.replace(`/paired/${told.kind}`);
    return;
  }
  if (told?.state === 'NONE') told = await begin();
  if (told?.state === 'WAITING') waits(told);
  setTimeout(look, LOOK_MS);
}

look();
