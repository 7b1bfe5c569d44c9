import { staff } from './account.js';
import { follow, now } from './live.js';
import { newAddress } from './devices-address.js';
import { drawWindows, isPaired, newKey, PAIRED, unpairKey } from './devices-pair.js';
import { $, about, ask, en, fill, hourOf, make, read, say } from './page.js';

const LOOK_MS = 2000;
const KINDS = {
  escpos: ['号票打印机', 'Ticket printer'],
  'onbon-bx': ['条屏', 'LED display'],
  'ff68-pad': ['呼叫器', 'Pad'],
  'osdp-pad': ['呼叫器', 'Pad'],
  'byte-map': ['呼叫器', 'Pad'],
  'modbus-rtu': ['按键盒', 'Button box'],
  cpower: ['条屏', 'LED display'],
  'eq-ascii': ['条屏', 'LED display'],
  candle: ['条屏', 'LED display'],
  'sdt-idcard': ['身份证阅读器', 'ID card reader'],
  ...PAIRED,
};
const STATES = {
  ILL: ['fault', '故障'],
  WATCH: ['paused', '注意'],
  WELL: ['serving', '正常'],
  UNKNOWN: ['closed', '还没有回音'],
};
const RANK = { ILL: 0, WATCH: 1, UNKNOWN: 2, WELL: 3 };
const ROW = { ILL: 'fault', WATCH: 'watch', WELL: 'serving', UNKNOWN: 'closed' };

let zone;
let faults = [];
let devices = [];
let lines = [];
let chosen = null; // the subject of the fault or device that the panel shows
let asked = false;
let picture = null; // the ticket that was drawn last

const subjectOf = (device) => `device ${device.name}`;
const faultsOf = (subject) => faults.filter((fault) => fault.subject === subject);
const count = (number) => new Intl.NumberFormat('zh-CN').format(number);

function ordered() {
  const wanted = $('#filter').value.trim().toLowerCase();
  return devices
    .filter(
      (d) =>
        !wanted ||
        `${d.name} ${KINDS[d.type]?.join(' ')} ${d.window ?? ''} ${d.line}`
          .toLowerCase()
          .includes(wanted),
    )
    .sort(
      (a, b) =>
        RANK[a.state] - RANK[b.state] ||
        (a.window ?? 0) - (b.window ?? 0) ||
        a.name.localeCompare(b.name),
    );
}

function draw() {
  const many = (state) => devices.filter((device) => device.state === state).length;
  say($('#n-faults'), faults.length);
  $('#k-ill').className = faults.length ? 'over' : '';
  say($('#n-ill'), many('ILL'));
  say($('#n-watch'), many('WATCH'));
  say($('#n-well'), many('WELL'));
  say($('#n-lines'), lines.length);
  const down = lines.filter((line) => !line.up).length;
  say($('#n-down'), down ? `断 ${down}` : '');
  const rows = ordered();
  const subjects = [
    ...new Set([
      ...faults.map((f) => f.subject),
      ...rows.map(subjectOf),
      ...lines.map((l) => `line ${l.name}`),
    ]),
  ];
  if (!subjects.includes(chosen)) chosen = faults[0]?.subject ?? subjects[0] ?? null;
  const focused = document.activeElement?.dataset?.subject;
  fill($('#devices'), ...rows.map(deviceRow));
  fill($('#lines'), ...[...lines].sort((a, b) => a.up - b.up).map(lineRow));
  if (focused) $(`tr[data-subject="${CSS.escape(focused)}"]`)?.focus();
  $('#no-devices').hidden = rows.length > 0;
  say($('#no-devices'), devices.length ? '没有符合的设备' : '没有设备');
  drawDetail();
}

function pick(subject) {
  chosen = subject;
  draw();
}

function row(subject, className, ...cells) {
  return make(
    'tr',
    {
      class: subject === chosen ? `${className} sel` : className,
      'data-subject': subject,
      tabindex: subject === chosen ? '0' : '-1',
      'aria-selected': subject === chosen ? 'true' : 'false',
      onclick: () => pick(subject),
    },
    ...cells,
  );
}

