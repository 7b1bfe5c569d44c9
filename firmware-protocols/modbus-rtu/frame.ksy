meta:
  id: modbus_rtu
  title: Modbus RTU, the four functions that displays and button boxes need
  endian: be
doc: |
  One frame. Which fields follow a function depends on who speaks: a question to read says where and
  how many, an answer says how many bytes and which. The checksum is CRC-16/MODBUS over all before it,
  low byte first; it is not computed here.
params:
  - id: from_host
    type: bool
seq:
  - id: unit
    type: u1
    valid: {min: 1, max: 247}
  - id: function
    type: u1
    valid:
      expr: '(_ & 0x7f) == 3 or (_ & 0x7f) == 4 or (_ & 0x7f) == 6 or (_ & 0x7f) == 16'
  - id: exception
    type: u1
    valid: {min: 1, max: 11}
    if: function >= 0x80
  - id: question
    type: question(function)
    if: from_host and function < 0x80
  - id: answer
    type: answer(function)
    if: not from_host and function < 0x80
  - id: crc
    type: u2le
types:
  question:
    params:
      - id: function
        type: u1
    seq:
      - id: first
        type: u2
      - id: count_or_value
        type: u2
      - id: size
        type: u1
        valid: count_or_value * 2
        if: function == 16
      - id: values
        type: u2
        repeat: expr
        repeat-expr: count_or_value
        if: function == 16
  answer:
    params:
      - id: function
        type: u1
    seq:
      - id: size
        type: u1
        valid:
          expr: '_ > 0 and _ % 2 == 0'
        if: function <= 4
      - id: values
        type: u2
        repeat: expr
        repeat-expr: size / 2
        if: function <= 4
      - id: first
        type: u2
        if: function > 4
      - id: count_or_value
        type: u2
        if: function > 4
