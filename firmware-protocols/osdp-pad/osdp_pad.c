/*
 * Source: protocol.md beside this file. AES-128 after FIPS 197.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "osdp_pad.h"

#include <string.h>

#define START 0x53
#define MARK 0xFF
#define REPLY 0x80
#define WITH_CRC 0x04
#define WITH_BLOCK 0x08
#define HEAD 5
#define BLOCK 16

/* Shortest and longest silence: inside a frame; without a poll. protocol.md, "Timing", "Duties". */
#define TORN_MS 50
#define UNPOLLED_MS 2000

enum { POLL = 0x60, ID = 0x61, CAPABILITIES = 0x62, LED = 0x69, BUZZER = 0x6A, TEXT = 0x6B,
       COM_SET = 0x6E, KEY_SET = 0x75, CHALLENGE = 0x76, PROOF = 0x77, PROFILE = 0x80 };
enum { ACK = 0x40, NAK = 0x41, IDENTITY = 0x45, ABLE = 0x46, KEYS = 0x53, COM = 0x54, CHALLENGED = 0x76,
       FIRST_MAC = 0x78, PROFILE_REPLY = 0x90 };
enum { NAK_LENGTH = 2, NAK_UNKNOWN = 3, NAK_SEQUENCE = 4, NAK_NO_CHANNEL = 5, NAK_SECURITY = 6,
       NAK_RECORD = 9 };
enum { SHOW_LINE = 1, RATE = 3, UNFOUND = 0x10, BRANCH = 0x11, FOUND = 0x12, NUMBER = 0x13 };

/* Bytes of a pad's own number, which no other has. */
#define UID 6

static const uint8_t VENDOR[3] = {0x02, 0x58, 0x48};

static const uint8_t KNOWN_KEY[16] = {0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37,
                                      0x38, 0x39, 0x3A, 0x3B, 0x3C, 0x3D, 0x3E, 0x3F};

/* Function, compliance, count: lamp, buzzer, two rows of text, CRC, AES, buffer, reader. */
static const uint8_t ABILITIES[] = {4, 1, 1, 5, 1, 1, 6, 2, 1, 8, 1, 0, 9, 1, 0,
                                    10, 0, 1, 13, 0, 1};

static const uint8_t SBOX[256] = {
  0x63, 0x7C, 0x77, 0x7B, 0xF2, 0x6B, 0x6F, 0xC5, 0x30, 0x01, 0x67, 0x2B, 0xFE, 0xD7, 0xAB, 0x76,
  0xCA, 0x82, 0xC9, 0x7D, 0xFA, 0x59, 0x47, 0xF0, 0xAD, 0xD4, 0xA2, 0xAF, 0x9C, 0xA4, 0x72, 0xC0,
  0xB7, 0xFD, 0x93, 0x26, 0x36, 0x3F, 0xF7, 0xCC, 0x34, 0xA5, 0xE5, 0xF1, 0x71, 0xD8, 0x31, 0x15,
  0x04, 0xC7, 0x23, 0xC3, 0x18, 0x96, 0x05, 0x9A, 0x07, 0x12, 0x80, 0xE2, 0xEB, 0x27, 0xB2, 0x75,
  0x09, 0x83, 0x2C, 0x1A, 0x1B, 0x6E, 0x5A, 0xA0, 0x52, 0x3B, 0xD6, 0xB3, 0x29, 0xE3, 0x2F, 0x84,
  0x53, 0xD1, 0x00, 0xED, 0x20, 0xFC, 0xB1, 0x5B, 0x6A, 0xCB, 0xBE, 0x39, 0x4A, 0x4C, 0x58, 0xCF,
  0xD0, 0xEF, 0xAA, 0xFB, 0x43, 0x4D, 0x33, 0x85, 0x45, 0xF9, 0x02, 0x7F, 0x50, 0x3C, 0x9F, 0xA8,
  0x51, 0xA3, 0x40, 0x8F, 0x92, 0x9D, 0x38, 0xF5, 0xBC, 0xB6, 0xDA, 0x21, 0x10, 0xFF, 0xF3, 0xD2,
  0xCD, 0x0C, 0x13, 0xEC, 0x5F, 0x97, 0x44, 0x17, 0xC4, 0xA7, 0x7E, 0x3D, 0x64, 0x5D, 0x19, 0x73,
  0x60, 0x81, 0x4F, 0xDC, 0x22, 0x2A, 0x90, 0x88, 0x46, 0xEE, 0xB8, 0x14, 0xDE, 0x5E, 0x0B, 0xDB,
  0xE0, 0x32, 0x3A, 0x0A, 0x49, 0x06, 0x24, 0x5C, 0xC2, 0xD3, 0xAC, 0x62, 0x91, 0x95, 0xE4, 0x79,
  0xE7, 0xC8, 0x37, 0x6D, 0x8D, 0xD5, 0x4E, 0xA9, 0x6C, 0x56, 0xF4, 0xEA, 0x65, 0x7A, 0xAE, 0x08,
  0xBA, 0x78, 0x25, 0x2E, 0x1C, 0xA6, 0xB4, 0xC6, 0xE8, 0xDD, 0x74, 0x1F, 0x4B, 0xBD, 0x8B, 0x8A,
  0x70, 0x3E, 0xB5, 0x66, 0x48, 0x03, 0xF6, 0x0E, 0x61, 0x35, 0x57, 0xB9, 0x86, 0xC1, 0x1D, 0x9E,
  0xE1, 0xF8, 0x98, 0x11, 0x69, 0xD9, 0x8E, 0x94, 0x9B, 0x1E, 0x87, 0xE9, 0xCE, 0x55, 0x28, 0xDF,
  0x8C, 0xA1, 0x89, 0x0D, 0xBF, 0xE6, 0x42, 0x68, 0x41, 0x99, 0x2D, 0x0F, 0xB0, 0x54, 0xBB, 0x16,
};

