"""Opens a vault without the rest of the program: every conversation as a JSON file.

    python decrypt_alone.py VAULT OUT                      asks for the passphrase
    python decrypt_alone.py VAULT OUT --recovery-key       asks for the recovery key
    python decrypt_alone.py VAULT OUT --machine-key FILE   a vault without a passphrase
    python decrypt_alone.py VAULT OUT --talks TALKS        practice talks: TALKS is the vault of the talks,
                                                           and what opens that one opens them

Needs Python and the package `cryptography`, and nothing else of Onderons: it is here for the day on
which the program is not. It writes below OUT only, readable text for whoever may read that folder,
and changes nothing in VAULT. Exit code 1 when something could not be read.
"""

import argparse
import getpass
import hashlib
import hmac
import json
import os
import struct
import sys
import unicodedata
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
FRAME = b"FRM1"


def opened(key: bytes, sealed: bytes, bound: bytes) -> bytes | None:
    """What is sealed: nonce 12, ciphertext, tag. None when this key never wrote it."""
    try:
        return AESGCM(key).decrypt(sealed[:12], sealed[12:], bound)
    except (InvalidTag, ValueError):
        return None


def header(vault: Path) -> dict[str, Any]:
    """The first copy of the header whose checksum is right."""
    for name in ("vault.hdr", "vault.hdr.bak"):
        try:
            body, _, check = (vault / name).read_bytes().rpartition(b"\nsha256 ")
        except OSError:
            continue
        if hashlib.sha256(body).hexdigest().encode() == check.strip():
            found: dict[str, Any] = json.loads(body)
            return found
    raise SystemExit(f"{vault}: no header that can be read")


def master_key(head: dict[str, Any], kind: str, secret: bytes) -> bytes:
    """The key of all keys, from the slot of this kind."""
    for slot in head["slots"]:
        if slot["kind"] != kind:
            continue
        salt = bytes.fromhex(slot["salt"])
        if cost := slot.get("argon2id"):
            kdf = Argon2id(
                salt=salt,
                length=32,
                iterations=cost["passes"],
                lanes=cost["lanes"],
                memory_cost=cost["memory_kib"],
            )
            key = kdf.derive(secret)
        else:
            key = hmac.digest(secret, b"onderons " + kind.encode() + b"\0" + salt, "sha256")
        bound = bytes.fromhex(head["vault_id"]) + b"slot " + kind.encode()
        if found := opened(key, bytes.fromhex(slot["wrapped"]), bound):
            return found
    raise SystemExit(f"this {kind} does not open the vault")


def recovery_bytes(typed: str) -> bytes:
    """The 128 bits of a recovery key; 26 characters, then two that check them."""
    plain = [c for c in typed.upper().translate(str.maketrans("OIL", "011")) if c in ALPHABET]
    number = 0
    for character in plain[:26]:
        number = number << 5 | ALPHABET.index(character)
    check = "".join(plain[26:])
    if (
        len(plain) != 28
        or number >> 128
        or check != ALPHABET[number % 1021 >> 5] + ALPHABET[number % 1021 & 31]
    ):
        raise SystemExit("there is a typing slip in this recovery key")
    return number.to_bytes(16, "big")


def record_keys(vault: Path, vault_id: bytes, master: bytes) -> tuple[dict[bytes, bytes], set[bytes]]:
    """The key of every record, and the ids of the erased ones: those have none."""
    content = (vault / "keys.kr").read_bytes()
    found: dict[bytes, bytes] = {}
    erased: set[bytes] = set()
    for at in range(24, len(content) - 79, 80):
        slot = content[at : at + 80]
        key = opened(master, slot[20:], vault_id + slot[:20])
        if key and slot[16:20] == b"GONE":
            erased.add(slot[:16])
        elif key and slot[16:19] == b"KEY":
            found[slot[:16]] = key
    return found, erased


