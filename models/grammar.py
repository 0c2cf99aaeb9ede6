"""The grammar (GBNF) that holds what a model writes to sentences with line numbers; there is no other one."""

from collections.abc import Sequence


def sentences_grammar(lines: Sequence[int], most: int) -> str:
    """One to `most` lines of the form "3,4: A sentence.", with numbers out of `lines` only, three at most."""
    number = " | ".join(f'"{line}"' for line in sorted(set(lines)))
    more = "(sentence " * (most - 1) + ")?" * (most - 1)
    return "\n".join(
        (
            f"root ::= sentence {more}".rstrip(),
            r'sentence ::= number ("," number)? ("," number)? ": " first text "\n"',
            f"number ::= {number}",
            # It starts with a letter, and nothing in it can be taken for a tag or a template
            r"first ::= [^\x00-\x40\x5b-\x60\x7b-\x7f]",
            r"text ::= [^\x00-\x1f<>|{}\x7f]*",
        )
    )
