package org.xuhao.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xuhao.report.DistrictDay.Times;
import org.xuhao.report.DistrictDay.Work;

/** Days of a district as comma-separated text, in the form of {@link DayCsv}. */
public final class DistrictCsv {
  private static final String INCOMPLETE = "数据不全";

  private DistrictCsv() {}

  /** A line for each day and hall. {@code names}: of halls. */
  public static String halls(List<DistrictDay> days, Map<String, String> names) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "日期", "厅", "名称", "取号", "办结", "过号", "弃号", "平均等候分", "最长等候分", "平均办理分", "最长办理分", "评价",
            "平均星级", "差评", "开放窗口", "备注"));
    for (DistrictDay day : days)
      for (DistrictDay.HallDay of : day.halls()) {
        Work work = of.work();
        var row = new ArrayList<String>(List.of(day.day().toString(), of.hall()));
        row.addAll(List.of(names.getOrDefault(of.hall(), ""), "" + work.taken()));
        row.addAll(List.of("" + work.visits(), "" + of.noShows(), "" + of.left()));
        row.addAll(times(work.waited()));
        row.addAll(times(work.served()));
        row.addAll(List.of("" + of.rated().given(), mean(of.rated())));
        row.addAll(List.of("" + of.rated().negative(), "" + of.windows()));
        row.add(of.incomplete() ? INCOMPLETE : "");
        rows.add(row);
      }
    return text(rows);
  }

  /** A line for each day, service and hall. {@code names}: of halls and of services. */
  public static String services(List<DistrictDay> days, Map<String, String> names) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("日期", "业务", "业务名称", "厅", "厅名称", "取号", "办结", "平均等候分", "最长等候分", "平均办理分", "最长办理分"));
    for (DistrictDay day : days)
      for (DistrictDay.ServiceDay of : day.services()) {
        Work work = of.work();
        var row = new ArrayList<String>(List.of(day.day().toString(), of.service()));
        row.addAll(List.of(names.getOrDefault(of.service(), ""), of.hall()));
        row.addAll(List.of(names.getOrDefault(of.hall(), ""), "" + work.taken()));
        row.add("" + work.visits());
        row.addAll(times(work.waited()));
        row.addAll(times(work.served()));
        rows.add(row);
      }
    return text(rows);
  }

  /** A line for each day and hall that had talks. {@code names}: of halls. */
  public static String talks(DistrictReports.Talks talks, Map<String, String> names) {
    List<List<String>> rows = new ArrayList<>();
    var heads = new ArrayList<>(List.of("日期", "厅", "名称"));
    heads.addAll(DayCsv.TALKS);
    rows.add(heads);
    for (DistrictReports.HallTalks of : talks.halls())
      of.days()
          .forEach((day, figures) -> {
            String name = names.getOrDefault(of.hall(), "");
            var row = new ArrayList<>(List.of(day.toString(), of.hall(), name));
            row.addAll(DayCsv.talks(figures));
            rows.add(row);
          });
    return text(rows);
  }

  private static List<String> times(@Nullable Times of) {
    if (of == null) return List.of("", "");
    return List.of(DayCsv.minutes(of.mean()), DayCsv.minutes(of.longest()));
  }

  private static String mean(DistrictDay.Rated rated) {
    if (rated.given() == 0) return "";
    long hundredths = Math.round(100.0 * rated.levels() / rated.given());
    return "%d.%02d".formatted(hundredths / 100, hundredths % 100);
  }

  private static String text(List<List<String>> rows) {
    var text = new StringBuilder(DayCsv.MARK);
    for (List<String> row : rows)
      text.append(String.join(",", row.stream().map(DayCsv::cell).toList())).append("\r\n");
    return text.toString();
  }
}
