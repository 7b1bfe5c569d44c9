package org.xuhao.voice;

import java.util.ArrayList;
import java.util.List;

/**
 * A language that a hall speaks.
 *
 * @param code such as {@code zh}; the folder of its recorded clips
 * @param voice what the synthesizer calls it
 * @param call the sentence of a call, with {@code {number}} and {@code {window}}
 * @param digits how 0 to 9 are said when a number is read sign by sign
 * @param chineseWindow whether a window is said in Chinese numerals, not in the voice's own
 */
public record Language(
    String code, String voice, String call, List<String> digits, boolean chineseWindow) {

  private static final List<String> CHINESE =
      List.of("零", "一", "二", "三", "四", "五", "六", "七", "八", "九");

  private static final List<String> PLAIN =
      List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

  /**
   * Mandarin. The voices {@code cmn} and {@code zh} read pinyin as English words; this one does not
   * (espeak-ng 1.51, its phonemes were looked at).
   */
  public static final Language MANDARIN =
      new Language("zh", "cmn-latn-pinyin", "请，{number} 号，到 {window} 号窗口", CHINESE, true);

  /** Cantonese. */
  public static final Language CANTONESE =
      new Language("yue", "yue", "请，{number} 号，到 {window} 号窗口", CHINESE, true);

  public static final Language ENGLISH =
      new Language("en", "en", "Number {number}, window {window}, please", PLAIN, false);

  public Language {
    digits = List.copyOf(digits);
    if (digits.size() != 10) throw new IllegalArgumentException(digits.size() + " digits");
  }

  /** Another language, in the words of the hall's file; its voice knows its own digits. */
  public static Language other(String code, String voice, String call) {
    return new Language(code, voice, call, PLAIN, false);
  }

  /** The sentence of a call as it is spoken. */
  public String call(String number, int window) {
    String said = chineseWindow ? chinese(window) : Integer.toString(window);
    return call.replace("{number}", String.join(" ", signs(number))).replace("{window}", said);
  }

  /** A number sign by sign, so that A047 is not read as a word or as forty-seven. */
  private List<String> signs(String number) {
    var signs = new ArrayList<String>();
    for (char sign : number.toCharArray())
      signs.add(sign >= '0' && sign <= '9' ? digits.get(sign - '0') : String.valueOf(sign));
    return signs;
  }

  /** 1 to 999 as people say it: 十二, 二十, 一百零五, 一百一十. */
  static String chinese(int number) {
    var said = new StringBuilder();
    int hundreds = number / 100;
    int tens = number / 10 % 10;
    int ones = number % 10;
    if (hundreds > 0) said.append(CHINESE.get(hundreds)).append("百");
    if (hundreds > 0 && tens == 0 && ones > 0) said.append("零");
    if (tens > 1 || (tens == 1 && hundreds > 0)) said.append(CHINESE.get(tens));
    if (tens > 0) said.append("十");
    if (ones > 0) said.append(CHINESE.get(ones));
    return said.toString();
  }
}
