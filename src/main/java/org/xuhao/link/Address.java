package org.xuhao.link;

import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where a hall meets its district, and who it is there.
 *
 * @param district short name; the first word of every subject after {@code xh}
 * @param hall short name of this hall
 * @param servers addresses of NATS servers of the district
 * @param tls what proves both sides; null: an open line
 */
public record Address(
    String district,
    String hall,
    List<String> servers,
    Optional<Login> login,
    @Nullable SSLContext tls) {
  public Address {
    servers = List.copyOf(servers);
  }

  /** A user of the server. */
  public record Login(String user, String password) {}

  /** Things that happened to cases, for every hall. */
  String caseSubject() {
    return "xh." + district + ".case." + hall;
  }

  /** The same, said again of another hall's by one that heard them. */
  String witnessSubject() {
    return witnessSubjectOf(hall);
  }

  String witnessSubjectOf(String witness) {
    return "xh." + district + ".witness." + witness;
  }

  /** Every entry of the journal, for the district's tables. */
  String factSubject() {
    return "xh." + district + ".fact." + hall;
  }

  String loadSubject(String of) {
    return "xh." + district + ".load." + of;
  }

  /** How far the district's tables hold the journal of {@code of}. */
  String markSubject(String of) {
    return "xh." + district + ".mark." + of;
  }

  /** Commands to {@code to} of {@code from}. */
  String commandSubject(String to, String from) {
    return "xh." + district + ".cmd." + to + "." + from;
  }

  /** A kind of subject of every hall. */
  String all(String kind) {
    return "xh." + district + "." + kind + ".*";
  }

  String caseStream() {
    return district + "-CASE";
  }

  String factStream() {
    return district + "-FACT";
  }

  /** The hall that a message came from, as its subject says, which the server vouches for. */
  static String sender(String subject) {
    return subject.substring(subject.lastIndexOf('.') + 1);
  }
}