function deviceRow(device) {
  const subject = subjectOf(device);
  const [dot, word] = STATES[device.state];
  const [zh, english] = KINDS[device.type] ?? [device.type, ''];
  const ill = faultsOf(subject)[0] ?? faultsOf(`line ${device.line}`)[0];
  return row(
    subject,
    ROW[device.state],
    make('td', { class: 'st' }, make('i', { class: `dot ${dot}` }), word),
    make(
      'td',
      {},
      make('b', {}, zh),
      ' ',
      make('span', { class: 'line' }, device.name),
      en(english),
    ),
    make('td', {}, device.window ? `窗口 ${device.window}` : '大厅'),
    make('td', { class: 'shows', title: device.shows }, device.shows || '—'),
    make('td', {}, ill ? ill.happened.zh : device.state === 'WELL' ? '正常' : device.detail || '—'),
    make(
      'td',
      { class: 'r' },
      device.lastSeen ? `${about(now() - Date.parse(device.lastSeen))}前` : '—',
    ),
    make(
      'td',
      { class: 'r' },
      device.roundTripMs === undefined ? '—' : `${Math.round(device.roundTripMs)} 毫秒`,
    ),
  );
}

function lineRow(line) {
  const subject = `line ${line.name}`;
  return row(
    subject,
    line.up ? 'serving' : 'fault',
    make(
      'td',
      { class: 'st' },
      make('i', { class: line.up ? 'dot serving' : 'dot fault' }),
      line.up ? '通' : '断',
    ),
    make('td', {}, make('b', {}, line.name)),
    make('td', { class: 'line' }, line.uri),
    make('td', { class: 'r num' }, count(line.bytesIn)),
    make('td', { class: 'r num' }, count(line.bytesOut)),
    make('td', { class: 'r num' }, count(line.dropped)),
    make('td', { class: 'r num' }, count(line.reconnects)),
  );
}

function nameOf(subject) {
  const device = devices.find((d) => subjectOf(d) === subject);
  if (device) return `${KINDS[device.type]?.[0] ?? device.type} ${device.name}`;
  return subject.replace(/^line /, '线路 ').replace(/^device /, '设备 ');
}

function drawDetail() {
  if (!chosen) {
    fill(
      $('#detail'),
      make('h2', {}, '全部正常 ', en('All is well')),
      make('p', {}, `最近一次查看 ${hourOf(now(), zone)}`),
    );
    return;
  }
  const own = faultsOf(chosen);
  const device = devices.find((d) => subjectOf(d) === chosen);
  const above = device ? faultsOf(`line ${device.line}`) : [];
  const ill = [...own, ...above];
  fill(
    $('#detail'),
    make(
      'h2',
      {},
      make('i', {
        class: `dot ${ill.length ? 'fault' : device ? STATES[device.state][0] : 'serving'}`,
      }),
      nameOf(chosen),
      make(
        'span',
        { class: 'more' },
        ill.length ? ill.map((fault) => fault.code).join(' · ') : chosen,
      ),
    ),
    ...ill.map(article),
    ill.length
      ? null
      : make(
          'p',
          {},
          device && device.state === 'UNKNOWN' ? '还没有回音。' : '现在没有故障。',
          en('No fault now.'),
        ),
    device ? facts(device) : null,
    device && !isPaired(device) ? trial(device) : null,
    own.some((fault) => fault.code === 'PAD-KEY') ? newKey(device) : null,
    device?.type === 'osdp-pad' && own.some((fault) => fault.code === 'DEVICE-SILENT')
      ? newAddress(device)
      : null,
    device?.type === 'escpos' ? paper(device) : null,
    device && isPaired(device) ? unpairKey(device) : null,
    others(),
  );
}

function article(fault) {
  const since = Date.parse(fault.since);
  return make(
    'article',
    {},
    make('h3', {}, '发生了什么 ', en('What happened')),
    make('p', { class: 'what' }, fault.happened.zh, en(fault.happened.en)),
    make(
      'p',
      {},
      `${fault.subject} · ${hourOf(since, zone)} 起，已 ${about(now() - since)}`,
    ),
    fault.detail ? make('p', { class: 'saw' }, fault.detail) : null,
    make('h3', {}, '怎么办 ', en('What to do')),
    make('p', { class: 'what' }, fault.doThis.zh, en(fault.doThis.en)),
  );
}

function facts(device) {
  const fact = (word, value) =>
    make('div', {}, make('dt', {}, word), make('dd', {}, make('b', { class: 'num' }, value)));
  return make(
    'div',
    {},
    make('h3', {}, '启动以来 ', en('Since the start')),
    make(
      'dl',
      { class: 'facts' },
      fact('帧', count(device.frames)),
      fact('坏帧', count(device.errors)),
      fact('重发', count(device.retries)),
      device.detail ? fact('型号', device.detail) : null,
    ),
  );
}

