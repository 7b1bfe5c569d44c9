/** What the hall said to the last key: why not, or the code of a notice that can be printed. */

import { sheet } from './notice-sheet.js';
import { $, fill, make, read } from './page.js';
import { beside, both, t } from './words.js';

let printable = false;

/** Whether there is a notice to be printed by a key. */
export const canPrint = () => printable;

export function tell(answer) {
  show('said no');
  const why = answer.body?.title ? answer.body : 'clerk.no-answer-see-the-line-above';
  fill($('#said'), make('b', {}, t(why)), ' ', beside(why));
}

function show(look) {
  const said = $('#said');
  said.hidden = false;
  said.className = look;
}

/** The code that finds the case again, and the sheet behind the page for the printer. */
export async function tellNotice(told, board, ready) {
  show('said notice');
  fill(
    $('#said'),
    make('b', {}, t('clerk.notice-code', told)),
    ` ${t('clerk.case', told)} `,
    make('a', { href: `/n/${told.notice}`, target: '_blank' }, both('clerk.open-it')),
    make('p', {}, both('clerk.notice-for')),
  );
  const file = await read(`/api/cases/${encodeURIComponent(told.notice)}`);
  if (!file) return;
  fill($('#paper'), sheet(file, board));
  const picture = $('#paper .qr');
  if (picture && !picture.complete)
    await new Promise((done) => {
      picture.addEventListener('load', done);
      picture.addEventListener('error', done);
    });
  printable = true;
  ready();
}

/** The sheet on paper, and nothing else of the page. */
export function printNotice() {
  $('#paper').hidden = false;
  print();
  $('#paper').hidden = true;
}

export function hush() {
  $('#said').hidden = true;
  printable = false;
}
