"""The interface's own words. Ids stand in the code, sentences in `data/locale`, one file a language."""

import gettext
from pathlib import Path

DOMAIN = "onderons"


class Words:
    """Says things in one language: `words("live.stored", count=3)`."""

    def __init__(self, lang: str, folder: Path) -> None:
        """Load the words.

        Args:
            lang: "nl" or "en".
            folder: Where `<lang>/LC_MESSAGES/onderons.mo` stands.
        """
        self.lang = lang
        self._catalog = gettext.translation(DOMAIN, folder, languages=[lang])

    def __call__(self, text_id: str, **params: object) -> str:
        """The sentence for an id, its `{placeholders}` filled in.

        A parameter that is itself an id of a text ("why.disk-full") is worded too.
        """
        sentence = self._catalog.gettext(text_id)
        if not params:
            return sentence
        filled = {k: self._inner(v) for k, v in params.items()}
        return sentence.format_map(filled)

    def count(self, text_id: str, n: int, **params: object) -> str:
        """The sentence for a number of things: `<id>.one` for one, `<id>.many` for the rest."""
        return self(f"{text_id}.{'one' if n == 1 else 'many'}", n=n, **params)

    def _inner(self, value: object) -> object:
        if isinstance(value, str) and value.startswith(("why.", "kind.", "retention.")):
            return self._catalog.gettext(value)
        return value
