"""What a service manager sees: readiness, watchdog, status, end; and a port that it keeps open for us."""

import os
import shutil
import signal
import socket
import subprocess

import pytest

from harness.client import Client
from harness.server import ROOT, executable
from harness.waiting import free_port

UNIT = ROOT / "Scripts/packaging/martlet.service"


class Manager:
    """As much of systemd as a service speaks to (sd_notify(3), sd_listen_fds(3))."""

    def __init__(self, folder):
        self.folder = folder
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(folder / "notify"))
        self.socket.settimeout(10)
        self.process = None

    def start(self, *arguments, listener=None, **environment):
        """The wrapper is what becomes the server: it knows the process id that the socket is meant for."""
        files = (listener.fileno(),) if listener else ()
        hand_over = f"exec 3<&{files[0]}; export LISTEN_PID=$$ LISTEN_FDS=1; " if files else ""
        command = ["bash", "-c", hand_over + 'exec "$@"', "sh", executable(), "serve", "--data", str(self.folder / "data"), *arguments]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=open(self.folder / "log", "ab"), pass_fds=files,
            env={**os.environ, "HOME": str(self.folder), "NOTIFY_SOCKET": str(self.folder / "notify"), **environment})
        return self

    def hear(self):
        return self.socket.recv(4096).decode().split("\n")

    def hear_until(self, line):
        while line not in self.hear():
            pass

    def end(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(6)
        self.socket.close()


@pytest.fixture
def manager(tmp_path):
    manager = Manager(tmp_path)
    yield manager
    manager.end()


def test_says_when_it_is_ready_and_when_it_stops(manager):
    port = free_port()
    manager.start("--port", str(port))
    ready, status = manager.hear()
    assert ready == "READY=1" and status.startswith(f"STATUS=listening on 127.0.0.1:{port}")
    assert Client(f"http://127.0.0.1:{port}").get("/api/health").status == 200, "ready before it answers"
    manager.process.send_signal(signal.SIGTERM)
    manager.hear_until("STOPPING=1")
    assert manager.process.wait(6) == 0


def test_feeds_the_watchdog_as_long_as_the_loop_turns(manager):
    manager.start("--port", "0", WATCHDOG_USEC="400000")
    for _ in range(3):
        manager.hear_until("WATCHDOG=1")
    manager.process.send_signal(signal.SIGSTOP)
    manager.socket.settimeout(0.1)
    with pytest.raises(TimeoutError):
        while True:
            manager.hear()
    manager.socket.settimeout(1)
    with pytest.raises(TimeoutError):
        manager.hear()
    manager.process.send_signal(signal.SIGCONT)


def test_a_socket_of_the_manager_outlives_a_restart(manager):
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    port = listener.getsockname()[1]
    client = Client(f"http://127.0.0.1:{port}")
    manager.start(listener=listener)
    manager.hear_until("READY=1")
    first = manager.process.pid
    assert client.get("/api/health").status == 200
    manager.process.send_signal(signal.SIGTERM)
    assert manager.process.wait(6) == 0
    waiting = socket.create_connection(("127.0.0.1", port))
    waiting.sendall(b"GET /api/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    manager.start(listener=listener)
    waiting.settimeout(10)
    assert waiting.recv(64).startswith(b"HTTP/1.1 200"), "who came meanwhile was not answered"
    assert manager.process.pid != first


def test_logs_to_the_journal_with_levels(manager):
    """The journal is a stream socket; whoever writes to it finds its device and inode in JOURNAL_STREAM."""
    ours, theirs = socket.socketpair()
    info = os.fstat(theirs.fileno())
    process = subprocess.Popen(
        [executable(), "serve", "--data", str(manager.folder / "other"), "--port", "0"], stdout=subprocess.PIPE,
        stderr=theirs, env={**os.environ, "HOME": str(manager.folder), "JOURNAL_STREAM": f"{info.st_dev}:{info.st_ino}"})
    theirs.close()
    assert b"listening" in process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    assert process.wait(6) == 0
    ours.settimeout(5)
    assert ours.recv(4096).decode().splitlines()[-1] == "<6>stopping"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze on this machine")
def test_the_unit_is_sound_and_hardened(tmp_path):
    unit = tmp_path / "martlet.service"
    unit.write_text(UNIT.read_text().replace("/usr/bin/martlet", "/bin/true"))
    checked = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True)
    assert checked.returncode == 0 and not checked.stderr.strip(), checked.stderr
    rated = subprocess.run(["systemd-analyze", "security", "--offline=true", "--threshold=20", unit], capture_output=True, text=True)
    print(rated.stdout.splitlines()[-1])
    assert rated.returncode == 0, rated.stdout