static const uint8_t UNSBOX[256] = {
  0x52, 0x09, 0x6A, 0xD5, 0x30, 0x36, 0xA5, 0x38, 0xBF, 0x40, 0xA3, 0x9E, 0x81, 0xF3, 0xD7, 0xFB,
  0x7C, 0xE3, 0x39, 0x82, 0x9B, 0x2F, 0xFF, 0x87, 0x34, 0x8E, 0x43, 0x44, 0xC4, 0xDE, 0xE9, 0xCB,
  0x54, 0x7B, 0x94, 0x32, 0xA6, 0xC2, 0x23, 0x3D, 0xEE, 0x4C, 0x95, 0x0B, 0x42, 0xFA, 0xC3, 0x4E,
  0x08, 0x2E, 0xA1, 0x66, 0x28, 0xD9, 0x24, 0xB2, 0x76, 0x5B, 0xA2, 0x49, 0x6D, 0x8B, 0xD1, 0x25,
  0x72, 0xF8, 0xF6, 0x64, 0x86, 0x68, 0x98, 0x16, 0xD4, 0xA4, 0x5C, 0xCC, 0x5D, 0x65, 0xB6, 0x92,
  0x6C, 0x70, 0x48, 0x50, 0xFD, 0xED, 0xB9, 0xDA, 0x5E, 0x15, 0x46, 0x57, 0xA7, 0x8D, 0x9D, 0x84,
  0x90, 0xD8, 0xAB, 0x00, 0x8C, 0xBC, 0xD3, 0x0A, 0xF7, 0xE4, 0x58, 0x05, 0xB8, 0xB3, 0x45, 0x06,
  0xD0, 0x2C, 0x1E, 0x8F, 0xCA, 0x3F, 0x0F, 0x02, 0xC1, 0xAF, 0xBD, 0x03, 0x01, 0x13, 0x8A, 0x6B,
  0x3A, 0x91, 0x11, 0x41, 0x4F, 0x67, 0xDC, 0xEA, 0x97, 0xF2, 0xCF, 0xCE, 0xF0, 0xB4, 0xE6, 0x73,
  0x96, 0xAC, 0x74, 0x22, 0xE7, 0xAD, 0x35, 0x85, 0xE2, 0xF9, 0x37, 0xE8, 0x1C, 0x75, 0xDF, 0x6E,
  0x47, 0xF1, 0x1A, 0x71, 0x1D, 0x29, 0xC5, 0x89, 0x6F, 0xB7, 0x62, 0x0E, 0xAA, 0x18, 0xBE, 0x1B,
  0xFC, 0x56, 0x3E, 0x4B, 0xC6, 0xD2, 0x79, 0x20, 0x9A, 0xDB, 0xC0, 0xFE, 0x78, 0xCD, 0x5A, 0xF4,
  0x1F, 0xDD, 0xA8, 0x33, 0x88, 0x07, 0xC7, 0x31, 0xB1, 0x12, 0x10, 0x59, 0x27, 0x80, 0xEC, 0x5F,
  0x60, 0x51, 0x7F, 0xA9, 0x19, 0xB5, 0x4A, 0x0D, 0x2D, 0xE5, 0x7A, 0x9F, 0x93, 0xC9, 0x9C, 0xEF,
  0xA0, 0xE0, 0x3B, 0x4D, 0xAE, 0x2A, 0xF5, 0xB0, 0xC8, 0xEB, 0xBB, 0x3C, 0x83, 0x53, 0x99, 0x61,
  0x17, 0x2B, 0x04, 0x7E, 0xBA, 0x77, 0xD6, 0x26, 0xE1, 0x69, 0x14, 0x63, 0x55, 0x21, 0x0C, 0x7D,
};

