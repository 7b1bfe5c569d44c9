package org.xuhao.app.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xuhao.web.setup.SetupTrouble;
import org.xuhao.web.setup.SetupTrouble.Why;

/** Tables of services: what usual programs write is read, and what is wrong is told by its cell. */
class ServiceTableTest {
  private static final String HEAD = "代码,字母,名称,英文名称,部门,每日限号\n";
  private static final String ROW = "XN,P,新农合,New rural,州医保局,40\n";

  @TempDir Path folder;
  private Optional<SetupDesk> desk = Optional.empty();
  private String text = "";

  @BeforeEach
  void demo() throws IOException {
    Path file = folder.resolve("hall.yaml");
    try (var demo = ServiceTableTest.class.getResourceAsStream("/demo/hall.yaml")) {
      Files.write(file, Objects.requireNonNull(demo).readAllBytes());
    }
    text = Files.readString(file);
    desk =
        Optional.of(
            new SetupDesk(file, "haixi", false, draft -> Optional.empty(), InstantSource.system()));
  }

  private JsonObject read(byte[] table) throws SetupTrouble {
    return desk.orElseThrow().table(text, table);
  }

  private JsonObject read(String table) throws SetupTrouble {
    return read(table.getBytes(StandardCharsets.UTF_8));
  }

  private static String problems(JsonObject report) {
    return report.getJsonArray("problems").stream()
        .map(JsonObject.class::cast)
        .map(one -> one.getString("column") + one.getInteger("row") + " " + one.getString("code"))
        .collect(Collectors.joining("\n"));
  }

  private void isTaken(byte[] table, String kind) throws SetupTrouble {
    JsonObject report = read(table);
    assertEquals("", problems(report), kind);
    assertEquals(kind, report.getString("kind"));
    assertEquals(1, report.getInteger("added"));
    JsonObject draft = report.getJsonObject("draft");
    assertTrue(draft.getBoolean("good"), draft.encodePrettily());
    JsonArray services = draft.getJsonObject("tree").getJsonArray("services");
    JsonObject fresh = services.getJsonObject(services.size() - 1);
    var wanted =
        new JsonObject()
            .put("code", "XN")
            .put("prefix", "P")
            .put("name", "新农合")
            .put("nameEn", "New rural")
            .put("department", "州医保局")
            .put("quota", "40");
    assertEquals(wanted, fresh);
  }

