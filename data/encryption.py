"""Whether the disk itself is encrypted: a second wall behind the vault, and the only one for swap.

Three answers: yes, no, cannot tell. Not seen are drives that encrypt by themselves, and folders that a
file system encrypts one by one (fscrypt); a disk of a virtual machine says nothing of the disk below.
"""

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from data.mounts import mount_of

if TYPE_CHECKING:
    import subprocess

PATIENCE = 3.0
"""Seconds that a program of the system gets to answer."""

ENCRYPTING = ("ecryptfs", "fuse.gocryptfs", "fuse.cryfs", "fuse.encfs", "fuse.securefs")
"""File systems that encrypt, whatever they lie on."""

_UNTELLING = re.compile(r"(?:vd|xvd|loop|zram|nbd|rbd|ram)[a-z0-9]*")
"""Devices behind which lies something that is not seen from here: of a host, a file, another machine."""


def disk_encrypted(path: Path) -> bool | None:
    """Whether what is written below this path is encrypted by the system; None: cannot tell."""
    if sys.platform == "darwin":
        return None if str(path.resolve()).startswith("/Volumes/") else _file_vault()
    if sys.platform == "win32":
        return _bit_locker(path)
    return linux_encrypted(path)


def linux_encrypted(path: Path, root: Path = Path("/")) -> bool | None:
    """The same on Linux: each device below the file system is, or lies on, one of dm-crypt (LUKS).

    Args:
        path: What is asked about.
        root: Where `proc`, `sys` and `dev` are; tests have one of their own.
    """
    mount = mount_of(path, root)
    if mount is None:
        return None
    if mount.kind in ENCRYPTING:
        return True
    if not mount.source.startswith("/dev/") or _under_windows(root):
        return None
    device = root / "sys/class/block" / (root / mount.source.lstrip("/")).resolve().name
    return _encrypted(device) if device.exists() else None


def _encrypted(device: Path) -> bool | None:
    """By /sys: the identity that dm-crypt gives a device, else that of all it consists of."""
    identity = device / "dm/uuid"
    if identity.exists() and identity.read_text("ascii", errors="replace").startswith("CRYPT-"):
        return True
    if _UNTELLING.fullmatch(device.name):
        return None
    parts = [device.parent / part.name for part in sorted((device / "slaves").glob("*"))]
    if not parts and (device / "partition").exists():
        parts = [whole for whole in [device.resolve().parent] if (whole / "slaves").exists()]
    answers = [_encrypted(part) for part in parts]
    if not answers or False in answers:
        return False
    return None if None in answers else True


def _under_windows(root: Path) -> bool:
    try:
        return "microsoft" in (root / "proc/version").read_text("utf-8", errors="replace").lower()
    except OSError:
        return False


def _file_vault() -> bool | None:
    done = _asked(["fdesetup", "status"])
    if done is None:
        return None
    return {"FileVault is On.": True, "FileVault is Off.": False}.get(done.stdout.partition("\n")[0].strip())


def _bit_locker(path: Path) -> bool | None:
    """By exit code: it prints in the language of the system, and answers an administrator only."""
    if sys.platform != "win32":
        return None
    import ctypes

    if not ctypes.windll.shell32.IsUserAnAdmin():
        return None
    drive = os.path.splitdrive(path.resolve())[0]
    done = _asked(["manage-bde", "-status", drive, "-protectionaserrorlevel"])
    return {0: True, 1: False}.get(done.returncode) if done else None


def _asked(command: list[str]) -> "subprocess.CompletedProcess[str] | None":
    """What a program of the system answers; None when it is not there, refuses or takes too long."""
    import subprocess  # 5 ms that Linux need not pay

    try:
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
