package org.xuhao.app.setup;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.settings.ConfigError;
import org.xuhao.app.setup.Table.Cell;
import org.xuhao.app.setup.Table.Row;
import org.xuhao.web.setup.SetupTrouble;

/**
 * Puts the services of a table into a draft: a row whose code is there changes what it says,
 * another one is new. Whatever is wrong is told with row and column, and then nothing is changed.
 */
final class ServiceTable {
  /** More mistakes than anyone mends before looking again. */
  private static final int PROBLEMS_MAX = 100;

  private static final String SERVICES = "services";
  private static final String CODE = "code";

  /** Keys that hold several phrases, each of which may have blanks and commas in it. */
  private static final Set<String> PHRASES = Set.of("says", "materials");

  /** Between phrases; a line break is Alt+Enter in a spreadsheet. */
  private static final Pattern BETWEEN = Pattern.compile("[；;\r\n]+");

  /** What people put between phrases instead; within brackets it belongs to one. */
  private static final Pattern MISTAKEN =
      Pattern.compile("[^（(]*([（(][^）)]*[）)][^（(、，,]*)*[、，,].*");

  /** The key of each column by what people call it; the first name is that of the template. */
  private static final Map<String, List<String>> COLUMNS = columns();

  private final String draft;
  private final Table table;
  private final Map<Integer, String> keys = new TreeMap<>();
  private final Map<Integer, Row> rowOf = new HashMap<>();
  private final JsonArray problems = new JsonArray();
  private int added;
  private int changed;

  ServiceTable(String draft, Table table) {
    this.draft = draft;
    this.table = table;
  }

  private static Map<String, List<String>> columns() {
    var all = new LinkedHashMap<String, List<String>>();
    all.put(CODE, List.of("代码", "编码", "业务代码", "事项编码"));
    all.put("prefix", List.of("字母", "字头", "号头"));
    all.put("name", List.of("名称", "业务名称", "事项名称", "业务"));
    all.put("nameEn", List.of("英文名称", "英文名"));
    all.put("department", List.of("部门", "单位", "所属部门", "实施主体"));
    all.put("hours", List.of("办理时间", "时间"));
    all.put("quota", List.of("每日限号", "限号"));
    all.put("noShow", List.of("过号"));
    all.put("bundle", List.of("一件事", "包含业务"));
    all.put("collection", List.of("出件"));
    all.put("visitorQuota", List.of("每人限号"));
    all.put("slot", List.of("预约时段"));
    all.put("slotCapacity", List.of("时段人数"));
    all.put("says", List.of("群众叫法", "俗称", "关键词"));
    all.put("materials", List.of("所需材料", "材料", "申请材料", "材料清单"));
    return all;
  }

  /** How a draft is read. */
  interface Reader {
    Draft read(String text) throws SetupTrouble;
  }

  /** The report; with the new draft where nothing is wrong. */
  JsonObject into(Reader reader, HallFile.State now) throws SetupTrouble {
    if (table.rows().isEmpty()) say(1, 0, Trouble.EMPTY, "");
    else head(table.rows().getFirst());
    var report = new JsonObject();
    if (problems.isEmpty()) {
      Draft filled = reader.read(filled());
      for (ConfigError error : filled.mistakes()) inRow(filled, error);
      if (problems.isEmpty()) report.put("draft", filled.json(now));
    }
    return report
        .put("kind", table.kind())
        .put("rows", Math.max(0, table.rows().size() - 1))
        .put("added", added)
        .put("changed", changed)
        .put("problems", problems);
  }

