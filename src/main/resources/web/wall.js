import { follow } from './live.js';
import { $, fill, make, say } from './page.js';
import { drawTrouble, forget, once, partsDrawn, send } from './wall-trouble.js';
import { both, t } from './words.js';

const LOOK_MS = 300;

/** Keys of the FF-68 call pad: what goes out, digits first, and what it means to the hall. */
const KEYS = [
  [[0x0c], 'wall.next', 'main'],
  [[0x0d], 'wall.again'],
  [[0x0b], 'wall.finish'],
  [[0x06, 0x0f], 'wall.6-ok'],
  [[0x00, 0x0f], 'wall.0-ok'],
  [[0x03, 0x0f], 'wall.3-ok'],
  [[0x12], 'common.pause'],
];
const RATINGS = [
  [0, 'common.very-satisfied'],
  [1, 'common.satisfied'],
  [2, 'common.fairly-satisfied'],
  [3, 'common.dissatisfied'],
];
const SVG = 'http://www.w3.org/2000/svg';
const PAPERS_MAX = 4;

function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Keeps one child of `box` for each item, by name, in order. */
function each(box, items, name, draw) {
  const wanted = items.map(name);
  const have = [...box.children].map((child) => child.dataset.name);
  if (JSON.stringify(wanted) !== JSON.stringify(have)) {
    wanted.forEach((id) => forget(`${box.id} ${id}`));
    fill(box, ...wanted.map((id) => make('figure', { 'data-name': id })));
  }
  items.forEach((item, i) =>
    once(`${box.id} ${wanted[i]}`, item, (first) => draw(box.children[i], item, first)),
  );
}

/* LED displays: dots as the card has them, text in its colours */

function drawLed(figure, led, first) {
  const lit = led.powered && led.on;
  const text = led.areas.flatMap((area) => area.spans.map((span) => span.text)).join('');
  const isNew = !first && text !== figure.dataset.text;
  figure.className = `led${lit ? '' : ' off'}`;
  figure.dataset.text = text;
  const screen = svg('svg', {
    viewBox: `0 0 ${led.width} ${led.height}`,
    role: 'img',
    'aria-label': lit ? text.trim() || t('wall.blank') : t('wall.dark'),
  });
  if (lit) for (const area of led.areas) drawArea(screen, area, led);
  const where = led.window ? t('wall.window', led) : t('common.hall');
  const state = !led.powered ? 'wall.power-off' : led.silent ? 'wall.silent' : null;
  fill(
    figure,
    screen,
    make(
      'figcaption',
      {},
      make('b', {}, where),
      led.name,
      state ? make('span', {}, make('i', { class: 'dot fault' }), t(state)) : null,
      make('span', { class: 'more' }, t('wall.updates', led)),
    ),
  );
  if (isNew && lit) figure.classList.add('fresh');
}

/** Rows of one area; each glyph keeps to the grid that the font of the card has. */
function drawArea(screen, area, led) {
  const rows = [[]];
  for (const span of area.spans) {
    span.text.split('\n').forEach((part, i) => {
      if (i > 0) rows.push([]);
      if (part) rows.at(-1).push({ ...span, text: part });
    });
  }
  while (rows.length > 1 && rows.at(-1).length === 0) rows.pop();
  const heights = rows.map((row) => Math.max(16, ...row.map((span) => span.dots)));
  const all = heights.reduce((sum, height) => sum + height, 0);
  let y = area.y + Math.max(0, (area.height - all) / 2);
  rows.forEach((row, i) => {
    const width = row.reduce((sum, span) => sum + widthOf(span), 0);
    const spare = area.width - width;
    let x =
      area.x + (area.align === 'right' ? spare : area.align.startsWith('cent') ? spare / 2 : 0);
    for (const span of row) {
      const text = svg('text', {
        x,
        y: y + heights[i] * 0.84,
        'font-size': span.dots * 0.94,
        class: span.colour,
        textLength: widthOf(span),
        lengthAdjust: 'spacingAndGlyphs',
        opacity: 0.35 + 0.65 * (led.brightness / 15),
      });
      text.textContent = span.text;
      screen.append(text);
      x += widthOf(span);
    }
    y += heights[i];
  });
}

const widthOf = (span) =>
  [...span.text].reduce(
    (sum, sign) => sum + (sign.codePointAt(0) < 256 ? span.dots / 2 : span.dots),
    0,
  );

/* pads */