static uint8_t twice(uint8_t value) {
  return (uint8_t)((value << 1) ^ ((value & 0x80) ? 0x1B : 0));
}

static uint8_t times(uint8_t value, uint8_t factor) {
  uint8_t sum = 0;
  for (; factor != 0; factor >>= 1) {
    if (factor & 1) sum ^= value;
    value = twice(value);
  }
  return sum;
}

/* The eleven round keys. */
static void expand(const uint8_t key[16], uint8_t round[176]) {
  uint8_t constant = 1;
  memcpy(round, key, 16);
  for (size_t at = 16; at < 176; at += 4) {
    uint8_t word[4];
    memcpy(word, round + at - 4, 4);
    if (at % 16 == 0) {
      uint8_t first = word[0];
      word[0] = (uint8_t)(SBOX[word[1]] ^ constant);
      word[1] = SBOX[word[2]];
      word[2] = SBOX[word[3]];
      word[3] = SBOX[first];
      constant = twice(constant);
    }
    for (size_t i = 0; i < 4; i++) round[at + i] = (uint8_t)(round[at - 16 + i] ^ word[i]);
  }
}

static void mix_in(uint8_t block[16], const uint8_t other[16]) {
  for (size_t i = 0; i < BLOCK; i++) block[i] ^= other[i];
}

static void mix_columns(uint8_t block[16], const uint8_t factors[4]) {
  for (size_t column = 0; column < 16; column += 4) {
    uint8_t old[4];
    memcpy(old, block + column, 4);
    for (size_t row = 0; row < 4; row++) {
      uint8_t sum = 0;
      for (size_t i = 0; i < 4; i++) sum ^= times(old[i], factors[(i + 4 - row) % 4]);
      block[column + row] = sum;
    }
  }
}

static void encrypt(const uint8_t key[16], uint8_t block[16]) {
  static const uint8_t FACTORS[4] = {2, 3, 1, 1};
  uint8_t round[176];
  expand(key, round);
  mix_in(block, round);
  for (size_t number = 1; number <= 10; number++) {
    uint8_t old[16];
    memcpy(old, block, 16);
    for (size_t i = 0; i < 16; i++) block[i] = SBOX[old[(i + 4 * (i % 4)) % 16]];
    if (number < 10) mix_columns(block, FACTORS);
    mix_in(block, round + 16 * number);
  }
}

static void decrypt(const uint8_t key[16], uint8_t block[16]) {
  static const uint8_t FACTORS[4] = {14, 11, 13, 9};
  uint8_t round[176];
  expand(key, round);
  for (size_t number = 10; number >= 1; number--) {
    uint8_t old[16];
    mix_in(block, round + 16 * number);
    if (number < 10) mix_columns(block, FACTORS);
    memcpy(old, block, 16);
    for (size_t i = 0; i < 16; i++) block[(i + 4 * (i % 4)) % 16] = UNSBOX[old[i]];
  }
  mix_in(block, round);
}

static uint16_t crc(const uint8_t *bytes, size_t size) {
  uint16_t sum = 0x1D0F;
  for (size_t i = 0; i < size; i++) {
    sum = (uint16_t)(sum ^ (bytes[i] << 8));
    for (int bit = 0; bit < 8; bit++)
      sum = (uint16_t)((sum & 0x8000) ? (sum << 1) ^ 0x1021 : sum << 1);
  }
  return sum;
}

/* The whole MAC over a message, chained to the other side's last one. */
static void mac(const osdp_pad *pad, const uint8_t before[16], const uint8_t *message, size_t size,
                uint8_t out[16]) {
  uint8_t chained[16];
  memcpy(chained, before, 16);
  for (size_t at = 0; at < size; at += BLOCK) {
    size_t part = size - at < BLOCK ? size - at : BLOCK;
    for (size_t i = 0; i < part; i++) chained[i] ^= message[at + i];
    if (part < BLOCK) chained[part] ^= 0x80;
    encrypt(at + BLOCK < size ? pad->mac_first : pad->mac_last, chained);
  }
  memcpy(out, chained, 16);
}

