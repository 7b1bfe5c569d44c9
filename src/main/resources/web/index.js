import { follow } from './live.js';
import { $, fill, make, read, say, two } from './page.js';
import { asWritten, hallOf, t } from './words.js';

const FACES = {
  IDLE: ['free', t('common.free')],
  CALLING: ['serving', t('common.called')],
  SERVING: ['serving', t('common.serving')],
  PAUSED: ['paused', t('common.paused')],
  CLOSED: ['closed', t('common.closed')],
};

let drawn = '';

function draw(board) {
  say($('#hall'), t(hallOf(board)));
  say($('#link'), t('common.connected'));
  $('#no-windows').hidden = board.windows.length > 0;
  say($('#no-windows'), t('index.no-windows'));
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
          asWritten(w.name),
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
          make(
            'a',
            { href: `/clerk/${w.window}`, 'aria-label': t('index.serve-at', w) },
            t('index.serve'),
          ),
          make(
            'a',
            { href: `/window/${w.window}`, 'aria-label': t('index.display-of', w) },
            t('index.display'),
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
    say(note, open.length ? t('index.faults', { count: open.length }) : t('common.all-is-well'));
    note.classList.toggle('ill', open.length > 0);
  }
  setTimeout(faults, 5000);
}

/** Who is signed in; in the demonstration, as whom one can. */
async function account() {
  const told = await read('/api/session');
  if (told?.signedIn) say($('#sign-in'), t('index.signed-in', told));
  else if (told?.first) say($('#sign-in'), t('index.no-administrator-yet-make-one-with'));
  else if (told?.demo) {
    const names = told.demo.map((one) => one.name);
    const { password } = told.demo[0];
    say($('#sign-in'), t('index.demonstration', { names, password }));
  }
}

read('/api/remote-services').then((told) => {
  $('#book').hidden = !told?.services.length;
});
account();
follow({ board: draw, offline: () => say($('#link'), t('common.connection-lost-reconnecting')) });
faults();
fetch('/api/sim').then(
  (answer) => {
    $('#wall').parentElement.hidden = answer.status === 404;
  },
  () => {},
);
