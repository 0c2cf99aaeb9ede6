"""What the screens may ask for. `tui.bootstrap` builds it; tests pass their own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from coach.claim import Claim
from coach.errors import StoreError
from coach.guide import Question
from coach.ports import Clock, Flaws, GuideLibrary, Papers, SafeState, TalkRow
from coach.retention import Retention, chosen_terms
from coach.talk import Kind, Talk
from tui.proposing import Drafter, NoDrafter
from tui.words import Words

if TYPE_CHECKING:
    from coach.remark import Followed
    from coach.wrapup import Draft, ReadAction


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen on the settings screen."""

    lang: str = "nl"
    talk_lang: str = "nl"
    country: str = "NL"
    theme: str = "dark"
    along: str = "no"
    keep: str = "preset"
    terms: str = ""
    reason: str = ""
    model: str = ""
    """Chosen on the command line (`onderons model use`); here only whether there is one."""
    model_when: str = "off"

    @property
    def retention(self) -> Retention:
        """How long things are kept."""
        return chosen_terms(self.country, self.keep, self.terms, self.reason)


class Desk(Protocol):
    """The store as the screens see it: nothing here makes the UI loop wait."""

    read_only: StoreError | None
    """Why nothing can be stored, or None: usually another window is open."""

    async def rows(self) -> tuple[list[TalkRow], list[StoreError]]:
        """Every talk, newest first, and what could not be read."""
        ...

    async def load(self, talk_id: str) -> tuple[Talk, str, Flaws]:
        """A talk, its half-typed line, and what is wrong with its file."""
        ...

    async def new_talk(self, kind: Kind, lang: str, name: str, alias_word: str) -> Talk:
        """A talk with someone, not stored yet; an empty name gets a made-up alias."""
        ...

    async def last_talk(self, name: str) -> Talk | None:
        """The newest ended talk with this person, or None."""
        ...

    async def discard(self, talk: Talk) -> None:
        """Remove a talk and all that belongs to it; a person with no other talk too."""
        ...

    def keep(self, talk: Talk) -> None:
        """Store this state of a talk soon; a `TalkSaved` or `SaveRefused` follows."""
        ...

    def keep_draft(self, talk_id: str, text: str) -> None:
        """Store the half-typed line within half a second."""
        ...

    async def flush(self) -> bool:
        """Store what waits; whether everything is on disk."""
        ...

    def close(self) -> None:
        """Let go of the store."""
        ...


class Safe(Protocol):
    """What opens the store and shuts it."""

    async def state(self) -> SafeState:
        """How it stands.

        Raises:
            StoreError: What opens it cannot be read.
        """
        ...

    async def unlock(self, passphrase: str) -> StoreError | None:
        """Open it; why it can only be read, or None.

        Raises:
            StoreError: This does not open it; nothing is changed.
        """
        ...

    async def recover(self, typed: str) -> StoreError | None:
        """The same with the recovery key."""
        ...

    async def open(self) -> None:
        """Tidy what a crash left and bring it up to date; a store that is new stays new.

        Raises:
            StoreError: Why nothing can be stored.
        """
        ...

    async def protect(self, passphrase: str) -> None:
        """Give it this passphrase.

        Raises:
            StoreError: The disk refused; it is as it was.
        """
        ...

    async def recovery_key(self) -> str:
        """A new recovery key, to be shown once; the one before opens nothing any more."""
        ...

    async def lock(self) -> None:
        """Drop the keys: from now on the passphrase is needed."""
        ...

    async def lock_asked(self) -> bool:
        """Whether somebody asked from outside to lock; asking counts once."""
        ...


class Rights(Protocol):
    """What the employee may ask, and what time asks."""

    async def claims(self, talk: Talk) -> list[Claim]:
        """The hold and the objection on a talk, each at most once."""
        ...

    async def is_held(self, talk_id: str) -> bool:
        """Whether a talk may not be changed while a dispute lasts."""
        ...

    async def overdue(self, rows: list[TalkRow], retention: Retention) -> int:
        """How many of these talks have something that is over its time."""
        ...


class NoRights:
    """A `Rights` where nothing is stored."""

    async def claims(self, talk: Talk) -> list[Claim]:
        """Nothing was asked."""
        return []

    async def is_held(self, talk_id: str) -> bool:
        """Nothing is held."""
        return False

    async def overdue(self, rows: list[TalkRow], retention: Retention) -> int:
        """Nothing is kept."""
        return 0


class Advisor(Protocol):
    """Reads what was just noted, off the UI loop."""

    async def follow(self, talk: Talk, question: Question | None) -> "Followed":
        """Probes that follow the last note of a talk, best first, and one thing to mind."""
        ...

    async def themes(self, words: str, lang: str) -> tuple[str, ...]:
        """Codes of what some words are about."""
        ...

    async def draft(self, talk: Talk) -> "Draft":
        """What the notes say and agree on."""
        ...

    async def delicate(self, talk: Talk) -> frozenset[int]:
        """Numbers of the notes that name other people, judge, or are sensitive."""
        ...

    async def read_action(self, text: str, talk: Talk, rests_on: int | None = None) -> "ReadAction":
        """What a typed line agrees on."""
        ...


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a screen needs from outside the front end."""

    words: Words
    now: Clock
    guides: GuideLibrary
    desk: Desk
    advisor: Advisor
    safe: Safe
    talk_lang: str
    country: str = "NL"
    demo: bool = False
    recorded: bool = True
    """Whether anything is stored; without, every title says so."""
    practice: bool = False
    """Whether talks are held to practise; then every title says so."""
    locked: bool = False
    """Whether the store waits for its passphrase at the start."""
    choices: Choices = field(default_factory=Choices)
    """What the user chose once."""
    keymap: Mapping[str, str] = field(default_factory=dict)
    """Keys of one's own, by the id of the command."""
    rights: Rights = field(default_factory=NoRights)
    drafter: Drafter = field(default_factory=NoDrafter)
    problems: tuple[str, ...] = ()
    """What is wrong with files of one's own; said on the first screen."""
    export: Callable[[Talk, str], Path] | None = None
    """Write a talk to a file for "self" or the "employee"; not for the UI loop.

    Raises:
        OnderonsError: The disk refuses.
    """
    papers: Papers | None = None
    """Pages about what is kept; None in tests without a store."""
    choose: "Callable[[Choices], Services] | None" = None
    """Keep what was chosen and give the services that follow from it; None where nothing can be chosen.

    Raises:
        StoreError: The disk refused.
    """

    @property
    def has_store(self) -> bool:
        """Whether there is a store of somebody's own behind the screens."""
        return self.recorded and not self.demo
