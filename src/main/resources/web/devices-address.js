import { ask, fill, make, say } from './page.js';
import { both } from './words.js';

/** A new pad, or one from another place, takes the address of a pad that does not answer. */

const MOST = 126;

let form = null; // kept while the panel is filled anew, with what was typed
let owner = '';
let sure = ''; // the address whose change waits for a second press

/** The form for this device; a second press confirms, naming the old address and the new one. */
export function newAddress(device) {
  if (owner === device.name) {
    const typing = form.contains(document.activeElement) ? document.activeElement : null;
    if (typing) queueMicrotask(() => typing.focus());
    return form;
  }
  owner = device.name;
  sure = '';
  const own = device.name.slice(device.name.lastIndexOf('/') + 1);
  const from = make('input', {
    id: 'address-from',
    inputmode: 'numeric',
    maxlength: '3',
    autocomplete: 'off',
    required: '',
  });
  const key = make('button', { type: 'submit', class: 'btn' });
  const told = make('p', { role: 'status' });
  const rest = () => {
    sure = '';
    fill(key, both('devices.address-make', { own }));
  };
  rest();
  from.addEventListener('input', rest);
  form = make(
    'form',
    { class: 'address' },
    make('h3', {}, both('devices.address-another-pad')),
    make('label', {}, both('devices.address-now', { most: MOST }), from),
    key,
    told,
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const typed = from.value.trim();
    if (!/^\d{1,3}$/.test(typed) || Number(typed) > MOST || typed === own) {
      fill(told, both('devices.address-wrong', { most: MOST, own }));
      from.select();
      return;
    }
    if (sure !== typed) {
      sure = typed;
      fill(key, both('devices.address-press-again', { typed, own }));
      return;
    }
    rest();
    say(told, '…');
    const path = `/api/devices/${encodeURIComponent(device.name)}/address`;
    const { status, body } = await ask(path, { from: Number(typed) });
    if (status === 200)
      fill(told, both('devices.address-answers', { name: device.name }));
    else fill(told, both(body?.title ? body : 'devices.no-answer-try-again'));
  });
  return form;
}
