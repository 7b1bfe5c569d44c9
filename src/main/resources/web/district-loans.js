/** Clerks who would help in another hall, and what came of those who were sent. */

import { me } from './account.js';
import { minutes, rangeOf } from './district-detail.js';
import { $, ask, fill, hourOf, make } from './page.js';
import { both, inHall, t } from './words.js';

/** Names of halls and services as `view` has them; the code where nobody said. */
function namesOf(view) {
  const halls = new Map(view.halls.map((hall) => [hall.id, hall]));
  const services = new Map(
    view.halls.flatMap((hall) => (hall.report?.services ?? []).map((one) => [one.code, one])),
  );
  const named = (all) => (id) => all.get(id) ?? { name: id, nameEn: id };
  return { hall: named(halls), service: named(services) };
}

/** One side's price: without and with, in minutes. */
function price(name, change, hall) {
  const to = (range) => (range ? rangeOf(range) : t('manager.not-today'));
  return make(
    'tr',
    {},
    make('td', {}, t(hall)),
    make('td', {}, t(name.service(change.service))),
    make('td', { class: 'r num' }, to(change.without)),
    make('td', { class: 'r num' }, to(change.with)),
  );
}

function priceTable(loan, name) {
  const head = ['district.hall', 'common.service', 'district.without', 'district.with'];
  return make(
    'table',
    { class: 'price' },
    make('thead', {}, make('tr', {}, ...head.map((key) => make('th', { scope: 'col' }, t(key))))),
    make(
      'tbody',
      {},
      price(name, loan.gain, name.hall(loan.to)),
      ...loan.costs.map((cost) => price(name, cost, name.hall(loan.from))),
    ),
  );
}

const sentence = (key, loan, name) =>
  both(key, {
    name: loan.name,
    from: name.hall(loan.from),
    to: name.hall(loan.to),
    service: name.service(loan.service),
    window: loan.toWindow,
  });

/** Who manages one hall sees what is proposed and leaves it to the district. */
const mayAct = () => me()?.roles?.includes('DISTRICT');

function proposal(loan, name, act) {
  const key = (path, words, kind) =>
    make(
      'button',
      {
        type: 'button',
        class: kind,
        disabled: !mayAct(),
        onclick: (event) => act(event.target, loan, path),
      },
      both(words),
    );
  return make(
    'li',
    { 'data-loan': loan.id },
    make('p', {}, sentence('district.send', loan, name)),
    loan.busy ? make('p', { class: 'note' }, both('district.after-the-visit')) : null,
    priceTable(loan, name),
    make(
      'p',
      { class: 'acts' },
      key('agree', 'district.agree', 'btn first-key'),
      key('decline', 'district.decline', 'btn'),
    ),
  );
}

/** "12 → 7": mean waits of those called before and after. */
function effect(of, name) {
  const mean = (waits) => (waits ? minutes(waits.meanSeconds) : '—');
  return make(
    'li',
    {},
    t('district.effect', {
      hall: name.hall(of.hall),
      service: name.service(of.service),
      before: mean(of.before),
      after: mean(of.after),
    }),
  );
}

function stateOf(made) {
  if (made.refused) return both('district.refused', { code: made.refused });
  const { from, to } = made.loan;
  if (![from, to].every((hall) => made.told.includes(hall))) return both('district.being-told');
  return made.effects.length ? both('district.what-came-of-it') : both('district.both-know');
}

function sent(made, name, zone) {
  const at = hourOf(Date.parse(made.at), zone);
  const until = hourOf(Date.parse(made.until), zone);
  return make(
    'li',
    { 'data-made': made.key },
    make('p', {}, sentence('district.sent', made.loan, name)),
    make('p', { class: 'note' }, t('district.sent-by', { at, until, by: made.by })),
    make('p', {}, stateOf(made)),
    make('ul', {}, ...made.effects.map((one) => effect(one, name))),
  );
}

/** Draws both lists; `again` looks once more after a key was pressed. */
export function drawLoans(view, loans, again) {
  const name = namesOf(view);
  const empty = !loans.proposed.length && !loans.made.length;
  $('.loans').hidden = empty;
  if (empty) return;
  async function act(button, loan, path) {
    button.disabled = true;
    const body = path === 'decline' ? { reason: inHall('district.not-now') } : {};
    await ask(`/api/district/loans/${loan.id}/${path}`, body);
    again();
  }
  // A list that is drawn anew under a finger would swallow the press.
  const drawn = JSON.stringify([loans, mayAct()]);
  if ($('#loans').dataset.drawn === drawn) return;
  $('#loans').dataset.drawn = drawn;
  fill($('#loans'), ...loans.proposed.map((loan) => proposal(loan, name, act)));
  fill($('#sent'), ...loans.made.map((made) => sent(made, name, view.zone)));
}
