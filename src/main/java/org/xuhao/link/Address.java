package org.xuhao.link;

import java.io.IOException;
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
 * @param proof who this hall is, asked for at every attempt to connect
 * @param copies on how many servers the district's office has each stream kept, 1 to 5
 */
public record Address(String district, String hall, List<String> servers, Proof proof, int copies) {
  public Address {
    servers = List.copyOf(servers);
  }

  /** {@code tls}: what proves both sides; null: an open line. */
  public Address(
      String district,
      String hall,
      List<String> servers,
      Optional<Login> login,
      @Nullable SSLContext tls) {
    this(district, hall, servers, new Fixed(login, tls), 1);
  }

  /** A user of the server. */
  public record Login(String user, String password) {}

  /** What a hall proves itself with; out of files that may be mended while it runs. */
  public interface Proof {
    Optional<Login> login() throws IOException;

    /** What proves both sides; null: an open line. */
    @Nullable SSLContext tls() throws IOException;
  }

  private record Fixed(Optional<Login> login, @Nullable SSLContext tls) implements Proof {}

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

  /** Where the office is asked what it holds of a hall's journal. */
  String pastSubject(String of) {
    return "xh." + district + ".past." + of;
  }

  String loadSubject(String of) {
    return "xh." + district + ".load." + of;
  }

  /** How far the district's tables hold the journal of {@code of}. */
  String markSubject(String of) {
    return "xh." + district + ".mark." + of;
  }

  /** A command of this hall to {@code to}. */
  String commandSubject(String to, String verb) {
    return "xh." + district + ".cmd." + to + "." + hall + "." + verb;
  }

  /** All commands to this hall. */
  String commands() {
    return "xh." + district + ".cmd." + hall + ".*.*";
  }

  /** The hall that a command came from, as its subject says, which the server vouches for. */
  static String commander(String subject) {
    String before = subject.substring(0, subject.lastIndexOf('.'));
    return sender(before);
  }

  /** What the district keeps once for all halls, of one kind. */
  String refSubject(String kind) {
    return "xh." + district + ".ref." + kind;
  }

  /** Requests of this hall to {@code to} about clerks. */
  String staffSubject(String to, String verb) {
    return "xh." + district + ".staff." + to + "." + hall + "." + verb;
  }

  /** All requests about clerks to this hall. */
  String staffRequests() {
    return "xh." + district + ".staff." + hall + ".*.*";
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

  String refStream() {
    return district + "-REF";
  }

  /** The hall that a message came from, as its subject says, which the server vouches for. */
  static String sender(String subject) {
    return subject.substring(subject.lastIndexOf('.') + 1);
  }
}
