"""Settings: what the user chose once. They name nobody."""

import locale
import os
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path

from tinydb import TinyDB
from tinydb.table import Document

from coach.errors import ContentError, StoreError
from coach.retention import KEEP, Retention, chosen_terms, terms_of
from data.journal import JournalStorage
from data.toml import read_toml

LANGUAGES = ("nl", "en")
COUNTRIES = ("NL", "BE")
MODEL_TIMES = ("off", "end", "talking")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be chosen, with its value when nothing was."""

    lang: str = ""
    """Language of the interface; empty follows `ONDERONS_LANG`, then the system."""
    talk_lang: str = ""
    """Language of talks; empty follows the interface."""
    country: str = "NL"
    """Drives referral words, retention and legal texts."""
    theme: str = ""
    """Colours of the screens; empty for dark."""
    along: str = "no"
    """"yes": talks begin as read along, for whoever shares a screen."""
    model: str = ""
    """Name of the language model that is used; empty for rules alone."""
    model_when: str = "off"
    """When it works: "off", at the "end" of a talk, or while people are "talking"."""
    keep: str = "preset"
    """How long things are kept: one of `coach.retention.KEEP`."""
    terms: str = ""
    """Terms of one's own, "notes_months=6 exit_months=12"; they count with "own"."""
    reason: str = ""
    """Why something is kept longer than the guideline."""

    @property
    def retention(self) -> Retention:
        """How long things are kept here."""
        return chosen_terms(self.country, self.keep, self.terms, self.reason)

    def keeping(self, keep: str, own: Retention | None = None) -> "Settings":
        """The settings with another choice of how long things are kept, and terms of one's own."""
        if own is None:
            return replace(self, keep=keep)
        terms = " ".join(f"{name}={term}" for name, term in terms_of(own).items())
        return replace(self, keep=keep, terms=terms, reason=own.reason)


def load_settings(path: Path) -> tuple[Settings, StoreError | None]:
    """The settings, and what was wrong with the file when it cannot be read: never a reason to stop."""
    if not path.exists():
        return Settings(), None
    try:
        row = TinyDB(path, storage=JournalStorage).get(doc_id=1)
    except StoreError as error:
        return Settings(), error
    known = {f.name for f in fields(Settings)}
    row = row if isinstance(row, dict) else {}
    chosen = {k: v for k, v in row.items() if k in known and isinstance(v, str)}
    return _valid(replace(Settings(), **chosen)), None


def save_settings(path: Path, settings: Settings) -> None:
    """Keep the settings.

    Raises:
        NotStored: The disk refused.
    """
    JournalStorage(path).put(TinyDB.default_table_name, [Document(asdict(settings), 1)])


def load_keymap(path: Path) -> tuple[dict[str, str], str | None]:
    """Keys of one's own, by command id (`[keys]` in a TOML file), and what is wrong with the file."""
    if not path.exists():
        return {}, None
    try:
        _, table = read_toml(path)
    except ContentError as error:
        return {}, f"{error.params['where']}: {error.params['why']}"
    keys = table.get("keys", {})
    if not isinstance(keys, dict) or not all(isinstance(key, str) and key for key in keys.values()):
        return {}, f'{path.name}: [keys] should hold lines like "question.next" = "f5"'
    return dict(keys), None


def language(chosen: str | None, settings: Settings) -> str:
    """The language to use: option, then `ONDERONS_LANG`, settings, the system's, Dutch."""
    system = (locale.getlocale()[0] or "")[:2].lower()
    for candidate in (chosen, os.environ.get("ONDERONS_LANG"), settings.lang, system):
        if candidate in LANGUAGES:
            return candidate
    return LANGUAGES[0]


def _valid(settings: Settings) -> Settings:
    return replace(
        settings,
        lang=settings.lang if settings.lang in LANGUAGES else "",
        talk_lang=settings.talk_lang if settings.talk_lang in LANGUAGES else "",
        country=settings.country if settings.country in COUNTRIES else "NL",
        along=settings.along if settings.along in ("no", "yes") else "no",
        model_when=settings.model_when if settings.model_when in MODEL_TIMES else "off",
        keep=settings.keep if settings.keep in KEEP else KEEP[0],
    )
