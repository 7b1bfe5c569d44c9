package org.xuhao.web.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InitialsTest {
  @ParameterizedTest
  @CsvSource({
    "社会保险,SHBX",
    "医疗保障,YLBZ",
    "公积金,GJJ",
    "不动产登记,BDCDJ",
    "户籍与居住证,HJYJZZ",
    "企业开办,QYKB",
    "残疾人证,CJRZ",
    "办5G套餐 ok,B5GTCOK",
    "（一件事）,YJS",
  })
  void syllablesBeginWithTheseLetters(String text, String letters) {
    assertEquals(letters, Initials.of(text));
  }

  /** Rarer characters stand by strokes and not by syllables: better none than a wrong one. */
  @ParameterizedTest
  @CsvSource({"鑫,''", "燚,''", "沧口,CK"})
  void whatIsNotCommonIsLeftOut(String text, String letters) {
    assertEquals(letters, Initials.of(text));
  }
}
