import { $, fill, make, read, say } from './page.js';
import { asWritten, both, timeIn } from './words.js';

/** A notice as paper or on the phone: what to bring, what not, and how to go on. */

const RETRY_MS = 3000;
const code = decodeURIComponent(location.pathname.split('/')[2] ?? '');
const address = `/api/cases/${encodeURIComponent(code)}`;

const OVER = {
  COMPLETED: 'notice.completed-nothing-more-to-do',
  EXPIRED: 'notice.expired-please-begin-anew',
  MERGED: 'notice.merged-into-another-case-ask-at',
};

const list = (texts) =>
  texts.length
    ? texts.map((text) => make('li', {}, asWritten(text)))
    : [make('li', {}, both('notice.nothing'))];

function draw(file, board) {
  const notice = file.notice ?? code;
  say($('#hall'), board.hall);
  fill($('#service'), both({ zh: file.serviceName ?? file.service, en: file.serviceNameEn }));
  say($('#case'), file.case);
  fill($('#missing'), ...list(file.missing));
  fill($('#checked'), ...list(file.checked));
  say($('#code'), notice);
  const over = OVER[file.state];
  $('#state').hidden = !over;
  if (over) fill($('#state'), both(over));
  const last = Date.parse(file.due ?? file.expires);
  const until = timeIn(last, { dateStyle: 'long', timeZone: board.zone });
  fill($('#until'), both(file.due ? 'notice.bring-by' : 'notice.until', { until }));
  $('#qr').src = `/n/${encodeURIComponent(notice)}/qr.svg`;
  $('#lost').hidden = true;
  $('#notice').hidden = false;
}

async function look() {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(4000) });
    if (answer.status === 404) {
      $('#lost').hidden = true;
      $('#none').hidden = false;
      return;
    }
    const board = await read('/api/board');
    if (answer.ok && board) {
      draw(await answer.json(), board);
      return;
    }
  } catch (lost) {
    // tried again below
  }
  setTimeout(look, RETRY_MS);
}

$('#print').addEventListener('click', () => print());
look();
