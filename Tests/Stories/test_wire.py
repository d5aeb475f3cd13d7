"""Bad input below the API: paths that lead elsewhere, heads too large, and all that smuggling is made of."""

import pytest


@pytest.mark.parametrize("id", [
    "..", "../x", "%2e%2e", "..%2f..%2fsecret", "%2e%2e%2fsecret", "..%5c..%5csecret", "x%00", "%00", ".", "~", "%7e", "a" * 5000,
    "%c0%ae%c0%ae", "%252e%252e", "x/../../../secret", "....//....//etc/passwd", "%ff", "%", "%zz", "con", ".md", "x.md", " ", "\x7f",
])
@pytest.mark.parametrize("method, path", [("GET", "/api/sessions/{id}"), ("PUT", "/api/sessions/{id}"), ("DELETE", "/api/sessions/{id}"),
                                          ("GET", "/api/uploads/{id}"), ("GET", "/{id}"), ("GET", "/v/{id}/{id}")])
def test_every_spelling_of_elsewhere(world, method, path, id):
    before = world.server.state()
    body = b'{"name": "x"}' if method == "PUT" else b""
    target = path.format(id=id).encode("latin-1")
    head = b"%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
    reply = world.client.raw(head % (method.encode(), target, world.server.port, len(body)) + body)
    status = int(reply.split(b" ")[1])
    harmless = path == "/{id}" and id == "."  # the front page by another spelling
    assert 400 <= status < 500 or harmless and status in (200, 301, 308), reply[:200]
    assert b"root:" not in reply and b"Traceback" not in reply
    assert world.server.state() == before


@pytest.mark.parametrize("size", [10 << 20, 100 << 20])
def test_a_body_too_large_is_refused_before_it_is_read(world, size):
    reply = world.client.raw(b"POST /api/chat HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\n"
                             b"Content-Length: %d\r\n\r\n{" % (world.server.port, size))
    assert reply.startswith(b"HTTP/1.1 413 "), reply[:100]


def test_a_long_target_and_long_fields_are_refused(world):
    host = b"Host: 127.0.0.1:%d\r\n" % world.server.port
    assert world.client.raw(b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n" + host + b"\r\n")[9:12] in (b"414", b"431", b"400")
    assert world.client.raw(b"GET / HTTP/1.1\r\n" + host + b"X: " + b"a" * 200_000 + b"\r\n\r\n")[9:12] == b"431"
    assert world.client.raw(b"GET / HTTP/1.1\r\n" + host + b"X: a\r\n" * 5000 + b"\r\n")[9:12] == b"431"


SMUGGLING = {
    "both lengths": "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two lengths": "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
    "the same length twice": "Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd",
    "a list of lengths": "Content-Length: 4, 4\r\n\r\nabcd",
    "a negative length": "Content-Length: -1\r\n\r\n",
    "a signed length": "Content-Length: +4\r\n\r\nabcd",
    "a hexadecimal length": "Content-Length: 0x4\r\n\r\nabcd",
    "a length beyond counting": "Content-Length: 99999999999999999999\r\n\r\n",
    "an unknown coding": "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "chunked not last": "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "two codings": "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a bad coding": "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "a tab in the coding": "Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n",
    "a space before the colon": "Content-Length : 4\r\n\r\nabcd",
    "a folded line": "X: a\r\n b\r\nContent-Length: 0\r\n\r\n",
    "a bare line feed": "X: a\nContent-Length: 0\r\n\r\n",
    "a bare carriage return": "X: a\rb\r\nContent-Length: 0\r\n\r\n",
    "a zero byte": "X: a\x00b\r\nContent-Length: 0\r\n\r\n",
    "a nameless field": ": x\r\nContent-Length: 0\r\n\r\n",
    "a field without a colon": "nonsense\r\nContent-Length: 0\r\n\r\n",
    "a second host": "Host: elsewhere.example\r\nContent-Length: 0\r\n\r\n",
    "a chunk size with a sign": "Transfer-Encoding: chunked\r\n\r\n+1\r\na\r\n0\r\n\r\n",
    "a chunk size in hex with 0x": "Transfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n0\r\n\r\n",
    "a chunk size beyond counting": "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\na\r\n0\r\n\r\n",
    "a chunk longer than it says": "Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n",
    "a chunk ended by a line feed": "Transfer-Encoding: chunked\r\n\r\n1\na\n0\n\n",
    "an empty chunk size": "Transfer-Encoding: chunked\r\n\r\n\r\na\r\n0\r\n\r\n",
}


@pytest.mark.parametrize("shape", SMUGGLING)
def test_what_smuggling_is_made_of_closes_the_connection(world, shape):
    """The hidden second request must never be answered."""
    before = world.server.state()
    first = f"POST /api/sessions HTTP/1.1\r\nHost: 127.0.0.1:{world.server.port}\r\nContent-Type: application/json\r\n"
    hidden = f"GET /api/health HTTP/1.1\r\nHost: 127.0.0.1:{world.server.port}\r\n\r\n"
    reply = world.client.raw((first + SMUGGLING[shape] + hidden).encode("latin-1"), seconds=3)
    assert reply.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 501 ", b"HTTP/1.1 413 ")), reply[:200]
    assert reply.count(b"HTTP/1.1 ") == 1, reply
    assert world.server.state() == before


@pytest.mark.parametrize("line", [
    "GET  / HTTP/1.1", "GET /", "GET / HTTP/9.9", "GET / HTTP/1.1 x", " GET / HTTP/1.1", "get / HTTP/1.1x", "GET\t/\tHTTP/1.1",
    "GET /a b HTTP/1.1", "G(T / HTTP/1.1", "GET nonsense HTTP/1.1", "\x16\x03\x01\x02\x00", "PRI * HTTP/2.0", "GET /\x00 HTTP/1.1"])
def test_a_request_line_that_is_none(world, line):
    reply = world.client.raw(f"{line}\r\nHost: 127.0.0.1:{world.server.port}\r\n\r\n".encode("latin-1"), seconds=3)
    assert reply[9:12] in (b"400", b"405", b"505", b"501"), reply[:100]
