/** Several matters on one number: chosen first, taken together. */

import { at, key, panel, takeNumber } from './dispenser-panel.js';
import { showTicket } from './dispenser-ticket.js';
import { $, fill, make } from './page.js';
import { words, wordsIn } from './words.js';

/** Matters of one ticket at most. Source: docs/rules/items.md. */
const ITEMS_MAX = 5;

let chosen = []; // codes of services, the first first
let choosing = false;
let order = 'IN_ORDER';
let redraw = () => {};

/** Binds the keys; {@code drawn} draws the services anew, {@code home} goes home. */
export function bindCart(drawn, home) {
  redraw = drawn;
  key($('#several'), () => choose(true));
  key($('#cart-off'), () => choose(false));
  key($('#cart-take'), () => take(home));
  for (const button of $('#cart-order').children)
    button.addEventListener('click', () => {
      order = button.dataset.order;
      draw();
    });
}

/** Whether the keys of services choose instead of taking a number. */
export const isChoosing = () => choosing;

/** Where a service stands among the chosen, from 1; 0: it is not. */
export const placeOf = (code) => chosen.indexOf(code) + 1;

/** Whether one more may be chosen. */
export const hasRoom = () => chosen.length < ITEMS_MAX;

/** Nothing of the last visitor stays. */
export function forgetCart() {
  choosing = false;
  chosen = [];
  order = 'IN_ORDER';
  draw();
}

/** Puts a service to the chosen, or takes it back. */
export function toggleChosen(code) {
  if (placeOf(code)) chosen = chosen.filter((one) => one !== code);
  else if (hasRoom()) chosen = [...chosen, code];
  draw();
  redraw();
}

function choose(on) {
  forgetCart();
  choosing = on;
  draw();
  redraw();
}

function draw() {
  $('#cart').hidden = !choosing;
  for (const id of ['#resume', '#others', '#foot']) $(id).hidden = choosing;
  const title = !choosing
    ? 'dispenser.what-do-you-need-today'
    : chosen.length
      ? 'dispenser.anything-else'
      : 'dispenser.which-matters-up-to-five';
  fill($('#ask'), wordsIn(title));
  fill($('#cart-list'), ...chosen.map((code, i) => make('li', {}, line(code, i))));
  for (const button of $('#cart-order').children)
    button.setAttribute('aria-pressed', String(button.dataset.order === order));
  $('#cart-order').hidden = chosen.length < 2;
  $('#cart-take').disabled = chosen.length === 0;
  fill(
    $('#cart-take'),
    chosen.length > 1
      ? words('dispenser.take-one-for', { count: chosen.length })
      : words('dispenser.take-a-number'),
  );
}

const serviceOf = (code) => panel.board?.services.find((service) => service.code === code);
const line = (code, i) => [`${i + 1}. `, wordsIn(serviceOf(code) ?? { zh: code })];

function take(home) {
  if (at() !== 'home' || chosen.length === 0) return;
  const services = chosen.map(serviceOf).filter(Boolean);
  const [first, ...more] = chosen;
  const body = more.length ? { service: first, items: more, order } : { service: first };
  takeNumber('/api/tickets', body, (taken) => showTicket(taken, services), home);
}