  @Test
  void everyUsualEncodingAndSeparatorIsRead() throws SetupTrouble, IOException {
    String table = HEAD + ROW;
    Charset gb = Charset.forName("GB18030");
    isTaken(table.getBytes(StandardCharsets.UTF_8), "CSV UTF-8 ,");
    isTaken(("\uFEFF" + table).getBytes(StandardCharsets.UTF_8), "CSV UTF-8 ,");
    isTaken(table.getBytes(gb), "CSV GB18030 ,");
    isTaken(table.replace(',', ';').getBytes(gb), "CSV GB18030 ;");
    isTaken(
        table.replace(',', '\t').replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8),
        "CSV UTF-8 TAB");
    isTaken(table.replace(',', '\t').getBytes(StandardCharsets.UTF_16), "CSV UTF-16 TAB");
    isTaken(table.replace("新农合", "\"新农合\"").getBytes(StandardCharsets.UTF_8), "CSV UTF-8 ,");
    isTaken(workbook(table), "XLSX");
  }

  @Test
  void aRowThatIsThereChangesWhatItSays() throws SetupTrouble {
    JsonObject report = read("code,name,quota\nRS,社保,\nYB,,30\nGJJ,公积金,\n");
    assertEquals("", problems(report));
    assertEquals(2, report.getInteger("changed"));
    assertEquals(0, report.getInteger("added"));
    String after = report.getJsonObject("draft").getString("text");
    assertEquals(
        text.replace("prefix: A, name: 社会保险", "prefix: A, name: 社保")
            .replace("社保卡, 医疗费票据]}", "社保卡, 医疗费票据], quota: 30}"),
        after);
  }

  @Test
  void theTemplateComesBackUnchanged() throws SetupTrouble {
    JsonObject report = read(desk.orElseThrow().template());
    assertEquals("", problems(report));
    assertEquals(0, report.getInteger("added") + report.getInteger("changed"));
    assertEquals(text, report.getJsonObject("draft").getString("text"));
    assertEquals(15, report.getInteger("rows"));
  }

  @Test
  void whatIsWrongIsToldWithRowAndColumnAndNothingIsTaken() throws SetupTrouble, IOException {
    JsonObject report =
        read("代码,字母,名称,英文名称,部门,每日限号,colour\nXN,p,新农合,x,州医保局,many,1\n,Q,无,x,y,1\nXN,R,x,x,x,1\n");
    assertEquals(
        "G1 TABLE-UNKNOWN-COLUMN\nA3 TABLE-NO-CODE\nA4 TABLE-CODE-TWICE", problems(report));
    assertFalse(report.containsKey("draft"));
    assertEquals(
        "B2 CONFIG-BAD-VALUE\nF2 CONFIG-WRONG-TYPE\nB3 CONFIG-DUPLICATE",
        problems(read("代码,字母,名称,英文名称,部门,每日限号\nXN,p,新农合,x,州医保局,many\nXO,A,无,x,y,1\n")));
    assertEquals("2 CONFIG-MISSING-KEY", problems(read("code,prefix,name\nXN,P,新农合\n")).trim());
    assertEquals("1 TABLE-NO-CODE-COLUMN", problems(read("name,quota\nx,1\n")).trim());
    assertEquals("1 TABLE-EMPTY", problems(read("")).trim());
    assertEquals("C2 TABLE-FORMULA", problems(read(workbook(HEAD + ROW.replace("新农合", "=A1")))));
  }

  @Test
  void whatPeopleSayAndWhatIsAskedForComeWithIt() throws SetupTrouble {
    String table =
        """
        代码,群众叫法,所需材料
        RS,交社保；退休金,身份证（原件、复印件）; 参保登记表
        YC,开烟店,"申请表
        营业执照，副本；"
        """;
    JsonObject report = read(table);
    assertEquals("", problems(report));
    assertEquals(2, report.getInteger("changed"));
    JsonObject draft = report.getJsonObject("draft");
    assertTrue(draft.getBoolean("good"), draft.encodePrettily());
    JsonArray services = draft.getJsonObject("tree").getJsonArray("services");
    JsonObject pensions = services.getJsonObject(0);
    assertEquals(new JsonArray(List.of("交社保", "退休金")), pensions.getJsonArray("says"));
    assertEquals(
        new JsonArray(List.of("身份证（原件、复印件）", "参保登记表")), pensions.getJsonArray("materials"));
    JsonObject tobacco = services.getJsonObject(4);
    assertEquals(new JsonArray(List.of("开烟店")), tobacco.getJsonArray("says"));
    assertEquals(new JsonArray(List.of("申请表", "营业执照，副本")), tobacco.getJsonArray("materials"));
  }

  @Test
  void phrasesThatAreNotDividedOrTooManyAreToldByTheirCell() throws SetupTrouble {
    String table = "代码,群众叫法,所需材料\nRS,交社保、退休,身份证\nYB,,身份证（原件、复印件）、照片\n";
    assertEquals("B2 TABLE-NOT-DIVIDED\nC3 TABLE-NOT-DIVIDED", problems(read(table)));
    String many = "材料；".repeat(31);
    assertEquals("B2 CONFIG-TOO-MANY", problems(read("code,materials\nRS," + many + "\n")));
    String alone = "code,materials\nRS,身份证（原件、复印件）\n";
    assertEquals("", problems(read(alone)), "brackets hold together");
  }

  @Test
  void theSampleOfTheManualIsTaken() throws SetupTrouble, IOException {
    JsonObject report = read(Files.readAllBytes(Path.of("docs", "services-sample.csv")));
    assertEquals("", problems(report));
    assertEquals(2, report.getInteger("added"));
    assertEquals(1, report.getInteger("changed"));
    assertTrue(report.getJsonObject("draft").getBoolean("good"));
  }

  private Why refused(byte[] table) {
    return assertThrows(SetupTrouble.class, () -> read(table)).why();
  }

  @Test
  void hostileTablesAreRefusedByKind() throws IOException {
    assertEquals(Why.TABLE_TOO_LARGE, refused(new byte[Table.BYTES_MAX + 1]));
    byte[] bomb = new byte[Workbook.UNPACKED_MAX + 1];
    assertEquals(Why.TABLE_TOO_LARGE, refused(zip(Map.of("xl/worksheets/sheet1.xml", bomb))));
    assertEquals(Why.TABLE_TOO_LARGE, refused(zip(Map.of("other", bomb))), "wherever it is");
    String rows = HEAD + "X,\n".repeat(Table.ROWS_MAX + 1);
    assertEquals(Why.TABLE_TOO_LARGE, refused(rows.getBytes(StandardCharsets.UTF_8)));
    assertEquals(Why.NO_TABLE, refused(zip(Map.of("hello", new byte[3]))));
    assertEquals(Why.NO_TABLE, refused("PK\u0003\u0004 nonsense".getBytes(StandardCharsets.UTF_8)));
    assertEquals(Why.NO_TABLE, refused(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11}));
    assertEquals(Why.NO_TABLE, refused(new byte[] {1, 0, 2, 0}));
    String laughs =
        "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;\">]><worksheet><sheetData><row r=\"1\">"
            + "<c><v>&c;</v></c></row></sheetData></worksheet>";
    byte[] sheet = laughs.getBytes(StandardCharsets.UTF_8);
    assertEquals(Why.NO_TABLE, refused(zip(Map.of("xl/worksheets/sheet1.xml", sheet))));
  }

  /** Broken in any way, it is refused or reported and never anything else. */
  @Test
  void aBrokenWorkbookIsNoCrash() throws IOException {
    byte[] good = workbook(HEAD + ROW);
    var random = new Random(20261123);
    int told = 0;
    for (int n = 0; n < 600; n++) {
      byte[] bad = Arrays.copyOf(good, good.length - random.nextInt(good.length / 2));
      for (int i = 0; i < 4; i++) bad[2 + random.nextInt(bad.length - 2)] = (byte) random.nextInt();
      try {
        Table.of(bad);
      } catch (SetupTrouble e) {
        assertTrue(List.of(Why.NO_TABLE, Why.TABLE_TOO_LARGE).contains(e.why()), e.detail());
        told++;
      }
    }
    assertTrue(told > 100, "broken " + told);
  }

  /** As a spreadsheet writes it: shared strings, numbers as such, gaps between cells. */
  private static byte[] workbook(String csv) throws IOException {
    var strings = new StringBuilder("<sst>");
    var sheet = new StringBuilder("<worksheet><sheetData>");
    int count = 0;
    int number = 0;
    for (String line : csv.lines().toList()) {
      sheet.append("<row r=\"").append(++number).append("\">");
      char column = 'A';
      for (String cell : line.split(",", -1)) {
        String at = "<c r=\"" + column++ + number + "\"";
        if (cell.isEmpty()) continue;
        if (cell.startsWith("=")) sheet.append(at).append("><f>A1</f><v>7</v></c>");
        else if (cell.matches("[0-9]+"))
          sheet.append(at).append("><v>").append(cell).append(".0</v></c>");
        else {
          sheet.append(at).append(" t=\"s\"><v>").append(count++).append("</v></c>");
          strings.append("<si><r><t>").append(cell).append("</t></r><rPh><t>x</t></rPh></si>");
        }
      }
      sheet.append("</row>");
    }
    var parts = new LinkedHashMap<String, byte[]>();
    parts.put("xl/sharedStrings.xml", utf8(strings.append("</sst>")));
    parts.put(
        "xl/workbook.xml",
        utf8(
            "<workbook xmlns:r=\"r\"><sheets>"
                + "<sheet name=\"x\" r:id=\"rId9\"/></sheets></workbook>"));
    parts.put(
        "xl/_rels/workbook.xml.rels",
        utf8(
            "<r><Relationship Id=\"rId1\" Target=\"no\"/>"
                + "<Relationship Id=\"rId9\" Target=\"worksheets/sheet4.xml\"/></r>"));
    parts.put("xl/worksheets/sheet4.xml", utf8(sheet.append("</sheetData></worksheet>")));
    return zip(parts);
  }

  private static byte[] utf8(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zip(Map<String, byte[]> parts) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      for (var part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
      }
    }
    return out.toByteArray();
  }
}
