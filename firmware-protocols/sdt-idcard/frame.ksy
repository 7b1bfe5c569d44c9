meta:
  id: sdt_idcard
  title: Second-generation identity-card reader, frames of either direction
  endian: be
  -framing: {skip: "AA"}
seq:
  - {id: head, contents: [0x96, 0x69]}
  - {id: len, type: u2, valid: {min: 3, max: 0x90a}, doc: bytes after this field with the check byte}
  - {id: body, size: len - 1}
  - {id: checksum, type: u1, doc: exclusive or of all from len to the end of body}
instances:
  card: {pos: 7, type: base_msg, if: len == 0x508, doc: "a reading, as a resident's card"}
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
