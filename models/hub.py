"""Asks the hub. The only module that opens a connection, and `reach` its only function that does.

The hub is Hugging Face's (or the mirror in `HF_ENDPOINT`), spoken to with the standard library: its own
client brings a downloader in native code whose connections cannot be watched or declared, and reads tokens
from disk. Nobody is told who asks: no token, no cookie, no version, no telemetry. What is asked for is one
description of a repository and one file of it, at the commit that the description names.
"""

import os
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage, HTTPResponse
from typing import IO
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

from coach.model_errors import HubRefused

HUB = "https://huggingface.co"
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


def endpoint() -> str:
    """Where the hub is: `HF_ENDPOINT`, else Hugging Face.

    Raises:
        HubRefused: The address is not protected.
    """
    found = os.environ.get("HF_ENDPOINT") or HUB
    _protected(found)
    return found.rstrip("/")


def address(*parts: str) -> str:
    """Where something is on the hub; the parts may hold slashes, and anything else is escaped."""
    return "/".join((endpoint(), *(quote(part) for part in parts)))


def host() -> str:
    """The name of the hub.

    Raises:
        HubRefused: Its address is not protected.
    """
    return urlsplit(endpoint()).hostname or HUB


class Answer:
    """What comes back, piece by piece."""

    def __init__(self, answer: HTTPResponse, host: str) -> None:
        self._answer, self._host = answer, host
        self.status = answer.status

    def header(self, name: str) -> str:
        """One line of its head, or ""."""
        return self._answer.headers.get(name, "")

    def read(self, most: int) -> bytes:
        """What is there, or b"" at the end, also when the connection broke.

        Raises:
            HubRefused: Nothing came for too long.
        """
        try:
            return self._answer.read1(most)
        except TimeoutError as error:
            raise HubRefused("slow", host=self._host) from error
        except (HTTPException, ConnectionError, ssl.SSLError):
            return b""


@contextmanager
def reach(url: str, headers: dict[str, str], moved: Moved, patience: Patience) -> Iterator[Answer]:
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
            yield Answer(answer, host)
    except HTTPError as error:
        error.close()  # it holds the connection
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
        try:
            _protected(newurl)
        except HubRefused:
            fp.close()
            raise
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
        raise HubRefused("unsafe", host=parts.hostname or url)


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
