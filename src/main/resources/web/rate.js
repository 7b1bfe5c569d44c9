import { icon } from './icons.js';
import { now } from './live.js';
import { $, PRESS_MS, ask, en, fill, make, say } from './page.js';
import { LEVELS, OPTIONS } from './rating-options.js';

/** Asks for the rating of one visit: five levels, the options of the level, thanks. */

/** A level that needs no reason is sent by itself after this, so that who walked off has rated. */
const SEND_MS = 10000;

const THANKS_MS = 5000;

/** Level 2 and 1 are negative and need a reason. */
const NEGATIVE_MAX = 2;

const WORDS_MAX = 200;
const OVER = {
  'ALREADY-RATED': ['这次已经评过了', 'This visit was rated already'],
  'RATING-OVER': ['评价时间已过', 'The time for rating is over'],
};

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
 * @returns `about(asked, window)`: the visit to ask about or nothing; `step()`; `number()`
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
      tell('请至少选一样，或写几个字', 'Choose at least one, or write a few words');
      return;
    }
    sending = true;
    sendAt = 0;
    const { status, body } = await ask(`/api/visits/${asked.visit}/rating`, { level, reasons });
    sending = false;
    if (status === 200) settle('thanks');
    else if (OVER[body?.code]) {
      settle('thanks');
      tell(...OVER[body.code]);
    } else if (step === 'reasons') {
      tell('没有送到，请再按一次提交', 'It was not received. Please press Send again');
    }
  }

  function tell(zh, english) {
    trouble = [zh, english];
    const line = $('.trouble', root);
    if (line) fill(line, `${zh} `, en(english));
    if (step === 'thanks') fill($('h1', root), zh, en(english));
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
        `${String(place).padStart(2, '0')} 号窗口`,
        asked?.number ? ' · ' : null,
        asked?.number ? make('b', { class: 'num' }, asked.number) : null,
        ' ',
        en(`Window ${place}`),
      ),
      make('span', { class: 'left', 'aria-hidden': 'true' }),
    );
  }

  const key = (zh, english, onclick, more = '') =>
    make('button', { type: 'button', class: `key ${more}`, onclick }, `${zh} `, en(english));

  function levels() {
    return [
      header(),
      make('h1', {}, '这次办得怎么样？请您评一评', en('How was this visit? Please press one.')),
      make(
        'ol',
        { class: 'levels' },
        ...LEVELS.map(([one, zh, english]) =>
          make(
            'li',
            {},
            make(
              'button',
              { type: 'button', 'data-level': one, onclick: () => choose(one) },
              make('span', { class: 'stars', 'aria-hidden': 'true' }, ...stars(one)),
              make('b', {}, zh),
              en(english),
            ),
          ),
        ),
      ),
      make(
        'footer',
        {},
        make(
          'p',
          {},
          '请您自己按，窗口人员不能代按，也不能改。不评也可以，到时记作“未评”。',
          en('Clerks cannot rate or change it. If you do nothing, the visit counts as not rated.'),
        ),
        key('这次不评', 'Not now', () => early() || settle('idle')),
      ),
    ];
  }

  function option([code, zh, english]) {
    const button = make(
      'button',
      { type: 'button', 'data-code': code, 'aria-pressed': 'false' },
      make('i', { class: 'box', 'aria-hidden': 'true' }, icon('check')),
      make('span', {}, zh, en(english)),
    );
    button.addEventListener('click', () => toggle(code, button));
    return make('li', {}, button);
  }

  function own() {
    const words = make('textarea', {
      id: 'words',
      maxlength: WORDS_MAX,
      'aria-label': '我来说几句 Let me say it in words',
      placeholder: '我来说几句 Let me say it in words',
      oninput: () => {
        sendAt = 0;
      },
    });
    return make('li', {}, words);
  }

  function reasons() {
    const [, zh, english] = label(level);
    const negative = level <= NEGATIVE_MAX;
    return [
      header(),
      make(
        'h1',
        {},
        '您选了',
        make('em', {}, zh),
        negative ? '哪里没做好？可以选几样' : '好在哪里？不选也可以',
        en(
          negative
            ? `You pressed ${english}. What went wrong? Choose one or more.`
            : `You pressed ${english}. What was good? You need not choose.`,
        ),
      ),
      make('ul', { class: 'opts' }, ...OPTIONS[level].map(option), own()),
      make(
        'footer',
        {},
        key('改一下', 'Change', () => early() || sending || go('levels')),
        make('p', { class: 'trouble', role: 'alert' }),
        key('提交', 'Send', () => early() || send(), 'send'),
      ),
    ];
  }

  const thanks = () => [
    header(),
    make(
      'section',
      { role: 'status' },
      icon('check'),
      make('h1', {}, '收到了，谢谢您', en('Received. Thank you.')),
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
    if (line) say(line, asked && left !== null ? `剩 ${Math.max(0, left)} 秒` : '');
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
    number: () => asked?.number ?? '',
  };
}
