package org.xuhao.driver.modbus;

import java.util.ArrayList;
import java.util.List;
import org.xuhao.wire.Bytes;
import org.xuhao.wire.BytesWriter;

/** What the driver may ask of a device, and what answers it. */
sealed interface Question {

  /** The first register it is about, as counted on the wire, from 0. */
  int first();

  /** The question to {@code unit}. */
  RtuFrame frame(int unit);

  /** Whether {@code answer}, which is no refusal, is the answer to this. */
  boolean isAnsweredBy(RtuFrame answer);

  /** How a fault calls it. */
  String words();

  /** Whether {@code frame} is about this question at all: an answer or a refusal of it. */
  default boolean isMeantBy(RtuFrame frame) {
    int function = frame(frame.unit()).function();
    if (frame.isRefusal()) return frame.function() == (function | RtuFrame.REFUSED);
    return frame.function() == function && isAnsweredBy(frame);
  }

  /**
   * Reads {@code count} registers.
   *
   * @param function {@link RtuFrame#READ_HOLDING} or {@link RtuFrame#READ_INPUT}
   */
  record Read(int function, int first, int count) implements Question {
    @Override
    public RtuFrame frame(int unit) {
      return new RtuFrame(unit, function, word(first).then(word(count)));
    }

    @Override
    public boolean isAnsweredBy(RtuFrame answer) {
      return answer.data().at(0) == 2 * count;
    }

    @Override
    public String words() {
      return "reading register " + first + " with function " + function;
    }

    /** The registers' values, 0..65535 each. */
    List<Integer> values(RtuFrame answer) {
      var values = new ArrayList<Integer>();
      for (int i = 0; i < count; i++)
        values.add(answer.data().at(1 + 2 * i) << 8 | answer.data().at(2 + 2 * i));
      return values;
    }
  }

  /**
   * Writes registers.
   *
   * @param many with function 16 even where there is but one
   */
  record Write(int first, List<Integer> values, boolean many) implements Question {
    public Write {
      values = List.copyOf(values);
    }

    private boolean asMany() {
      return many || values.size() > 1;
    }

    @Override
    public RtuFrame frame(int unit) {
      if (!asMany())
        return new RtuFrame(unit, RtuFrame.WRITE_ONE, word(first).then(word(values.getFirst())));
      var data = new BytesWriter().add(word(first)).add(word(values.size()));
      data.add(2 * values.size());
      for (int value : values) data.add(word(value));
      return new RtuFrame(unit, RtuFrame.WRITE_MANY, data.bytes());
    }

    @Override
    public boolean isAnsweredBy(RtuFrame answer) {
      return answer.data().equals(frame(answer.unit()).data().slice(0, 4));
    }

    @Override
    public String words() {
      return "writing register " + first + " with function " + (asMany() ? 16 : 6);
    }
  }

  private static Bytes word(int value) {
    return Bytes.of(value >>> 8, value);
  }
}
