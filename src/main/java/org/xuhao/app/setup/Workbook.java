package org.xuhao.app.setup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.xuhao.app.setup.Table.Cell;
import org.xuhao.app.setup.Table.Row;
import org.xuhao.web.setup.SetupTrouble;
import org.xuhao.web.setup.SetupTrouble.Why;

/**
 * The first sheet of an XLSX workbook (ECMA-376, part 1, 18.3 and 18.4): texts, numbers and what
 * formulas came to. Everything is counted while it is unpacked, whatever the file says of itself.
 */
final class Workbook {
  /** Unpacked bytes of the parts that are read: a full table has less than one MiB. */
  static final int UNPACKED_MAX = 8 << 20;

  /** Parts of a workbook; a plain one has about twelve. */
  private static final int PARTS_MAX = 500;

  /** Columns looked at; the widest table has as many as a service has keys. */
  private static final int COLUMNS_MAX = 64;

  private static final String STRINGS = "xl/sharedStrings.xml";

  private final Map<String, byte[]> parts = new HashMap<>();
  private final List<String> strings = new ArrayList<>();

  private Workbook() {}

  static List<Row> rows(byte[] file) throws SetupTrouble {
    var workbook = new Workbook();
    try {
      workbook.unpack(file);
      byte[] shared = workbook.parts.get(STRINGS);
      if (shared != null) workbook.readStrings(shared);
      return workbook.readSheet(workbook.firstSheet());
    } catch (IOException | XMLStreamException | IllegalArgumentException e) {
      throw new SetupTrouble(Why.NO_TABLE, "broken: " + e.getMessage());
    }
  }

  private void unpack(byte[] file) throws IOException, SetupTrouble {
    int unpacked = 0;
    int count = 0;
    try (var zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
        byte[] content = zip.readNBytes(UNPACKED_MAX - unpacked + 1);
        unpacked += content.length;
        if (unpacked > UNPACKED_MAX || ++count > PARTS_MAX)
          throw new SetupTrouble(Why.TABLE_TOO_LARGE, "");
        if (part.getName()
            .matches(
                "xl/(sharedStrings|workbook|worksheets/[^/]{1,60})\\.xml"
                    + "|xl/_rels/workbook\\.xml\\.rels")) parts.put(part.getName(), content);
      }
    }
  }

  /** The one that stands first in the workbook, whatever its file is called. */
  private byte[] firstSheet() throws XMLStreamException, SetupTrouble {
    String target = "worksheets/sheet1.xml";
    byte[] workbook = parts.get("xl/workbook.xml");
    byte[] links = parts.get("xl/_rels/workbook.xml.rels");
    if (workbook != null && links != null)
      target =
          attribute(workbook, "sheet", "", "id").flatMap(id -> quietly(links, id)).orElse(target);
    byte[] sheet = parts.get("xl/" + target.replaceFirst("^/?(xl/)?", ""));
    if (sheet == null) throw new SetupTrouble(Why.NO_TABLE, "no sheet in it");
    return sheet;
  }

  private static Optional<String> quietly(byte[] links, String id) {
    try {
      return attribute(links, "Relationship", id, "Target");
    } catch (XMLStreamException e) {
      return Optional.empty();
    }
  }

  /** Of the first element of that name, or of the one whose {@code Id} is {@code id}. */
  private static Optional<String> attribute(byte[] part, String name, String id, String wanted)
      throws XMLStreamException {
    XMLStreamReader xml = xml(part);
    while (xml.hasNext())
      if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals(name)) {
        boolean it = id.isEmpty() || id.equals(attribute(xml, "Id"));
        @Nullable String value = it ? attribute(xml, wanted) : null;
        if (value != null) return Optional.of(value);
      }
    return Optional.empty();
  }

  /** In any namespace. */
  private static @Nullable String attribute(XMLStreamReader xml, String name) {
    for (int i = 0; i < xml.getAttributeCount(); i++)
      if (xml.getAttributeLocalName(i).equals(name)) return xml.getAttributeValue(i);
    return null;
  }

  /** Without DTDs there are no entities, neither of other places nor such as grow. */
  private static XMLStreamReader xml(byte[] part) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory.createXMLStreamReader(new ByteArrayInputStream(part));
  }

  private void readStrings(byte[] part) throws XMLStreamException {
    XMLStreamReader xml = xml(part);
    while (xml.hasNext())
      if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("si"))
        strings.add(textIn(xml, "si"));
  }

  /** All text up to the end of the element; how a character is pronounced (rPh) is none. */
  private static String textIn(XMLStreamReader xml, String element) throws XMLStreamException {
    var text = new StringBuilder();
    int silent = 0;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("rPh")) silent++;
      if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("rPh")) silent--;
      if (event == XMLStreamConstants.CHARACTERS && silent == 0) text.append(xml.getText());
      if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(element)) break;
    }
    return text.toString();
  }

  private List<Row> readSheet(byte[] part) throws XMLStreamException, SetupTrouble {
    var rows = new ArrayList<Row>();
    XMLStreamReader xml = xml(part);
    int number = 0;
    while (xml.hasNext())
      if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("row")) {
        @Nullable String told = attribute(xml, "r");
        number = told == null ? number + 1 : Integer.parseInt(told);
        Row row = new Row(number, cells(xml));
        if (row.isEmpty()) continue;
        rows.add(row);
        if (rows.size() > Table.ROWS_MAX) throw new SetupTrouble(Why.TABLE_TOO_LARGE, "");
      }
    return rows;
  }

  private List<Cell> cells(XMLStreamReader xml) throws XMLStreamException {
    var cells = new ArrayList<Cell>();
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("row")) break;
      if (event != XMLStreamConstants.START_ELEMENT || !xml.getLocalName().equals("c")) continue;
      int column = column(attribute(xml, "r"), cells.size());
      Cell cell = cell(xml, String.valueOf(attribute(xml, "t")));
      if (column >= COLUMNS_MAX) continue;
      while (cells.size() < column) cells.add(new Cell("", false));
      cells.add(cell);
    }
    return cells;
  }

  /** The letters of {@code C7}, from 0; a cell that does not say stands behind the last one. */
  private static int column(@Nullable String name, int next) {
    if (name == null || !name.matches("[A-Z]{1,3}[0-9]{1,7}")) return next;
    int column = 0;
    for (char sign : name.toCharArray()) if (sign >= 'A') column = column * 26 + sign - 'A' + 1;
    return Math.max(next, column - 1);
  }

  private Cell cell(XMLStreamReader xml, String type) throws XMLStreamException {
    String text = "";
    boolean formula = false;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("c")) break;
      if (event != XMLStreamConstants.START_ELEMENT) continue;
      switch (xml.getLocalName()) {
        case "f" -> {
          formula = true;
          textIn(xml, "f");
        }
        case "v" -> text = textIn(xml, "v");
        case "is" -> text = textIn(xml, "is");
        default -> {} // extensions that say nothing of the value
      }
    }
    return new Cell(shown(text.strip(), type), formula);
  }

  private String shown(String raw, String type) {
    if (type.equals("s")) {
      int index = Integer.parseInt(raw);
      return index >= 0 && index < strings.size() ? strings.get(index).strip() : "";
    }
    if (type.equals("b")) return raw.equals("1") ? "true" : "false";
    return raw.replaceFirst("^(-?[0-9]+)\\.0+$", "$1");
  }
}
