import { $, en, fill, make, two } from './page.js';
import { serve, shown } from './paired.js';
import { rater } from './rate.js';

/** A tablet that asks for ratings; between them it says whose window this is. */

let lost = false;
let drawn = '';
let last = null;

const rating = rater($('#rate'), idle);

function idle() {
  const asks = rating.step() !== 'idle' && !lost;
  $('#idle').hidden = asks;
  $('#rate').hidden = !asks;
}

function draw(board, self, row) {
  last = { board, self, row };
  if (!lost) rating.about(self.rating, self.window);
  idle();
  const whose = [row?.name, row?.services, row?.clerk, row?.onDuty];
  const look = JSON.stringify([lost, self.window, ...whose]);
  if (look === drawn) return;
  drawn = look;
  const english = (row?.services ?? [])
    .map((code) => board.services.find((service) => service.code === code)?.nameEn)
    .filter(Boolean)
    .join(', ');
  fill($('#place'), `${two(self.window)} 号窗口 `, en(`Window ${self.window}`));
  fill($('#window'), two(self.window));
  fill($('#name'), row?.name ?? '没有这个窗口', en(row ? english : 'No such window'));
  fill(
    $('#duty'),
    row?.onDuty ? make('span', {}, `今天值守 ${row.onDuty} `, en('On duty')) : null,
    row?.clerk ? make('span', {}, `工号 ${row.clerk} `, en('Staff number')) : null,
  );
  fill(
    $('#after'),
    ...(lost
      ? ['评价暂时不能用，请稍候。 ', en('Rating does not work right now.')]
      : ['办完一件，这里会请您评价。 ', en('After each visit you will be asked here.')]),
  );
}

serve('rating-tablet', {
  draw,
  offline: () => {
    lost = true;
    if (last) draw(last.board, last.self, last.row);
  },
  online: () => {
    lost = false;
  },
  shows: () => {
    const word = { levels: '请评价', reasons: '正在评价', thanks: '已评价' }[rating.step()];
    return word ? `${word} ${rating.number()}`.trim() : shown(last?.row);
  },
  busy: () => rating.step() !== 'idle',
});
