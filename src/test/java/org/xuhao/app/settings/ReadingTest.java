package org.xuhao.app.settings;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xuhao.driver.PadRole;
import org.xuhao.driver.ff68pad.PadConfig;
import org.xuhao.driver.osdp.OsdpConfig;
import org.xuhao.hall.Plan.Rules;
import org.xuhao.hall.value.NoShowRule;
import org.xuhao.hall.value.Outcome;
import org.xuhao.hall.value.ServiceCode;
import org.xuhao.hall.value.WindowId;
import org.xuhao.hall.value.WindowKind;

/** A right file gives its settings; a wrong one says where it is wrong and what to write. */
@NullMarked
class ReadingTest {
  private static final String GOOD =
      """
      hall: {id: haixi, name: 海西州政务服务中心, tier: DISTRICT, timeZone: Asia/Shanghai}
      http: {host: 0.0.0.0, port: 8080}
      data: ./data
      services:
        - {code: RS, prefix: A, name: 社会保险, department: 州人力资源和社会保障局}
        - {code: GA, prefix: B, name: 户籍, department: 州公安局, hours: "09:00-12:00", quota: 40}
      windows:
        - {number: 3, name: 社会保险, services: [RS]}
        - {number: 4, name: 综合, services: [GA, RS], signIn: true}
      rules: {recall.limit: 3, take.cutOff: 20min, "calling.preferenceCredit": [8min, 4min]}
      lines:
        pads:    {uri: "serial:/dev/ttyUSB0?baud=9600"}
        leds:    {uri: "tcp://10.0.0.7:4001", record: true}
        printer: {uri: "serial:/dev/ttyS1?baud=115200"}
      devices:
        - {type: ff68-pad, line: pads, address: 5, window: 3}
        - {type: onbon-bx, line: leds, address: 3, window: 3}
        - {type: escpos, line: printer}
      """;

  @TempDir Path folder = Path.of("");

  private Settings good(String text) throws IOException {
    Reading reading = read(text);
    return assertInstanceOf(Reading.Good.class, reading, reading::toString).settings();
  }

  private List<ConfigError> bad(String text) throws IOException {
    return assertInstanceOf(Reading.Bad.class, read(text)).errors();
  }

  private Reading read(String text) throws IOException {
    return Reading.of(Files.writeString(folder.resolve("hall.yaml"), text), "hall.yaml");
  }

  @Test
  void theFileOfTheManualIsRead() throws IOException {
    Settings settings = good(GOOD);
    assertEquals("haixi", settings.plan().hall());
    assertEquals("0.0.0.0", settings.http().host());
    assertEquals(folder.toAbsolutePath().resolve("data"), settings.data());
    assertEquals(3, settings.lines().size());
    assertEquals(
        List.of("pads/5", "leds/3", "printer"),
        settings.devices().stream().map(Settings.DeviceSettings::name).toList());
    assertTrue(settings.plan().printing());
    assertEquals(3, settings.plan().rules().recallLimit());
    assertEquals(Duration.ofMinutes(20), settings.plan().rules().cutOff());
    assertEquals(Duration.ofMinutes(8), settings.plan().rules().preferenceFirst());
    assertEquals(Duration.ofMinutes(4), settings.plan().rules().preferenceSecond());
    assertEquals(Outcome.COMPLETED, settings.plan().rules().defaultOutcome());
    var service = requireNonNull(settings.plan().services().get(new ServiceCode("GA")));
    assertEquals(40, service.quota());
    assertEquals(NoShowRule.DELAY_N, service.noShow());
    assertEquals(LocalTime.NOON, requireNonNull(service.hours()).closes());
    assertTrue(settings.lines().get(1).record());
  }

  @Test
  void aPadWithoutStartAndEndKeysChangesItsWindowsDefaults() throws IOException {
    var windows = good(GOOD).plan().windows();
    var padded = requireNonNull(windows.get(new WindowId(3)));
    var plain = requireNonNull(windows.get(new WindowId(4)));
    assertTrue(padded.endsVisit());
    assertNull(padded.noShowAfter());
    assertFalse(plain.endsVisit());
    assertEquals(Duration.ofSeconds(90), plain.noShowAfter());
    assertTrue(plain.signIn());
    String own = "services: [RS], endsVisit: false, noShowAfter: 2min";
    var said = good(GOOD.replace("services: [RS]", own)).plan().windows();
    assertFalse(requireNonNull(said.get(new WindowId(3))).endsVisit());
    assertEquals(Duration.ofMinutes(2), requireNonNull(said.get(new WindowId(3))).noShowAfter());
    var never = good(GOOD.replace("signIn: true", "noShowAfter: never")).plan().windows();
    assertNull(requireNonNull(never.get(new WindowId(4))).noShowAfter());
  }

