/** Says a call in Mandarin where the browser has a voice. Browsers ask for a gesture first. */

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** The sentence that is spoken and shown: number and window, never a name. */
export function sentence(call) {
  return `请 ${call.number} 号到 ${call.window} 号窗口`;
}

/** The same with digits apart and in Chinese, so that a voice reads A047 and not a word. */
export function spoken(call) {
  const number = [...call.number].map((sign) => (sign >= '0' && sign <= '9' ? DIGITS[sign] : sign));
  return `请，${number.join(' ')}，号，到，${call.window}，号窗口`;
}

/** The best Mandarin voice of this browser; null when it has none. */
export function mandarin() {
  const voices = globalThis.speechSynthesis?.getVoices() ?? [];
  const chinese = voices.filter((voice) => /^(zh|cmn)([-_]|$)/i.test(voice.lang));
  return chinese.find((voice) => /CN|Hans/i.test(voice.lang)) ?? chinese[0] ?? null;
}

/** Speaks one call; false when there is no voice. A newer call waits for this one's end. */
export function speak(call) {
  const voice = mandarin();
  if (!voice) return false;
  if (speechSynthesis.pending) speechSynthesis.cancel(); // an older one is no longer worth saying
  const utterance = new SpeechSynthesisUtterance(spoken(call));
  utterance.voice = voice;
  utterance.lang = voice.lang;
  utterance.rate = 0.9;
  speechSynthesis.speak(utterance);
  return true;
}
