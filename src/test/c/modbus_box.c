/*
 * A display with keys on libmodbus, for tests: another program's idea of Modbus RTU.
 *
 *   modbus_box <tty> <unit>
 *
 * Standard input takes "press <key>", "off", "on" and "dark" (the registers are lost). Standard
 * output tells every holding register that changes: "<register> <value in hexadecimal>".
 */
#include <errno.h>
#include <modbus/modbus.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REGISTERS 64

static modbus_mapping_t *map;
static uint16_t told[REGISTERS];
static int powered = 1;

static void tell(void) {
  for (int i = 0; i < REGISTERS; i++)
    if (told[i] != map->tab_registers[i]) {
      told[i] = map->tab_registers[i];
      printf("%d %04X\n", i, told[i]);
    }
  fflush(stdout);
}

static void obey(const char *line) {
  int key;
  if (sscanf(line, "press %d", &key) == 1) {
    map->tab_input_registers[1] = (uint16_t)key;
    map->tab_input_registers[0]++;
  } else if (strncmp(line, "off", 3) == 0)
    powered = 0;
  else if (strncmp(line, "on", 2) == 0)
    powered = 1;
  else if (strncmp(line, "dark", 4) == 0)
    memset(map->tab_registers, 0, REGISTERS * sizeof(uint16_t));
  tell();
}

int main(int argc, char **argv) {
  uint8_t query[MODBUS_RTU_MAX_ADU_LENGTH];
  char line[80];
  if (argc != 3) return 2;
  /* poll() must see every line that was not read. */
  setvbuf(stdin, NULL, _IONBF, 0);
  modbus_t *bus = modbus_new_rtu(argv[1], 9600, 'N', 8, 1);
  map = modbus_mapping_new(0, 0, REGISTERS, REGISTERS);
  if (bus == NULL || map == NULL || modbus_set_slave(bus, atoi(argv[2])) != 0 ||
      modbus_connect(bus) != 0) {
    fprintf(stderr, "modbus_box: %s\n", modbus_strerror(errno));
    return 1;
  }
  for (;;) {
    struct pollfd fds[2] = {{modbus_get_socket(bus), POLLIN, 0}, {0, POLLIN, 0}};
    if (poll(fds, 2, -1) < 0) return 1;
    if (fds[1].revents != 0) {
      if (fgets(line, sizeof line, stdin) == NULL) return 0;
      obey(line);
    }
    if (fds[0].revents != 0) {
      int length = modbus_receive(bus, query);
      if (length > 0 && powered) modbus_reply(bus, query, length, map);
      tell();
    }
  }
}
