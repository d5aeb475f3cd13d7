"""What people download: the files of Scripts/release, run where nothing else is installed."""

import os
import platform
import shutil
import subprocess
from pathlib import Path

import pytest

from harness.client import Client
from harness.server import ROOT
from harness.waiting import free_port

DIST = Path(os.environ.get("DIST") or ROOT / ".build/dist")
LIMIT = 20_000_000
# Idle, after one request. A Raspberry Pi of 512 MB has other things to do.
RSS_LIMIT_KIB = 15 << 10
NATIVE = {"x86_64": "amd64", "aarch64": "arm64"}[platform.machine()]

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root, for chroot")


def released(machine):
    file = DIST / f"martlet-linux-{machine}"
    if not file.exists():
        pytest.skip(f"no {file.name}: run Scripts/release {machine}")
    return file


def command(machine, folder):
    """How the file is run in a folder that holds nothing else, and where its data folder is seen from outside."""
    file = folder / "martlet"
    shutil.copy(released(machine), file)
    # What was just written lies in the memory whole, and is mapped so, whether it is used or not.
    with open(file, "rb") as copied:
        os.fsync(copied.fileno())
        os.posix_fadvise(copied.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    if machine == NATIVE:
        # Swift's runtime asks /proc for the name of its own file before main.
        (folder / "proc").mkdir()
        inside = 'mount -t proc none "$0/proc" && exec chroot "$0" /martlet "$@"'
        return ["unshare", "--mount", "/bin/sh", "-c", inside, str(folder), "serve", "--data", "/data"]
    emulator = shutil.which("qemu-aarch64-static") or pytest.skip("no qemu-aarch64-static on this machine")
    return [emulator, str(file), "serve", "--data", str(folder / "data")]


@needs_root
@pytest.mark.parametrize("machine", ["amd64", "arm64"])
def test_runs_where_nothing_is_installed(machine, tmp_path):
    port = free_port()
    process = subprocess.Popen([*command(machine, tmp_path), "--port", str(port)], stdout=subprocess.PIPE, env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"})
    try:
        assert process.stdout.readline().decode().strip() == f"martlet: listening on http://127.0.0.1:{port}"
        client = Client(f"http://127.0.0.1:{port}")
        assert client.get("/api/health").status == 200
        idle = resident_kib(process.pid)
        smoke(client)
        rss = resident_kib(process.pid)
        process.terminate()
        assert process.wait(10) == 0
        assert list((tmp_path / "data/sessions").glob("*.md")), "the conversation is not on disk"
    finally:
        process.kill()
    size = released(machine).stat().st_size
    print(f"\nmartlet-linux-{machine}: {size / 1e6:.1f} MB, RSS {idle / 1024:.1f} MB idle, {rss / 1024:.1f} MB after a chat{'' if machine == NATIVE else ' (with its emulator)'}")
    assert size <= LIMIT and (machine != NATIVE or idle <= RSS_LIMIT_KIB)


def smoke(client):
    assert client.get("/api/health").json["status"] == "ok"
    assert b"<title>" in client.get("/").body
    upload = client.upload(("a.txt", "text/plain", b"ten bytes!")).json
    id = client.new_session()
    done = client.chat(id, "hello", attachments=[{"id": upload["id"]}]).until("done", "error", seconds=60)
    assert done.name == "done" and done.data["message"]["content"]
    assert client.get("/" + upload["url"].lstrip("/")).body == b"ten bytes!"


def resident_kib(pid):
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


@needs_root
@pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="no dpkg on this machine")
def test_the_package_installs_upgrades_and_purges(tmp_path):
    """In a copy of this machine that is thrown away: an overlay takes what is written."""
    package = next(iter(DIST.glob(f"martlet_*_{NATIVE}.deb")), None) or pytest.skip("no package: run Scripts/release")
    shutil.copy(package, tmp_path / "martlet.deb")
    script = f"""set -eu
      mkdir -p {tmp_path}/layers && mount -t tmpfs none {tmp_path}/layers
      mkdir {tmp_path}/layers/upper {tmp_path}/layers/work {tmp_path}/layers/root
      mount -t overlay overlay -o lowerdir=/,upperdir={tmp_path}/layers/upper,workdir={tmp_path}/layers/work {tmp_path}/layers/root
      cp {tmp_path}/martlet.deb {tmp_path}/layers/root/martlet.deb
      mount -t proc none {tmp_path}/layers/root/proc
      exec chroot {tmp_path}/layers/root sh -eux -c '{INSIDE}'"""
    done = subprocess.run(["unshare", "--mount", "sh", "-c", script], capture_output=True, text=True, timeout=120)
    if "wrong fs type" in done.stderr or "unknown filesystem type" in done.stderr:
        pytest.skip("no overlay file system on this machine")
    assert done.returncode == 0, done.stdout + done.stderr


INSIDE = """
dpkg -i /martlet.deb
test "$(stat -c "%U %a" /var/lib/martlet)" = "martlet 700"
test "$(stat -c "%U %G %a" /etc/martlet/config.json)" = "root martlet 640"
martlet version
setpriv --reuid martlet --regid martlet --clear-groups martlet check --config /etc/martlet/config.json
echo "{\\"channels\\": {\\"web\\": {\\"port\\": 8099}}}" > /etc/martlet/config.json
echo kept > /var/lib/martlet/kept
dpkg -i /martlet.deb
grep -q 8099 /etc/martlet/config.json
grep -q kept /var/lib/martlet/kept
dpkg --remove martlet
test ! -e /usr/bin/martlet
grep -q kept /var/lib/martlet/kept
dpkg --purge martlet
test ! -e /var/lib/martlet
test ! -e /etc/martlet
if getent passwd martlet; then exit 1; fi
"""
