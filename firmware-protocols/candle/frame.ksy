meta:
  id: candle
  title: Order to a Candle board
  -from: host
seq:
  - {id: start, contents: [0x01]}
  - {id: address, type: u1, valid: {min: 0x20, max: 0x7f}}
  - {id: blink, type: u1, valid: {min: 0x20, max: 0x7f}}
  - {id: text, terminator: 0x07, type: printable}
types:
  printable:
    seq:
      - {id: letters, type: letter, repeat: eos}
      - {id: bound, size: 0, if: letters.size > 32, valid: {expr: 'letters.size <= 32'}}
  letter:
    seq:
      - {id: code, type: u1, valid: {min: 0x20, max: 0x7f}}
