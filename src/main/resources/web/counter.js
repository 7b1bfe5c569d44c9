import { icon } from './icons.js';
import { now } from './live.js';
import { $, en, fill, make, two } from './page.js';
import { serve, shown } from './paired.js';
import { rater } from './rate.js';

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

const heading = (zh, english, ...more) => [make('h1', {}, zh, en(english)), ...more];

function materials(file) {
  const line = (kind, mark, word) => (text) =>
    make('li', { class: kind }, icon(mark), make('span', {}, text), make('b', {}, word));
  const all = [
    ...file.missing.map(line('no', 'miss', '还差')),
    ...file.checked.map(line('ok', 'check', '已核')),
  ];
  const more = all.length - LINES_MAX;
  const rest = more > 0 ? [make('li', {}, make('i'), make('span', {}, `还有 ${more} 项`))] : [];
  return [...all.slice(0, LINES_MAX), ...rest];
}

const dateOf = (instant, zone, language) =>
  new Intl.DateTimeFormat(language, { month: 'long', day: 'numeric', timeZone: zone }).format(
    Date.parse(instant),
  );

/** What is missing and what is there, and where there is a notice its code for the phone. */
function notice(file, zone) {
  const until = file.due ?? file.expires;
  return [
    make(
      'div',
      {},
      ...heading(file.serviceName ?? file.service, file.serviceNameEn),
      make('ol', {}, ...materials(file)),
    ),
    file.notice
      ? make(
          'figure',
          {},
          make('img', {
            src: `/n/${encodeURIComponent(file.notice)}/qr.svg`,
            alt: '告知码的二维码 QR code of the notice',
          }),
          make('strong', { class: 'num' }, file.notice),
          make(
            'figcaption',
            {},
            '带这个码回来，接着办',
            en('Bring this code: we go on from here'),
            `有效到 ${dateOf(until, zone, 'zh-CN')}`,
            en(`Until ${dateOf(until, zone, 'en-GB')}`),
          ),
        )
      : null,
  ];
}

function status(row, services) {
  const [dot, zh, english] = {
    IDLE: ['free', '空闲', 'Free'],
    PAUSED: ['paused', '暂停叫号', 'Paused'],
    CLOSED: ['closed', '未开', 'Closed'],
  }[row.face];
  const names = services.map((one) => one.name).join('、');
  return [
    make('p', { class: 'huge num', 'aria-hidden': 'true' }, two(row.window)),
    ...heading(row.name, services.map((one) => one.nameEn).filter(Boolean).join(', ')),
    names === row.name ? null : make('p', { class: 'names' }, names),
    make('p', { class: 'status' }, make('i', { class: `dot ${dot}` }), `${zh} `, en(english)),
    row.onDuty ? make('p', {}, `今天值守 ${row.onDuty} `, en('On duty')) : null,
  ];
}

/** The words on the screen and how they look. */
function words(board, self, row) {
  if (lost) return ['', heading('请听窗口安排', 'Please ask the clerk', '正在重新连接')];
  if (!row) return ['', heading('没有这个窗口', 'No such window')];
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
          ? heading('请到本窗口', 'Please come to this window')
          : heading('正在办理', 'Being served')),
      ],
    ];
  const services = row.services
    .map((code) => board.services.find((service) => service.code === code))
    .filter(Boolean);
  return ['', status(row, services)];
}

/** The notice of the visit that may be rated stands a while longer; a call clears the screen. */
function keep(self, row) {
  if (self.rating && self.file?.notice)
    kept = { file: self.file, until: now() + KEEP_MS };
  const busy = row?.face === 'CALLING' || row?.face === 'SERVING';
  if (lost || busy || (kept && now() > kept.until)) kept = null;
}

function redraw() {
  const { board, self, row } = last;
  keep(self, row);
  const step = lost ? 'idle' : rating.step();
  const both = step === 'levels' && kept !== null;
  document.body.classList.toggle('both', both);
  $('#face').hidden = step !== 'idle' && !both;
  $('#rate').hidden = step === 'idle';
  const [look, parts] = words(board, self, row);
  const next = JSON.stringify([
    lost,
    self.window,
    row?.face,
    row?.number ?? self.rating?.number,
    row?.name,
    row?.services,
    row?.onDuty,
    kept?.file ?? self.file,
  ]);
  if (next === drawn) return;
  drawn = next;
  fill($('#place'), `${two(self.window)} 号窗口 `, en(`Window ${self.window}`));
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
    const word = { levels: '请评价', reasons: '正在评价', thanks: '已评价' }[rating.step()];
    return word ? `${word} ${rating.number()}`.trim() : shown(last?.row);
  },
  busy: () => rating.step() !== 'idle',
});
setInterval(() => last && redraw(), 1000);
