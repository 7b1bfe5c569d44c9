meta:
  id: osdp_pad
  title: OSDP frame behind its marks
  endian: le
seq:
  - {id: som, contents: [0x53]}
  - {id: address_raw, type: u1}
  - {id: len, type: u2, valid: {max: 512}}
  - {id: control, type: u1, valid: {expr: "(_ & 0xf0) == 0"}}
  - {id: security, type: block, if: has_block}
  - {id: code, type: u1}
  - {id: payload, size: "len - 6 - (has_block ? security.len : 0) - (has_mac ? 4 : 0) - (crc ? 2 : 1)"}
  - {id: mac, size: 4, if: has_mac}
  - {id: check, type: u2, if: crc}
  - {id: checksum, type: u1, if: not crc}
instances:
  reply: {value: (address_raw & 0x80) != 0}
  address: {value: address_raw & 0x7f}
  sequence: {value: control & 3}
  crc: {value: (control & 4) != 0}
  has_block: {value: (control & 8) != 0}
  has_mac: {value: has_block and security.kind >= 0x15}
types:
  block:
    seq:
      - {id: len, type: u1, valid: {min: 2}}
      - {id: kind, type: u1}
      - {id: data, size: len - 2}
