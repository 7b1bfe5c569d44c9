meta: {id: eq_ascii, title: EQ LED card order or answer, encoding: GB18030}
seq:
  - {id: mark, type: str, size: 2, doc: '!# is an order, ## an answer'}
  - {id: order, type: order, if: 'mark == "!#"'}
  - {id: answer, type: answer, if: 'mark == "##"'}
types:
  order:
    seq:
      - {id: address, type: str, size: 3}
      - {id: body, type: str, terminator: 0x24}
      - {id: end, contents: [0x24]}
  answer:
    seq:
      - {id: word, type: str, size: 3}
      - {id: end, contents: [0x24, 0x24, 0x24]}
