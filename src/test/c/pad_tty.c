/*
 * Pads of the portable source on one line, for tests: a tty, or "-" for bytes from standard input
 * to standard output.
 *
 *   pad_tty <tty> <address>:<jumper 0 or 1>:<key, 32 hexadecimal digits, or nothing> ...
 *
 * On a tty, standard input takes "<address> key A", "<address> rate 5", "<address> off" and
 * "<address> on"; standard output tells what the pads do, one line each.
 */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "osdp_pad.h"

#define PADS 40

typedef struct {
  osdp_pad pad;
  int address;
  uint32_t serial;
  int jumper;
  int has_key;
  uint8_t key[16];
  int powered;
  uint32_t drawn;
} mounted;

static mounted pads[PADS];
static int pad_count;
static int quiet;

static void lamp(void *context, uint8_t colour) {
  if (!quiet) printf("%d lamp %d\n", ((mounted *)context)->address, colour);
}

static void beep(void *context, uint8_t times) {
  if (!quiet) printf("%d beep %d\n", ((mounted *)context)->address, times);
}

static void text(void *context, uint8_t line, uint8_t align, const uint8_t *bytes, size_t size) {
  if (quiet) return;
  printf("%d text %d %d ", ((mounted *)context)->address, line, align);
  for (size_t i = 0; i < size; i++) printf("%02X", bytes[i]);
  printf("\n");
}

static void rating(void *context, int lit) {
  if (!quiet) printf("%d rating %d\n", ((mounted *)context)->address, lit);
}

static void fault(void *context, int on) {
  if (!quiet) printf("%d fault %d\n", ((mounted *)context)->address, on);
}

static int keep_key(void *context, const uint8_t key[16]) {
  mounted *one = context;
  memcpy(one->key, key, 16);
  one->has_key = 1;
  if (!quiet) printf("%d key\n", one->address);
  return 1;
}

static int keep_address(void *context, uint8_t address) {
  mounted *one = context;
  one->address = address;
  if (!quiet) printf("%d numbered\n", address);
  return 1;
}

static void draw(void *context, uint8_t number[8]) {
  mounted *one = context;
  one->drawn++;
  for (int i = 0; i < 8; i++) number[i] = (uint8_t)(one->drawn * 97 + (uint32_t)i * 31);
}

static const osdp_pad_hooks HOOKS = {lamp, beep, text, rating, fault, keep_key, keep_address, draw};

static void power_on(mounted *one) {
  one->powered = 1;
  osdp_pad_init(&one->pad, (uint8_t)one->address, one->serial,
                one->has_key ? one->key : NULL, one->jumper, &HOOKS, one);
}

static int mount(const char *words) {
  mounted *one = &pads[pad_count++];
  char key[33] = "";
  if (sscanf(words, "%d:%d:%32s", &one->address, &one->jumper, key) < 2) return 0;
  /* Numbers far apart and close together; the same at every start. */
  one->serial = (uint32_t)pad_count * (pad_count % 2 ? 1u : 0x01234567u);
  one->has_key = strlen(key) == 32;
  for (int i = 0; one->has_key && i < 16; i++) {
    unsigned value;
    if (sscanf(key + 2 * i, "%2x", &value) != 1) return 0;
    one->key[i] = (uint8_t)value;
  }
  power_on(one);
  return 1;
}

static uint32_t now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint32_t)(now.tv_sec * 1000 + now.tv_nsec / 1000000);
}

/* 0: the line is gone. */
static int hear(const uint8_t *bytes, size_t size, uint32_t now, int out) {
  uint8_t reply[OSDP_PAD_BUFFER + 1];
  uint8_t together[OSDP_PAD_BUFFER + 1];
  for (size_t i = 0; i < size; i++) {
    size_t most = 0;
    memset(together, 0xFF, sizeof together);
    for (int p = 0; p < pad_count; p++) {
      size_t said = pads[p].powered ? osdp_pad_byte(&pads[p].pad, bytes[i], now, reply) : 0;
      /* Who speaks at once is heard at once: a pair that one pulls low is low. */
      for (size_t at = 0; at < said; at++) together[at] &= reply[at];
      if (said > most) most = said;
    }
    if (most > 0 && write(out, together, most) != (ssize_t)most) return 0;
  }
  return 1;
}

static void order(const char *line) {
  int address;
  int number;
  char key;
  for (int p = 0; p < pad_count; p++) {
    if (sscanf(line, "%d", &address) != 1 || pads[p].address != address) continue;
    if (sscanf(line, "%*d key %c", &key) == 1)
      printf("%d pressed %d\n", address, osdp_pad_key(&pads[p].pad, (uint8_t)key));
    else if (sscanf(line, "%*d rate %d", &number) == 1)
      printf("%d rated %d\n", address, osdp_pad_rate(&pads[p].pad, (uint8_t)number));
    else if (strstr(line, " off") != NULL) pads[p].powered = 0;
    else if (strstr(line, " on") != NULL) power_on(&pads[p]);
  }
}

static int on_a_tty(const char *path) {
  struct termios raw;
  uint8_t bytes[512];
  char line[64];
  int tty = open(path, O_RDWR | O_NOCTTY);
  if (tty < 0 || tcgetattr(tty, &raw) != 0) {
    perror(path);
    return 1;
  }
  cfmakeraw(&raw);
  tcsetattr(tty, TCSANOW, &raw);
  setvbuf(stdout, NULL, _IOLBF, 0);
  setvbuf(stdin, NULL, _IONBF, 0);
  printf("ready\n");
  for (;;) {
    struct pollfd both[2] = {{tty, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
    if (poll(both, 2, 100) < 0) return 1;
    if (both[0].revents) {
      ssize_t size = read(tty, bytes, sizeof bytes);
      if (size <= 0 || !hear(bytes, (size_t)size, now_ms(), tty)) return 0;
    }
    if (both[1].revents) {
      if (fgets(line, sizeof line, stdin) == NULL) return 0;
      order(line);
    }
    for (int p = 0; p < pad_count; p++)
      if (pads[p].powered) osdp_pad_tick(&pads[p].pad, now_ms());
  }
}

/* Time goes on by a millisecond a byte, and now and then a key is pressed. */
static int on_a_pipe(void) {
  uint32_t now = 0;
  int byte;
  quiet = 1;
  for (byte = getchar(); byte != EOF; byte = getchar()) {
    uint8_t one = (uint8_t)byte;
    now++;
    if (!hear(&one, 1, now, STDOUT_FILENO)) return 1;
    for (int p = 0; p < pad_count; p++) {
      if (now % 16 == 0) osdp_pad_tick(&pads[p].pad, now);
      if (now % 256 == 0) osdp_pad_key(&pads[p].pad, 'A');
      if (now % 1024 == 0) osdp_pad_rate(&pads[p].pad, 5);
    }
  }
  return 0;
}

int main(int count, char **words) {
  if (count < 3 || count > 2 + PADS) return 2;
  for (int i = 2; i < count; i++)
    if (!mount(words[i])) return 2;
  return strcmp(words[1], "-") == 0 ? on_a_pipe() : on_a_tty(words[1]);
}
