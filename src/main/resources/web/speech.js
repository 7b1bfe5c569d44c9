/** Says a call in Mandarin where the browser has a voice. Browsers ask for a gesture first. */

import { inHall } from './words.js';

/** The sentence that is spoken and shown, in Chinese: number and window, never a name. */
export function sentence(call) {
  return inHall('display.please', call);
}

/** The same with digits apart and in Chinese, so that a voice reads A047 and not a word. */
export function spoken(call) {
  const digits = inHall('display.digits');
  const signs = [...call.number].map((sign) => (sign >= '0' && sign <= '9' ? digits[sign] : sign));
  return inHall('display.aloud', { number: signs.join(' '), window: call.window });
}

/** The best Mandarin voice of this browser; null when it has none. */
export function mandarin() {
  const voices = globalThis.speechSynthesis?.getVoices() ?? [];
  const chinese = voices.filter((voice) => /^(zh|cmn)([-_]|$)/i.test(voice.lang));
  return chinese.find((voice) => /CN|Hans/i.test(voice.lang)) ?? chinese[0] ?? null;
}

/** Longer than any call takes: a browser that forgets to say the end must not stop the calls. */
const SPEAK_MS = 20000;

/**
 * Speaks one call to its end and then calls `ended`; false when there is no voice. The caller
 * speaks one at a time, so none is cut off.
 */
export function speak(call, ended) {
  const voice = mandarin();
  if (!voice) return false;
  const utterance = new SpeechSynthesisUtterance(spoken(call));
  utterance.voice = voice;
  utterance.lang = voice.lang;
  utterance.rate = 0.9;
  let over = false;
  const end = () => {
    if (!over) ended();
    over = true;
  };
  utterance.addEventListener('end', end);
  utterance.addEventListener('error', end);
  setTimeout(end, SPEAK_MS);
  speechSynthesis.speak(utterance);
  return true;
}
