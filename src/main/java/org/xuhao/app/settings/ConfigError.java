package org.xuhao.app.settings;

/**
 * One mistake in the hall's file.
 *
 * @param line from 1; 0 where the whole file is meant
 * @param column from 1; 0 where the whole file is meant
 * @param what what is wrong
 * @param write what to write instead, or where to look
 */
public record ConfigError(Code code, String file, int line, int column, String what, String write) {

  /** The kinds of mistake. The codes are stable; the words are not. */
  public enum Code {
    MISSING_FILE("文件不存在"),
    UNREADABLE("文件无法读取"),
    TOO_LARGE("文件过大"),
    NOT_UTF8("文件编码不是 UTF-8"),
    EMPTY("文件是空的"),
    TAB("不能使用制表符，请用空格缩进"),
    SYNTAX("YAML 语法错误"),
    ALIAS("不能使用锚点和别名"),
    TOO_DEEP("嵌套过深"),
    UNKNOWN_KEY("没有这个键"),
    DUPLICATE_KEY("键重复"),
    MISSING_KEY("缺少必填的键"),
    WRONG_TYPE("值的类型不对"),
    OUT_OF_RANGE("值超出范围"),
    BAD_VALUE("值不正确"),
    DUPLICATE("与前面的定义重复"),
    UNKNOWN_NAME("引用的名称不存在"),
    TOO_MANY("数量过多");

    private final String zh;

    Code(String zh) {
      this.zh = zh;
    }

    /** The stable code, such as {@code CONFIG-UNKNOWN-KEY}. */
    public String code() {
      return "CONFIG-" + name().replace('_', '-');
    }

    /** What is wrong, in a few Chinese words. */
    public String zh() {
      return zh;
    }
  }

  /** Where, the code and what is wrong on the first line, what to write on the second. */
  @Override
  public String toString() {
    String where = line == 0 ? file : "%s:%d:%d".formatted(file, line, column);
    return "%s: %s: %s%n    %s。Write 请写: %s".formatted(where, code.code(), what, code.zh(), write);
  }
}
