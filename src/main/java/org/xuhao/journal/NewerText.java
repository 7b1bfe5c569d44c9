package org.xuhao.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.xuhao.hall.DistrictEvent;

/** An event of which the text is kept where {@code known} does not understand it. */
record NewerText(Text<Object> known) implements Text<Object> {
  @Override
  public void write(JsonGenerator out, Object event) throws IOException {
    if (event instanceof DistrictEvent.Newer newer) out.writeRawValue(newer.text());
    else known.write(out, event);
  }

  @Override
  public Object read(TextReader in) throws IOException {
    int from = in.at();
    try {
      return known.read(in);
    } catch (IOException newer) {
      in.back(from);
      in.take('{');
      in.back(from);
      String text = in.skipped();
      // A text stands on one line wherever it is kept.
      if (text.indexOf('\n') >= 0) throw in.error("a line break");
      return new DistrictEvent.Newer(text);
    }
  }
}
