"""Local *language models*, behind one port. Domain types live in `coach`, never here."""
