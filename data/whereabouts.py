"""Whether the store lies where something else copies it or shares it.

A folder that is synchronised leaves copies of an erased talk elsewhere, and puts older versions of a
file back; on a network share the lock that keeps two windows apart cannot be trusted.
"""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from data.mounts import mount_of


class Danger(StrEnum):
    """What is the matter with a place."""

    SYNCED = "synced"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A place that is not for a store."""

    danger: Danger
    what: str
    """The service that copies, or the kind of share."""


FOLDERS = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "mobile documents": "iCloud",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "cloudstorage": "CloudStorage",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "box sync": "Box",
    "pcloud drive": "pCloud",
    "pclouddrive": "pCloud",
    "megasync": "MEGA",
    "seafile": "Seafile",
    "tresorit": "Tresorit",
    "proton drive": "Proton Drive",
    "syncthing": "Syncthing",
}
"""How such folders are called; "OneDrive - Company" and "Dropbox (Personal)" too."""

MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".tmp.drivedownload": "Google Drive",
}
"""What a service leaves in the folder that it copies, whatever that is called."""

ONEDRIVE = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
"""Variables in which Windows says where it is."""

SHARES = (
    *("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afpfs", "9p", "ceph", "glusterfs", "davfs", "ncpfs"),
    *("fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.kio-fuse", "fuse.glusterfs"),
)


def danger_at(home: Path, root: Path = Path("/")) -> Whereabouts | None:
    """What is the matter with a place; None when nothing is, or nothing can be told.

    Args:
        home: The folder of the store, which need not exist yet.
        root: Where `proc` is; tests have one of their own.
    """
    for place in dict.fromkeys((home.absolute(), home.resolve())):
        if service := _service(place):
            return Whereabouts(Danger.SYNCED, service)
        if str(place).startswith("\\\\"):
            return Whereabouts(Danger.SHARED, "SMB")
    mount = mount_of(home, root)
    if mount and mount.kind in SHARES:
        return Whereabouts(Danger.SHARED, mount.kind.removeprefix("fuse."))
    return None


def _service(place: Path) -> str | None:
    for known in filter(None, map(os.environ.get, ONEDRIVE)):
        if place.is_relative_to(known):
            return "OneDrive"
    for part in place.parts:
        name = part.casefold()
        for called, service in FOLDERS.items():
            if name == called or name.startswith((f"{called} - ", f"{called} (", f"{called}-")):
                return service
    for folder in (place, *place.parents):
        for mark, service in MARKS.items():
            if (folder / mark).exists():
                return service
    return None
