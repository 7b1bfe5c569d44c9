/*
 * The pad's side of OSDP for the open pad profile (protocol.md beside this file).
 *
 * Portable C99: no allocation, no port, no clock, no operating system. The firmware hands bytes
 * and milliseconds in and puts the returned bytes on the line; what the pad ought to do comes
 * out through the hooks. One struct is one pad. Not for use from two threads or interrupts.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#ifndef OSDP_PAD_H
#define OSDP_PAD_H

#include <stddef.h>
#include <stdint.h>

/* The address of a pad that was given none yet. */
#define OSDP_PAD_NO_ADDRESS 0x7F

/* Longest frame in either direction, as the pad reports it. */
#define OSDP_PAD_BUFFER 256

/* Events that wait for a poll; the newest is dropped. */
#define OSDP_PAD_EVENTS 4

/* Bytes of one event: a rating is the longest, code included. */
#define OSDP_PAD_EVENT_BYTES 12

/* What the pad does. All are called from within osdp_pad_byte and osdp_pad_tick; none is NULL. */
typedef struct osdp_pad_hooks {
  /* 0 off, 1 red, 2 green, 3 amber. */
  void (*lamp)(void *context, uint8_t colour);
  void (*beep)(void *context, uint8_t times);
  /* This text, GB18030, and no other stands on the line; line from 1, align 0 left, 1 middle. */
  void (*text)(void *context, uint8_t line, uint8_t align, const uint8_t *text, size_t bytes);
  /* The five rating keys are lit, or dark. */
  void (*rating)(void *context, int lit);
  /* Nobody polls; 0: somebody does again. */
  void (*fault)(void *context, int on);
  /* Keeps the pad's own key through a power loss, before this returns; 0: it could not. */
  int (*keep_key)(void *context, const uint8_t key[16]);
  /* Keeps the pad's address through a power loss, before this returns; 0: it could not. */
  int (*keep_address)(void *context, uint8_t address);
  /* Draws 8 bytes that are never drawn twice. */
  void (*draw)(void *context, uint8_t number[8]);
} osdp_pad_hooks;

typedef struct osdp_pad_event {
  uint8_t bytes[OSDP_PAD_EVENT_BYTES]; /* code, then data */
  uint8_t size;
} osdp_pad_event;

/* One pad. Its parts are the source's own business. */
typedef struct osdp_pad {
  const osdp_pad_hooks *hooks;
  void *context;
  uint32_t serial;
  uint8_t address;
  uint8_t next_address; /* from the reply on */
  int has_key;
  int jumper;
  uint8_t key[16];

  uint8_t in[OSDP_PAD_BUFFER];
  size_t in_size;
  uint32_t heard_ms;

  int polled; /* within the last two seconds */
  uint32_t polled_ms;

  int in_session;
  uint8_t sequence;
  size_t last_size; /* of the last command, and its CRC */
  uint16_t last_crc;
  uint8_t reply[OSDP_PAD_BUFFER];
  size_t reply_size;

  osdp_pad_event events[OSDP_PAD_EVENTS];
  uint8_t event_count;
  int event_is_out;

  int secure;
  int challenged;
  uint8_t data_key[16];
  uint8_t mac_first[16];
  uint8_t mac_last[16];
  uint8_t panel_proof[16];
  uint8_t heard_mac[16];
  uint8_t said_mac[16];

  int found; /* the panel knows of it and asks for the others */

  uint32_t session;
  uint32_t rated_session;
  uint32_t session_until_ms;
} osdp_pad;

/*
 * A pad that was just switched on. key: its own, 16 bytes, or NULL where it has none yet. jumper:
 * it takes the key that everybody knows, so that it can be given its own, and lets itself be
 * found and numbered. address may be OSDP_PAD_NO_ADDRESS. hooks stay in use.
 */
void osdp_pad_init(osdp_pad *pad, uint8_t address, uint32_t serial, const uint8_t *key, int jumper,
                   const osdp_pad_hooks *hooks, void *context);

/*
 * A byte came. Gives how many bytes of out are to be put on the line at once; 0: none. now_ms may
 * wrap round.
 */
size_t osdp_pad_byte(osdp_pad *pad, uint8_t byte, uint32_t now_ms,
                     uint8_t out[OSDP_PAD_BUFFER + 1]);

/* Call it every 100 ms or oftener. */
void osdp_pad_tick(osdp_pad *pad, uint32_t now_ms);

/* A key of the clerk's was pressed, '0' to '9', 'A' to 'H', 0x7F or 0x0D; 0: it was dropped. */
int osdp_pad_key(osdp_pad *pad, uint8_t key);

/* A rating key was pressed, 5 to 1; 0: it was dropped, since nobody is asked. */
int osdp_pad_rate(osdp_pad *pad, uint8_t level);

#endif
