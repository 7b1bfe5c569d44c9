import { follow, now } from './live.js';
import { $, fill, hourOf, make, say, show, two } from './page.js';
import { mandarin, sentence, speak } from './speech.js';
import { beside, both, hallOf, t } from './words.js';

/** Two calls at once are shown one after another, each for so long. */
const CALL_MS = 6000;

/** A call is news for so long; afterwards the block rests without amber. */
const NEWS_MS = 120000;

/** Services on one page of the waiting list, and how long a page stays. */
const PAGE_SIZE = 5;
const PAGE_MS = 10000;

/** Calls that wait to be shown: more than this many are already old news. */
const QUEUE_MAX = 6;

const flags = new URLSearchParams(location.search);
let voiceOn = flags.get('voice') === 'on';

let board = null;
let lost = false;
let shown = null; // the call in the large block
let shownAt = -CALL_MS;
let speaking = false; // this page's own voice is at it
let queue = [];
let seen = new Set();
let pageNumber = 0;

const keyOf = (call) => `${call.number}/${call.window}/${call.call}/${call.at}`;

function take(next) {
  const first = board === null;
  board = next;
  if (first) offerVoice();
  const fresh = board.calls.filter((call) => !seen.has(keyOf(call)));
  seen = new Set(board.calls.map(keyOf));
  if (first) {
    shown = board.calls[0] ?? null;
  } else {
    queue = [...queue, ...fresh.reverse()].slice(-QUEUE_MAX);
  }
  advance();
  draw();
  drawSpoken();
}

/** Brings the next call to the front once the present one has had its time. */
function advance() {
  if (lost || speaking || queue.length === 0) return;
  if (performance.now() - shownAt < CALL_MS) return;
  shown = queue.shift();
  shownAt = performance.now();
  draw();
  blink();
  if (!loudspeaker()) say($('#spoken'), sentence(shown));
  aloud();
}

/** What the appliance's own loudspeaker of this zone says; null: it has none here. */
function loudspeaker() {
  const zones = board?.spoken ?? [];
  return zones.find((one) => one.zone === flags.get('zone')) ?? zones[0] ?? null;
}

/** Speaks the call that is shown; its words go when its sound has ended. */
function aloud() {
  if (!voiceOn || loudspeaker()) return;
  speaking = speak(shown, () => {
    speaking = false;
    say($('#spoken'), '\u00a0');
    advance();
  });
}

/** The strip says what is heard, exactly as long as it is heard. */
function drawSpoken() {
  const said = loudspeaker();
  if (!said) return;
  fill($('#spoken'), said.zh ? both(said) : '\u00a0');
}

function blink() {
  const block = $('#now');
  block.classList.remove('newcall');
  void block.offsetWidth; // starts the animation anew
  block.classList.add('newcall');
}

function isNews(call) {
  const latest = board.calls.find((c) => c.number === call.number && c.window === call.window);
  return (latest?.live ?? false) && now() - Date.parse(call.at) < NEWS_MS;
}

function draw() {
  if (!board || lost) return;
  say($('#hall'), t(hallOf(board)));
  document.title = t('display.title', board);
  const waiting = board.services.reduce((sum, service) => sum + service.waiting, 0);
  const news = shown !== null && isNews(shown);
  const open = board.windows.some((window) => window.face !== 'CLOSED');
  if (shown === null || (!news && waiting === 0)) drawEmpty(open);
  else drawCall(news);
  drawWaiting();
}

/** Puts a text into `element` unless it stands there. */
function put(element, key) {
  if (element.dataset.key === key) return;
  element.dataset.key = key;
  fill(element, both(key));
}

function drawEmpty(open) {
  const taking = board.services.some((service) => service.taking);
  put($('#empty'), open || taking ? 'common.nobody-is-waiting' : 'display.no-calls-now');
  $('#empty-more').hidden = !taking;
  if (!loudspeaker() && (shown === null || !isNews(shown))) say($('#spoken'), '\u00a0');
  show('empty');
}

function drawCall(news) {
  show('calling');
  const block = $('#now');
  block.classList.toggle('rest', !news);
  block.classList.toggle('long', shown.number.length === 5);
  block.classList.toggle('longest', shown.number.length > 5);
  block.classList.toggle('wide', shown.window > 99);
  put($('#tag'), news ? 'display.now-calling' : 'display.last-called');
  say($('#now-number'), shown.number);
  say($('#now-window'), two(shown.window));
  const aloudHere = loudspeaker() !== null || (voiceOn && mandarin() !== null);
  const empty = $('#spoken').textContent.trim() === '';
  if (news && empty && !aloudHere) say($('#spoken'), sentence(shown));
  const names = new Set([`${shown.number}/${shown.window}`]);
  const waitingToShow = new Set(queue.map(keyOf));
  const rows = board.calls.filter((call) => {
    const name = `${call.number}/${call.window}`;
    if (waitingToShow.has(keyOf(call)) || names.has(name)) return false;
    return names.add(name);
  });
  fill(
    $('#last'),
    ...rows
      .slice(0, 3)
      .map((call) =>
        make(
          'li',
          { class: call.number.length > 4 ? 'five' : false },
          make('b', { class: 'num' }, call.number),
          make('span', { class: 'arrow', 'aria-hidden': 'true' }),
          make('span', { class: 'win num' }, two(call.window)),
          make('span', { class: 'to' }, t('display.to')),
        ),
      ),
  );
}

function drawWaiting() {
  const pages = Math.max(1, Math.ceil(board.services.length / PAGE_SIZE));
  pageNumber %= pages;
  const rows = board.services.slice(pageNumber * PAGE_SIZE, (pageNumber + 1) * PAGE_SIZE);
  say($('#pages'), pages > 1 ? `${pageNumber + 1} / ${pages}` : '');
  fill(
    $('#waiting'),
    ...rows.map((service) => {
      const count =
        service.waiting > 0 || service.taking
          ? [
              make('b', { class: 'num q' }, String(service.waiting)),
              make('span', { class: 'per' }, t('display.per')),
            ]
          : [make('span', { class: 'shut' }, t(service.closedWhy ?? 'common.not-open'))];
      return make(
        'li',
        {},
        make('span', { class: 'name' }, `${service.prefix} ${t(service)}`),
        beside(service) ?? make('span', { class: 'beside' }, '\u00a0'),
        ...count,
      );
    }),
  );
}

/** Offers the sound: a browser lets a page speak only after somebody has touched it. */
function offerVoice() {
  const has = mandarin() !== null;
  const elsewhere = loudspeaker() !== null;
  $('#voice').hidden = voiceOn || !has || elsewhere;
  $('#mute').hidden = elsewhere || (has && voiceOn);
}

$('#voice').addEventListener('click', () => {
  voiceOn = true;
  offerVoice();
  if (shown && isNews(shown) && !speaking) aloud();
});
globalThis.speechSynthesis?.addEventListener('voiceschanged', offerVoice);
offerVoice();

show('wait');
follow({
  board: take,
  online: () => {
    lost = false;
    fill($('#strip-tag'), both('display.spoken'));
  },
  offline: () => {
    lost = true;
    queue = [];
    shown = null;
    board = null;
    show('offline');
    fill($('#strip-tag'), both('display.please-note'));
    say($('#spoken'), t('common.every-number-already-taken-stays'));
  },
});
setInterval(() => {
  if (board) say($('#clock'), hourOf(now(), board.zone));
  advance();
}, 250);
setInterval(() => {
  pageNumber += 1;
  draw();
}, PAGE_MS);
