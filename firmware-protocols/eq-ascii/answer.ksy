meta: {id: eq_answer, title: What an EQ LED card answers, encoding: ASCII, -from: device}
seq:
  - {id: head, contents: "##"}
  - {id: first, type: u1, valid: {min: 0x41, max: 0x5a}}
  - {id: second, type: u1, valid: {min: 0x41, max: 0x5a}}
  - {id: third, type: u1, valid: {min: 0x41, max: 0x5a}}
  - {id: end, contents: "$$$"}
instances:
  word: {pos: 2, size: 3, type: str}
