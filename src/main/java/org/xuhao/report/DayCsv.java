package org.xuhao.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A day's figures as comma-separated text (RFC 4180) with Chinese heads, and a mark in front by
 * which spreadsheet programs know it for UTF-8.
 */
public final class DayCsv {
  static final String MARK = "\uFEFF";

  private DayCsv() {}

  /** The tables there are. */
  public enum Table {
    HOURS,
    SERVICES,
    WINDOWS,
    TALKS;

    public static Optional<Table> of(String name) {
      for (Table table : values()) if (table.fileName().equals(name)) return Optional.of(table);
      return Optional.empty();
    }

    /** As in an address. */
    public String fileName() {
      return switch (this) {
        case HOURS -> "hours";
        case SERVICES -> "services";
        case WINDOWS -> "windows";
        case TALKS -> "talks";
      };
    }
  }

  /** {@code names}: of services, by code. */
  public static String of(Table table, DayFigures day, Usual usual, Map<String, String> names) {
    var rows = new ArrayList<List<String>>();
    switch (table) {
      case HOURS -> hours(rows, day, usual);
      case SERVICES -> services(rows, day, names);
      case WINDOWS -> windows(rows, day);
      case TALKS -> talks(rows, day);
    }
    var text = new StringBuilder(MARK);
    for (List<String> row : rows)
      text.append(String.join(",", row.stream().map(DayCsv::cell).toList())).append("\r\n");
    return text.toString();
  }

  private static void hours(List<List<String>> rows, DayFigures day, Usual usual) {
    rows.add(List.of("日期", "时", "取号", "办结", "往常取号", "往常取自几天"));
    for (DayFigures.Hour hour : day.hours()) {
      Usual.Hour before = usual.at(hour.hour());
      rows.add(
          List.of(
              day.day().toString(),
              "" + hour.hour(),
              "" + hour.taken(),
              "" + hour.finished(),
              before == null ? "" : "" + before.middle(),
              "" + usual.days()));
    }
  }

  private static void services(List<List<String>> rows, DayFigures day, Map<String, String> names) {
    rows.add(List.of("日期", "业务", "名称", "取号", "办结", "平均等候分", "九成等候分", "最长等候分"));
    for (DayFigures.ServiceFigures of : day.services()) {
      DayFigures.Waits waits = of.waits();
      rows.add(
          List.of(
              day.day().toString(),
              of.service(),
              names.getOrDefault(of.service(), ""),
              "" + of.taken(),
              "" + of.finished(),
              minutes(waits == null ? null : waits.mean()),
              minutes(waits == null ? null : waits.nineInTen()),
              minutes(waits == null ? null : waits.longest())));
    }
  }

  private static void windows(List<List<String>> rows, DayFigures day) {
    rows.add(List.of("日期", "窗口", "办结", "过号", "平均办理分", "在办分"));
    for (DayFigures.WindowFigures of : day.windows())
      rows.add(
          List.of(
              day.day().toString(),
              "" + of.window(),
              "" + of.finished(),
              "" + of.noShows(),
              minutes(of.mean()),
              minutes(of.busy())));
  }

  /** The heads of {@link #talks(TalkFigures)}. */
  static final List<String> TALKS =
      List.of(
          "约成",
          "到时段",
          "已通话",
          "未接通",
          "在线修正",
          "即时受理",
          "已评价",
          "预约到通话中位分",
          "预约到通话九成分",
          "通话到受理中位分",
          "通话到受理九成分");

  private static void talks(List<List<String>> rows, DayFigures day) {
    var heads = new ArrayList<>(List.of("日期"));
    heads.addAll(TALKS);
    rows.add(heads);
    if (day.talks().isEmpty()) return;
    var row = new ArrayList<>(List.of(day.day().toString()));
    row.addAll(talks(day.talks()));
    rows.add(row);
  }

  static List<String> talks(TalkFigures of) {
    var cells = new ArrayList<String>();
    for (int count :
        new int[] {
          of.booked(), of.due(), of.held(), of.missed(), of.corrected(), of.accepted(), of.rated()
        }) cells.add("" + count);
    for (TalkFigures.Spread spread : Arrays.asList(of.toTalk(), of.toAcceptance())) {
      cells.add(minutes(spread == null ? null : spread.median()));
      cells.add(minutes(spread == null ? null : spread.nineInTen()));
    }
    return cells;
  }

  /** With one decimal, always with a point: the file is the same in every country. */
  static String minutes(@Nullable Duration lasted) {
    if (lasted == null) return "";
    long tenths = Math.round(lasted.toMillis() / 6_000.0);
    return tenths / 10 + "." + tenths % 10;
  }

  /** A name that a spreadsheet would read as a formula becomes text. */
  static String cell(String text) {
    String safe = !text.isEmpty() && "=+-@\t".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
  }
}
