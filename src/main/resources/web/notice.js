import { $, en, fill, make, read, say } from './page.js';

/** A notice as paper or on the phone: what to bring, what not, and how to go on. */

const RETRY_MS = 3000;
const code = decodeURIComponent(location.pathname.split('/')[2] ?? '');
const address = `/api/cases/${encodeURIComponent(code)}`;

const OVER = {
  COMPLETED: ['已办结，不用再来。', 'Completed; nothing more to do.'],
  EXPIRED: ['已过期，请重新办理。', 'Expired; please begin anew.'],
  MERGED: ['已并入另一办件，请问总服务台。', 'Merged into another case; ask at the service desk.'],
};

const dateOf = (instant, zone, language) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: zone }).format(
    Date.parse(instant),
  );

const list = (texts) =>
  (texts.length ? texts : ['无 · nothing']).map((text) => make('li', {}, text));

function draw(file, board) {
  const notice = file.notice ?? code;
  say($('#hall'), board.hall);
  fill($('#service'), file.serviceName ?? file.service, ' ', en(file.serviceNameEn));
  say($('#case'), file.case);
  fill($('#missing'), ...list(file.missing));
  fill($('#checked'), ...list(file.checked));
  say($('#code'), notice);
  const over = OVER[file.state];
  $('#state').hidden = !over;
  if (over) fill($('#state'), over[0], ' ', en(over[1]));
  const last = file.due ?? file.expires;
  const until = dateOf(last, board.zone, 'zh-CN');
  fill(
    $('#until'),
    file.due ? `请在 ${until} 前补交 ` : `${until} 前有效 `,
    en(`Until ${dateOf(last, board.zone, 'en-GB')}`),
  );
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
