package org.xuhao.driver.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xuhao.driver.Declared;
import org.xuhao.driver.DeviceType.Unfit;
import org.xuhao.driver.modbus.Digits.Format;
import org.xuhao.hall.value.WindowId;

/** How a table of registers in the hall's file becomes a device, and numbers become registers. */
class ModbusConfigTest {

  private static ModbusConfig config(Map<String, String> options) {
    var declared = new Declared("line", 5, new WindowId(3), new TreeMap<>(options));
    return (ModbusConfig) ModbusConfig.TYPE.config().apply(declared);
  }

  @Test
  void aDisplayAloneAndABoxAloneAreDevices() {
    var display = config(Map.of("registers", "ticket=0x88", "format", "bcd", "digits", "6"));
    assertEquals(0x88, display.at(ModbusConfig.Field.TICKET));
    assertFalse(display.callsOnly());
    var box = config(Map.of("registers", "events=0,key=1", "keys", "1=call", "read", "holding"));
    assertFalse(box.input());
    assertTrue(box.callsOnly());
    var both = Map.of("registers", "buttons=2,window=7", "keys", "0=call,0xF=start");
    assertFalse(config(both).callsOnly());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          registers | ''                  | ''              | int   | 4
          registers | events=0            | 1=call          | int   | 4
          registers | events=0,key=16     | 1=call          | int   | 4
          registers | events=0,key=1,buttons=2 | 1=call     | int   | 4
          keys      | events=0,key=1      | ''              | int   | 4
          keys      | ticket=1            | 1=call          | int   | 4
          keys      | buttons=1           | 16=call         | int   | 4
          keys      | buttons=1           | 1=call,0x1=end  | int   | 4
          digits    | ticket=1            | ''              | int   | 5
          digits    | ticket=1            | ''              | bcd   | 9
          """)
  void whatDoesNotFitNamesTheKeyToChange(
      String wrong, String registers, String keys, String format, String digits) {
    var options = Map.of("registers", registers, "keys", keys, "format", format, "digits", digits);
    var unfit = assertThrows(Unfit.class, () -> config(options));
    assertEquals(wrong, unfit.option());
    assertFalse(unfit.write().isEmpty());
  }

  @Test
  void everyOptionReadsItsOwnDefaultAndExample() {
    var meant = ModbusConfig.TYPE.options().stream().filter(o -> !o.choices().isEmpty()).toList();
    meant.forEach(option -> assertTrue(option.choices().contains(option.fallback())));
    for (String word : "0,9,65535,0x0,0xFFFF,0010".split(",", -1))
      assertEquals(
          !word.equals("0010"), word.matches(ModbusConfig.TYPE.options().get(1).form().key()));
    assertFalse("65536".matches(ModbusConfig.TYPE.options().get(1).form().key()));
  }

  @Test
  void numbersBecomeRegisters() {
    assertEquals(List.of(23), new Digits(Format.INT, 4, 0).of(23, "A023"));
    assertEquals(List.of(345), new Digits(Format.INT, 3, 0).of(12_345, "B12345"));
    assertEquals(List.of(0x0023), new Digits(Format.BCD, 4, 0).of(23, "A023"));
    assertEquals(List.of(0x0001, 0x2345), new Digits(Format.BCD, 6, 0).of(12_345, ""));
    assertEquals(List.of(0x4130, 0x3233), new Digits(Format.ASCII, 4, 0).of(23, "A023"));
    assertEquals(List.of(0x2020, 0x2035), new Digits(Format.ASCII, 4, 0).of(5, "5"));
    assertEquals(List.of(0x2030, 0x3233), new Digits(Format.ASCII, 3, 0).of(23, "A023"));
  }

  @Test
  void aDarkFieldHoldsWhatTheDisplayTakesForDark() {
    assertEquals(List.of(0xFFFF), new Digits(Format.INT, 4, 0xFFFF).dark());
    assertEquals(List.of(0xAAAA, 0xAAAA), new Digits(Format.BCD, 8, 0xAAAA).dark());
    assertEquals(List.of(0x2020, 0x2020), new Digits(Format.ASCII, 4, 7).dark());
  }
}
