"""What a local model proposes stands only when it rests on the note lines that it names.

`weighing` is the door: a sentence and its lines in, a verdict out. Behind it three rooms, each of which knows
only those that come after it: `rests` holds a part of a sentence against a part of a line, `parts` cuts both
into parts and reads who does what in them, `words` knows which words are one word.
"""