  /** What can be wrong with a table before the hall's reader sees it. */
  private enum Trouble {
    EMPTY("表里没有内容", "there is nothing in it", "模板 the template"),
    NO_CODE_COLUMN("没有代码列", "no column is named code", "code 代码"),
    UNKNOWN_COLUMN("不认识的列", "no key of a service", ""),
    COLUMN_TWICE("同一列出现两次", "this column stands twice", "它一次 it once"),
    NO_CODE("没有代码", "a row without a code", "RS"),
    CODE_TWICE("代码在表中重复", "this code stands twice in the table", "另一个代码 another code"),
    NOT_DIVIDED("几项之间请用分号", "several in a cell are divided by a semicolon", "身份证；户口簿"),
    FORMULA("单元格是公式", "a formula, whose value may be old", "粘贴为数值 paste it as a value");

    private final String zh;
    private final String en;
    private final String write;

    Trouble(String zh, String en, String write) {
      this.zh = zh;
      this.en = en;
      this.write = write;
    }

    private String code() {
      return "TABLE-" + name().replace('_', '-');
    }
  }

  private void say(int row, int column, Trouble trouble, String value) {
    String write = trouble.write.isEmpty() ? String.join(", ", COLUMNS.keySet()) : trouble.write;
    add(
        row,
        column,
        trouble.code(),
        trouble.zh,
        value.isEmpty() ? trouble.en : value + ": " + trouble.en,
        write);
  }

  private void add(int row, int column, String code, String zh, String what, String write) {
    if (problems.size() < PROBLEMS_MAX)
      problems.add(
          new JsonObject()
              .put("row", row)
              .put("column", letters(column))
              .put("code", code)
              .put("zh", zh)
              .put("what", what)
              .put("write", write));
  }

  /** As a spreadsheet names it, from A; 0 is the whole row. */
  private static String letters(int column) {
    String letters = "";
    for (int rest = column; rest > 0; rest = (rest - 1) / 26)
      letters = (char) ('A' + (rest - 1) % 26) + letters;
    return letters;
  }

  private void head(Row head) {
    for (int i = 0; i < head.cells().size(); i++) {
      String name = head.cells().get(i).text();
      if (name.isEmpty()) continue;
      String key = key(name);
      if (key.isEmpty()) say(head.number(), i + 1, Trouble.UNKNOWN_COLUMN, name);
      else if (keys.containsValue(key)) say(head.number(), i + 1, Trouble.COLUMN_TWICE, name);
      else keys.put(i, key);
    }
    if (!keys.containsValue(CODE)) say(head.number(), 0, Trouble.NO_CODE_COLUMN, "");
    var codes = new HashMap<String, Integer>();
    for (Row row : body()) check(row, codes);
  }

  /** A column is named by its key, in Chinese, or by both as in the template. */
  private static String key(String name) {
    String first = name.split("[\\s(（/]", 2)[0];
    for (var column : COLUMNS.entrySet())
      for (String word : List.of(name.strip(), first))
        if (column.getKey().equalsIgnoreCase(word) || column.getValue().contains(word))
          return column.getKey();
    return "";
  }

  private List<Row> body() {
    return table.rows().subList(1, table.rows().size()).stream()
        .filter(row -> !row.isEmpty())
        .toList();
  }

  private void check(Row row, Map<String, Integer> codes) {
    keys.forEach((column, key) -> {
      if (cell(row, column).formula())
        say(row.number(), column + 1, Trouble.FORMULA, cell(row, column).text());
      if (PHRASES.contains(key) && isUndivided(cell(row, column).text()))
        say(row.number(), column + 1, Trouble.NOT_DIVIDED, cell(row, column).text());
    });
    int column = column(CODE);
    if (column < 0) return;
    String code = cell(row, column).text();
    if (code.isEmpty()) say(row.number(), column + 1, Trouble.NO_CODE, "");
    else if (codes.putIfAbsent(code, row.number()) != null)
      say(row.number(), column + 1, Trouble.CODE_TWICE, code);
  }

  /** Whoever means one phrase with a comma in it ends it with a semicolon. */
  private static boolean isUndivided(String text) {
    return !BETWEEN.matcher(text).find() && MISTAKEN.matcher(text).matches();
  }

