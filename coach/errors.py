"""What can go wrong, by the name a person would use.

    OnderonsError          anything the program says in one sentence
    ├── ContentError       a guide, lexicon or word list on disk is broken
    ├── RefusedFile        a file from elsewhere is not what it should be; nothing of it is taken in
    ├── StoreError         what is kept cannot be read or written
    │   ├── NotStored      a write failed: the text is still only in memory
    │   ├── StoreBusy      another window holds the store
    │   ├── DamagedTalk    a talk file cannot be read as written
    │   ├── NewerTalk      a newer version of the program wrote it
    │   ├── UnknownTalk    no talk has that id
    │   ├── HeldTalk       a dispute is on: the talk stays as it is
    │   ├── MissingTalk    a talk is in the list, and its file is gone
    │   ├── OlderTalk      an older version of a talk file was put back
    │   ├── MissingKey     a talk file is there, and its key is not
    │   ├── DamagedVault   what opens the vault cannot be read
    │   ├── NewerVault     a newer version of the program wrote the vault
    │   ├── Locked         the vault waits for its passphrase
    │   ├── WrongPassphrase, WrongRecoveryKey, MistypedKey, NoMachineKey, NoKeychain
    │   ├── OtherVault     practice talks that belong to another vault than the one that is here
    │   └── LastKey        the vault would be left without a way in
    ├── ModelError         a language model cannot be had or used (`coach.model_errors`)
    ├── UnknownPerson      nobody is known by that name
    ├── NotLogged          a file was written, and the export log could not be
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


class RefusedFile(OnderonsError):
    """A file that somebody else wrote is not what it should be; nothing of it is taken in.

    The text says which file, where in it, and what to do.
    """

    def __init__(self, text_id: str, where: str, **params: object) -> None:
        super().__init__(text_id, where=where, **params)


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


class HeldTalk(StoreError):
    """A talk that stays as it is while a dispute lasts."""

    def __init__(self, talk_id: str, since: object) -> None:
        super().__init__("error.held", id=talk_id[:8], since=since)


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


class OtherVault(StoreError):
    """Practice talks whose vault opens with that of other talks than the ones that are here."""

    def __init__(self, where: str) -> None:
        super().__init__("error.other-vault", where=where)


class NoKeychain(StoreError):
    """This system has no keychain that keeps secrets encrypted, or it refused."""

    def __init__(self) -> None:
        super().__init__("error.no-keychain")


class LastKey(StoreError):
    """Without this key nothing would open the vault any more, or only the system's keychain."""

    def __init__(self) -> None:
        super().__init__("error.last-key")


class UnknownPerson(OnderonsError):
    """Nobody is known by this name or id."""

    def __init__(self, name: str) -> None:
        super().__init__("error.unknown-person", name=name)


class NotLogged(OnderonsError):
    """A file left the program and the export log could not be brought up to date."""

    def __init__(self, where: str, why: object) -> None:
        super().__init__("error.not-logged", where=where, why=why)


class AmbiguousPerson(OnderonsError):
    """A name that fits more than one person."""

    def __init__(self, name: str, candidates: list[str]) -> None:
        super().__init__("error.ambiguous", name=name, candidates=", ".join(candidates))


class AmbiguousTalk(OnderonsError):
    """What was typed for a talk fits more than one."""

    def __init__(self, typed: str, candidates: str) -> None:
        super().__init__("error.ambiguous-talk", id=typed, candidates=candidates)
