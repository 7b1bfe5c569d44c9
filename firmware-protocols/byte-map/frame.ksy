meta:
  id: byte_map
  title: One byte of a one-byte pad
seq:
  - id: codes
    type: u1
    valid: {min: 1, max: 254}
    repeat: eos