void osdp_pad_init(osdp_pad *pad, uint8_t address, uint32_t serial, const uint8_t *key, int jumper,
                   const osdp_pad_hooks *hooks, void *context) {
  memset(pad, 0, sizeof *pad);
  pad->hooks = hooks;
  pad->context = context;
  pad->address = pad->next_address = address;
  pad->serial = serial;
  pad->jumper = jumper;
  pad->has_key = key != NULL;
  if (key != NULL) memcpy(pad->key, key, sizeof pad->key);
}

/* ---- events ---- */

static int add_event(osdp_pad *pad, const uint8_t *bytes, uint8_t size) {
  osdp_pad_event *event;
  if (pad->event_count == OSDP_PAD_EVENTS) return 0;
  event = &pad->events[pad->event_count++];
  memcpy(event->bytes, bytes, size);
  event->size = size;
  return 1;
}

static void drop_first_event(osdp_pad *pad) {
  if (pad->event_count == 0) return;
  pad->event_count--;
  memmove(pad->events, pad->events + 1, pad->event_count * sizeof pad->events[0]);
}

int osdp_pad_key(osdp_pad *pad, uint8_t key) {
  uint8_t event[4] = {KEYS, 0, 1, 0};
  event[3] = key;
  return pad->polled && add_event(pad, event, sizeof event);
}

int osdp_pad_rate(osdp_pad *pad, uint8_t level) {
  uint8_t event[10] = {PROFILE_REPLY, 0, 0, 0, RATE, 0, 0, 0, 0, 0};
  int asked = pad->session != 0 && pad->session != pad->rated_session;
  if (!asked || level < 1 || level > 5) return 0;
  memcpy(event + 1, VENDOR, sizeof VENDOR);
  for (size_t i = 0; i < 4; i++) event[5 + i] = (uint8_t)(pad->session >> (8 * i));
  event[9] = level;
  if (!add_event(pad, event, sizeof event)) return 0;
  pad->rated_session = pad->session;
  pad->hooks->rating(pad->context, 0);
  return 1;
}

void osdp_pad_tick(osdp_pad *pad, uint32_t now_ms) {
  if (pad->polled && now_ms - pad->polled_ms >= UNPOLLED_MS) {
    size_t kept = 0;
    pad->polled = 0;
    /* A late key calls the wrong person. A rating names its session and may come late. */
    for (size_t i = 0; i < pad->event_count; i++)
      if (pad->events[i].bytes[0] != KEYS) pad->events[kept++] = pad->events[i];
    pad->event_count = (uint8_t)kept;
    pad->event_is_out = 0;
    pad->in_session = 0;
    pad->secure = 0;
    pad->challenged = 0;
    pad->hooks->fault(pad->context, 1);
  }
  if (pad->session != 0 && (int32_t)(now_ms - pad->session_until_ms) >= 0) {
    pad->session = 0;
    pad->hooks->rating(pad->context, 0);
  }
}

/* ---- replies ---- */

/* Frames body, which is code and data, under the block of so many bytes, and keeps it. */
static void say(osdp_pad *pad, uint8_t sequence, const uint8_t *block, size_t block_size,
                const uint8_t *body, size_t body_size) {
  uint8_t *out = pad->reply;
  int sealed = block_size > 0 && block[0] >= 0x15;
  size_t at = HEAD;
  size_t size = HEAD + (block_size ? block_size + 1 : 0) + body_size + (sealed ? 4 : 0) + 2;
  uint16_t sum;
  out[0] = START;
  out[1] = (uint8_t)(pad->address | REPLY);
  out[2] = (uint8_t)size;
  out[3] = (uint8_t)(size >> 8);
  out[4] = (uint8_t)(sequence | WITH_CRC | (block_size ? WITH_BLOCK : 0));
  if (block_size) {
    out[at++] = (uint8_t)(block_size + 1);
    memcpy(out + at, block, block_size);
    at += block_size;
  }
  memcpy(out + at, body, body_size);
  at += body_size;
  if (sealed) {
    mac(pad, pad->heard_mac, out, at, pad->said_mac);
    memcpy(out + at, pad->said_mac, 4);
    at += 4;
  }
  sum = crc(out, at);
  out[at++] = (uint8_t)sum;
  out[at++] = (uint8_t)(sum >> 8);
  pad->reply_size = at;
}

static void say_in_clear(osdp_pad *pad, uint8_t sequence, const uint8_t *body, size_t size) {
  say(pad, sequence, NULL, 0, body, size);
}

static void say_nak(osdp_pad *pad, uint8_t sequence, uint8_t error) {
  uint8_t body[2] = {NAK, 0};
  body[1] = error;
  say_in_clear(pad, sequence, body, sizeof body);
}

static void lose_channel(osdp_pad *pad, uint8_t sequence, uint8_t error) {
  pad->secure = 0;
  pad->challenged = 0;
  say_nak(pad, sequence, error);
}

