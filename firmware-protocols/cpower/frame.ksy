meta: {id: cpower, title: C-Power LED card packet (after A5/AE framing and unescaping), endian: le}
seq:
  - {id: type, type: u1, doc: 68 asks, E8 answers}
  - {id: card_class, contents: [0x32]}
  - {id: card_id, type: u1}
  - {id: command, type: u1}
  - {id: flag, type: u1, doc: 1 asks for an answer; the result in an answer}
  - {id: data, size-eos: true, type: data}
types:
  data:
    seq:
      - {id: body, size: _io.size - 2}
      - {id: sum, type: u2}
    instances:
      display: {pos: 0, type: display, if: _parent.command == 0x7b and _parent.type == 0x68}
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