function drawPad(figure, pad) {
  figure.className = `pad${pad.rating ? ' rating' : ''}${pad.powered ? '' : ' off'}`;
  const well = pad.rating ? '' : t('wall.beeps', pad);
  const state = !pad.powered ? t('wall.power-off') : pad.silent ? t('wall.silent') : well;
  const head = make(
    'header',
    {},
    make('b', {}, t('wall.window', pad)),
    pad.name,
    make('span', {}, state),
  );
  const keys = pad.rating
    ? RATINGS.map(([key, what]) =>
        keyOf(pad, what, () => send({ do: 'rate', window: pad.window, key }), pad.evaluating),
      )
    : KEYS.map(([keys, what, kind]) =>
        keyOf(pad, what, () => send({ do: 'press', window: pad.window, keys }), true, kind),
      );
  const screen = pad.rating
    ? make(
        'div',
        { class: 'digits' },
        make('small', {}, pad.evaluating ? t('common.please-rate') : '—'),
        make('span', { class: 'stars' }, '★'.repeat(pad.stars)),
      )
    : make(
        'div',
        {
          class: 'digits',
          role: 'img',
          'aria-label': t('wall.digits', {
            waiting: pad.digits.slice(0, 3).trim(),
            number: pad.digits.slice(3).trim(),
          }),
        },
        make('span', {}, make('small', {}, `${t('common.waiting')} `), pad.digits.slice(0, 3)),
        make('span', {}, make('small', {}, `${t('wall.no')} `), pad.digits.slice(3)),
      );
  fill(figure, head, screen, make('div', { class: 'keys' }, ...keys));
}

function keyOf(pad, what, act, lit, kind = '') {
  return make(
    'button',
    { type: 'button', class: kind || false, disabled: !pad.powered || !lit, onclick: act },
    both(what),
  );
}

/* paper */

function drawPaper(figure, paper, first) {
  figure.className = first && partsDrawn() > 40 ? 'paper new' : 'paper';
  fill(
    figure,
    ...paper.rows.map((row) => {
      if (row.qr) return qrOf(row.qr);
      const size =
        row.wide >= 3 || row.high >= 3
          ? ' x3'
          : row.wide === 2
            ? ' x2'
            : row.high === 2
              ? ' tall'
              : '';
      return make(
        'p',
        { class: `${row.align}${row.bold ? ' bold' : ''}${size}` },
        row.text || '\u00a0',
      );
    }),
  );
}

/** The code on the paper says an address of ours; the server draws the same one. */
function qrOf(text) {
  try {
    const path = new URL(text).pathname;
    if (path.startsWith('/t/')) {
      return make(
        'a',
        { href: path, 'aria-label': t('wall.open-the-page-of-this-ticket') },
        make('img', { src: `${path}/qr.svg`, alt: `QR code: ${text}` }),
      );
    }
  } catch (noAddress) {
    // shown as text
  }
  return make('p', { class: 'url' }, text);
}

function draw(view) {
  each(
    $('#hall-leds'),
    view.leds.filter((led) => led.window === 0),
    (led) => led.name,
    drawLed,
  );
  each(
    $('#leds'),
    view.leds.filter((led) => led.window !== 0),
    (led) => led.name,
    drawLed,
  );
  each($('#pads'), view.pads, (pad) => pad.name, drawPad);
  const papers = view.printers.flatMap((printer) =>
    printer.tickets.map((paper) => ({ ...paper, printer: printer.name })),
  );
  each(
    $('#papers'),
    papers.slice(0, PAPERS_MAX),
    (paper) => `${paper.printer}-${paper.number}`,
    drawPaper,
  );
  if (papers.length === 0 && !$('#papers .empty'))
    fill($('#papers'), make('p', { class: 'empty' }, both('wall.no-paper-yet')));
  const states = view.printers.map((p) =>
    !p.powered
      ? t('wall.power-off')
      : p.paperOut
        ? t('wall.no-paper')
        : p.coverOpen
          ? t('wall.cover-open')
          : p.silent
            ? t('wall.silent')
            : p.paperLow
              ? t('wall.paper-low-2')
              : t('common.well'),
  );
  say(
    $('#printer-state'),
    view.printers
      .map((p, i) => t('wall.cuts', { state: states[i], cuts: p.cuts }))
      .join(t('wall.and-then')),
  );
  const people = view.people;
  say($('#people'), people?.clock ? t('wall.day', people) : '');
  drawTrouble(view);
}

async function look() {
  try {
    const answer = await fetch('/api/sim', { signal: AbortSignal.timeout(4000) });
    if (answer.status === 404) {
      say($('#gone'), t('wall.this-hall-drives-real-devices'));
      $('#gone').hidden = false;
      return;
    }
    if (answer.ok) draw(await answer.json());
  } catch (lost) {
    // the feed says so
  }
  setTimeout(look, document.hidden ? 2000 : LOOK_MS);
}

follow({
  board: () => {},
  online: () => {
    $('#gone').hidden = true;
  },
  offline: () => {
    $('#gone').hidden = false;
    say($('#gone'), t('wall.no-connection-this-is-not-how'));
  },
});
look();
