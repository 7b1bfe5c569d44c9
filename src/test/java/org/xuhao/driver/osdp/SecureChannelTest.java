package org.xuhao.driver.osdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xuhao.wire.Bytes;

/** The published numbers of the standard's Annex E, and what must not be believed. */
class SecureChannelTest {
  private static final Bytes KEY = Bytes.hex("303132333435363738393A3B3C3D3E3F");
  private static final Bytes PANEL = Bytes.hex("B0B1B2B3B4B5B6B7");
  private static final Bytes PAD = Bytes.hex("A0A1A2A3A4A5A6A7");

  @Test
  void theKeysAndProofsOfAnnexE() {
    SessionKeys keys = SessionKeys.of(KEY, PANEL);
    assertEquals(Bytes.hex("BF8DC2A8329ACB8C67C6D0CD9A451682"), keys.data());
    assertEquals(Bytes.hex("5E86C676603BDEE2D8BEAFE178637332"), keys.macFirst());
    assertEquals(Bytes.hex("6FDA86E857777E81132035758239172E"), keys.macLast());
    assertEquals(Bytes.hex("FDE5D2F428EC16312471EA3C02BD7796"), keys.padProof(PANEL, PAD));
    Bytes proof = keys.panelProof(PANEL, PAD);
    assertEquals(Bytes.hex("26D3356E07762D262801FC8E6665A891"), proof);
    assertEquals(Bytes.hex("B2A30057EB98BA2229EC1F875662B524"), keys.firstMac(proof));
  }

  private static List<OsdpFrame> recorded() throws IOException {
    var lines =
        Files.readAllLines(Path.of("firmware-protocols/osdp-pad/captures/libosdp-secure.cap"));
    return lines.stream()
        .filter(line -> line.matches("[0-9.]+ [<>] .*"))
        .map(line -> OsdpCodec.decode(Bytes.hex(line.replaceFirst("^[0-9.]+ [<>] ", ""))))
        .map(decoded -> decoded.frames().getFirst())
        .toList();
  }

  /** The channel of the recorded session as it stood after the handshake. */
  private static SecureChannel opened(List<OsdpFrame> session) {
    var begun = new Handshake(KEY, true, session.get(4).payload());
    var challenged = (Reply.Challenged) Reply.of(session.get(5).code(), session.get(5).payload());
    assertTrue(begun.isProved(challenged, session.get(5).block()));
    var proved = begun.with(challenged.number());
    assertEquals(session.get(6).bytes(), proved.proof(5, 1).bytes());
    var first = (Reply.FirstMac) Reply.of(session.get(7).code(), session.get(7).payload());
    assertTrue(proved.isOpen(first.mac(), session.get(7).block()));
    return proved.channel();
  }

  @Test
  void everyRecordedReplyIsOpenedAndNoneThatWasChangedInAnyBit() throws IOException {
    List<OsdpFrame> session = recorded();
    SecureChannel channel = opened(session);
    Reply keys = new Reply.Busy();
    for (int i = 8; i + 1 < session.size(); i += 2) {
      OsdpFrame command = session.get(i);
      OsdpFrame reply = session.get(i + 1);
      channel = new SecureChannel(channel.keys(), whole(channel, command), channel.heard());
      if (i > 8)
        assertFalse(channel.open(session.get(i - 1)).isPresent(), "the reply before, said again");
      for (OsdpFrame changed : changed(reply))
        assertEquals(Optional.empty(), channel.open(changed), "changed: " + changed.bytes());
      var opened = channel.open(reply).orElseThrow();
      if (reply.code() == Reply.KEYS) keys = opened.reply();
      channel = opened.next();
    }
    assertEquals(new Reply.Keys(Bytes.hex("35 0D")), keys);
  }

  private static Bytes whole(SecureChannel channel, OsdpFrame command) {
    Bytes mac = channel.keys().mac(channel.heard(), command.signed());
    assertEquals(command.mac(), mac.slice(0, 4));
    return mac;
  }

  /** The reply with each bit turned in turn; its checksum is right again. */
  private static List<OsdpFrame> changed(OsdpFrame reply) {
    var all = new java.util.ArrayList<OsdpFrame>();
    Bytes bytes = reply.signed().then(reply.mac());
    for (int bit = 0; bit < 8 * bytes.size(); bit++) {
      byte[] raw = bytes.toArray();
      raw[bit / 8] ^= (byte) (1 << bit % 8);
      int crc = org.xuhao.wire.Checksum.crc16SpiFujitsu(Bytes.copyOf(raw));
      var decoded = OsdpCodec.decode(Bytes.copyOf(raw).then(Bytes.of(crc, crc >> 8)));
      all.addAll(decoded.frames());
    }
    assertTrue(all.size() > 40, "most bits leave a sound frame: " + all.size());
    return all;
  }

  @Test
  void noKeyStandsInAnyText() {
    SessionKeys keys = SessionKeys.of(KEY, PANEL);
    var channel = new SecureChannel(keys, Aes.ZEROS, Aes.ZEROS);
    String text = keys + " " + channel + " " + new Handshake(KEY, true, PANEL);
    assertFalse(text.contains(keys.data().toString()), text);
    assertFalse(text.contains("30 31"), text);
  }

  @Test
  void paddingIsTakenOffAgainWhateverTheLength() {
    for (int size = 0; size <= 40; size++) {
      byte[] raw = new byte[size];
      java.util.Arrays.fill(raw, (byte) (size % 3 == 0 ? 0x80 : size % 3 == 1 ? 0 : 7));
      Bytes message = Bytes.copyOf(raw);
      Bytes padded = Aes.padded(message);
      assertEquals(0, padded.size() % Aes.BLOCK);
      assertNotEquals(message, padded);
      assertEquals(message, Aes.unpadded(padded));
    }
  }
}
