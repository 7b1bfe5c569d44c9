meta: {id: sdt_idcard, title: Second-generation identity-card reader, endian: be}
doc: One frame of either direction; the answer to a reading is taken apart as a resident's card.
seq:
  - {id: preamble, contents: [0xaa, 0xaa, 0xaa, 0x96, 0x69]}
  - {id: len, type: u2, doc: bytes after this field including the check byte}
  - {id: body, size: len - 1}
  - {id: checksum, type: u1, doc: exclusive or of all from len to the end of body}
instances:
  base: {io: _root._io, pos: 10, type: base_msg, if: len == 0x508}
types:
  base_msg:
    seq:
      - {id: len_text, type: u2}
      - {id: len_photo, type: u2}
      - {id: name, size: 30, type: str, encoding: UTF-16LE}
      - {id: sex, size: 2, type: str, encoding: UTF-16LE}
      - {id: nation, size: 4, type: str, encoding: UTF-16LE}
      - {id: birth, size: 16, type: str, encoding: UTF-16LE}
      - {id: address, size: 70, type: str, encoding: UTF-16LE}
      - {id: id_number, size: 36, type: str, encoding: UTF-16LE}
      - {id: issuer, size: 30, type: str, encoding: UTF-16LE}
      - {id: valid_from, size: 16, type: str, encoding: UTF-16LE}
      - {id: valid_to, size: 16, type: str, encoding: UTF-16LE}
      - {id: reserved, size: 36, type: str, encoding: UTF-16LE}
      - {id: photo, size: len_photo}
