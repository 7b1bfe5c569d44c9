package org.xuhao.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * How the log looks, for people or for systemd's journal; docs/operating.md names the two variables
 * that choose. Logback finds it as a service when there is no file of its own, such as one named by
 * {@code -Dlogback.configurationFile}. In Java because Logback's XML cost a start 0.1 s.
 */
@ConfiguratorRank(ConfiguratorRank.FALLBACK + 1)
public final class LogSetup extends ContextAwareBase implements Configurator {
  /** Neither a second line nor orders to the terminal, whatever somebody sent us. */
  private static final String ONE_LINE =
      "%replace(%replace(%msg){'[\\r\\n]+', ' | '}){'[\\x00-\\x1f\\x7f-\\x9f]', '?'}";

  private static final String PAIRS = "%replace( %kvp){'^ $', ''}";

  private static final String FOR_PEOPLE =
      "%d{HH:mm:ss.SSS} %-5level %-14logger{0} " + ONE_LINE + PAIRS + "%n%ex";

  /** Each event one line, its priority in front as sd-daemon(3) has it; systemd knows the rest. */
  private static final String FOR_SYSTEMD =
      "<%replace(%replace(%replace(%replace(%level){'ERROR', '3'}){'WARN', '4'}){'INFO', '6'})"
          + "{'DEBUG|TRACE', '7'}>%logger{0}: "
          + ONE_LINE
          + PAIRS
          + "%replace(%replace( %ex){'[\\r\\n]+\\s*', ' | '}){'^ $', ''}%nopex%n";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    var encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setPattern("journal".equals(said("XUHAO_LOG")) ? FOR_SYSTEMD : FOR_PEOPLE);
    encoder.start();
    var out = new ConsoleAppender<ILoggingEvent>();
    out.setContext(context);
    out.setName("out");
    out.setEncoder(encoder);
    out.start();
    var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(out);
    context.getLogger("org.xuhao").setLevel(Level.toLevel(said("XUHAO_LEVEL"), Level.INFO));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static String said(String name) {
    return Objects.requireNonNullElse(System.getenv(name), "");
  }
}
