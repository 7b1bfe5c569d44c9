package org.xuhao.driver;

import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import org.xuhao.wire.Bytes;

/**
 * How a device is found that is mounted but stands in no file yet: a question that changes nothing
 * and that every device of the type answers.
 *
 * @param bauds the rates such devices leave the factory with, likeliest first
 * @param most the highest address worth asking; addresses begin with the type's least
 * @param within how long an answer may take to begin, beside the time of the bytes
 * @param question what to ask the device at an address
 */
public record Probe(List<Integer> bauds, int most, Duration within, IntFunction<Bytes> question) {
  public Probe {
    bauds = List.copyOf(bauds);
  }
}
