"""What the machine is like: on which disk, encrypted or not, in whose folder. On machines made of files."""

import sys
from pathlib import Path

import pytest

from data import encryption
from data.encryption import disk_encrypted, linux_encrypted
from data.mounts import mount_of
from data.whereabouts import Danger, danger_at

LUKS = "CRYPT-LUKS2-0a1b-cryptroot"


class Machine:
    """A Linux machine: what it tells of its mounts and block devices."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.lines: list[str] = []
        self.tell("/proc/version", "Linux version 6.1")

    def tell(self, path: str, text: str) -> None:
        place = self.root / path.lstrip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)

    def mount(self, source: str, point: str = "/", kind: str = "ext4") -> None:
        self.lines.append(f"29 1 0:1 / {point} rw,relatime shared:1 - {kind} {source} rw")
        self.tell("/proc/self/mountinfo", "\n".join(self.lines) + "\n")

    def device(self, name: str, *parts: str, uuid: str = "", whole: str = "") -> None:
        folder = self.root / "sys/class/block" / name
        if whole:
            place = self.root / "sys/devices" / whole / name
            place.mkdir(parents=True)
            (place / "partition").touch()
            folder.parent.mkdir(parents=True, exist_ok=True)
            folder.symlink_to(place)
        for part in parts:
            (folder / "slaves" / part).mkdir(parents=True)
        folder.mkdir(parents=True, exist_ok=True)
        if uuid:
            self.tell(f"/sys/class/block/{name}/dm/uuid", uuid)

    def answer(self) -> bool | None:
        return linux_encrypted(Path("/home/sanne"), self.root)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "root")


def test_a_disk_with_luks(machine: Machine) -> None:
    machine.mount("/dev/dm-0")
    machine.device("dm-0", "sda2", uuid=LUKS)
    assert machine.answer() is True


def test_a_volume_on_luks_by_the_name_of_its_mapper(machine: Machine) -> None:
    machine.mount("/dev/mapper/vg-home")
    (machine.root / "dev/mapper").mkdir(parents=True)
    (machine.root / "dev/mapper/vg-home").symlink_to("../dm-3")
    machine.device("dm-3", "dm-0", uuid="LVM-abc")
    machine.device("dm-0", "nvme0n1p2", uuid=LUKS)
    assert machine.answer() is True


def test_a_plain_partition(machine: Machine) -> None:
    machine.mount("/dev/sda2")
    machine.device("sda2")
    assert machine.answer() is False


def test_a_volume_of_which_one_half_is_open(machine: Machine) -> None:
    machine.mount("/dev/dm-3")
    machine.device("dm-3", "dm-0", "sdb1", uuid="LVM-abc")
    machine.device("dm-0", "sda1", uuid=LUKS)
    machine.device("sdb1")
    assert machine.answer() is False


def test_a_partition_of_an_array_on_luks(machine: Machine) -> None:
    machine.mount("/dev/md0p1")
    machine.device("md0p1", whole="md0")
    (machine.root / "sys/devices/md0/slaves/dm-0").mkdir(parents=True)
    (machine.root / "sys/devices/dm-0/dm").mkdir(parents=True)
    (machine.root / "sys/devices/dm-0/dm/uuid").write_text(LUKS)
    assert machine.answer() is True


@pytest.mark.parametrize("name", ["vda", "vda1", "xvda1", "loop3", "zram0"])
def test_what_lies_behind_a_virtual_disk_cannot_be_told(machine: Machine, name: str) -> None:
    machine.mount(f"/dev/{name}")
    machine.device(name)
    assert machine.answer() is None


@pytest.mark.parametrize("kind", ["tmpfs", "overlay", "zfs", "nfs4"])
def test_no_device_cannot_be_told(machine: Machine, kind: str) -> None:
    machine.mount(kind, kind=kind)
    assert machine.answer() is None


def test_under_windows_and_without_a_word_of_the_system_it_cannot_be_told(machine: Machine) -> None:
    assert machine.answer() is None
    machine.mount("/dev/sda2")
    assert machine.answer() is None  # there is no such device
    machine.device("sda2")
    machine.tell("/proc/version", "Linux version 5.15-microsoft-standard-WSL2")
    assert machine.answer() is None


def test_a_file_system_that_encrypts(machine: Machine) -> None:
    machine.mount("/dev/sda2")
    machine.device("sda2")
    machine.mount("/home/.sanne", "/home/sanne", "ecryptfs")
    assert machine.answer() is True


def test_the_deepest_mount_counts_and_of_two_the_last(machine: Machine) -> None:
    machine.mount("/dev/sda1")
    machine.mount("/dev/sdb1", "/home")
    machine.mount("/dev/sdc1", "/home")
    machine.mount("/dev/sdd1", "/ho")
    machine.mount("/dev/sde1", r"/home/with\040blank")
    assert mount_of(Path("/home/sanne"), machine.root).source == "/dev/sdc1"
    assert mount_of(Path("/home/with blank/x"), machine.root).source == "/dev/sde1"
    assert mount_of(Path("/hom"), machine.root).source == "/dev/sda1"


@pytest.mark.parametrize("rubbish", ["", "\n\n", "x", " - ", "1 2 3 4 5", "1 2 3 4 / - ext4", "\udcff"])
def test_rubbish_from_the_system_tells_nothing(machine: Machine, rubbish: str) -> None:
    place = machine.root / "proc/self/mountinfo"
    place.parent.mkdir(parents=True)
    place.write_text(rubbish, "utf-8", errors="surrogateescape")
    assert machine.answer() is None
    assert danger_at(Path("/home/sanne"), machine.root) is None


@pytest.mark.parametrize(
    ("says", "answer"),
    [("FileVault is On.", True), ("FileVault is Off.", False), ("Encryption in progress", None), ("", None)],
)
def test_what_filevault_says(
    says: str, answer: bool | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fdesetup").write_text(f"#!/bin/sh\n[ $1 = status ] && echo '{says}'\n")
    (tmp_path / "fdesetup").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert disk_encrypted(tmp_path) is answer
    assert disk_encrypted(Path("/Volumes/stick/x")) is None


def test_a_program_of_the_system_that_hangs_or_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(encryption, "PATIENCE", 0.1)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert disk_encrypted(tmp_path) is None
    (tmp_path / "fdesetup").write_text("#!/bin/sh\nexec /bin/sleep 20\n")
    (tmp_path / "fdesetup").chmod(0o755)
    assert disk_encrypted(tmp_path) is None


@pytest.mark.parametrize(
    ("folder", "what"),
    [
        ("Dropbox/onderons", "Dropbox"),
        ("Dropbox (Persoonlijk)/x", "Dropbox"),
        ("OneDrive - Zorggroep Één/x", "OneDrive"),
        ("Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("Library/CloudStorage/GoogleDrive-a@b.nl/x", "CloudStorage"),
        ("Nextcloud/diep/dieper", "Nextcloud"),
        ("Google Drive/x", "Google Drive"),
    ],
)
def test_a_folder_that_is_copied_is_known_by_its_name(tmp_path: Path, folder: str, what: str) -> None:
    for home in (tmp_path / folder, tmp_path / "link/x"):
        if home.parent.name == "link":
            (tmp_path / folder).mkdir(parents=True)
            home.parent.symlink_to(tmp_path / folder)
        found = danger_at(home)
        assert found is not None
        assert (found.danger, found.what) == (Danger.SYNCED, what)


@pytest.mark.parametrize("mark", [".stfolder", ".dropbox", ".nextcloudsync.log"])
def test_and_by_what_lies_in_it(tmp_path: Path, mark: str) -> None:
    assert danger_at(tmp_path / "map" / "onderons") is None
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / mark).touch()
    found = danger_at(tmp_path / "map" / "onderons")
    assert found is not None
    assert found.danger is Danger.SYNCED


def test_and_by_what_windows_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "werk"))
    found = danger_at(tmp_path / "werk" / "x")
    assert found is not None
    assert found.what == "OneDrive"
    assert danger_at(tmp_path / "werkplek") is None


@pytest.mark.parametrize(
    "folder", ["dropboxes/x", "mijn nextclouds", ".local/share/onderons", "Documenten", "é"]
)
def test_other_folders_are_left_in_peace(tmp_path: Path, folder: str) -> None:
    assert danger_at(tmp_path / folder) is None


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "9p"])
def test_a_share_is_known_by_its_file_system(machine: Machine, kind: str) -> None:
    machine.mount("server:/x", "/home", kind)
    found = danger_at(Path("/home/sanne"), machine.root)
    assert found is not None
    assert (found.danger, found.what) == (Danger.SHARED, kind.removeprefix("fuse."))
    assert danger_at(Path("/srv"), machine.root) is None