/* Seals the data behind the code and says it. body has room for a block of padding. */
static void say_sealed(osdp_pad *pad, uint8_t sequence, uint8_t *body, size_t size) {
  uint8_t block = size > 1 ? 0x18 : 0x16;
  if (size > 1) {
    uint8_t before[16];
    size_t data = size - 1;
    size_t whole = (data / BLOCK + 1) * BLOCK;
    memset(body + size, 0, whole - data);
    body[size] = 0x80;
    for (size_t i = 0; i < BLOCK; i++) before[i] = (uint8_t)~pad->heard_mac[i];
    for (size_t at = 1; at < 1 + whole; at += BLOCK) {
      mix_in(body + at, before);
      encrypt(pad->data_key, body + at);
      memcpy(before, body + at, BLOCK);
    }
    size = 1 + whole;
  }
  say(pad, sequence, &block, 1, body, size);
}

/* Opens data in place; gives its size without the padding. */
static size_t unseal(const osdp_pad *pad, uint8_t *data, size_t size) {
  uint8_t before[16];
  for (size_t i = 0; i < BLOCK; i++) before[i] = (uint8_t)~pad->said_mac[i];
  for (size_t at = 0; at < size; at += BLOCK) {
    uint8_t sealed[16];
    memcpy(sealed, data + at, BLOCK);
    decrypt(pad->data_key, data + at);
    mix_in(data + at, before);
    memcpy(before, sealed, BLOCK);
  }
  while (size > 0 && data[size - 1] == 0) size--;
  return size > 0 ? size - 1 : 0;
}

/* ---- commands; each writes its reply's code and data and gives their size ---- */

static size_t nak(uint8_t *body, uint8_t error) {
  body[0] = NAK;
  body[1] = error;
  return 2;
}

static size_t acked(uint8_t *body) {
  body[0] = ACK;
  return 1;
}

static size_t polled(osdp_pad *pad, uint8_t *body) {
  if (pad->event_count == 0) return acked(body);
  pad->event_is_out = 1;
  memcpy(body, pad->events[0].bytes, pad->events[0].size);
  return pad->events[0].size;
}

static size_t identity(const osdp_pad *pad, uint8_t *body) {
  static const uint8_t REST[] = {1, 1, 0, 0, 0, 0, 1, 0, 0};
  body[0] = IDENTITY;
  memcpy(body + 1, VENDOR, 3);
  memcpy(body + 4, REST, sizeof REST);
  for (size_t i = 0; i < 4; i++) body[6 + i] = (uint8_t)(pad->serial >> (8 * i));
  return 4 + sizeof REST;
}

static size_t rate(osdp_pad *pad, const uint8_t *data, size_t size, uint32_t now_ms,
                   uint8_t *body) {
  uint32_t session = 0;
  uint32_t seconds;
  if (size != 6) return nak(body, NAK_LENGTH);
  for (size_t i = 0; i < 4; i++) session |= (uint32_t)data[i] << (8 * i);
  seconds = (uint32_t)(data[4] | data[5] << 8);
  pad->session = session;
  pad->session_until_ms = now_ms + seconds * 1000;
  pad->hooks->rating(pad->context, session != 0 && session != pad->rated_session);
  return acked(body);
}

static size_t of_profile(osdp_pad *pad, const uint8_t *data, size_t size, uint32_t now_ms,
                         uint8_t *body) {
  if (size < 4 || memcmp(data, VENDOR, 3) != 0) return nak(body, NAK_UNKNOWN);
  if (data[3] == RATE) return rate(pad, data + 4, size - 4, now_ms, body);
  if (data[3] != SHOW_LINE) return nak(body, NAK_UNKNOWN);
  if (size < 6 || data[4] < 1 || data[4] > 2) return nak(body, NAK_RECORD);
  pad->hooks->text(pad->context, data[4], data[5], data + 6, size - 6);
  return acked(body);
}

static size_t key_set(osdp_pad *pad, const uint8_t *data, size_t size, uint8_t *body) {
  if (!pad->secure) return nak(body, NAK_SECURITY);
  if (size != 18 || data[0] != 1 || data[1] != 16) return nak(body, NAK_LENGTH);
  if (!pad->hooks->keep_key(pad->context, data + 2)) return nak(body, NAK_RECORD);
  memcpy(pad->key, data + 2, 16);
  pad->has_key = 1;
  return acked(body);
}

