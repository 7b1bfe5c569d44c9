package org.xuhao.fault;

import java.time.Instant;

/**
 * Something that is ill now.
 *
 * @param subject what is ill, such as {@code line pads} or {@code device leds/3}; with the code it
 *     names the fault
 * @param detail what was seen, in one line of English for the log and the page, no personal data
 * @param since when it began
 */
public record Fault(FaultCode code, String subject, String detail, Instant since) {}