  @Test
  void aWindowMayBeOfAnotherKindWithTideAndRoster() throws IOException {
    String desk =
        "kind: DIRECTOR_DESK, tide: {services: [GA], over: 20min, lasts: 30min},"
            + " roster: [{on: 2026-10-09, name: 李局长}, {on: 2026-10-10, name: 王局长}]";
    var windows = good(GOOD.replace("signIn: true", desk)).plan().windows();
    var window = requireNonNull(windows.get(new WindowId(4)));
    assertEquals(WindowKind.DIRECTOR_DESK, window.kind());
    assertEquals("王局长", window.roster().get(LocalDate.parse("2026-10-10")));
    var tide = requireNonNull(window.tide());
    assertEquals(List.of(new ServiceCode("GA")), tide.services());
    assertEquals(Duration.ofMinutes(20), tide.over());
    assertEquals(Duration.ofMinutes(30), tide.lasts());
    assertEquals(WindowKind.INTEGRATED, requireNonNull(windows.get(new WindowId(3))).kind());
  }

  @Test
  void theSmallestFileIsEnough() throws IOException {
    Settings settings =
        good(
            """
            hall: {id: h, name: 厅, tier: STREET, timeZone: Asia/Shanghai}
            services: [{code: A, prefix: A, name: 业务, department: 局}]
            windows: [{number: 1, name: 窗口, services: [A]}]
            """);
    assertEquals("127.0.0.1", settings.http().host());
    assertEquals(8080, settings.http().port());
    assertEquals(Rules.DEFAULT, settings.plan().rules());
    assertFalse(settings.plan().printing());
  }

