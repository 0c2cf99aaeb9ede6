"""What can go wrong, by the name a person would use.

    OnderonsError          anything the program says in one sentence
    ├── ContentError       a guide, lexicon or word list on disk is broken
    ├── StoreError         what is kept cannot be read or written
    │   ├── NotStored      a write failed: the text is still only in memory
    │   ├── StoreBusy      another window holds the store
    │   ├── DamagedTalk    a talk file cannot be read as written
    │   ├── NewerTalk      a newer version of the program wrote it
    │   ├── UnknownTalk    no talk has that id
    │   ├── MissingTalk    a talk is in the list, and its file is gone
    │   ├── OlderTalk      an older version of a talk file was put back
    │   ├── MissingKey     a talk file is there, and its key is not
    │   ├── DamagedVault   what opens the vault cannot be read
    │   ├── NewerVault     a newer version of the program wrote the vault
    │   ├── Locked         the vault waits for its passphrase
    │   ├── WrongPassphrase, WrongRecoveryKey, MistypedKey, NoMachineKey, NoKeychain
    │   └── LastKey        the vault would be left without a way in
    ├── ModelError         a language model cannot be had or used
    │   ├── BrokenModel    a file is not a model, or not a whole one
    │   ├── HubRefused     a model cannot be downloaded
    │   └── ModelTrouble   a model that is there cannot do what was asked
    ├── AmbiguousPerson    a name fits more than one person
    └── AmbiguousTalk      a start of an id, or a name, fits more than one talk

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


class MissingTalk(StoreError):
    """A talk that was stored and whose file is gone."""

    def __init__(self, talk_id: str) -> None:
        super().__init__("error.missing-talk", id=talk_id)


class OlderTalk(StoreError):
    """A talk file that is older than what was stored last; it can be read as it was then."""

    def __init__(self, talk_id: str) -> None:
        super().__init__("error.older-talk", id=talk_id)


class MissingKey(StoreError):
    """A talk file whose key is not in the vault; it is left as it is."""

    def __init__(self, where: str) -> None:
        super().__init__("error.missing-key", where=where)


class DamagedVault(StoreError):
    """What opens the vault cannot be read; nothing is changed."""

    def __init__(self, where: str) -> None:
        super().__init__("error.damaged-vault", where=where)


class NewerVault(StoreError):
    """A vault from a newer version of the program; nothing is changed."""

    def __init__(self, where: str, version: object) -> None:
        super().__init__("error.newer-vault", where=where, version=version)


class Locked(StoreError):
    """The vault waits for its passphrase."""

    def __init__(self) -> None:
        super().__init__("error.locked")


class WrongPassphrase(StoreError):
    """A sound header refused this passphrase."""

    def __init__(self) -> None:
        super().__init__("error.wrong-passphrase")


class WrongRecoveryKey(StoreError):
    """A recovery key without a slip that does not belong to this vault."""

    def __init__(self) -> None:
        super().__init__("error.wrong-recovery-key")


class MistypedKey(StoreError):
    """A recovery key with a slip in it."""

    def __init__(self) -> None:
        super().__init__("error.mistyped-key")


class NoMachineKey(StoreError):
    """The key file of a store without a passphrase is gone, damaged or another one."""

    def __init__(self, where: str) -> None:
        super().__init__("error.no-machine-key", where=where)


class NoKeychain(StoreError):
    """This system has no keychain that keeps secrets encrypted, or it refused."""

    def __init__(self) -> None:
        super().__init__("error.no-keychain")


class LastKey(StoreError):
    """Without this key nothing would open the vault any more, or only the system's keychain."""

    def __init__(self) -> None:
        super().__init__("error.last-key")


class ModelError(OnderonsError):
    """A language model cannot be had or used; without one everything works."""


class BrokenModel(ModelError):
    """A file that is not a model we can use; it is left as it is."""

    KINDS = ("missing", "unreadable", "no-model", "version", "cut", "damaged", "too-much")
    """Not there; not readable; another kind of file; a format of before 2023 or newer than this program;
    shorter than it says; contradicting itself; beyond every real model."""

    def __init__(self, kind: str, why: str, where: str = "") -> None:
        """What is wrong with which file; `kind` is one of `KINDS`, `why` the detail in English."""
        super().__init__(f"model.broken-{kind}", where=where, why=why)
        self.kind, self.why = kind, why


class HubRefused(ModelError):
    """A model could not be downloaded; what arrived of it is kept, unless it is not what was asked for."""

    KINDS = (
        "offline", "slow", "certificate", "unsafe", "no-repo", "no-file", "no-hash", "gated", "busy",
        "refused", "garbled", "short", "tampered", "space", "disk",
    )  # fmt: skip
    """No connection; no answer in time; its certificate is not trusted; it leads to an unprotected address;
    no such place; no such file there; no checksum; licence to be agreed to first; it has no time; another
    refusal; an answer that is none; less than announced; other content than announced; no room; our disk
    refused."""

    def __init__(self, kind: str, **params: object) -> None:
        """Why not; `kind` is one of `KINDS`."""
        super().__init__(f"model.hub-{kind}", **params)


class ModelTrouble(ModelError):
    """The local model cannot do what was asked; the rules go on without it.

    `kind` is one of the kinds in `models.asking`; the parameters never hold text of a note.
    """

    def __init__(self, kind: str, **params: object) -> None:
        super().__init__(f"error.model-{kind}", **params)
        self.kind = kind


class AmbiguousPerson(OnderonsError):
    """A name that fits more than one person."""

    def __init__(self, name: str, candidates: list[str]) -> None:
        super().__init__("error.ambiguous", name=name, candidates=", ".join(candidates))


class AmbiguousTalk(OnderonsError):
    """What was typed for a talk fits more than one."""

    def __init__(self, typed: str, candidates: str) -> None:
        super().__init__("error.ambiguous-talk", id=typed, candidates=candidates)
