import { sheet } from './notice-sheet.js';
import { $, fill, read } from './page.js';

/** A notice as paper or on the phone: what to bring, what not, and how to go on. */

const RETRY_MS = 3000;
const code = decodeURIComponent(location.pathname.split('/')[2] ?? '');
const address = `/api/cases/${encodeURIComponent(code)}`;

function draw(file, board) {
  fill($('#sheet'), sheet({ ...file, notice: file.notice ?? code }, board));
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
