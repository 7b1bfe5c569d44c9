import { follow } from './live.js';
import { $, fill, make, read, say, two } from './page.js';

const FACES = {
  IDLE: ['free', '空闲'],
  CALLING: ['serving', '已叫号'],
  SERVING: ['serving', '办理中'],
  PAUSED: ['paused', '暂停'],
  CLOSED: ['closed', '未开'],
};

let drawn = '';

function draw(board) {
  say($('#hall'), board.hall);
  say($('#link'), '已连接');
  $('#no-windows').hidden = board.windows.length > 0;
  say($('#no-windows'), '没有窗口');
  const look = JSON.stringify(board.windows.map((w) => [w.window, w.name, w.face, w.number]));
  if (look === drawn) return;
  drawn = look;
  const focused = document.activeElement?.getAttribute('href');
  fill(
    $('#windows'),
    ...board.windows.map((w) => {
      const [dot, word] = FACES[w.face];
      return make(
        'li',
        {},
        make('b', { class: 'num' }, two(w.window)),
        make(
          'span',
          { class: 'name' },
          w.name,
          make(
            'span',
            { class: 'face' },
            make('i', { class: `dot ${dot}` }),
            w.number ? `${word} ${w.number}` : word,
          ),
        ),
        make(
          'span',
          { class: 'acts' },
          make('a', { href: `/clerk/${w.window}`, 'aria-label': `${w.window} 号窗口办理` }, '办理'),
          make(
            'a',
            { href: `/window/${w.window}`, 'aria-label': `${w.window} 号窗口屏` },
            '窗口屏',
          ),
        ),
      );
    }),
  );
  if (focused) document.querySelector(`a[href="${focused}"]`)?.focus();
}

async function faults() {
  const open = await read('/api/faults');
  if (open) {
    const note = $('#faults');
    say(note, open.length ? `${open.length} 个故障` : '全部正常');
    note.classList.toggle('ill', open.length > 0);
  }
  setTimeout(faults, 5000);
}

/** Who is signed in; in the demonstration, as whom one can. */
async function account() {
  const told = await read('/api/session');
  if (told?.signedIn) say($('#sign-in'), `已登录：${told.name}`);
  else if (told?.first) say($('#sign-in'), '还没有管理员，请用一次性管理员码建立');
  else if (told?.demo) {
    const names = told.demo.map((one) => one.name).join('、');
    say($('#sign-in'), `演示帐号 ${names}，密码都是 ${told.demo[0].password}`);
  }
}

account();
follow({ board: draw, offline: () => say($('#link'), '连接断开，正在重连') });
faults();
fetch('/api/sim').then(
  (answer) => {
    $('#wall').parentElement.hidden = answer.status === 404;
  },
  () => {},
);
