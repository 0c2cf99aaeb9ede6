"""What can go wrong with a language model; their place among the others stands in `coach.errors`."""

from coach.errors import OnderonsError
from coach.text import one_line


class ModelError(OnderonsError):
    """A language model cannot be had or used; without one everything works.

    What it names (files, hosts, names inside files) was written by strangers, and is cleaned here.
    """

    def __init__(self, text_id: str, **params: object) -> None:
        safe = {k: v if isinstance(v, int | float) else one_line(str(v)) for k, v in params.items()}
        super().__init__(text_id, **safe)


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
        self.kind = kind
