meta: {id: eq_order, title: What an EQ LED card is told, -from: host}
seq:
  - {id: head, contents: "!#"}
  - {id: hundreds, type: u1, valid: {min: 0x30, max: 0x39}}
  - {id: tens, type: u1, valid: {min: 0x30, max: 0x39}}
  - {id: ones, type: u1, valid: {min: 0x30, max: 0x39}}
  - {id: body, terminator: 0x24, doc: commands behind per cent signs and a text in GBK}
  - {id: end, contents: "$"}
instances:
  address: {value: (hundreds - 0x30) * 100 + (tens - 0x30) * 10 + ones - 0x30}
