"""Content shipped with the program (guides, words), and everything that touches the disk.

What a user types never lives in this folder: see `data.paths`.
"""
