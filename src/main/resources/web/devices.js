import { staff } from './account.js';
import { follow, now } from './live.js';
import { newAddress } from './devices-address.js';
import { checked, isLookedAt } from './devices-history.js';
import { kindOf, RANK, ROW, STATES } from './devices-kinds.js';
import { drawWindows, isPaired, newKey, unpairKey } from './devices-pair.js';
import { $, about, ask, fill, hourOf, make, read, say } from './page.js';
import { beside, both, count, hallOf, other, t } from './words.js';

const LOOK_MS = 2000;

let zone;
let faults = [];
let devices = [];
let lines = [];
let chosen = null; // the subject of the fault or device that the panel shows
let asked = false;
let picture = null; // the ticket that was drawn last

const subjectOf = (device) => `device ${device.name}`;
const faultsOf = (subject) => faults.filter((fault) => fault.subject === subject);

function ordered() {
  const wanted = $('#filter').value.trim().toLowerCase();
  return devices
    .filter(
      (d) =>
        !wanted ||
        `${d.name} ${t(kindOf(d))} ${other(kindOf(d))} ${d.window ?? ''} ${d.line}`
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
  say($('#n-down'), down ? t('devices.down-count', { count: down }) : '');
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
  say($('#no-devices'), devices.length ? t('devices.no-device-fits') : t('devices.no-devices'));
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
  const kind = kindOf(device);
  const ill = faultsOf(subject)[0] ?? faultsOf(`line ${device.line}`)[0];
  return row(
    subject,
    ROW[device.state],
    make('td', { class: 'st' }, make('i', { class: `dot ${dot}` }), t(word)),
    make(
      'td',
      {},
      make('b', {}, t(kind)),
      ' ',
      make('span', { class: 'line' }, device.name),
      beside(kind),
    ),
    make('td', {}, device.window ? t('devices.window', device) : t('common.hall')),
    make('td', { class: 'shows', title: device.shows }, device.shows || '—'),
    make('td', {}, ill ? t(ill.happened) : wellOr(device)),
    make(
      'td',
      { class: 'r' },
      device.lastSeen ? t('devices.ago', { age: about(now() - Date.parse(device.lastSeen)) }) : '—',
    ),
    make(
      'td',
      { class: 'r' },
      device.roundTripMs === undefined
        ? '—'
        : t('devices.ms', { ms: Math.round(device.roundTripMs) }),
    ),
  );
}

const wellOr = (device) => (device.state === 'WELL' ? t('common.well') : device.detail || '—');

function lineRow(line) {
  const subject = `line ${line.name}`;
  return row(
    subject,
    line.up ? 'serving' : 'fault',
    make(
      'td',
      { class: 'st' },
      make('i', { class: line.up ? 'dot serving' : 'dot fault' }),
      line.up ? t('devices.up') : t('devices.down'),
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
  if (device) return `${t(kindOf(device))} ${device.name}`;
  const [, what, name] = /^(line|device) (.*)$/.exec(subject) ?? [];
  if (!what) return subject;
  return t(what === 'line' ? 'devices.line-named' : 'devices.device-named', { name });
}

function drawDetail() {
  if (!chosen) {
    fill(
      $('#detail'),
      make('h2', {}, both('common.all-is-well')),
      make('p', {}, t('devices.looked-at', { time: hourOf(now(), zone) })),
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
          both(device?.state === 'UNKNOWN' ? 'devices.no-answer-yet-2' : 'devices.no-fault-now'),
        ),
    device ? facts(device) : null,
    device && !isPaired(device) ? trial(device) : null,
    own.some((fault) => fault.code === 'PAD-KEY') ? newKey(device) : null,
    own.some(isLookedAt) ? checked(chosen) : null,
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
    make('h3', {}, both('devices.what-happened')),
    make('p', { class: 'what' }, both(fault.happened)),
    make(
      'p',
      {},
      t('devices.since', {
        subject: fault.subject,
        time: hourOf(since, zone),
        age: about(now() - since),
      }),
    ),
    fault.detail ? make('p', { class: 'saw' }, fault.detail) : null,
    make('h3', {}, both('devices.what-to-do')),
    make('p', { class: 'what' }, both(fault.doThis)),
  );
}

function facts(device) {
  const fact = (word, value) =>
    make('div', {}, make('dt', {}, word), make('dd', {}, make('b', { class: 'num' }, value)));
  return make(
    'div',
    {},
    make('h3', {}, both('devices.since-the-start')),
    make(
      'dl',
      { class: 'facts' },
      fact(t('devices.frames'), count(device.frames)),
      fact(t('devices.bad-frames'), count(device.errors)),
      fact(t('devices.sent-again'), count(device.retries)),
      device.detail ? fact(t('devices.model'), device.detail) : null,
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
      both('devices.try-it'),
    ),
  );

/** What a printer's tickets look like, and a button for whoever put paper in. */
function paper(device) {
  const path = `/api/devices/${encodeURIComponent(device.name)}`;
  return make(
    'div',
    {},
    make('h3', {}, both('devices.a-ticket-on-this-paper')),
    preview(path),
    make(
      'p',
      {},
      make(
        'button',
        { type: 'button', class: 'btn', onclick: () => ask(`${path}/new-roll`) },
        both('devices.a-new-roll-is-in'),
      ),
    ),
  );
}

/** Drawn once; the panel is filled anew every two seconds. */
function preview(path) {
  const src = `${path}/preview`;
  if (picture?.getAttribute('src') !== src) {
    picture = make('img', { src, class: 'ticket', alt: t('devices.a-sample-ticket') });
    picture.addEventListener('error', () => {
      picture.alt = t('devices.no-chinese-font-no-preview');
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
    make('h3', {}, both('devices.other-faults')),
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
            t('devices.of', { subject: nameOf(fault.subject), fault: fault.happened }),
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
  const why = body?.title ? body : 'devices.it-was-not-said-try-again';
  say($('#announced'), t(status === 200 ? 'devices.it-is-said-after-the-calls' : why));
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
    say($('#hall'), t(hallOf(board)));
    drawWindows(board.windows);
    if (asked) say($('#clock'), hourOf(now(), zone));
  },
  online: () => {
    $('#gone').hidden = true;
  },
  offline: (since) => {
    $('#gone').hidden = false;
    say($('#gone'), t('devices.offline', { time: hourOf(since, zone) }));
  },
});
setInterval(() => {
  if (zone) say($('#clock'), hourOf(now(), zone));
}, 1000);
look();
