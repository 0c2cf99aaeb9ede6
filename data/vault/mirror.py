"""The keys in the backups: always those of the vault as it is now, never an older set.

So one small write makes an erased talk unreadable in every copy that was ever made.
"""

from pathlib import Path

from data.disk import replace_file
from data.vault.header import Header
from data.vault.keys import NAME as KEYS


def place_in(folder: str | Path, vault_id: bytes) -> Path:
    """Where the backup of one vault lies in a folder that may hold several."""
    return Path(folder) / f"onderons-{vault_id.hex()[:12]}"


def mirror_keys(folder: Path, header: Header) -> list[str]:
    """Write the keys to every known backup that can be reached; the folders that could not.

    Those get them with the next backup; and restoring asks the vault what was erased.
    """
    unreached: list[str] = []
    for known in header.backups:
        target = place_in(known, header.vault_id)
        try:
            if target.is_dir():
                replace_file(target / KEYS, (folder / KEYS).read_bytes())
            else:
                unreached.append(known)
        except OSError:
            unreached.append(known)
    return unreached
