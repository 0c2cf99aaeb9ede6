"""Words: their forms, their families, what says the same, and the lists of a language."""
