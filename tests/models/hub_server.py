"""A hub on this machine that can be broken in every way a hub can."""

import hashlib
import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

REPO, FILE, COMMIT = "maker/Klein-GGUF", "klein-instruct.gguf", "c0" * 20


@dataclass
class Hub:
    """Serves one file; the fields say how badly."""

    content: bytes
    gated: object = False
    licence: object = "apache-2.0"
    sha256: str = ""
    """What it claims; "" for the truth."""
    lfs: bool = True
    refuse: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Status and error code, for paths that begin so."""
    description: bytes | None = None
    """Sent in place of the description."""
    tampered: bytes | None = None
    """Sent in place of the file, with its length."""
    stop_after: int | None = None
    """Bytes after which the connection is cut, each time."""
    ranges: bool = True
    """Whether it can go on half-way."""
    drip: float = 0
    """Seconds between two bytes."""
    drip_description: float = 0
    move_to: str = ""
    """Where the file is said to be."""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Path and headers of each request."""
    closing: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        hub = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                hub.asked.append((self.path, dict(self.headers)))
                try:
                    hub._answer(self)
                except OSError:
                    return  # the other side has hung up, which is what some tests are about

            def log_message(self, *_: object) -> None:
                """Nothing on stderr."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True

    def __enter__(self) -> "Hub":
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None
    ) -> None:
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()

    @property
    def port(self) -> int:
        port: int = self.server.server_address[1]
        return port

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def truth(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    def describe(self) -> dict[str, Any]:
        one: dict[str, Any] = {"rfilename": FILE, "size": len(self.content)}
        if self.lfs:
            one["lfs"] = {"sha256": self.sha256 or self.truth, "size": len(self.content), "pointerSize": 135}
        card = {"license": self.licence}
        return {
            "sha": COMMIT,
            "gated": self.gated,
            "cardData": card,
            "siblings": [{"rfilename": "README.md"}, one],
        }

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        for start, (status, code) in self.refuse.items():
            if request.path.startswith(start):
                request.send_response(status)
                request.send_header("X-Error-Code", code)
                request.send_header("Content-Length", "0")
                request.end_headers()
                return
        if request.path.startswith("/api/"):
            raw = self.description if self.description is not None else json.dumps(self.describe()).encode()
            self._send(request, 200, raw, {}, self.drip_description)
        elif self.move_to and not request.path.startswith("/elsewhere/"):
            request.send_response(302)
            request.send_header("Location", self.move_to)
            request.send_header("Content-Length", "0")
            request.end_headers()
        else:
            self._send_file(request)

    def _send_file(self, request: BaseHTTPRequestHandler) -> None:
        content = self.content if self.tampered is None else self.tampered
        said = request.headers.get("Range", "")
        if not (said and self.ranges):
            return self._send(request, 200, content, {}, self.drip)
        start = int(said.removeprefix("bytes=").removesuffix("-"))
        headers = {"Content-Range": f"bytes {start}-{len(content) - 1}/{len(content)}"}
        return self._send(request, 206, content[start:], headers, self.drip)

    def _send(
        self, request: BaseHTTPRequestHandler, status: int, raw: bytes, headers: dict[str, str], drip: float
    ) -> None:
        request.send_response(status)
        for name, value in {"Content-Length": str(len(raw)), **headers}.items():
            request.send_header(name, value)
        request.end_headers()
        if drip:
            for byte in raw:
                if self.closing.is_set():
                    return
                request.wfile.write(bytes([byte]))
                time.sleep(drip)
            return
        request.wfile.write(raw if self.stop_after is None else raw[: self.stop_after])
        request.close_connection = True
