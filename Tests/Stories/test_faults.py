"""A disk that is full, system calls that fail, a clock that jumps, a crowd that dawdles: nothing acknowledged is lost,
nothing falls over, and what was refused works again when the trouble is past."""

import os
import shutil
import socket
import subprocess
import threading
import time

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


FAULTS = [
    ("write", "ENOSPC", "pwrite64,write"), ("write", "EIO", "pwrite64,write"), ("sync", "EIO", "fsync,fdatasync"),
    ("open", "EMFILE", "openat,open"), ("accept", "EMFILE", "accept4"), ("rename", "EIO", "rename,renameat,renameat2"),
]


@needs_root
@pytest.mark.skipif(not shutil.which("strace"), reason="no strace on this machine")
@pytest.mark.parametrize("name,error,calls", FAULTS, ids=[f"{name}-{error}" for name, error, _ in FAULTS])
def test_a_system_call_that_fails_now_and_then(name, error, calls, start, stub):
    """Every seventh call fails for some seconds, on every thread; then all is well again."""
    server = start(stub=stub)
    client = server.client
    id = client.new_session()
    client.chat(id, "words=5").until("done")
    inject = f"inject={calls}:error={error}:when=5+7"
    tracer = subprocess.Popen(["strace", "-f", "-qq", "-o", "/dev/null", "-e", inject, "-e", f"trace={calls}", "-p", str(server.process.pid)],
                              stderr=subprocess.PIPE)
    try:
        until(lambda: "TracerPid:\t0" not in (open(f"/proc/{server.process.pid}/status").read()), what="traced")
        accepted = []
        for round in range(12):
            try:
                reply = client.request("POST", "/api/chat", {"session_id": id, "message": f"words=3 seed={round}", "client_id": f"c{round}"},
                                       {"Accept": "application/json"})
            except OSError:
                continue
            assert reply.status in (202, 409, 503), reply
            if reply.status == 202:
                accepted.append(f"words=3 seed={round}")
            time.sleep(0.15)
    finally:
        tracer.terminate()
        tracer.wait()
    assert server.running, server.log_tail()
    until(lambda: client.get("/api/health").status == 200, what="healthy again", seconds=15)
    server.settle()
    client.chat(id, "words=4").until("done")
    server.restart()
    said = [message["content"] for message in client.history(id) if message["role"] == "user"]
    missing = [words for words in accepted if words not in said]
    assert not missing and len(said) == len(set(said)) + said.count("words=5") - 1 + said.count("words=4") - 1, said


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
