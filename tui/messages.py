"""Messages that go through the whole app."""

from dataclasses import dataclass
from datetime import date

from textual.message import Message

from coach.errors import StoreError
from coach.talk import Kind, Talk
from tui.services import Choices


@dataclass
class TalkSaved(Message):
    """This talk, as it stands here, is on disk."""

    talk: Talk


@dataclass
class SaveRefused(Message):
    """The disk refused; the talk is in memory and is tried again."""

    error: StoreError


@dataclass
class BeginAsked(Message):
    """Somebody wants to begin a talk of this kind; with a name it begins at once."""

    kind: Kind
    name: str = ""
    day: date | None = None
    """The day of a talk that is typed afterwards."""


@dataclass
class PracticeAsked(Message):
    """Somebody wants to practise a talk of this kind, apart from the talks."""

    kind: Kind


@dataclass
class TalkBegun(Message):
    """It is known who this new talk is with; it can be held."""

    talk: Talk


@dataclass
class TalkChosen(Message):
    """A stored talk was chosen: to go on with when it is unfinished or `resume`, else to read."""

    talk_id: str
    resume: bool = False


@dataclass
class TalkLeft(Message):
    """The Live screen is done with a talk: ended, or None when nothing is left of it."""

    talk: Talk | None


@dataclass
class Unlocked(Message):
    """The store is open; why it can only be read, and whether the recovery key opened it."""

    read_only: StoreError | None
    recovered: bool


@dataclass
class LockAsked(Message):
    """Somebody wants the store locked now."""


@dataclass
class ProtectAsked(Message):
    """Somebody wants to set a passphrase."""


@dataclass
class LeftPage(Message):
    """Somebody wants to go back to the screen before."""


@dataclass
class WrapUpAsked(Message):
    """This talk is to be rounded off: what was agreed, by when, and when back."""

    talk: Talk


@dataclass
class SettingsAsked(Message):
    """Somebody wants to see what can be chosen."""


@dataclass
class Chosen(Message):
    """These choices count from now on; `row` is the one that was changed."""

    choices: Choices
    row: str = ""
