package org.xuhao.app.settings;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.xuhao.app.settings.ConfigError.Code;
import org.xuhao.app.settings.Settings.Tickets;
import org.xuhao.hall.value.WindowId;
import org.xuhao.ticket.Dots;
import org.xuhao.ticket.Template;
import org.xuhao.ticket.Template.Zone;

/** What stands on the hall's tickets. */
final class TicketReader {
  private static final int WAY_MAX = 30;

  /** A larger file is a photograph and no logo. */
  private static final long LOGO_BYTES_MAX = 1 << 20;

  private final Path file;
  private final Errors errors;
  private final Set<Integer> windows;

  /**
   * @param file the hall's file, from which a logo is found
   * @param windows the numbers there are
   */
  TicketReader(Path file, Errors errors, Set<Integer> windows) {
    this.file = file;
    this.errors = errors;
    this.windows = windows;
  }

  Tickets read(Optional<Section> section) {
    if (section.isEmpty()) return Tickets.USUAL;
    Section ticket = section.get();
    Template usual = Template.USUAL;
    var template =
        new Template(
            ticket.has("zones") ? zones(ticket) : usual.zones(),
            ticket.text("logo").map(name -> logo(ticket, name)).orElse(null),
            ticket.text("noShow").orElse(usual.noShow()),
            ticket.text("note").orElse(usual.note()));
    return new Tickets(template, ways(ticket));
  }

  private List<Zone> zones(Section ticket) {
    List<String> known = Choices.words(Zone.values());
    var zones = new ArrayList<Zone>();
    for (ScalarNode word : ticket.words("zones")) {
      String name = word.getValue();
      if (!known.contains(name))
        errors.add(Code.BAD_VALUE, word, "no zone is named " + name, Choices.instead(name, known));
      else if (zones.contains(Zone.valueOf(name)))
        errors.add(Code.DUPLICATE, word, "zone " + name + " stands twice", "it once");
      else zones.add(Zone.valueOf(name));
    }
    if (!zones.isEmpty() && !zones.contains(Zone.NUMBER))
      ticket.wrong(
          Code.MISSING_KEY, "zones", "ticket.zones has no NUMBER", "NUMBER among the zones");
    return zones;
  }

  private @Nullable Dots logo(Section ticket, String name) {
    Path picture = file.resolveSibling(name).normalize();
    Optional<BufferedImage> image = image(picture);
    int widest = Template.LOGO_WIDTH_MAX;
    int highest = Template.LOGO_HEIGHT_MAX;
    String write = "a black and white PNG of at most %d by %d dots".formatted(widest, highest);
    if (image.isEmpty()) {
      ticket.wrong(Code.BAD_VALUE, "logo", picture + " is no picture that can be read", write);
      return null;
    }
    BufferedImage read = image.get();
    if (read.getWidth() > widest || read.getHeight() > highest) {
      String size = "%s has %d by %d dots".formatted(name, read.getWidth(), read.getHeight());
      ticket.wrong(Code.OUT_OF_RANGE, "logo", size, write);
      return null;
    }
    return Dots.of(read.getWidth(), read.getHeight(), (x, y) -> isDark(read.getRGB(x, y)));
  }

  private static Optional<BufferedImage> image(Path picture) {
    try {
      if (!Files.isRegularFile(picture) || Files.size(picture) > LOGO_BYTES_MAX)
        return Optional.empty();
      return Optional.ofNullable(ImageIO.read(picture.toFile()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Darker than the middle grey, and no more than half transparent. */
  private static boolean isDark(int argb) {
    int grey = ((argb >> 16 & 0xFF) * 3 + (argb >> 8 & 0xFF) * 6 + (argb & 0xFF)) / 10;
    return (argb >>> 24) >= 0x80 && grey < 0x80;
  }

  private SortedMap<WindowId, String> ways(Section ticket) {
    var ways = new TreeMap<WindowId, String>();
    Optional<Section> map = ticket.map("ways");
    if (map.isEmpty()) return ways;
    for (String number : map.get().names()) {
      boolean known = number.matches("[0-9]{1,3}") && windows.contains(Integer.parseInt(number));
      if (!known)
        map.get()
            .wrong(
                Code.UNKNOWN_NAME,
                number,
                "there is no window " + number,
                "a number from windows:");
      else if (map.get().at(number) instanceof ScalarNode way
          && !way.getValue().isBlank()
          && way.getValue().length() <= WAY_MAX)
        ways.put(new WindowId(Integer.parseInt(number)), way.getValue().strip());
      else
        errors.add(
            Code.BAD_VALUE,
            map.get().at(number),
            "the way to window " + number + " cannot be printed",
            "1 to " + WAY_MAX + " characters, such as 一楼东侧");
    }
    return ways;
  }
}
