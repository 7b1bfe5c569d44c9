import { $, fill, make, two } from './page.js';
import { serve, shown } from './paired.js';
import { rater } from './rate.js';
import { asWritten, beside, both } from './words.js';

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
  const serves = (row?.services ?? [])
    .map((code) => board.services.find((service) => service.code === code))
    .filter(Boolean);
  fill($('#place'), both('common.window-number', { window: two(self.window) }));
  fill($('#window'), two(self.window));
  fill(
    $('#name'),
    row
      ? [asWritten(row.name), ' ', beside('common.serves', { serves })]
      : both('common.no-such-window'),
  );
  fill(
    $('#duty'),
    row?.onDuty ? make('span', {}, both('common.on-duty', row)) : null,
    row?.clerk ? make('span', {}, both('common.staff-number', row)) : null,
  );
  fill(
    $('#after'),
    both(lost ? 'rating.rating-does-not-work-right-now' : 'rating.after-each-visit-you-will-be'),
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
    return rating.shows() ?? shown(last?.row);
  },
  busy: () => rating.step() !== 'idle',
});
