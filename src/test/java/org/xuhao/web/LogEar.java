package org.xuhao.web;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.OutputStreamAppender;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Hears all that is logged, as it would be printed. */
final class LogEar implements AutoCloseable {
  private final ConcurrentLinkedQueue<ILoggingEvent> heard = new ConcurrentLinkedQueue<>();
  private final Logger root;
  private final AppenderBase<ILoggingEvent> ear =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          heard.add(event);
        }
      };

  private LogEar(LoggerContext context) {
    root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ear.setContext(context);
    ear.start();
    root.addAppender(ear);
  }

  static LogEar listen() {
    return new LogEar((LoggerContext) LoggerFactory.getILoggerFactory());
  }

  /** Lines with a stack trace, an error, a secret, or signs that would play with a terminal. */
  List<String> wrong(String... secrets) {
    var out = (OutputStreamAppender<ILoggingEvent>) Objects.requireNonNull(root.getAppender("out"));
    var wrong = new ArrayList<String>();
    for (ILoggingEvent event : heard) {
      String line = new String(out.getEncoder().encode(event), StandardCharsets.UTF_8);
      boolean bad =
          event.getThrowableProxy() != null || event.getLevel().isGreaterOrEqual(Level.ERROR);
      bad |= line.strip().chars().anyMatch(Character::isISOControl);
      for (String secret : secrets) bad |= line.contains(secret);
      if (bad) wrong.add(line);
    }
    return wrong;
  }

  @Override
  public void close() {
    root.detachAppender(ear);
    ear.stop();
  }
}
