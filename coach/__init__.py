"""The conversation itself: what to ask, what was said, what was agreed.

Pure: the standard library and rapidfuzz; no disk, no clock, no screen. Everything a front end
does with a talk exists here first as a plain function on frozen values.
"""
