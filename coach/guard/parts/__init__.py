"""A sentence or a note in parts, and what is read in each: who does it, what turns it, what it is about."""
