"""Whether a part of a sentence rests on a part of a line: its words, what turns them, who does it."""