/** So that one sees which of many it is: it shows Z888 for five seconds, or prints it. */
const trial = (device) =>
  make(
    'p',
    {},
    make(
      'button',
      {
        type: 'button',
        class: 'btn',
        onclick: () => ask('/api/devices/try', { device: device.name }),
      },
      '试一试 ',
      en('Try it'),
    ),
  );

/** What a printer's tickets look like, and a button for whoever put paper in. */
function paper(device) {
  const path = `/api/devices/${encodeURIComponent(device.name)}`;
  return make(
    'div',
    {},
    make('h3', {}, '号票预览 ', en('A ticket on this paper')),
    preview(path),
    make(
      'p',
      {},
      make(
        'button',
        { type: 'button', class: 'btn', onclick: () => ask(`${path}/new-roll`) },
        '已换新纸 ',
        en('A new roll is in'),
      ),
    ),
  );
}

/** Drawn once; the panel is filled anew every two seconds. */
function preview(path) {
  const src = `${path}/preview`;
  if (picture?.getAttribute('src') !== src) {
    picture = make('img', { src, class: 'ticket', alt: '号票样张 A sample ticket' });
    picture.addEventListener('error', () => {
      picture.alt = '没有中文字体，不能预览 No Chinese font: no preview';
    });
  }
  return picture;
}

/** The faults that the chosen one hides: all of them stand on the page. */
function others() {
  const rest = faults.filter((fault) => fault.subject !== chosen);
  if (!rest.length) return null;
  return make(
    'div',
    {},
    make('h3', {}, '其他故障 ', en('Other faults')),
    make(
      'ul',
      { class: 'rest-list' },
      ...rest.map((fault) =>
        make(
          'li',
          {},
          make(
            'button',
            { type: 'button', class: 'btn', onclick: () => pick(fault.subject) },
            `${nameOf(fault.subject)}：${fault.happened.zh}`,
          ),
        ),
      ),
    ),
  );
}

/** A notice to all, where this machine has loudspeakers; calls that wait go before it. */
$('#announce').addEventListener('submit', async (event) => {
  event.preventDefault();
  const text = $('#notice-text').value.trim();
  if (!text) return;
  const { status, body } = await ask('/api/announcements', { text });
  if (status === 200) $('#notice-text').value = '';
  say($('#announced'), status === 200 ? '将在叫号之后播报' : (body?.title ?? '没有播报，请再试'));
});

async function look() {
  const [f, d, l] = await Promise.all([
    read('/api/faults'),
    read('/api/devices'),
    read('/api/lines'),
  ]);
  if (f && d && l) {
    faults = f;
    devices = d;
    lines = l;
    asked = true;
    draw();
  }
  setTimeout(look, LOOK_MS);
}

addEventListener('keydown', (event) => {
  const typing = event.target.tagName === 'INPUT';
  if (event.key === '/' && !typing) {
    event.preventDefault();
    $('#filter-box').hidden = false;
    $('#filter').focus();
  }
  if (event.key === 'Escape' && typing) {
    $('#filter').value = '';
    $('#filter-box').hidden = true;
    draw();
  }
  if (!['ArrowDown', 'ArrowUp'].includes(event.key)) return;
  const rows = [...document.querySelectorAll('tr[data-subject]')];
  const at = rows.findIndex((r) => r.dataset.subject === chosen);
  const next = rows[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  pick(next.dataset.subject);
  $('tr.sel')?.focus();
});
$('#filter').addEventListener('input', draw);

staff();
follow({
  board: (board) => {
    zone = board.zone;
    $('#announce').hidden = !board.spoken?.length;
    say($('#hall'), board.hall);
    drawWindows(board.windows);
    if (asked) say($('#clock'), hourOf(now(), zone));
  },
  online: () => {
    $('#gone').hidden = true;
  },
  offline: (since) => {
    $('#gone').hidden = false;
    say(
      $('#gone'),
      `与续号的连接断开，下面是 ${hourOf(since, zone)} 的情况。 No connection: figures of ${hourOf(since, zone)}.`,
    );
  },
});
setInterval(() => {
  if (zone) say($('#clock'), hourOf(now(), zone));
}, 1000);
look();