/* A new address, which the reply is not yet under. The rate stays: it is the maker's to set. */
static size_t com_set(osdp_pad *pad, const uint8_t *data, size_t size, uint8_t *body) {
  int free_to = pad->secure || !pad->has_key || pad->jumper;
  if (size != 5) return nak(body, NAK_LENGTH);
  if (!free_to) return nak(body, NAK_SECURITY);
  if (data[0] >= OSDP_PAD_NO_ADDRESS || !pad->hooks->keep_address(pad->context, data[0]))
    return nak(body, NAK_RECORD);
  pad->next_address = data[0];
  body[0] = COM;
  memcpy(body + 1, data, 5);
  return 6;
}

static size_t done(osdp_pad *pad, uint8_t code, const uint8_t *data, size_t size, uint32_t now_ms,
                   uint8_t *body) {
  switch (code) {
    case POLL:
      return polled(pad, body);
    case ID:
      return identity(pad, body);
    case CAPABILITIES:
      body[0] = ABLE;
      memcpy(body + 1, ABILITIES, sizeof ABILITIES);
      return 1 + sizeof ABILITIES;
    case LED:
      if (size != 14) return nak(body, NAK_LENGTH);
      if (data[9] == 1) pad->hooks->lamp(pad->context, data[10] ? data[12] : 0);
      return acked(body);
    case BUZZER:
      if (size != 5) return nak(body, NAK_LENGTH);
      if (data[1] != 1) pad->hooks->beep(pad->context, data[4]);
      return acked(body);
    case TEXT:
      if (size < 6 || size != 6u + data[5]) return nak(body, NAK_LENGTH);
      if (data[3] < 1 || data[3] > 2) return nak(body, NAK_RECORD);
      pad->hooks->text(pad->context, data[3], 0, data + 6, data[5]);
      return acked(body);
    case COM_SET:
      return com_set(pad, data, size, body);
    case KEY_SET:
      return key_set(pad, data, size, body);
    case PROFILE:
      return of_profile(pad, data, size, now_ms, body);
    default:
      return nak(body, NAK_UNKNOWN);
  }
}

/* ---- the secure channel ---- */

static void draw_key(const uint8_t key[16], uint8_t which, const uint8_t *number, uint8_t out[16]) {
  memset(out, 0, 16);
  out[0] = 1;
  out[1] = which;
  memcpy(out + 2, number, 6);
  encrypt(key, out);
}

static void challenged(osdp_pad *pad, uint8_t sequence, uint8_t own, const uint8_t *data,
                       size_t size) {
  uint8_t block[2] = {0x12, 0};
  uint8_t body[33] = {CHALLENGED};
  const uint8_t *key = own ? pad->key : KNOWN_KEY;
  if (own > 1 || size != 8 || (own ? !pad->has_key : !pad->jumper)) {
    lose_channel(pad, sequence, NAK_SECURITY);
    return;
  }
  draw_key(key, 0x82, data, pad->data_key);
  draw_key(key, 0x01, data, pad->mac_first);
  draw_key(key, 0x02, data, pad->mac_last);
  block[1] = own;
  memcpy(body + 1, VENDOR, 3);
  body[4] = 1;
  for (size_t i = 0; i < 4; i++) body[5 + i] = (uint8_t)(pad->serial >> (8 * i));
  pad->hooks->draw(pad->context, body + 9);
  memcpy(body + 17, data, 8);
  memcpy(body + 25, body + 9, 8);
  memcpy(pad->panel_proof, body + 9, 8);
  memcpy(pad->panel_proof + 8, data, 8);
  encrypt(pad->data_key, body + 17);
  encrypt(pad->data_key, pad->panel_proof);
  pad->secure = 0;
  pad->challenged = 1;
  say(pad, sequence, block, sizeof block, body, sizeof body);
}

static void proved(osdp_pad *pad, uint8_t sequence, const uint8_t *data, size_t size) {
  static const uint8_t OPEN[2] = {0x14, 0x01};
  uint8_t body[17] = {FIRST_MAC};
  if (!pad->challenged || size != 16 || memcmp(data, pad->panel_proof, 16) != 0) {
    lose_channel(pad, sequence, NAK_SECURITY);
    return;
  }
  memcpy(pad->said_mac, pad->panel_proof, 16);
  encrypt(pad->mac_first, pad->said_mac);
  encrypt(pad->mac_last, pad->said_mac);
  memset(pad->heard_mac, 0, 16);
  memcpy(body + 1, pad->said_mac, 16);
  pad->challenged = 0;
  pad->secure = 1;
  say(pad, sequence, OPEN, sizeof OPEN, body, sizeof body);
}

