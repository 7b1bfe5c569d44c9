import { icon } from './icons.js';
import { now } from './live.js';
import { $, PRESS_MS, ask, fill, make, say, two } from './page.js';
import { LEVELS, OPTIONS } from './rating-options.js';
import { beside, both, inHall, rich, t } from './words.js';

/** Asks for the rating of one visit: five levels, the options of the level, thanks. */

/** A level that needs no reason is sent by itself after this, so that who walked off has rated. */
const SEND_MS = 10000;

const THANKS_MS = 5000;

/** Level 2 and 1 are negative and need a reason. */
const NEGATIVE_MAX = 2;

const WORDS_MAX = 200;
const OVER = {
  'ALREADY-RATED': 'rating.this-visit-was-rated-already',
  'RATING-OVER': 'rating.the-time-for-rating-is-over',
};

/** What the page of devices says that is shown here, by step. */
const SHOWS = {
  levels: 'common.please-rate',
  reasons: 'common.being-rated',
  thanks: 'common.rated',
};

/** The links to other languages, as the page has them between ratings. */
const links = () =>
  [...document.querySelectorAll('section .language')].map((link) => link.cloneNode(true));

const label = (level) => LEVELS.find(([one]) => one === level);
const stars = (count) =>
  Array.from({ length: count }, () => {
    const star = icon('star');
    star.classList.add('solid');
    return star;
  });

/**
 * Puts the questions into `root`.
 *
 * @param changed is told whenever another step begins: `idle`, `levels`, `reasons`, `thanks`
 * @returns `about(asked, window)`: the visit to ask about or nothing; `step()`; `shows()` as the
 *     page of devices tells it, null between ratings
 */
