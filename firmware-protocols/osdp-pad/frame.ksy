meta: {id: osdp_frame, title: OSDP frame behind its marks, endian: le}
seq:
  - {id: som, contents: [0x53]}
  - {id: address_raw, type: u1}
  - {id: len, type: u2}
  - {id: control, type: u1, valid: {expr: "(_ & 0xf0) == 0"}}
  - {id: block, type: block, if: has_block}
  - {id: code, type: u1}
  - {id: payload, size: "len - 6 - (has_block ? block.len : 0) - (has_mac ? 4 : 0) - (has_crc ? 2 : 1)"}
  - {id: mac, size: 4, if: has_mac}
  - {id: crc, type: u2, if: has_crc}
  - {id: checksum, type: u1, if: not has_crc}
instances:
  is_reply: {value: (address_raw & 0x80) != 0}
  address: {value: address_raw & 0x7f}
  sequence: {value: control & 3}
  has_crc: {value: (control & 4) != 0}
  has_block: {value: (control & 8) != 0}
  has_mac: {value: has_block and block.kind >= 0x15}
types:
  block:
    seq:
      - {id: len, type: u1, valid: {min: 2}}
      - {id: kind, type: u1}
      - {id: data, size: len - 2}
