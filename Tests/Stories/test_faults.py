"""A disk that is full, system calls that fail, a clock that jumps, a crowd that dawdles: nothing acknowledged is lost,
nothing falls over, and what was refused works again when the trouble is past."""

import http.client
import os
import shutil
import socket
import subprocess
import threading
import time
from pathlib import Path

import pytest

from harness import stub as stubs
from harness.server import Martlet, executable
from harness.waiting import until

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root, for mount and strace")


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 40 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40m", "none", place], check=True)
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


@needs_root
def test_a_full_disk_refuses_in_words_loses_nothing_and_recovers(small_disk, stub):
    server = Martlet(small_disk, stub).start()
    client = server.client
    try:
        id = client.new_session()
        client.chat(id, "words=5").until("done")
        running = client.chat(id, "words=60 every=50")
        running.until_tokens(3)
        ballast = small_disk / "ballast"
        with open(ballast, "wb") as file:
            file.write(bytes(shutil.disk_usage(small_disk).free - (1 << 20)))
        upload = client.upload(("a.txt", "text/plain", b"x"))
        assert (upload.status, upload.code) == (503, "disk_full") and "full" in upload.json["error"]["message"]
        assert client.get("/api/health").status in (200, 503)
        assert running.until("done", "error", seconds=20).name == "done", "the answer that ran had its reserve"
        refused = client.request("POST", "/api/chat", {"session_id": id, "message": "words=3"})
        assert (refused.status, refused.code) == (503, "disk_full"), refused
        ballast.unlink()
        client.chat(id, "words=4").until("done")
        history = client.history(id)
        server.restart()
        assert [m["content"] for m in client.history(id)] == [m["content"] for m in history]
        assert history[3]["content"] == stubs.text(60) and len(history) == 6
    finally:
        server.stop()


WRITE, SYNC, OPEN, RENAME = "pwrite64,write", "fsync,fdatasync", "openat,open", "rename,renameat,renameat2"
FAULTS = [
    (WRITE, "ENOSPC", "3+17"), (WRITE, "EIO", "3+5"), (WRITE, "EIO", "3+17"), (WRITE, "EDQUOT", "3+17"),
    (SYNC, "EIO", "3+7"), (SYNC, "ENOSPC", "3+5"), (RENAME, "EIO", "3+5"), (RENAME, "ENOSPC", "3+7"),
    (OPEN, "EMFILE", "3+7"), (OPEN, "ENFILE", "3+5"), (OPEN, "EIO", "3+7"), (OPEN, "ENOSPC", "3+11"),
    # Who has no descriptor left accepts nobody for a second.
    ("accept4", "EMFILE", "3+13"), ("accept4", "ECONNABORTED", "3+5"),
    ("unlink,unlinkat", "EIO", "1+3"), ("socket", "EMFILE", "1+5"), ("epoll_ctl", "ENOSPC", "3+11"), ("pread64", "EIO", "1+5"),
]


class Trouble:
    """While it lasts, these system calls fail now and then, on each thread (`when` of strace(1))."""

    def __init__(self, server, calls, error, when, folder):
        self.server, self.calls, self.log = server, calls, folder / f"{calls}-{error}.strace"
        self.fault = f"inject={calls}:error={error}:when={when}"

    def __enter__(self):
        pid = self.server.process.pid
        self.tracer = subprocess.Popen(["strace", "-f", "-qq", "-o", self.log, "-e", f"trace={self.calls}", "-e", self.fault, "-p", str(pid)],
                                       stderr=subprocess.DEVNULL)
        until(lambda: self._is_on(pid), what="traced")
        return self

    def _is_on(self, pid):
        try:
            return all("TracerPid:\t0" not in (task / "status").read_text() for task in Path(f"/proc/{pid}/task").iterdir())
        except OSError:  # a thread that has ended meanwhile
            return False

    def __exit__(self, *_):
        self.tracer.terminate()
        self.tracer.wait()
        self.hits = self.log.read_text().count("(INJECTED)")


