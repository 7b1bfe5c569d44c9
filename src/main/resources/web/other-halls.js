/** Matters that this hall does not do: which halls of the district do, and how far they are. */

import { $, clock, fill, make, read } from './page.js';
import { minutesOf, rangeWords } from './waits.js';
import { both, t, timeIn } from './words.js';

/** So often what was asked for is looked at anew, and the district's list with it. */
const LOOK_MS = 15000;

let others = []; // services that are done in other halls alone
let asked = null; // the code of the one that is looked at
let halls = null; // that do it; null: not known yet
let zone = 'Asia/Shanghai';

/** Begins to look; `inZone` gives the hall's zone, once it is known. */
export async function followElsewhere(inZone) {
  zone = inZone() ?? zone;
  const told = await read('/api/guide');
  if (told) others = told.filter((one) => !one.here);
  draw();
  if (asked) await where(asked);
  setTimeout(() => followElsewhere(inZone), LOOK_MS);
}

async function where(code) {
  if (asked !== code) halls = null;
  asked = code;
  const told = await read(`/api/services/${encodeURIComponent(code)}/elsewhere`);
  if (asked !== code) return;
  halls = told?.halls ?? [];
  draw();
}

const hour = (time) => timeIn(Date.parse(time), clock(zone));

/** How long one waits there, or why nobody is sent there now. */
function wait(hall) {
  if (hall.why === 'CLOSED') return t('dispenser.not-open-there');
  if (hall.why === 'CLOSES_BEFORE')
    return t('dispenser.closes-before-you-come', { at: hour(hall.until) });
  if (hall.why) return t('dispenser.no-link-since', { at: hour(hall.heardAt) });
  const range = minutesOf(hall.wait);
  return range ? t(rangeWords(range)) : t('dispenser.wait-not-known');
}

function lineOf(hall) {
  const { minutes, address, addressEn } = hall;
  const way = address
    ? t('dispenser.way-and-address', { minutes, address: { zh: address, en: addressEn } })
    : t('dispenser.way-minutes', { minutes });
  return make(
    'li',
    { 'data-hall': hall.hall },
    make('b', {}, both({ name: hall.name, nameEn: hall.nameEn })),
    make('span', {}, way),
    make('span', {}, wait(hall)),
  );
}

function answer() {
  if (!halls) return null;
  if (!halls.length) return make('p', {}, both('desk.no-hall-is-known'));
  return make('ul', {}, ...halls.map(lineOf));
}

function draw() {
  const focused = document.activeElement?.dataset?.other;
  $('#elsewhere').hidden = !others.length;
  fill(
    $('#others'),
    ...others.map((one) => {
      const open = one.service === asked;
      const key = make(
        'button',
        {
          type: 'button',
          class: 'btn',
          'data-other': one.service,
          'aria-expanded': String(open),
          onclick: () => where(one.service),
        },
        both(one),
      );
      return make('li', {}, key, open ? answer() : null);
    }),
  );
  if (focused) $(`[data-other="${focused}"]`)?.focus();
}
