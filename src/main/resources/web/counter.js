import { icon } from './icons.js';
import { now } from './live.js';
import { $, fill, make, two } from './page.js';
import { serve, shown } from './paired.js';
import { rater } from './rate.js';
import { asWritten, beside, both, t, timeIn } from './words.js';

/** The screen that faces the visitor at the window: number, materials, notice, rating. */

/** A notice stays so long after the rating, for a phone to read its code; a new call ends it. */
const KEEP_MS = 30000;

/** As many materials as stand on the screen; the phone has them all. */
const LINES_MAX = 4;

let lost = false;
let drawn = '';
let last = null;
let kept = null; // the notice that still stands and until when

const rating = rater($('#rate'), () => last && redraw());

const heading = (what, values) => [make('h1', {}, both(what, values))];

function materials(file) {
  const line = (kind, mark, word) => (text) =>
    make('li', { class: kind }, icon(mark), make('span', {}, asWritten(text)), make('b', {}, word));
  const all = [
    ...file.missing.map(line('no', 'miss', t('counter.missing'))),
    ...file.checked.map(line('ok', 'check', t('counter.checked'))),
  ];
  const more = all.length - LINES_MAX;
  const rest =
    more > 0
      ? [make('li', {}, make('i'), make('span', {}, t('counter.more', { count: more })))]
      : [];
  return [...all.slice(0, LINES_MAX), ...rest];
}

/** What is missing and what is there, and where there is a notice its code for the phone. */
function notice(file, zone) {
  const date = { month: 'long', day: 'numeric', timeZone: zone };
  const until = timeIn(Date.parse(file.due ?? file.expires), date);
  return [
    make(
      'div',
      {},
      heading({ zh: file.serviceName ?? file.service, en: file.serviceNameEn }),
      make('ol', {}, ...materials(file)),
    ),
    file.notice
      ? make(
          'figure',
          {},
          make('img', {
            src: `/n/${encodeURIComponent(file.notice)}/qr.svg`,
            alt: t('common.qr-code-of-the-notice'),
          }),
          make('strong', { class: 'num' }, file.notice),
          make(
            'figcaption',
            {},
            both('counter.bring-this-code-we-go-on'),
            both('counter.until', { until }),
          ),
        )
      : null,
  ];
}

function status(row, services) {
  const [dot, state] = {
    IDLE: ['free', 'common.free'],
    PAUSED: ['paused', 'common.paused-2'],
    CLOSED: ['closed', 'common.closed'],
  }[row.face];
  const names = t('common.serves', { serves: services });
  return [
    make('p', { class: 'huge num', 'aria-hidden': 'true' }, two(row.window)),
    make('h1', {}, asWritten(row.name), ' ', beside('common.serves', { serves: services })),
    names === row.name ? null : make('p', { class: 'names' }, names),
    make('p', { class: 'status' }, make('i', { class: `dot ${dot}` }), both(state)),
    row.onDuty ? make('p', {}, both('common.on-duty', row)) : null,
  ];
}

/** What is on the screen and how it looks. */
function face(board, self, row) {
  if (lost)
    return [
      '',
      [heading('counter.please-ask-the-clerk'), make('p', {}, both('counter.reconnecting'))],
    ];
  if (!row) return ['', heading('common.no-such-window')];
  const busy = row.face === 'CALLING' || row.face === 'SERVING';
  if (kept) return ['tell', notice(kept.file, board.zone)];
  const lists = self.file && (self.file.missing.length || self.file.checked.length);
  if (lists) return ['tell', notice(self.file, board.zone)];
  if (busy)
    return [
      row.face === 'CALLING' ? 'now' : '',
      [
        make('p', { class: 'number num' }, row.number),
        ...(row.face === 'CALLING'
          ? heading('counter.please-come-to-this-window')
          : heading('common.being-served')),
      ],
    ];
  const services = row.services
    .map((code) => board.services.find((service) => service.code === code))
    .filter(Boolean);
  return ['', status(row, services)];
}

/** The notice of the visit that may be rated stands a while longer; a call clears the screen. */
function keep(self, row) {
  if (self.rating && self.file?.notice) kept = { file: self.file, until: now() + KEEP_MS };
  const busy = row?.face === 'CALLING' || row?.face === 'SERVING';
  if (lost || busy || (kept && now() > kept.until)) kept = null;
}

function redraw() {
  const { board, self, row } = last;
  keep(self, row);
  const step = lost ? 'idle' : rating.step();
  const shared = step === 'levels' && kept !== null;
  document.body.classList.toggle('both', shared);
  $('#face').hidden = step !== 'idle' && !shared;
  $('#rate').hidden = step === 'idle';
  const [look, parts] = face(board, self, row);
  const next = JSON.stringify([
    lost,
    self.window,
    row?.face,
    row?.number ?? self.rating?.number,
    row?.name,
    row?.services,
    board?.services.map((s) => [s.name, s.nameEn]),
    row?.onDuty,
    kept?.file ?? self.file,
  ]);
  if (next === drawn) return;
  drawn = next;
  fill($('#place'), both('common.window-number', { window: two(self.window) }));
  fill($('#at'), row?.number ?? self.rating?.number ?? '');
  $('#say').className = look;
  fill($('#say'), ...parts);
}

function draw(board, self, row) {
  last = { board, self, row };
  if (!lost) rating.about(self.rating, self.window);
  redraw();
}

serve('counter-screen', {
  draw,
  offline: () => {
    lost = true;
    if (last) draw(last.board, last.self, last.row);
  },
  online: () => {
    lost = false;
  },
  shows: () => {
    return rating.shows() ?? shown(last?.row);
  },
  busy: () => rating.step() !== 'idle',
});
setInterval(() => last && redraw(), 1000);
