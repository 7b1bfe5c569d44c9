import { $, ask, fill, make, say, two } from './page.js';
import { both, other, t } from './words.js';

/** Pairing of tablets and screens on the page of devices. */

export const PAIRED = {
  'rating-tablet': 'devices.rating-tablet',
  'counter-screen': 'common.counter-screen',
  'window-display': 'devices.window-display',
};

export const isPaired = (device) => device.type in PAIRED;

let known = '';
let sure = null; // the device whose unpairing waits for a second press

/** Offers the hall's windows. */
export function drawWindows(windows) {
  const look = JSON.stringify(windows.map((one) => [one.window, one.name]));
  if (look === known) return;
  known = look;
  const chosen = $('#pair-window').value;
  fill(
    $('#pair-window'),
    ...windows.map((one) =>
      make('option', { value: one.window }, `${two(one.window)} ${one.name}`),
    ),
  );
  if (chosen) $('#pair-window').value = chosen;
}

function told(what, values) {
  fill($('#pair-said'), both(what, values));
}

async function pair(event) {
  event.preventDefault();
  const code = $('#pair-code').value.replace(/\D/g, '');
  if (code.length !== 6) {
    told('devices.the-code-has-six-digits');
    return;
  }
  const kind = $('#pair-kind').value;
  const place = Number($('#pair-window').value);
  const { status, body } = await ask('/api/paired', { code, kind, window: place });
  if (status === 201) {
    $('#pair-code').value = '';
    const values = { kind: { key: PAIRED[kind] }, name: body.name, place };
    told('devices.is-paired-with-window', values);
  } else {
    told(body?.title ? body : 'devices.no-answer-try-again');
    $('#pair-code').select();
  }
}

/** The key that lets a device go; it asks once more. */
export function unpairKey(device) {
  const again = sure === device.name;
  return make(
    'button',
    {
      type: 'button',
      class: again ? 'btn first-key unpair' : 'btn unpair',
      onclick: (event) => unpair(device, event.currentTarget),
    },
    both(again ? 'devices.press-again-to-unpair' : 'devices.unpair'),
  );
}

async function unpair(device, key) {
  if (sure !== device.name) {
    sure = device.name;
    const next = unpairKey(device);
    key.replaceWith(next);
    next.focus();
    return;
  }
  sure = null;
  const { status, body } = await ask(`/api/paired/${device.name.split('/')[1]}/unpair`, {});
  if (status === 200) told('devices.is-unpaired', { name: device.name });
  else told(body?.title ? body : 'devices.no-answer-try-again');
}

fill(
  $('#pair-kind'),
  ...Object.entries(PAIRED).map(([kind, what]) =>
    make('option', { value: kind }, `${t(what)} ${other(what)}`),
  ),
);
say($('#pair-at'), `${location.origin}/pair`);
$('#pair').addEventListener('submit', pair);

/** For a new pad, or one that comes back from repair; the fault goes when the pad has its key. */
export const newKey = (device) =>
  make(
    'p',
    {},
    make(
      'button',
      {
        type: 'button',
        class: 'btn',
        onclick: () => ask(`/api/devices/${encodeURIComponent(device.name)}/key`),
      },
      both('devices.give-it-its-key'),
    ),
    both('devices.for-two-minutes-to-a-pad'),
  );
