"""What can go wrong, by the name a person would use.

    OnderonsError          anything the program says in one sentence
    ├── ContentError       a guide, lexicon or word list on disk is broken
    ├── StoreError         what is kept cannot be read or written
    │   ├── NotStored      a write failed: the text is still only in memory
    │   ├── StoreBusy      another window holds the store
    │   ├── DamagedTalk    a talk file cannot be read as written
    │   ├── NewerTalk      a newer version of the program wrote it
    │   └── UnknownTalk    no talk has that id
    └── AmbiguousPerson    a name fits more than one person

Every error carries an id of a text and its parameters; the front end words it.
"""


class OnderonsError(Exception):
    """Base of all errors that are shown as one sentence."""

    def __init__(self, text_id: str, **params: object) -> None:
        super().__init__(text_id)
        self.text_id = text_id
        self.params = params


class ContentError(OnderonsError):
    """Content in a TOML file is broken; `where` names file and line."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__("error.content", where=where, why=why)


class StoreError(OnderonsError):
    """The store cannot do what was asked."""


class NotStored(StoreError):
    """A write did not reach the disk; nothing before it is lost."""

    def __init__(self, why: str) -> None:
        super().__init__("error.not-stored", why=why)


class StoreBusy(StoreError):
    """Another window or command holds the store."""

    def __init__(self, where: str) -> None:
        super().__init__("error.busy", where=where)


class DamagedTalk(StoreError):
    """A talk file that cannot be read; it is left as it is."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__("error.damaged", where=where, why=why)


class NewerTalk(StoreError):
    """A talk file from a newer version of the program; it is left as it is."""

    def __init__(self, where: str, version: object) -> None:
        super().__init__("error.newer", where=where, version=version)


class UnknownTalk(StoreError):
    """No stored talk has this id."""

    def __init__(self, talk_id: str) -> None:
        super().__init__("error.unknown-talk", id=talk_id)


class AmbiguousPerson(OnderonsError):
    """A name that fits more than one person."""

    def __init__(self, name: str, candidates: list[str]) -> None:
        super().__init__("error.ambiguous", name=name, candidates=", ".join(candidates))