  private int column(String key) {
    for (var one : keys.entrySet()) if (one.getValue().equals(key)) return one.getKey();
    return -1;
  }

  private static Cell cell(Row row, int column) {
    return column < row.cells().size() ? row.cells().get(column) : new Cell("", false);
  }

  private String filled() throws SetupTrouble {
    var edits = new YamlEdits(draft);
    var known = new LinkedHashMap<String, Integer>();
    List<?> there = edits.list(SERVICES);
    for (Object one : there)
      if (one instanceof Map<?, ?> service) known.put(Changes.name(service), known.size());
    var fresh = new ArrayList<Map<String, Object>>();
    for (Row row : body()) {
      Map<String, Object> said = said(row);
      Integer at = known.get(said.get(CODE));
      rowOf.put(at == null ? there.size() + fresh.size() : at, row);
      if (at == null) {
        fresh.add(said);
        added++;
      } else if (there.get(at) instanceof Map<?, ?> service) {
        boolean other = false;
        for (var one : said.entrySet()) {
          if (one.getValue().equals(service.get(one.getKey()))) continue;
          edits.set(List.of(SERVICES, at, one.getKey()), one.getValue());
          other = true;
        }
        if (other) changed++;
      }
    }
    edits.append(SERVICES, fresh);
    return edits.text();
  }

  /** What the row says; an empty cell says nothing. */
  private Map<String, Object> said(Row row) {
    var said = new LinkedHashMap<String, Object>();
    COLUMNS
        .keySet()
        .forEach(key -> {
          int column = column(key);
          String text = column < 0 ? "" : Draft.whole(cell(row, column).text());
          if (!text.isEmpty()) said.put(key, value(key, text));
        });
    return said;
  }

  private static Object value(String key, String text) {
    if (key.equals("bundle")) return List.of(text.split("[\\s,+、，;；]+"));
    if (!PHRASES.contains(key)) return text;
    return BETWEEN.splitAsStream(text).map(String::strip).filter(one -> !one.isEmpty()).toList();
  }

  /** Only what a row of the table did; other mistakes of the draft are shown there. */
  private void inRow(Draft filled, ConfigError error) {
    List<Object> path = filled.pathOf(error);
    if (path.size() < 2 || !path.getFirst().equals(SERVICES)) return;
    Row row = path.get(1) instanceof Integer index ? rowOf.get(index) : null;
    if (row == null) return;
    int column = path.size() > 2 ? column(String.valueOf(path.get(2))) + 1 : 0;
    add(row.number(), column, error.code().code(), error.code().zh(), error.what(), error.write());
  }

  /** All keys as columns, with the services there are; with a BOM, by which Excel knows UTF-8. */
  static byte[] template(List<Object> services) {
    var text = new StringBuilder("\uFEFF");
    text.append(
        COLUMNS.entrySet().stream()
            .map(one -> one.getKey() + " " + one.getValue().getFirst())
            .collect(Collectors.joining(",")));
    for (Object one : services)
      if (one instanceof Map<?, ?> service) {
        var cells = new ArrayList<String>();
        for (String key : COLUMNS.keySet()) cells.add(quoted(joined(key, service.get(key))));
        text.append("\r\n").append(String.join(",", cells));
      }
    return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable Object joined(String key, @Nullable Object value) {
    if (!PHRASES.contains(key) || !(value instanceof List<?> list)) return value;
    String text = list.stream().map(String::valueOf).collect(Collectors.joining("；"));
    return isUndivided(text) ? text + "；" : text;
  }

  /** A text that begins as a formula gets a space before: spreadsheets would compute it. */
  private static String quoted(@Nullable Object value) {
    String text =
        switch (value) {
          case null -> "";
          case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(" "));
          default -> value.toString();
        };
    if (text.matches("(?s)[=+@-].*")) text = " " + text;
    boolean plain = text.matches("[^\",\r\n]*");
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