/* A command under a MAC; code is the place of its code in frame, end that of its check. */
static void sealed(osdp_pad *pad, uint8_t *frame, size_t code, size_t end, int has_data,
                   uint32_t now_ms) {
  uint8_t body[OSDP_PAD_BUFFER];
  uint8_t whole[16];
  uint8_t sequence = frame[4] & 3;
  size_t size;
  if (!pad->secure || end < code + 5) {
    lose_channel(pad, sequence, NAK_NO_CHANNEL);
    return;
  }
  mac(pad, pad->said_mac, frame, end - 4, whole);
  size = end - 4 - code - 1;
  if (memcmp(whole, frame + end - 4, 4) != 0 || (has_data && (size == 0 || size % BLOCK != 0)) ||
      (!has_data && size != 0)) {
    lose_channel(pad, sequence, NAK_SECURITY);
    return;
  }
  memcpy(pad->heard_mac, whole, 16);
  if (has_data) size = unseal(pad, frame + code + 1, size);
  size = done(pad, frame[code], frame + code + 1, size, now_ms, body);
  say_sealed(pad, sequence, body, size);
}

/* ---- being found: without a session, so that pads without an address can share a line ---- */

static void own_number(const osdp_pad *pad, uint8_t uid[UID]) {
  uid[0] = VENDOR[1];
  uid[1] = VENDOR[2];
  for (size_t i = 0; i < 4; i++) uid[2 + i] = (uint8_t)(pad->serial >> (8 * (3 - i)));
}

/* Each byte twice, so that two pads that speak at once cannot make a third. */
static size_t spread(uint8_t byte, uint8_t *out) {
  out[0] = (uint8_t)(byte | 0xAA);
  out[1] = (uint8_t)(byte | 0x55);
  return 2;
}

static size_t here_i_am(const uint8_t uid[UID], uint8_t *out) {
  size_t at = 7;
  uint16_t sum = 0;
  memset(out, 0xFE, at);
  out[at++] = 0xAA;
  for (size_t i = 0; i < UID; i++) at += spread(uid[i], out + at);
  for (size_t i = 8; i < at; i++) sum = (uint16_t)(sum + out[i]);
  at += spread((uint8_t)(sum >> 8), out + at);
  at += spread((uint8_t)sum, out + at);
  return at;
}

static size_t say_found(osdp_pad *pad, uint8_t *out) {
  const uint8_t body = ACK;
  pad->in_session = 0;
  pad->secure = 0;
  say_in_clear(pad, 0, &body, 1);
  out[0] = MARK;
  memcpy(out + 1, pad->reply, pad->reply_size);
  return pad->reply_size + 1;
}

/* What the pad says to a frame for all; data begins behind the profile's three bytes. */
static size_t found(osdp_pad *pad, const uint8_t *data, size_t size, uint8_t *out) {
  uint8_t uid[UID];
  int me;
  own_number(pad, uid);
  if (data[0] == UNFOUND) pad->found = 0;
  if (data[0] == BRANCH && size == 1 + 2 * UID && !pad->found &&
      memcmp(data + 1, uid, UID) <= 0 && memcmp(uid, data + 1 + UID, UID) <= 0)
    return here_i_am(uid, out);
  me = size >= 1 + UID && memcmp(data + 1, uid, UID) == 0;
  if (data[0] == FOUND && me) {
    pad->found = 1;
    return say_found(pad, out);
  }
  if (data[0] == NUMBER && me && size == 2 + UID && data[1 + UID] < OSDP_PAD_NO_ADDRESS &&
      pad->hooks->keep_address(pad->context, data[1 + UID])) {
    pad->found = 1;
    pad->address = pad->next_address = data[1 + UID];
    return say_found(pad, out);
  }
  return 0;
}

/* 1: a frame of the profile that is for every pad and belongs to no session. */
static int is_for_all(const osdp_pad *pad, const uint8_t *frame, size_t size) {
  int lets = pad->jumper || pad->address == OSDP_PAD_NO_ADDRESS;
  return lets && frame[1] == OSDP_PAD_NO_ADDRESS && frame[4] == WITH_CRC && size >= HEAD + 7 &&
         frame[HEAD] == PROFILE && memcmp(frame + HEAD + 1, VENDOR, 3) == 0 &&
         frame[HEAD + 4] >= UNFOUND && frame[HEAD + 4] <= NUMBER;
}

/* ---- frames ---- */

