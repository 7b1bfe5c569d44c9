import { $, ask, en, fill, make, say, two } from './page.js';

/** Pairing of tablets and screens on the page of devices. */

export const PAIRED = {
  'rating-tablet': ['评价平板', 'Rating tablet'],
  'counter-screen': ['窗口互动屏', 'Counter screen'],
  'window-display': ['窗口屏（网页）', 'Window display'],
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

function told(zh, english) {
  fill($('#pair-said'), `${zh} `, en(english));
}

async function pair(event) {
  event.preventDefault();
  const code = $('#pair-code').value.replace(/\D/g, '');
  if (code.length !== 6) {
    told('码是六位数字', 'The code has six digits');
    return;
  }
  const kind = $('#pair-kind').value;
  const place = Number($('#pair-window').value);
  const { status, body } = await ask('/api/paired', { code, kind, window: place });
  if (status === 201) {
    $('#pair-code').value = '';
    told(
      `${PAIRED[kind][0]} ${body.name} 已配对，窗口 ${place}`,
      `${body.name} is paired with window ${place}`,
    );
  } else {
    told(body?.title ?? '没有回音，请再试', body?.titleEn ?? 'No answer; try again');
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
    again ? '再按一次，解除配对 ' : '解除配对 ',
    en(again ? 'Press again to unpair' : 'Unpair'),
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
  if (status === 200) told(`${device.name} 已解除配对`, `${device.name} is unpaired`);
  else told(body?.title ?? '没有回音，请再试', body?.titleEn ?? 'No answer; try again');
}

fill(
  $('#pair-kind'),
  ...Object.entries(PAIRED).map(([kind, [zh, english]]) =>
    make('option', { value: kind }, `${zh} ${english}`),
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
      '发放密钥 ',
      en('Give it its key'),
    ),
    '两分钟内有效，呼叫器须接通安装跳线。',
    en('For two minutes, to a pad with its jumper set.'),
  );