class Deeds:
    """What was asked of the server, and what of it was acknowledged."""

    def __init__(self, client):
        self.client, self.said, self.uploads, self.number = client, {}, {}, 0

    def do(self):
        """A message that begins a chat, an upload, and a look at an earlier one. Returns their statuses; 0: no answer."""
        self.number += 1
        words, data = f"words=3 seed={self.number}", b"%d" % self.number
        statuses = []
        for send in (lambda: self.client.request("POST", "/api/chat", {"message": words}, {"Accept": "application/json"}),
                     lambda: self.client.upload(("a.txt", "text/plain", data)),
                     lambda: self.client.get("/api/uploads/" + next(iter(self.uploads)))):
            try:
                reply = send()
            except (OSError, http.client.HTTPException):
                statuses.append(0)
                continue
            statuses.append(reply.status)
            if reply.status == 202:
                self.said[reply.json["session_id"]] = words
            elif reply.status == 201:
                self.uploads[reply.json["id"]] = data
        return statuses

    def lost(self):
        """What was acknowledged and is not there, or is there twice."""
        for session, words in self.said.items():
            said = [message["content"] for message in self.client.history(session) if message["role"] == "user"]
            if said != [words]:
                yield f"{words}: {said}"
        for id, data in self.uploads.items():
            if self.client.get(f"/api/uploads/{id}").body != data:
                yield f"upload {data}"


@needs_root
@pytest.mark.skipif(not shutil.which("strace"), reason="no strace on this machine")
def test_system_calls_that_fail_now_and_then(start, stub, tmp_path):
    """After each trouble the house is well again; after all of them nothing acknowledged is lost or doubled."""
    server = start(stub=stub)
    deeds, odd, tame = Deeds(server.client), [], []
    assert deeds.do() == [202, 201, 200]
    for calls, error, when in FAULTS:
        with Trouble(server, calls, error, when, tmp_path) as trouble:
            statuses = [status for _ in range(6) for status in deeds.do()]
        print(f"{calls:<26} {error:<12} failed {trouble.hits:>2} times; answers: {statuses}")
        assert server.running, f"{calls} {error}: {server.log_tail()}"
        until(lambda: server.client.get("/api/health").status == 200, what=f"well again after {calls} {error}", seconds=15)
        server.settle()
        odd += [f"{calls} {error}: {status}" for status in statuses if status not in (0, 200, 201, 202, 503)]
        tame += [] if trouble.hits else [f"{calls} {error}"]
    assert not odd and not tame, f"answers: {odd}; never failed: {tame}"
    assert deeds.do() == [202, 201, 200]
    server.settle()
    assert list(deeds.lost()) == []
    server.restart()
    assert list(deeds.lost()) == []


def test_a_dawdling_crowd_does_not_hold_up_the_others(start, stub):
    """2,000 connections send a byte of their request a second; health answers, and a chat goes on."""
    server = start(stub=stub, web={"max_connections_per_address": 4096})
    client = server.client
    crowd = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(2000)]
    over = threading.Event()

    def dawdle():
        for byte in b"GET /api/health HTTP/1.1\r\nX-Slow: " + b"x" * 200:
            for connection in crowd:
                try:
                    connection.send(bytes([byte]))
                except OSError:
                    pass
            if over.wait(1):
                return

    thread = threading.Thread(target=dawdle)
    thread.start()
    try:
        id = client.new_session()
        stream = client.chat(id, "words=50 every=40")
        waits = []
        for _ in range(100):
            began = time.monotonic()
            assert client.get("/api/health").status == 200
            waits.append(time.monotonic() - began)
            time.sleep(0.01)
        assert stream.until("done", "error", seconds=15).name == "done"
        waits.sort()
        print(f"\n2,000 dawdlers: /api/health p50 {waits[50] * 1000:.1f} ms, p99 {waits[98] * 1000:.1f} ms")
    finally:
        over.set()
        thread.join()
        for connection in crowd:
            connection.close()
    assert client.history(id)[1]["content"] == stubs.text(50)