  /** What stands in the good file, what is written instead, and where and how it is refused. */
  @ParameterizedTest(name = "{1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          name: 海西州政务服务中心, | nmae: 海西州政务服务中心, | 1:7 MISSING-KEY, 1:19 UNKNOWN-KEY name
          id: haixi | id: HaiXi | 1:12 BAD-VALUE
          id: haixi, | | 1:7 MISSING-KEY
          tier: DISTRICT | tier: DISTRIKT | 1:42 BAD-VALUE DISTRICT
          Asia/Shanghai | Asia/Beijing | 1:62 BAD-VALUE Asia/Shanghai
          Asia/Shanghai | +08:00 | 1:62 BAD-VALUE
          port: 8080} | port: 8080, talk: 'https://x.cn/room'} | 2:41 BAD-VALUE {talk}
          http: {host | htp: {host | 2:1 UNKNOWN-KEY http
          port: 8080 | port: 80800 | 2:29 OUT-OF-RANGE 0 to 65535
          port: 8080 | port: -1 | 2:29 OUT-OF-RANGE
          port: 8080 | port: 99999999999999999999 | 2:29 OUT-OF-RANGE
          port: 8080 | port: "8080" | 2:29 WRONG-TYPE
          port: 8080 | port: eighty | 2:29 WRONG-TYPE
          port: 8080 | port: [8080] | 2:29 WRONG-TYPE
          port: 8080 | port: | 2:28 WRONG-TYPE
          port: 8080 | port: 8080, port: 81 | 2:35 DUPLICATE-KEY
          port: 8080 | url: ftp://x | 2:28 BAD-VALUE
          host: 0.0.0.0 | host: "not a host" | 2:14 BAD-VALUE
          {host: 0.0.0.0, port: 8080} | 8080 | 2:7 WRONG-TYPE
          data: ./data | data: {} | 3:7 WRONG-TYPE
          code: RS | code: rs | 5:12 BAD-VALUE, 8:40 UNKNOWN-NAME, 9:42 UNKNOWN-NAME
          code: GA | code: RS | 6:12 DUPLICATE, 9:38 UNKNOWN-NAME RS
          prefix: B | prefix: A | 6:24 DUPLICATE
          prefix: B | prefix: BCD | 6:24 OUT-OF-RANGE
          prefix: B | prefix: b | 6:24 BAD-VALUE
          prefix: B, | prefx: B, | 6:5 MISSING-KEY, 6:16 UNKNOWN-KEY prefix
          09:00-12:00 | 9-12 | 6:62 BAD-VALUE 09:00-17:30
          09:00-12:00 | 09:00-25:00 | 6:62 BAD-VALUE
          quota: 40 | quota: 0 | 6:84 OUT-OF-RANGE 1 to 99999
          quota: 40 | quota: 4.5 | 6:84 WRONG-TYPE
          quota: 40 | bundle: [RS, RX] | 6:85 UNKNOWN-NAME RS, 9:38 BAD-VALUE
          quota: 40 | bundle: [RS, GA] | 6:85 BAD-VALUE, 9:38 BAD-VALUE
          quota: 40 | bundle: [RS] | 6:85 OUT-OF-RANGE 2 to 5, 9:38 BAD-VALUE
          quota: 40 | noShow: GONE | 6:85 BAD-VALUE VOID, DELAY_N
          number: 4 | number: 3 | 9:14 DUPLICATE
          number: 4 | number: 1000 | 9:14 OUT-OF-RANGE 1 to 999
          [GA, RS] | [GA, RX] | 9:42 UNKNOWN-NAME RS
          [GA, RS] | [GA, GA] | 9:42 DUPLICATE
          [GA, RS] | [] | 9:37 OUT-OF-RANGE
          [GA, RS] | GA | 9:37 WRONG-TYPE
          [GA, RS] | [GA, {a: b}] | 9:42 WRONG-TYPE
          signIn: true | signIn: yes | 9:55 WRONG-TYPE
          signIn: true | kind: TIDAL | 9:53 BAD-VALUE INTEGRATED
          signIn: true | tide: {services: [GA], over: 20min} | 9:53 MISSING-KEY
          signIn: true | tide: {services: [RX], over: 20min, lasts: 30min} | 9:65 UNKNOWN-NAME RS
          signIn: true | tide: {services: [GA], over: 20s, lasts: 30min} | 9:76 OUT-OF-RANGE
          signIn: true | roster: [{on: 2026-13-01, name: 李}] | 9:61 BAD-VALUE 2026-10-09
          signIn: true | signin: true | 9:47 UNKNOWN-KEY signIn
          signIn: true | noShowAfter: 90 | 9:60 BAD-VALUE 90s
          signIn: true | noShowAfter: 1s | 9:60 OUT-OF-RANGE 10s to 1h, or never
          recall.limit: 3 | recal.limit: 3 | 10:9 UNKNOWN-KEY recall.limit
          recall.limit: 3 | recall.limit: 101 | 10:23 OUT-OF-RANGE
          take.cutOff: 20min | take.cutOff: 20m | 10:39 BAD-VALUE
          take.cutOff: 20min | day.starts: 4am | 10:38 BAD-VALUE 08:30
          [8min, 4min] | [8min] | 10:74 OUT-OF-RANGE 2 to 2
          [8min, 4min] | [8min, 5h] | 10:81 OUT-OF-RANGE
          pads:    {uri | pads_1:  {uri | 12:12 BAD-VALUE, 16:28 UNKNOWN-NAME
          serial:/dev/ttyUSB0?baud=9600 | serial:ttyUSB0 | 12:18 BAD-VALUE
          serial:/dev/ttyUSB0?baud=9600 | serial:/dev/ttyUSB0?bits=9 | 12:18 BAD-VALUE
          tcp://10.0.0.7:4001 | tcp://10.0.0.7:99999 | 13:18 BAD-VALUE
          tcp://10.0.0.7:4001 | http://10.0.0.7:4001 | 13:18 BAD-VALUE
          tcp://10.0.0.7:4001 | serial:/dev/ttyUSB0 | 13:18 DUPLICATE
          record: true | recrod: true | 13:41 UNKNOWN-KEY record
          {uri: "tcp://10.0.0.7:4001", record: true} | "tcp://10.0.0.7:4001" | 13:12 WRONG-TYPE
          type: ff68-pad | type: ff68pad | 16:12 BAD-VALUE ff68-pad
          line: pads | line: pad | 16:28 UNKNOWN-NAME pads
          address: 5, | | 16:5 MISSING-KEY
          address: 5 | address: 300 | 16:43 OUT-OF-RANGE 0 to 255
          address: 5 | address: -1 | 16:43 OUT-OF-RANGE
          line: leds, address: 3 | line: leds, address: 0 | 17:43 OUT-OF-RANGE 1 to 32767
          line: leds, address: 3 | line: leds, address: 3, height: 7 | 17:54 OUT-OF-RANGE
          line: leds, address: 3 | line: leds, address: 3, lines: 3, height: 20 | 17:64 OUT-OF-RANGE
          line: leds, address: 3 | line: leds, address: 3, font: Song | 17:52 OUT-OF-RANGE
          line: leds, address: 3 | line: leds, address: 3, font: Song5 | 17:52 BAD-VALUE
          line: leds, address: 3 | line: leds, address: 3, replyWithin: 1ms | 17:59 OUT-OF-RANGE
          line: leds, address: 3 | line: leds, address: 3, model: 5K | 17:46 UNKNOWN-KEY
          line: printer} | line: printer, paper: 76} | 18:42 BAD-VALUE 80, 58
          line: printer} | line: printer, qr: 1} | 18:39 WRONG-TYPE
          address: 5, window: 3 | address: 5 | 16:5 MISSING-KEY
          address: 5, window: 3 | address: 5, window: 7 | 16:54 UNKNOWN-NAME
          address: 5, window: 3 | address: 5, window: 3, role: bell | 16:63 BAD-VALUE call, rating
          address: 5, window: 3 | address: 5, window: 3, width: 9 | 16:57 UNKNOWN-KEY
          address: 5, window: 3 | address: 5, window: 3, ratings: {0: 6} | 16:70 BAD-VALUE
          line: leds, address: 3 | line: pads, address: 5 | 17:43 DUPLICATE
          line: printer} | line: printer, address: 1} | 18:44 UNKNOWN-KEY
          line: printer} | line: printer, window: 3, heigth: 9} | 18:46 UNKNOWN-KEY
          """)
  void aMistakeIsSaidWhereItStands(String find, @Nullable String write, String said)
      throws IOException {
    int at = GOOD.indexOf(find);
    assertTrue(at >= 0, "not in the good file: " + find);
    String instead = write == null ? "" : write;
    List<ConfigError> errors =
        bad(GOOD.substring(0, at) + instead + GOOD.substring(at + find.length()));
    List<String> expected = List.of(said.split(", (?=\\d+:\\d+ )", -1));
    assertEquals(expected.size(), errors.size(), errors::toString);
    for (int i = 0; i < expected.size(); i++) {
      String[] parts = expected.get(i).split(" ", 3);
      ConfigError error = errors.get(i);
      String found = "%d:%d %s".formatted(error.line(), error.column(), error.code().code());
      assertEquals(parts[0] + " CONFIG-" + parts[1], found, error::toString);
      if (parts.length > 2) assertTrue(error.write().contains(parts[2]), error::toString);
      assertTrue(error.toString().startsWith("hall.yaml:" + parts[0] + ": CONFIG-"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '' | 0:0 EMPTY
          '# only words' | 0:0 EMPTY
          'hall' | 0:0 EMPTY
          'hall: {id: a' | 1:13 SYNTAX
          'hall: [a, b' | 1:12 SYNTAX
          'hall: "a' | 1:9 SYNTAX
          'a: b: c' | 1:5 SYNTAX
          'hall: @x' | 1:7 SYNTAX
          '- hall' | 1:1 WRONG-TYPE
          'a: &x {b: c}~d: *x' | 2:4 ALIAS
          'a: {b: 1}~---~a: {b: 1}' | 2:1 SYNTAX
          'hall:~\tid: a' | 2:1 TAB
          """)
  void whatIsNoYamlIsSaidWhereItBreaks(String text, String said) throws IOException {
    ConfigError error = bad(text.replace("~", "\n")).getFirst();
    String found = "%d:%d %s".formatted(error.line(), error.column(), error.code().code());
    assertEquals(said.replace(" ", " CONFIG-"), found, error::toString);
  }

  @Test
  void aFileThatCannotBeReadIsSaidAsAWhole() throws IOException {
    assertEquals("CONFIG-MISSING-FILE", codeOf(folder.resolve("none.yaml")));
    assertEquals("CONFIG-UNREADABLE", codeOf(folder));
    Path large = Files.write(folder.resolve("large.yaml"), new byte[YamlText.BYTES_MAX + 1]);
    assertEquals("CONFIG-TOO-LARGE", codeOf(large));
    Path gbk = Files.write(folder.resolve("gbk.yaml"), GOOD.getBytes(Charset.forName("GBK")));
    var error = assertInstanceOf(Reading.Bad.class, Reading.of(gbk)).errors().getFirst();
    assertEquals(ConfigError.Code.NOT_UTF8, error.code());
    assertEquals("1:25", error.line() + ":" + error.column());
  }

  private static String codeOf(Path file) {
    var bad = assertInstanceOf(Reading.Bad.class, Reading.of(file));
    return bad.errors().getFirst().code().code();
  }

  @Test
  void aFileMadeToEatTheMemoryIsRefusedAtOnce() throws IOException {
    var bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (char c = 'b'; c < 'z'; c++)
      bomb.append("%c: &%c [%s]\n".formatted(c, c, ("*" + (char) (c - 1) + ", ").repeat(9)));
    assertEquals("CONFIG-ALIAS", bad(bomb.toString()).getFirst().code().code());
    assertEquals("CONFIG-TOO-DEEP", bad("a: " + "[".repeat(500_000)).getFirst().code().code());
    var wide = new StringBuilder("hall: {");
    for (int i = 0; i < 50_000; i++) wide.append("k").append(i).append(": 1, ");
    assertEquals(Errors.ERRORS_MAX, bad(wide + "}\n").size());
  }

  @Test
  void allMistakesAreSaidAtOnceInTheOrderOfTheFile() throws IOException {
    List<ConfigError> errors =
        bad(
            GOOD.replace("tier:", "teir:")
                .replace("signIn: true", "signIn: 1")
                .replace(": 8080", ": x"));
    assertEquals(
        List.of(1, 1, 2, 9), errors.stream().map(ConfigError::line).toList(), errors::toString);
  }

  @Test
  void aPadForClerkAndVisitorIsOneEntryAtItsAddress() throws IOException {
    String pad = "{type: ff68-pad, line: pads, address: 5, window: 3";
    var errors =
        bad(GOOD.replace(pad + "}", pad + ", role: call}\n  - " + pad + ", role: rating}"));
    assertEquals(List.of("CONFIG-DUPLICATE"), errors.stream().map(e -> e.code().code()).toList());
    assertTrue(errors.getFirst().write().contains("is one, without role"), errors::toString);
    var alone = good(GOOD.replace(pad, pad + ", role: rating")).devices().getFirst();
    assertEquals(PadRole.RATING, assertInstanceOf(PadConfig.class, alone.config()).role());
  }

  @Test
  void anOsdpPadIsOnePadAtItsAddressAndSecureUnlessItSaysOtherwise() throws IOException {
    String fits = GOOD.replace("type: ff68-pad", "type: osdp-pad");
    var usual = (OsdpConfig) good(fits).devices().getFirst().config();
    assertEquals(OsdpConfig.Security.REQUIRED, usual.security());
    assertEquals(PadRole.CALL, usual.role());
    assertEquals(60, usual.replyWithin().toMillis());
    String more = "address: 5, role: rating, secure: install, replyWithin: 120ms";
    Settings told = good(fits.replace("address: 5", more));
    var other = (OsdpConfig) told.devices().getFirst().config();
    assertEquals(OsdpConfig.Security.INSTALL, other.security());
    assertEquals(PadRole.RATING, other.role());
    assertEquals(120, other.replyWithin().toMillis());
    String pad = "{type: osdp-pad, line: pads, address: 5, window: 3";
    assertEquals(1, bad(fits.replace("address: 5", "address: 127")).size());
    assertEquals(1, bad(fits.replace("address: 5", "address: 5, secure: maybe")).size());
    assertEquals(1, bad(fits.replace("address: 5", "address: 5, ratings: {0: 5}")).size());
    String twice = pad + ", role: call}\n  - " + pad + ", role: rating}";
    assertEquals(1, bad(fits.replace(pad + "}", twice)).size(), "one address, one pad");
  }

  @Test
  void aDeviceKeepsItsOwnOptions() throws IOException {
    Settings settings =
        good(
            GOOD.replace("address: 5, window: 3", "address: 5, window: 3, ratings: {0: 5, 7: 1}")
                .replace("line: printer", "line: printer, paper: 58, qr: false")
                .replace(
                    "address: 3, window: 3",
                    "address: 3, width: 128, unit: 8pixels, font: \\FO001"));
    assertEquals("0=5,7=1", settings.devices().get(0).declared().options().get("ratings"));
    assertEquals("128", settings.devices().get(1).declared().options().get("width"));
    assertEquals("8pixels", settings.devices().get(1).declared().options().get("unit"));
    assertEquals("\\FO001", settings.devices().get(1).declared().options().get("font"));
    assertNull(settings.devices().get(1).declared().window());
    assertEquals("{paper=58, qr=false}", settings.devices().get(2).declared().options().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFEFF", "# 注释\n", "%YAML 1.2\n---\n"})
  void whatMayStandBeforeAFileDoesNotDisturb(String before) throws IOException {
    assertEquals("haixi", good(before + GOOD).hall().id());
  }

  @Test
  void theManualNamesEveryKeyWithItsValues() throws IOException {
    String manual = Files.readString(Path.of("docs/configuration.md"));
    for (Key key : Keys.ALL)
      assertTrue(manual.contains(Manual.row(key)), "the manual lacks:\n" + Manual.row(key));
    long rows = manual.lines().filter(line -> line.startsWith("| `")).count();
    assertEquals(Keys.ALL.size() + ConfigError.Code.values().length, rows);
    for (ConfigError.Code code : ConfigError.Code.values())
      assertTrue(manual.contains("| `" + code.code() + "` | " + code.zh() + " |"), code.code());
  }
}