/* Does a whole and sound command; the reply is kept for as long as it may be asked for again. */
static void command(osdp_pad *pad, uint8_t *frame, size_t size, uint32_t now_ms) {
  uint8_t sequence = frame[4] & 3;
  size_t end = size - ((frame[4] & WITH_CRC) ? 2 : 1);
  size_t code = HEAD + ((frame[4] & WITH_BLOCK) ? frame[HEAD] : 0);
  uint8_t block = (frame[4] & WITH_BLOCK) ? frame[HEAD + 1] : 0;
  uint16_t sum = crc(frame, size);
  int again = pad->in_session && size == pad->last_size && sum == pad->last_crc;
  if (again && (sequence != 0 || block == 0x11)) return;
  if (sequence == 0) {
    pad->secure = 0;
    pad->challenged = 0;
  } else if (!pad->in_session || sequence != (pad->sequence == 3 ? 1 : pad->sequence + 1)) {
    pad->last_size = 0;
    say_nak(pad, sequence, NAK_SEQUENCE);
    return;
  }
  /* The next number confirms. A new session confirms nothing: a key that may have counted is given
     up, a rating is said again, since it names its session and counts once however often it comes. */
  if (pad->event_is_out && (sequence != 0 || pad->events[0].bytes[0] == KEYS))
    drop_first_event(pad);
  pad->event_is_out = 0;
  pad->in_session = 1;
  pad->sequence = sequence;
  pad->last_size = size;
  pad->last_crc = sum;
  if (block == 0x11 || block == 0x13) {
    const uint8_t *data = frame + code + 1;
    if (block == 0x11) challenged(pad, sequence, frame[HEAD + 2], data, end - code - 1);
    else proved(pad, sequence, data, end - code - 1);
  } else if (block == 0x15 || block == 0x17) {
    sealed(pad, frame, code, end, block == 0x17, now_ms);
  } else if (pad->secure || block != 0) {
    lose_channel(pad, sequence, NAK_SECURITY);
  } else {
    uint8_t body[OSDP_PAD_BUFFER];
    size_t said = done(pad, frame[code], frame + code + 1, end - code - 1, now_ms, body);
    say_in_clear(pad, sequence, body, said);
  }
}

/* 1: a sound frame of so many bytes stands first. */
static int is_sound(const uint8_t *frame, size_t size) {
  int with_crc = (frame[4] & WITH_CRC) != 0;
  size_t end = size - (with_crc ? 2 : 1);
  size_t block = (frame[4] & WITH_BLOCK) ? frame[HEAD] : 0;
  if (with_crc) {
    if (crc(frame, end) != (frame[end] | frame[end + 1] << 8)) return 0;
  } else {
    uint8_t sum = 0;
    for (size_t i = 0; i < size; i++) sum = (uint8_t)(sum + frame[i]);
    if (sum != 0) return 0;
  }
  if ((frame[4] & WITH_BLOCK) && block < 3 && frame[HEAD + 1] < 0x15) return 0;
  if ((frame[4] & WITH_BLOCK) && block < 2) return 0;
  return HEAD + block < end;
}

static void drop(osdp_pad *pad, size_t bytes) {
  pad->in_size -= bytes;
  memmove(pad->in, pad->in + bytes, pad->in_size);
}

size_t osdp_pad_byte(osdp_pad *pad, uint8_t byte, uint32_t now_ms,
                     uint8_t out[OSDP_PAD_BUFFER + 1]) {
  if (pad->in_size > 0 && now_ms - pad->heard_ms >= TORN_MS) pad->in_size = 0;
  pad->heard_ms = now_ms;
  pad->in[pad->in_size++] = byte;
  while (pad->in_size > 0) {
    size_t size;
    int mine;
    if (pad->in[0] != START) {
      drop(pad, 1);
      continue;
    }
    if (pad->in_size < HEAD) return 0;
    size = (size_t)(pad->in[2] | pad->in[3] << 8);
    if (size < HEAD + 2u + ((pad->in[4] & WITH_CRC) ? 1u : 0u) || size > OSDP_PAD_BUFFER ||
        (pad->in[4] & 0xF0)) {
      drop(pad, 1);
      continue;
    }
    if (pad->in_size < size) return 0;
    if (!is_sound(pad->in, size)) {
      drop(pad, 1);
      continue;
    }
    if (is_for_all(pad, pad->in, size)) {
      size_t said = found(pad, pad->in + HEAD + 4, size - HEAD - 6, out);
      drop(pad, size);
      if (said > 0) return said;
      continue;
    }
    mine = pad->in[1] == pad->address;
    if (mine) {
      if (!pad->polled) pad->hooks->fault(pad->context, 0);
      pad->polled = 1;
      pad->polled_ms = now_ms;
      command(pad, pad->in, size, now_ms);
    }
    drop(pad, size);
    if (!mine) continue;
    out[0] = MARK;
    memcpy(out + 1, pad->reply, pad->reply_size);
    if (pad->address != pad->next_address) {
      pad->address = pad->next_address;
      pad->in_session = 0;
      pad->secure = 0;
    }
    return pad->reply_size + 1;
  }
  return 0;
}
