meta:
  id: cpower
  title: C-Power LED card frame, serial (after A5/AE framing and unescaping) or network
  endian: le
  -framing:
    - skip: "A5"
      end: "AE"
      escapes: {"AA05": "A5", "AA0A": "AA", "AA0E": "AE"}
    - {}
seq:
  - {id: network, type: network, if: first == 0xff}
  - {id: kind, type: u1, valid: {any-of: [0x68, 0xe8]}, doc: '68 asks, E8 answers'}
  - {id: card_class, contents: [0x32]}
  - {id: id, type: u1}
  - {id: command, type: u1}
  - {id: flag, type: u1, doc: '1 asks for an answer; the result in an answer'}
  - {id: data, size: "first == 0xff ? network.len - 7 : _io.size - 7", type: data}
  - {id: sum, type: u2}
instances:
  first: {pos: 0, type: u1}
types:
  network:
    seq:
      - {id: id_code, contents: [0xff, 0xff, 0xff, 0xff]}
      - {id: len, type: u2, valid: {min: 7}}
      - {id: zeros, contents: [0, 0]}
  data:
    seq:
      - {id: display, type: display, if: _root.command == 0x7b and _root.kind == 0x68}
  display:
    seq:
      - {id: len_code, type: u2}
      - {id: packet, type: u1}
      - {id: last_packet, type: u1}
      - {id: code, type: u1}
      - id: body
        size: len_code - 1
        type:
          switch-on: code
          cases:
            0x01: split
            0x12: text
  split:
    seq:
      - {id: num_windows, type: u1}
      - {id: windows, type: window, repeat: expr, repeat-expr: num_windows}
  window:
    seq:
      - {id: x, type: u2be}
      - {id: y, type: u2be}
      - {id: width, type: u2be}
      - {id: height, type: u2be}
  text:
    seq:
      - {id: window, type: u1}
      - {id: effect, type: u1}
      - {id: align, type: u1}
      - {id: speed, type: u1}
      - {id: stay_s, type: u2be}
      - {id: font, type: u1}
      - {id: rgb, size: 3}
      - {id: text, type: strz, encoding: GB18030}
