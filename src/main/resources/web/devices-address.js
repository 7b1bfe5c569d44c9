import { ask, en, fill, make, say } from './page.js';

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
    fill(key, `改为 ${own} `, en(`Make it ${own}`));
  };
  rest();
  from.addEventListener('input', rest);
  form = make(
    'form',
    { class: 'address' },
    make('h3', {}, '换上另一个呼叫器 ', en('Another pad takes its place')),
    make(
      'label',
      {},
      '它现在的地址 ',
      en(`Its address now, 0 to ${MOST}`),
      from,
    ),
    key,
    told,
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const typed = from.value.trim();
    if (!/^\d{1,3}$/.test(typed) || Number(typed) > MOST || typed === own) {
      fill(told, `地址是 0 到 ${MOST}，不是 ${own} `, en(`An address is 0 to ${MOST}, not ${own}`));
      from.select();
      return;
    }
    if (sure !== typed) {
      sure = typed;
      fill(
        key,
        `再按一次：地址 ${typed} 改为 ${own} `,
        en(`Press again: address ${typed} becomes ${own}`),
      );
      return;
    }
    rest();
    say(told, '…');
    const path = `/api/devices/${encodeURIComponent(device.name)}/address`;
    const { status, body } = await ask(path, { from: Number(typed) });
    if (status === 200)
      fill(told, `${device.name} 有应答了 `, en(`${device.name} answers`));
    else fill(told, body?.title ?? '没有回音，请再试 ', en(body?.titleEn ?? 'No answer; try again'));
  });
  return form;
}
