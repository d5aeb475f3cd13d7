"""Limits: what is slow, idle, many or deaf is let go in words, and costs the others nothing."""

import contextlib
import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from harness import stub as stubs
from harness.client import receive_all
from harness.waiting import until


def connect(server, receive_buffer=None):
    connection = socket.socket()
    if receive_buffer:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    connection.settimeout(60)
    connection.connect(("127.0.0.1", server.port))
    return connection


def head(server, request="GET /api/health", *fields):
    lines = [f"{request} HTTP/1.1", f"Host: 127.0.0.1:{server.port}", *fields, "", ""]
    return "\r\n".join(lines).encode()


def a_slow_head(server):
    """One byte a second would be a head for ever: the deadline is for the whole head."""
    with connect(server) as slow:
        slow.settimeout(1)
        with contextlib.suppress(ConnectionError):
            for byte in head(server, "GET /api/health", "X: " + "y" * 200):
                slow.sendall(bytes([byte]))
                with contextlib.suppress(TimeoutError):
                    return slow.recv(1000)
        return b""


def a_slow_body(server):
    with connect(server) as slow:
        slow.sendall(head(server, "POST /api/sessions", "Content-Type: application/json", "Content-Length: 100") + b"{")
        return receive_all(slow)


def idleness(server):
    with connect(server) as idle:
        idle.settimeout(120)
        idle.sendall(head(server))
        return receive_all(idle)


@pytest.mark.timeout(180)
def test_the_slow_and_the_idle_are_given_up_and_others_are_served(server, client):
    """All three wait side by side, each for its own deadline."""
    with ThreadPoolExecutor() as pool:
        began = time.monotonic()
        slow_head, slow_body, idle = (pool.submit(wait, server) for wait in (a_slow_head, a_slow_body, idleness))
        assert client.get("/api/health").status == 200
        for slow in (slow_head, slow_body):
            answer = slow.result(60)
            assert answer == b"" or answer.startswith(b"HTTP/1.1 408 ")
            assert time.monotonic() - began < 45
        answer = idle.result(120)
    assert answer.startswith(b"HTTP/1.1 200 ") and answer.count(b"HTTP/1.1") == 1
    assert client.get("/api/sessions").json == []


def test_too_many_connections_are_refused_in_words_and_the_rest_served(server, client):
    with contextlib.ExitStack() as held:
        refused = None
        for _ in range(3000):
            connection = held.enter_context(connect(server))
            connection.setblocking(False)
            with contextlib.suppress(BlockingIOError, ConnectionError):
                refused = connection.recv(1000)
                break
        if refused is not None:
            assert refused == b"" or refused[9:12] in (b"503", b"429"), refused[:100]
    until(lambda: client.get("/api/health").status == 200, what="serving again")


def test_a_reader_that_does_not_read_costs_nobody_anything(server, client):
    """Three deaf watchers on a long answer: the attentive one gets it all at full speed, and memory stays flat."""
    id = client.new_session()
    deaf = [connect(server, 4096) for _ in range(3)]
    for connection in deaf:
        connection.sendall(head(server, f"GET /api/sessions/{id}/events"))
    rest = server.resident_kib()
    stream = client.chat(id, "words=20000 seed=deaf")
    stream.until("done", seconds=60)
    assert stream.text == stubs.text(20000, "deaf")
    assert server.resident_kib() - rest < 30 << 10
    for connection in deaf:
        connection.close()
    assert client.get("/api/health").status == 200


def test_a_download_that_is_not_read_does_not_block(server, client):
    upload = client.upload(("big.bin", "application/octet-stream", bytes(20 << 20))).json
    with connect(server, 4096) as deaf:
        deaf.sendall(head(server, "GET /" + upload["url"].removeprefix("./").lstrip("/")))
        began = time.monotonic()
        assert all(client.get("/api/health").status == 200 for _ in range(20))
        assert time.monotonic() - began < 2


@pytest.mark.timeout(180)
def test_out_of_descriptors_it_serves_on_and_recovers(start, stub):
    server = start(stub, files=64)
    client = server.client
    id = client.new_session()
    stream = client.chat(id, "words=9 hold=3")
    stream.until_tokens(3)
    with contextlib.ExitStack() as held:
        for _ in range(100):
            held.enter_context(connect(server))
        # While the crowd is still being let in: the turn's end must find a descriptor for the disk at any moment.
        stub.release()
        stream.until("done")
        assert stream.text == stubs.text(9), "a running turn suffered from the crowd"
        before = server.process_seconds()
        time.sleep(1)  # it is the processor's idleness that is awaited
        assert server.process_seconds() - before < 0.3, "it spins while it has no descriptor left"
    until(lambda: healthy(client), 20, "serving again")
    assert server.log.read_text().lower().count("descriptor") <= 5, "it should be logged once, not per connection"


def healthy(client):
    with contextlib.suppress(OSError):
        return client.get("/api/health").status == 200


def test_pipelined_requests_are_answered_in_order(server):
    with connect(server) as connection:
        connection.sendall(head(server) + head(server, "GET /api/nothing") + head(server, "GET /api/agents", "Connection: close"))
        answer = receive_all(connection)
    assert re.findall(rb"HTTP/1.1 (\d+)", answer) == [b"200", b"404", b"200"]


def test_expect_continue_is_honoured(server):
    with connect(server) as connection:
        connection.settimeout(5)
        connection.sendall(head(server, "POST /api/sessions", "Content-Type: application/json", "Content-Length: 12",
                                "Expect: 100-continue", "Connection: close"))
        assert connection.recv(100).startswith(b"HTTP/1.1 100 ")
        connection.sendall(b'{"name":"x"}')
        assert receive_all(connection).startswith(b"HTTP/1.1 201 ")


def test_http_1_0_closes_after_its_answer(server):
    with connect(server) as connection:
        connection.settimeout(5)
        connection.sendall(f"GET /api/health HTTP/1.0\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
        answer = receive_all(connection)
    assert b" 200 " in answer[:20] and b"chunked" not in answer.lower()