def frames(content: bytes, key: bytes, ids: bytes) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """The frames with their numbers; None for one that has its length and cannot be read."""
    if len(content) < 40:
        return  # a crash cut it off in its head
    (schema,) = struct.unpack_from(">H", content, 6)
    at = content.find(FRAME)
    while at >= 0 and at + 16 <= len(content):
        length, generation = struct.unpack_from(">IQ", content, at + 4)
        bound = ids + struct.pack(">QH", generation, schema) + b"frame"
        plain = opened(key, content[at + 16 : at + 16 + length], bound)
        if plain is not None:
            yield generation, json.loads(zlib.decompressobj().decompress(plain))
        elif 284 <= length <= len(content) - at - 16:
            yield generation, None
        at = content.find(FRAME, at + 16 + length if plain is not None else at + 1)


def tables(content: bytes, key: bytes, ids: bytes) -> tuple[dict[str, Any], bool]:
    """What the frames make together, and whether none is missing."""
    every = list(frames(content, key, ids))
    found = {generation: body for generation, body in every if body is not None}
    made: dict[str, Any] = {}
    if not found:
        return made, False
    for _, body in sorted(found.items()):
        for name, rows in body.get("set", {}).items():
            made.setdefault(name, {}).update(rows)
        for name, gone in body.get("drop", {}).items():
            for row in gone:
                made.get(name, {}).pop(row, None)
    whole = len(every) == len(found) == max(found) - found[max(found)]["start"] + 1
    return made, whole


def record(path: Path, key: bytes, ids: bytes) -> tuple[dict[str, Any], bool]:
    """What counts of a record, and whether none of it is missing.

    A record that gets another key is first written beside itself, as `.next`. When a crash came after
    that key, the file beside it is the one that counts; when it came before, no key opens that file.
    """
    waiting, placed = (
        tables(file.read_bytes(), key, ids) if file.exists() else ({}, False)
        for file in (path.with_suffix(".next"), path)
    )
    return waiting if waiting[1] or not placed[0] else placed


def decrypt(vault: Path, out: Path, kind: str, secret: bytes, talks: Path | None) -> int:
    """Write every record to `out`; how many could not be read whole."""
    if talks is not None:
        kind, secret = "vault", master_key(header(talks), kind, secret)
    head = header(vault)
    vault_id = bytes.fromhex(head["vault_id"])
    keys, erased = record_keys(vault, vault_id, master_key(head, kind, secret))
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    faults = count = 0
    for path in sorted([*vault.glob("records/??/*.rec"), *vault.glob("named/*.rec")]):
        record_id = bytes.fromhex(path.stem)
        if record_id in erased:
            continue  # a crash left its file
        key = keys.get(record_id)
        made, whole = record(path, key, vault_id + record_id) if key else ({}, False)
        if not whole:
            faults += 1
            sys.stderr.write(f"{path}: {'not all of it' if made else 'nothing of it'} can be read\n")
        if made:
            text = json.dumps(made, ensure_ascii=False, indent=1)
            target = os.open(out / f"{path.stem}.json", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(target, "wb") as file:
                file.write(text.encode("utf-8", "surrogatepass"))
            count += 1
    sys.stdout.write(f"{count} records written to {out}\n")
    return faults


def asked(options: argparse.Namespace) -> tuple[str, bytes]:
    """Which slot to open, and with what."""
    if options.machine_key:
        return "machine", bytes.fromhex(Path(options.machine_key).read_text().split()[0])
    question = "Recovery key: " if options.recovery_key else "Passphrase: "
    given = Path(options.secret_file).read_text("utf-8") if options.secret_file else getpass.getpass(question)
    given = given.removesuffix("\n")
    if options.recovery_key:
        return "recovery", recovery_bytes(given)
    return "passphrase", unicodedata.normalize("NFC", given).encode("utf-8", "surrogatepass")


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("vault", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--talks", metavar="TALKS", type=Path, help="the vault that opens VAULT")
    parser.add_argument("--recovery-key", action="store_true", help="open with the recovery key")
    parser.add_argument("--machine-key", metavar="FILE", help="open with this key file")
    parser.add_argument(
        "--secret-file", metavar="FILE", help="the passphrase or recovery key is in this file"
    )
    options = parser.parse_args()
    kind, secret = asked(options)
    return 1 if decrypt(options.vault, options.out, kind, secret, options.talks) else 0


if __name__ == "__main__":
    sys.exit(main())
