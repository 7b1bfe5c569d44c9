package org.xuhao.app.setup;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.xuhao.web.setup.SetupTrouble;
import org.xuhao.web.setup.SetupTrouble.Why;

/**
 * A table as somebody filled it in, whatever program it came from.
 *
 * @param kind what it was: the encoding and the sign between fields, or {@code XLSX}
 */
record Table(String kind, List<Row> rows) {
  /** So many rows are looked at; a hall has at most 200 services. */
  static final int ROWS_MAX = 1_000;

  /** Bytes of the file; 200 services with all their keys are 30 KB. */
  static final int BYTES_MAX = 512 * 1024;

  private static final char[] SEPARATORS = {',', ';', '\t', '，', '；'};

  Table {
    rows = List.copyOf(rows);
  }

  /** One row; {@code number} as a spreadsheet or an editor counts it, from 1. */
  record Row(int number, List<Cell> cells) {
    Row {
      cells = List.copyOf(cells);
    }

    boolean isEmpty() {
      return cells.stream().allMatch(one -> one.text.isEmpty() && !one.formula);
    }
  }

  /** One cell; {@code formula}: what stands there is computed and may be old. */
  record Cell(String text, boolean formula) {}

  /** Takes a file apart; what is in no cell is left out. */
  static Table of(byte[] file) throws SetupTrouble {
    if (file.length > BYTES_MAX) throw new SetupTrouble(Why.TABLE_TOO_LARGE, "");
    if (startsWith(file, 'P', 'K')) return new Table("XLSX", Workbook.rows(file));
    if (startsWith(file, 0xD0, 0xCF))
      throw new SetupTrouble(Why.NO_TABLE, "an .xls of before 2007, or with a password");
    FoundText found =
        FoundText.in(file).orElseThrow(() -> new SetupTrouble(Why.NO_TABLE, "unknown encoding"));
    if (found.text().indexOf('\0') >= 0) throw new SetupTrouble(Why.NO_TABLE, "not a text");
    char separator = separator(found.text());
    String shown = separator == '\t' ? "TAB" : String.valueOf(separator);
    return new Table("CSV " + found.charset() + " " + shown, csv(found.text(), separator));
  }

  private static boolean startsWith(byte[] file, int first, int second) {
    return file.length > 1 && (file[0] & 0xFF) == first && (file[1] & 0xFF) == second;
  }

  /** The sign that the first line has most of, outside quotes. */
  private static char separator(String text) {
    String line = text.lines().findFirst().orElse("").replaceAll("\"[^\"]*\"", "");
    char best = ',';
    long most = 0;
    for (char separator : SEPARATORS) {
      long count = line.chars().filter(sign -> sign == separator).count();
      if (count > most) best = separator;
      most = Math.max(most, count);
    }
    return best;
  }

  private static List<Row> csv(String text, char separator) throws SetupTrouble {
    var rows = new ArrayList<Row>();
    var reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .skipEmptyLines(true)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .maxBufferSize(BYTES_MAX);
    try (CsvReader<CsvRecord> all = reader.ofCsvRecord(text)) {
      for (CsvRecord record : all) {
        if (rows.size() > ROWS_MAX) throw new SetupTrouble(Why.TABLE_TOO_LARGE, "");
        var cells = new ArrayList<Cell>();
        for (String field : record.getFields()) cells.add(new Cell(field.strip(), false));
        rows.add(new Row((int) record.getStartingLineNumber(), cells));
      }
    } catch (CsvParseException | UncheckedIOException | IOException e) {
      throw new SetupTrouble(Why.NO_TABLE, String.valueOf(e.getMessage()));
    }
    return rows;
  }
}
