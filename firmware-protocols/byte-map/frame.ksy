meta:
  id: byte_map
  title: One byte of a pad that sends one byte a key
doc: 00 is a line that is cut, FF one that floats; neither is a key.
seq:
  - {id: code, type: u1, valid: {min: 1, max: 254}}