export function rater(root, changed) {
  let asked = null;
  let settled = null; // the visit that was rated, declined or ran out
  let step = 'idle';
  let level = 0;
  let chosen = new Set();
  let stepAt = 0;
  let sendAt = 0;
  let sending = false;
  let trouble = null;
  let place = 0;

  const early = () => performance.now() - stepAt < PRESS_MS;

  function go(next) {
    step = next;
    stepAt = performance.now();
    trouble = null;
    draw();
    changed(step);
  }

  function settle(next) {
    settled = asked?.visit ?? settled;
    asked = null;
    chosen = new Set();
    go(next);
  }

  function choose(one) {
    if (early() || step !== 'levels') return;
    level = one;
    chosen = new Set();
    sendAt = level > NEGATIVE_MAX ? performance.now() + SEND_MS : 0;
    go('reasons');
  }

  const ownWords = () => $('#words', root)?.value.trim() ?? '';

  async function send() {
    if (sending || step !== 'reasons') return;
    const words = ownWords();
    const reasons = [...chosen, ...(words ? [words] : [])];
    if (level <= NEGATIVE_MAX && !reasons.length) {
      tell('rating.choose-at-least-one-or-write');
      return;
    }
    sending = true;
    sendAt = 0;
    const { status, body } = await ask(`/api/visits/${asked.visit}/rating`, { level, reasons });
    sending = false;
    if (status === 200) settle('thanks');
    else if (OVER[body?.code]) {
      settle('thanks');
      tell(OVER[body.code]);
    } else if (step === 'reasons') {
      tell('rating.it-was-not-received-please-press');
    }
  }

  function tell(what) {
    trouble = what;
    const line = $('.trouble', root);
    if (line) fill(line, both(what));
    if (step === 'thanks') fill($('h1', root), both(what));
  }

  function toggle(code, button) {
    sendAt = 0;
    if (chosen.has(code)) chosen.delete(code);
    else chosen.add(code);
    button.setAttribute('aria-pressed', String(chosen.has(code)));
  }

  function header() {
    return make(
      'header',
      { class: 'bar' },
      make(
        'span',
        {},
        rich('common.window-number', { window: two(place) }),
        asked?.number ? ' · ' : null,
        asked?.number ? make('b', { class: 'num' }, asked.number) : null,
        ' ',
        beside('common.window-number', { window: two(place) }),
      ),
      links(),
      make('span', { class: 'left', 'aria-hidden': 'true' }),
    );
  }

  const key = (what, onclick, more = '') =>
    make('button', { type: 'button', class: `key ${more}`, onclick }, both(what));

  function levels() {
    return [
      header(),
      make('h1', {}, both('rating.how-was-this-visit-please-press')),
      make(
        'ol',
        { class: 'levels' },
        ...LEVELS.map(([one, name]) =>
          make(
            'li',
            {},
            make(
              'button',
              { type: 'button', 'data-level': one, onclick: () => choose(one) },
              make('span', { class: 'stars', 'aria-hidden': 'true' }, ...stars(one)),
              make('b', {}, t(name)),
              beside(name),
            ),
          ),
        ),
      ),
      make(
        'footer',
        {},
        make('p', {}, both('rating.clerks-cannot-rate-or-change-it')),
        key('rating.not-now', () => early() || settle('idle')),
      ),
    ];
  }

  function option([code, name]) {
    const button = make(
      'button',
      { type: 'button', 'data-code': code, 'aria-pressed': 'false' },
      make('i', { class: 'box', 'aria-hidden': 'true' }, icon('check')),
      make('span', {}, both(name)),
    );
    button.addEventListener('click', () => toggle(code, button));
    return make('li', {}, button);
  }

  function own() {
    const words = make('textarea', {
      id: 'words',
      maxlength: WORDS_MAX,
      'aria-label': t('rating.let-me-say-it-in-words'),
      placeholder: t('rating.let-me-say-it-in-words'),
      oninput: () => {
        sendAt = 0;
      },
    });
    return make('li', {}, words);
  }

  function reasons() {
    const [, name] = label(level);
    const negative = level <= NEGATIVE_MAX;
    const said = negative ? 'rating.you-chose-negative' : 'rating.you-chose-good';
    return [
      header(),
      make(
        'h1',
        {},
        rich(said, { level: make('em', {}, t(name)) }),
        ' ',
        beside(said, { level: { key: name } }),
      ),
      make('ul', { class: 'opts' }, ...OPTIONS[level].map(option), own()),
      make(
        'footer',
        {},
        key('rating.change', () => early() || sending || go('levels')),
        make('p', { class: 'trouble', role: 'alert' }),
        key('rating.send', () => early() || send(), 'send'),
      ),
    ];
  }

  const thanks = () => [
    header(),
    make(
      'section',
      { role: 'status' },
      icon('check'),
      make('h1', {}, both('rating.received-thank-you')),
    ),
  ];

  function draw() {
    root.className = `rt at-${step}`;
    root.hidden = step === 'idle';
    if (step === 'idle') fill(root);
    if (step === 'levels') fill(root, ...levels());
    if (step === 'reasons') fill(root, ...reasons());
    if (step === 'thanks') fill(root, ...thanks());
    if (step === 'levels' || step === 'reasons') root.focus();
    count();
  }

  /** Seconds that are left, by the hall's clock; nothing is said once it counts as not rated. */
  function count() {
    const left = asked?.until ? Math.ceil((Date.parse(asked.until) - now()) / 1000) : null;
    const line = $('.left', root);
    if (line)
      say(
        line,
        asked && left !== null ? t('rating.seconds-left', { left: Math.max(0, left) }) : '',
      );
    if (asked && left !== null && left <= 0 && !sending) settle('idle');
    if (step === 'reasons' && sendAt && performance.now() > sendAt) send();
    if (step === 'thanks' && performance.now() - stepAt > THANKS_MS) go('idle');
  }

  addEventListener('keydown', (event) => {
    if (event.target.id === 'words' || event.repeat) return;
    if (step === 'levels' && /^[1-5]$/.test(event.key)) choose(Number(event.key));
    if (step !== 'reasons') return;
    if (event.key === 'Escape' && !sending) go('levels');
    if (event.key === 'Enter' && !event.target.closest?.('.key')) {
      event.preventDefault();
      if (!early()) send();
    }
  });
  root.tabIndex = -1;
  setInterval(count, 250);

  return {
    about(next, window) {
      place = window;
      if (next && next.visit !== settled && next.visit !== asked?.visit && !sending) {
        asked = next;
        chosen = new Set();
        go('levels');
      } else if (next && next.visit === asked?.visit) {
        asked = next;
      } else if (!next && asked && !sending) {
        settle('idle');
      }
    },
    step: () => step,
    trouble: () => trouble,
    shows() {
      const key = SHOWS[step];
      return key ? `${inHall(key)} ${asked?.number ?? ''}`.trim() : null;
    },
  };
}
