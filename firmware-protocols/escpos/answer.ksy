meta:
  id: escpos_answer
  title: What a ticket printer says
  -from: device
doc: |
  Fixed bits tell the three answers apart: a status is 0xx1xx10, an automatic status begins 0xx1xx00
  and goes on with three bytes 0xx0xxxx, a mark is 0xx0xxxx. Flow control bytes 11 and 13 are none.
seq:
  - id: value
    type: u1
    valid:
      expr: '(_ & 0x93) == 0x12 or (_ & 0x93) == 0x10 or (_ & 0x90) == 0'
  - id: further
    type: further
    repeat: expr
    repeat-expr: 3
    if: is_automatic
instances:
  is_automatic: {value: '(value & 0x93) == 0x10'}
types:
  further:
    seq:
      - id: value
        type: u1
        valid:
          expr: '(_ & 0x90) == 0'
