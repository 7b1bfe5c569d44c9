import { $, PRESS_MS, fill, make, say } from './page.js';
import { both, t } from './words.js';

const drawn = new Map(); // what each part of the wall showed last, so that only changes are drawn
const pressed = new Map(); // when each key was pressed last

/** Asks the simulated hall to do something; a second press of the same key does not count. */
export async function send(command) {
  const name = JSON.stringify(command);
  if (performance.now() - (pressed.get(name) ?? -PRESS_MS) < PRESS_MS) return;
  pressed.set(name, performance.now());
  try {
    const answer = await fetch('/api/sim', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: name,
      signal: AbortSignal.timeout(4000),
    });
    $('#said').hidden = answer.ok;
    if (!answer.ok) say($('#said'), (await answer.json()).detail ?? t('wall.it-was-not-done'));
  } catch (lost) {
    $('#said').hidden = false;
    say($('#said'), t('wall.no-answer'));
  }
}

/** Draws one part anew when `look` is another one; what did not change stays as it is. */
export function once(id, look, draw) {
  const text = JSON.stringify(look);
  if (drawn.get(id) === text) return;
  const before = drawn.get(id);
  drawn.set(id, text);
  draw(before === undefined);
}

/** How many parts of the wall were drawn so far. */
export function partsDrawn() {
  return drawn.size;
}

/** The next time this part is drawn, whatever it showed. */
export function forget(id) {
  drawn.delete(id);
}

function toggle(word, on, command) {
  return make(
    'button',
    {
      type: 'button',
      class: 'switch',
      'aria-pressed': String(on),
      onclick: () => send({ ...command, on: !on }),
    },
    word,
  );
}

/** The switches with which a person makes trouble. */
export function drawTrouble(view) {
  once('t-printers', view.printers, () =>
    fill(
      $('#t-printers'),
      make('h3', {}, both('wall.printer')),
      make(
        'ul',
        {},
        ...view.printers.map((p) =>
          make(
            'li',
            {},
            make('span', {}, p.name),
            toggle(t('wall.no-paper'), p.paperOut, { do: 'paperOut' }),
            toggle(t('wall.paper-low'), p.paperLow, { do: 'paperLow' }),
            toggle(t('wall.cover-open'), p.coverOpen, { do: 'coverOpen' }),
          ),
        ),
      ),
    ),
  );
  once('t-lines', view.lines, () =>
    fill(
      $('#t-lines'),
      make('h3', {}, both('common.lines')),
      make(
        'ul',
        {},
        ...view.lines.map((l) =>
          make(
            'li',
            {},
            make(
              'span',
              {},
              t('wall.line', {
                name: l.name,
                state: { key: l.connected ? 'devices.up' : 'devices.down' },
              }),
            ),
            toggle(t('wall.unplug'), !l.plugged, { do: 'unplug', line: l.name }),
            noise(l),
          ),
        ),
      ),
    ),
  );
  const devices = [...view.printers, ...view.leds, ...view.pads].map(
    ({ name, powered, silent }) => ({ name, powered, silent }),
  );
  once('t-devices', devices, () =>
    fill(
      $('#t-devices'),
      make('h3', {}, both('wall.devices')),
      make(
        'ul',
        {},
        ...devices.map((d) =>
          make(
            'li',
            {},
            make('span', {}, d.name),
            make(
              'button',
              {
                type: 'button',
                class: 'switch',
                'aria-pressed': String(!d.powered),
                onclick: () => send({ do: 'power', device: d.name, on: !d.powered }),
              },
              t('wall.power-off'),
            ),
            toggle(t('wall.silent'), d.silent, { do: 'silence', device: d.name }),
          ),
        ),
      ),
    ),
  );
}

function noise(line) {
  const on = line.garble > 0 || line.drop > 0;
  const command = { do: 'mischief', line: line.name, garble: on ? 0 : 0.02, drop: on ? 0 : 0.02 };
  return make(
    'button',
    { type: 'button', class: 'switch', 'aria-pressed': String(on), onclick: () => send(command) },
    t('wall.noise'),
  );
}
