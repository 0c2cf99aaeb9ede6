"""Reads the sentences of the interface from their source."""

from babel.messages.pofile import read_po

from tui.bootstrap import LOCALE


def sentences(lang: str) -> dict[str, str]:
    """Id to sentence, in one language."""
    with (LOCALE / lang / "LC_MESSAGES" / "onderons.po").open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file) if m.id}
