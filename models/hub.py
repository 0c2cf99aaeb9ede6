"""Asks the hub. The only module that opens a connection, and `reach` its only function that does.

The hub is Hugging Face's (or the mirror in `HF_ENDPOINT`), spoken to with the standard library: its own
client brings a downloader in native code whose connections cannot be watched or declared, and reads tokens
from disk. Nobody is told who asks: no token, no cookie, no version, no telemetry. What is asked for is one
description of a repository and one file of it, at the commit that the description names.
"""

import json
import os
import re
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from coach.errors import HubRefused, ModelError
from coach.text import one_line

HUB = "https://huggingface.co"
LARGEST_DESCRIPTION = 5 * 2**20
"""Bytes; the description of a repository with hundreds of files is below 0.5 MB."""

_LOCAL = ("127.0.0.1", "::1", "localhost")
_WHY = {
    "GatedRepo": "gated",
    "EntryNotFound": "no-file",
    "RepoNotFound": "no-repo",
    "RevisionNotFound": "no-repo",
}
_STATUS = {401: "no-repo", 403: "gated", 404: "no-file", 429: "busy"}

Moved = Callable[[str], None]
"""Is told the name of another host that is asked next."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How slow an answer may be."""

    silence: float = 30
    """Seconds without a byte."""
    window: float = 60
    """Seconds over which `slowest` is looked at."""
    slowest: float = 10_000
    """Bytes a second; a gigabyte would take more than a day."""


PATIENCE = Patience()


@dataclass(frozen=True, slots=True)
class Offer:
    """One file on the hub, as the hub describes it."""

    repo: str
    file: str
    commit: str
    """Of the repository; the file is fetched as it was then."""
    size: int
    """Bytes."""
    sha256: str
    licence: str
    """What its owner says, or ""."""
    host: str
    """Who was asked."""

    @property
    def url(self) -> str:
        """Where the file is."""
        return f"{endpoint()}/{quote(self.repo)}/resolve/{self.commit}/{quote(self.file)}"


def endpoint() -> str:
    """Where the hub is: `HF_ENDPOINT`, else Hugging Face.

    Raises:
        HubRefused: The address is not protected.
    """
    found = os.environ.get("HF_ENDPOINT") or HUB
    _protected(found)
    return found.rstrip("/")


def part(wanted: str) -> tuple[str, str]:
    """Repository and file of "owner/name/path/file.gguf".

    Raises:
        ModelError: It is not of that form.
    """
    found = re.fullmatch(
        r"([\w.-]+/[\w.-]+)/((?:[\w.+ -]+/)*[\w.+ -]+\.gguf)", wanted, re.ASCII | re.IGNORECASE
    )
    if found is None or ".." in wanted:
        raise ModelError("model.no-address", what=one_line(wanted))
    return found[1], found[2]


def look(repo: str, file: str, moved: Moved, patience: Patience = PATIENCE) -> Offer:
    """What the hub says about a file.

    Raises:
        HubRefused: Why there is no answer, or none that helps.
    """
    base = endpoint()
    raw, until = b"", time.monotonic() + patience.window
    with reach(f"{base}/api/models/{quote(repo)}?blobs=true", {}, moved, patience) as answer:
        while (chunk := answer.read1()) and len(raw) <= LARGEST_DESCRIPTION:
            raw += chunk
            if time.monotonic() > until:
                raise TimeoutError
    try:
        return _offer(json.loads(raw), repo, file, urlsplit(base).hostname or base)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise HubRefused("garbled", host=urlsplit(base).hostname) from error


@contextmanager
def reach(url: str, headers: dict[str, str], moved: Moved, patience: Patience) -> Iterator[Any]:
    """Open a connection: the one place where the program does.

    Args:
        url: https, or http on this machine.
        headers: What to send beside the name of the program.
        moved: Is told when the answer comes from another host.
        patience: How long to wait.

    Raises:
        HubRefused: Why there is no answer.
    """
    _protected(url)
    opener = OpenerDirector()
    plain = (ProxyHandler, HTTPHandler, HTTPSHandler, HTTPDefaultErrorHandler, HTTPErrorProcessor)
    for handler in (*(make() for make in plain), _Redirect(moved)):
        opener.add_handler(handler)
    opener.addheaders = [("User-Agent", "onderons")]
    host = urlsplit(url).hostname or url
    try:
        with opener.open(Request(url, headers=headers), timeout=patience.silence) as answer:
            yield answer
    except HTTPError as error:
        raise _refusal(error, host) from error
    except (TimeoutError, URLError, HTTPException, ConnectionError, ssl.SSLError) as error:
        raise _failure(error, host) from error


class _Redirect(HTTPRedirectHandler):
    """Follows to another address, but never to an unprotected one, and never in silence."""

    max_redirections = 5

    def __init__(self, moved: Moved) -> None:
        self._moved = moved

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        _protected(newurl)
        host = urlsplit(newurl).hostname
        if host and urlsplit(newurl).netloc != urlsplit(req.full_url).netloc:
            self._moved(host)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _protected(url: str) -> None:
    parts = urlsplit(url)
    if (
        not (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOCAL))
        or "@" in parts.netloc
    ):
        raise HubRefused("unsafe", host=one_line(parts.hostname or url))


def _refusal(error: HTTPError, host: str) -> HubRefused:
    """What an answer other than yes means."""
    kind = _WHY.get(error.headers.get("X-Error-Code", "")) or _STATUS.get(error.code)
    kind = kind or ("busy" if error.code >= 500 else "refused")
    return HubRefused(kind, host=host, code=error.code)


def _failure(error: Exception, host: str) -> HubRefused:
    """What no answer means."""
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, TimeoutError):
        return HubRefused("slow", host=host)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return HubRefused("certificate", host=host)
    if isinstance(cause, HTTPException):
        return HubRefused("garbled", host=host)
    return HubRefused("offline", host=host)


def _offer(table: dict[str, Any], repo: str, file: str, host: str) -> Offer:
    if table.get("gated"):
        raise HubRefused("gated", host=host)
    found = next((one for one in table["siblings"] if one["rfilename"] == file), None)
    if found is None:
        raise HubRefused("no-file", host=host)
    if not found.get("lfs"):
        raise HubRefused("no-hash", host=host)
    sha256, size, commit = found["lfs"]["sha256"], found["lfs"]["size"], table["sha"]
    if not (re.fullmatch("[0-9a-f]{64}", sha256) and re.fullmatch("[0-9a-f]{40}", commit) and size > 0):
        raise ValueError(sha256)
    card = (table.get("cardData") or {}).get("license")
    licence = card if isinstance(card, str) else ""
    return Offer(repo, file, commit, int(size), sha256, one_line(licence)[:60], host)
