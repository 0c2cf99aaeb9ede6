import socket
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from coach.model_errors import HubRefused, ModelError
from models.download import START, fetch
from models.hub import HUB, Patience, endpoint
from models.offer import Offer, look, part
from tests.models import gguf_files as write
from tests.models.hub_server import COMMIT, FILE, REPO, Hub

CONTENT = write.gguf(data=bytes(range(256)) * 400)
CALM = Patience(silence=20, window=30, slowest=1)
BRISK = Patience(silence=5, window=1, slowest=100_000)
"""Ends a trickle."""
SHORT = Patience(silence=0.5)
"""Ends a silence."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "models").mkdir()
    return tmp_path / "models"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[Hub], Hub]:
    """Make this hub the one that is asked."""

    def use(hub: Hub) -> Hub:
        monkeypatch.setenv("HF_ENDPOINT", hub.url)
        monkeypatch.setenv("NO_PROXY", "*")
        return hub

    return use


def nobody(host: str) -> None:
    raise AssertionError(f"sent on to {host}")


def seen(done: int) -> None:
    assert done >= 0


def offered(patience: Patience = CALM) -> Offer:
    return look(REPO, FILE, nobody, patience)


def refused(what: Callable[[], object]) -> HubRefused:
    with pytest.raises(HubRefused) as raised:
        what()
    assert raised.value.kind in HubRefused.KINDS
    return raised.value


def test_a_file_is_described_and_brought_in(folder: Path, at: Callable[[Hub], Hub]) -> None:
    done: list[int] = []
    with at(Hub(CONTENT)) as hub:
        offer = offered()
        assert offer == Offer(REPO, FILE, COMMIT, len(CONTENT), hub.truth, "apache-2.0", "127.0.0.1")
        path = fetch(offer, folder, done.append, nobody, CALM)
    assert path.read_bytes() == CONTENT
    assert path.parent == folder
    assert path.stat().st_mode & 0o077 == 0
    assert done[-1] == len(CONTENT)
    assert done == sorted(done)
    assert [asked for asked, _ in hub.asked] == [
        f"/api/models/{REPO}?blobs=true",
        f"/{REPO}/resolve/{COMMIT}/{FILE}",
    ]


def test_nobody_is_told_who_asks(
    folder: Path, at: Callable[[Hub], Hub], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret\n")
    (tmp_path / ".cache" / "huggingface").mkdir(parents=True)
    (tmp_path / ".cache" / "huggingface" / "token").write_text("hf_secret")
    with at(Hub(CONTENT)) as hub:
        fetch(offered(), folder, seen, nobody, CALM)
    for _, headers in hub.asked:
        assert set(headers) <= {"Host", "User-Agent", "Accept-Encoding", "Connection"}
        assert headers["User-Agent"] == "onderons"


def test_what_is_there_already_is_not_asked_again(folder: Path, at: Callable[[Hub], Hub]) -> None:
    with at(Hub(CONTENT, stop_after=1000)) as hub:
        error = refused(lambda: fetch(offered(), folder, seen, nobody, CALM))
        assert (error.kind, error.params["have"]) == ("short", 1000)
        hub.stop_after = None
        assert fetch(offered(), folder, seen, nobody, CALM).read_bytes() == CONTENT
        assert hub.asked[-1][1]["Range"] == "bytes=1000-"
        before = len(hub.asked)
        fetch(offered(), folder, seen, nobody, CALM)
        assert len(hub.asked) == before + 1  # the description, and nothing of the file


LARGE = write.gguf(data=bytes(9 * START))


def test_the_start_is_judged_until_it_says_enough(folder: Path, at: Callable[[Hub], Hub]) -> None:
    judged: list[int] = []

    def judge(start: Path) -> bool:
        judged.append(start.stat().st_size)
        return len(judged) == 3

    with at(Hub(LARGE)):
        assert fetch(offered(), folder, seen, nobody, CALM, judge).read_bytes() == LARGE
    assert len(judged) == 3
    assert judged[0] >= START
    assert all(later >= 2 * earlier for earlier, later in pairwise(judged))


@pytest.mark.parametrize("before", [0, 100, 3 * START])
def test_what_is_of_no_use_is_not_waited_for(folder: Path, at: Callable[[Hub], Hub], before: int) -> None:
    def judge(_: Path) -> bool:
        raise ModelError("model.no-template", where="x", name="y")

    with at(Hub(LARGE, stop_after=4 * START)) as hub:  # who waits for more gets another error
        if before:
            (folder / f"{hub.truth[:16]}.part").write_bytes(LARGE[:before])
        with pytest.raises(ModelError) as raised:
            fetch(offered(), folder, seen, nobody, CALM, judge)
    assert raised.value.text_id == "model.no-template"
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("kept", [1, len(CONTENT) // 2, len(CONTENT) - 1])
def test_a_hub_that_cannot_go_on_half_way_sends_all_again(
    folder: Path, at: Callable[[Hub], Hub], kept: int
) -> None:
    with at(Hub(CONTENT, stop_after=kept, ranges=False)) as hub:
        refused(lambda: fetch(offered(), folder, seen, nobody, CALM))
        hub.stop_after = None
        assert fetch(offered(), folder, seen, nobody, CALM).read_bytes() == CONTENT


def test_many_breaks_end_in_the_whole_file(folder: Path, at: Callable[[Hub], Hub]) -> None:
    with at(Hub(CONTENT, stop_after=len(CONTENT) // 5)) as hub:
        for _ in range(5):
            refused(lambda: fetch(offered(), folder, seen, nobody, CALM))
        hub.stop_after = None
        assert fetch(offered(), folder, seen, nobody, CALM).read_bytes() == CONTENT


@pytest.mark.parametrize(
    "instead",
    [CONTENT[:-1] + b"\x01", CONTENT + b"more", b"<html>sign in</html>".ljust(len(CONTENT))],
    ids=["one byte", "too long", "a page"],
)
def test_other_content_than_described_goes_and_nothing_else(
    folder: Path, at: Callable[[Hub], Hub], instead: bytes
) -> None:
    (folder / "other.gguf").write_bytes(b"mine")
    (folder / "0123456789abcdef.part").write_bytes(b"half of another")
    with at(Hub(CONTENT, tampered=instead)):
        assert refused(lambda: fetch(offered(), folder, seen, nobody, CALM)).kind == "tampered"
    assert sorted(p.name for p in folder.iterdir()) == ["0123456789abcdef.part", "other.gguf"]


def test_a_damaged_half_is_found_out(folder: Path, at: Callable[[Hub], Hub]) -> None:
    with at(Hub(CONTENT)) as hub:
        offer = offered()
        (folder / f"{hub.truth[:16]}.part").write_bytes(b"x" * 500)
        assert refused(lambda: fetch(offer, folder, seen, nobody, CALM)).kind == "tampered"
        assert fetch(offer, folder, seen, nobody, CALM).read_bytes() == CONTENT


def test_a_trickle_is_stopped_and_kept(folder: Path, at: Callable[[Hub], Hub]) -> None:
    with at(Hub(CONTENT, drip=0.02)):
        assert refused(lambda: fetch(offered(), folder, seen, nobody, BRISK)).kind == "slow"
    assert 0 < next(folder.iterdir()).stat().st_size < len(CONTENT)
    with at(Hub(CONTENT, drip_description=0.02)):
        assert refused(lambda: offered(BRISK)).kind == "slow"


def test_silence_is_stopped(folder: Path, at: Callable[[Hub], Hub]) -> None:
    with at(Hub(CONTENT, drip=5)):
        assert refused(lambda: fetch(offered(), folder, seen, nobody, SHORT)).kind == "slow"
    with at(Hub(CONTENT, drip_description=5)):
        assert refused(lambda: offered(SHORT)).kind == "slow"


def test_another_host_is_named_before_it_is_asked(folder: Path, at: Callable[[Hub], Hub]) -> None:
    named: list[str] = []
    with at(Hub(CONTENT)) as hub:
        hub.move_to = f"http://localhost:{hub.port}/elsewhere/file"
        path = fetch(offered(), folder, seen, named.append, CALM)
    assert named == ["localhost"]
    assert path.read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("where", "kind"),
    [
        ("http://192.0.2.1/elsewhere", "unsafe"),
        ("file:///etc/passwd", "refused"),
        ("ftp://127.0.0.1/x", "unsafe"),
        ("https://me:pw@127.0.0.1/x", "unsafe"),
    ],
)
def test_an_unprotected_way_is_not_taken(
    folder: Path, at: Callable[[Hub], Hub], where: str, kind: str
) -> None:
    with at(Hub(CONTENT, move_to=where)):
        assert refused(lambda: fetch(offered(), folder, seen, nobody, CALM)).kind == kind


def test_going_round_in_circles_ends(folder: Path, at: Callable[[Hub], Hub]) -> None:
    with at(Hub(CONTENT)) as hub:
        hub.move_to = f"{hub.url}/{REPO}/round"
        assert refused(lambda: fetch(offered(), folder, seen, nobody, CALM)).kind == "refused"


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (404, "EntryNotFound", "no-file"),
        (404, "RevisionNotFound", "no-repo"),
        (401, "RepoNotFound", "no-repo"),
        (401, "", "no-repo"),
        (403, "GatedRepo", "gated"),
        (401, "GatedRepo", "gated"),
        (429, "", "busy"),
        (503, "", "busy"),
        (418, "", "refused"),
    ],
)
def test_a_refusal_has_its_own_sentence(
    folder: Path, at: Callable[[Hub], Hub], status: int, code: str, kind: str
) -> None:
    with at(Hub(CONTENT)) as hub:
        offer = offered()
        hub.refuse = {"/": (status, code)}
        assert refused(offered).kind == kind
        assert refused(lambda: fetch(offer, folder, seen, nobody, CALM)).kind == kind


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"gated": "manual"}, "gated"),
        ({"lfs": False}, "no-hash"),
        ({"sha256": "zz"}, "garbled"),
        ({"sha256": "A" * 64}, "garbled"),
        ({"description": b"<html>Sign in</html>"}, "garbled"),
        ({"description": b"[]"}, "garbled"),
        ({"description": b"{}"}, "garbled"),
        ({"description": b"[" * 100_000}, "garbled"),
        ({"description": b'{"siblings": [], "gated": false}'}, "no-file"),
        ({"description": b" " * (6 * 2**20)}, "garbled"),
        ({"description": b"\xff\xfe"}, "garbled"),
        ({"description": b'{"siblings": [{"rfilename": 3}, 4]}'}, "garbled"),
    ],
)
def test_a_description_that_does_not_help_is_refused(
    at: Callable[[Hub], Hub], change: dict[str, object], kind: str
) -> None:
    with at(Hub(CONTENT, **change)):  # type: ignore[arg-type]  # one field a case
        assert refused(offered).kind == kind


def test_a_licence_is_one_clean_line_or_nothing(at: Callable[[Hub], Hub]) -> None:
    with at(Hub(CONTENT, licence="mit\x1b]0;x\x07\nline" * 20)):
        assert offered().licence.isprintable()
        assert len(offered().licence) <= 60
    with at(Hub(CONTENT, licence=["a", "b"])):
        assert offered().licence == ""


def test_what_is_no_http_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        monkeypatch.setenv("NO_PROXY", "*")
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{listener.getsockname()[1]}")
        assert refused(lambda: offered(SHORT)).kind == "slow"  # it takes the call and says nothing
    assert refused(offered).kind == "offline"  # and now nobody is there
    monkeypatch.setenv("HF_ENDPOINT", "https://no-such-host.invalid")
    assert refused(offered).kind == "offline"


@pytest.mark.parametrize("where", ["http://huggingface.co", "file:///tmp", "huggingface.co", "https://a@b.c"])
def test_a_mirror_has_to_be_protected(monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    monkeypatch.setenv("HF_ENDPOINT", where)
    assert refused(endpoint).kind == "unsafe"


def test_without_a_mirror_the_hub_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HF_ENDPOINT", raising=False)
    assert endpoint() == HUB


def test_a_disk_without_room_is_not_filled(folder: Path) -> None:
    huge = Offer(REPO, FILE, COMMIT, 10**18, "ab" * 32, "", "hub")
    error = refused(lambda: fetch(huge, folder, seen, nobody, CALM))
    assert error.kind == "space"
    assert list(folder.iterdir()) == []


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    some = Offer(REPO, FILE, COMMIT, 10, "ab" * 32, "", "hub")
    assert refused(lambda: fetch(some, tmp_path / "gone", seen, nobody, CALM)).kind == "disk"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("maker/Name-GGUF/file.gguf", ("maker/Name-GGUF", "file.gguf")),
        ("maker/Name/deep/er/file.Q4_K_M.gguf", ("maker/Name", "deep/er/file.Q4_K_M.gguf")),
    ],
)
def test_an_address_has_a_place_and_a_file(typed: str, found: tuple[str, str]) -> None:
    assert part(typed) == found


@pytest.mark.parametrize(
    "typed",
    [
        "", "file.gguf", "maker/file.gguf", "maker/name/file.bin", "maker/name/../../x.gguf", "a/b/c?x=1.gguf",
        "https://huggingface.co/a/b/c.gguf", "a/b/c.gguf#x", "a/b//c.gguf", "a/b/\x1b[2J.gguf",
        "a/b/model-00001-of-00003.gguf", "é/b/c.gguf", "a/b/c.gguf\n",
    ],
)  # fmt: skip
def test_anything_else_is_no_address(typed: str) -> None:
    with pytest.raises(ModelError) as raised:
        part(typed)
    assert raised.value.text_id in ("model.no-address", "model.split")
