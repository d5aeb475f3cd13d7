"""Bad input, route by route: each refused with its clear error, and nothing changed on the disk."""

import json
import re

import pytest

from harness import stub as stubs
from harness.client import Client, multipart

UNKNOWN = "00000000-0000-4000-8000-000000000000"

# Every route: path, what it allows. `{s}` is a session that exists, `{m}` a message of it, `{u}` an upload.
ROUTES = {
    "/api/sessions": "GET POST", "/api/sessions/{s}": "GET PUT PATCH DELETE", "/api/sessions/{s}/messages/{m}": "PATCH DELETE",
    "/api/sessions/{s}/fork": "POST", "/api/sessions/{s}/export": "GET", "/api/import": "POST", "/api/chat": "POST",
    "/api/sessions/{s}/events": "GET", "/api/events": "GET", "/api/stop": "POST", "/api/upload": "POST",
    "/api/uploads/{u}": "GET", "/api/agents": "GET", "/api/health": "GET", "/": "GET", "/sw.js": "GET",
}
# Routes that take JSON.
TAKES_JSON = [("POST", "/api/sessions"), ("PUT", "/api/sessions/{s}"), ("PATCH", "/api/sessions/{s}"),
              ("PATCH", "/api/sessions/{s}/messages/{m}"), ("POST", "/api/sessions/{s}/fork"), ("POST", "/api/chat"),
              ("POST", "/api/stop")]


class World:
    """One server with a session of two messages and an upload; shared, because nothing here may change it."""

    def __init__(self, server):
        self.server, self.client = server, server.client
        self.s = self.client.new_session(name="unchanged")
        self.client.chat(self.s, "words=3").until("done")
        self.m = self.client.history(self.s)[0]["id"]
        self.u = self.client.upload(("a.txt", "text/plain", b"unchanged")).json["id"]

    def at(self, path):
        return path.format(s=self.s, m=self.m, u=self.u)

    def refused(self, method, path, body=None, headers=None, statuses=(400, 422)):
        """Asserts a refusal in the house's error shape that left no trace."""
        before = self.server.state()
        reply = self.client.request(method, self.at(path), body, headers)
        assert reply.status in statuses, f"{method} {path} {str(body)[:80]} {headers}: {reply}"
        if method != "HEAD":
            error = reply.json["error"]
            assert re.fullmatch(r"[a-z_]+", error["code"]) and len(error["message"]) > 5, reply
        assert self.server.state() == before, f"{method} {path} {str(body)[:80]} left a trace"
        return reply


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    from harness.server import Martlet
    from harness.stub import StubModel
    model = StubModel()
    server = Martlet(tmp_path_factory.mktemp("world"), model).start()
    yield World(server)
    server.stop()
    model.close()


@pytest.mark.parametrize("path", ROUTES)
def test_the_wrong_method_is_told_the_right_ones(world, path):
    allowed = set(ROUTES[path].split())
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "BREW"} - allowed:
        reply = world.refused(method, path, statuses=(405,))
        told = set(re.split(r",\s*", reply.headers["Allow"]))
        assert allowed <= told <= allowed | {"HEAD", "OPTIONS"}, (method, path, told)


@pytest.mark.parametrize("method, path", TAKES_JSON)
def test_a_body_that_is_no_json(world, method, path):
    for body in (b"{", b"", b"nonsense", b'{"name": "x"', b'{"name": "x"} x', b"\xff\xfe", b'{"name": "\xff"}', b"[" * 100_000,
                 b'{"a":' * 50_000):
        world.refused(method, path, body, {"Content-Type": "application/json"}, statuses=(400, 422))


@pytest.mark.parametrize("method, path", TAKES_JSON)
def test_json_of_the_wrong_shape(world, method, path):
    for body in ([], "text", 7, None, [{"name": "x"}]):
        world.refused(method, path, json.dumps(body).encode(), {"Content-Type": "application/json"})


@pytest.mark.parametrize("method, path", TAKES_JSON)
def test_the_wrong_type_of_body(world, method, path):
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml"):
        world.refused(method, path, b'{"name": "x", "message": "x"}', {"Content-Type": kind}, statuses=(415,))


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data", "multipart/form-data; boundary="])
@pytest.mark.parametrize("path", ["/api/upload", "/api/import"])
def test_uploads_must_be_forms(world, path, kind):
    world.refused("POST", path, b'{"file": 1}', {"Content-Type": kind}, statuses=(400, 415))


@pytest.mark.parametrize("method, path, body", [
    ("POST", "/api/sessions", {"name": 7}), ("POST", "/api/sessions", {"pinned": "yes"}), ("POST", "/api/sessions", {"id": "../x"}),
    ("POST", "/api/sessions", {"id": ""}), ("POST", "/api/sessions", {"id": 7}), ("POST", "/api/sessions", {"history": {}}),
    ("POST", "/api/sessions", {"history": [{"role": "king", "content": "x"}]}), ("POST", "/api/sessions", {"history": [7]}),
    ("POST", "/api/sessions", {"history": [{"role": "user"}]}), ("POST", "/api/sessions", {"agent": ["x"]}),
    ("PATCH", "/api/sessions/{s}", {"name": None}), ("PATCH", "/api/sessions/{s}", {"name": ["x"]}),
    ("PATCH", "/api/sessions/{s}", {"pinned": 1.5}), ("PATCH", "/api/sessions/{s}", {"name": "x" * 100_000}),
    ("PUT", "/api/sessions/{s}", {"history": "x"}), ("PATCH", "/api/sessions/{s}/messages/{m}", {"pinned": "yes"}),
    ("POST", "/api/sessions/{s}/fork", {"message_id": 7}), ("POST", "/api/sessions/{s}/fork", {}),
    ("POST", "/api/chat", {"message": 7}), ("POST", "/api/chat", {"message": ["x"], "session_id": "{s}"}),
    ("POST", "/api/chat", {"message": "x", "session_id": 7}), ("POST", "/api/chat", {}),
    ("POST", "/api/chat", {"message": "x", "session_id": "{s}", "attachments": "x"}),
    ("POST", "/api/chat", {"message": "x", "session_id": "{s}", "attachments": [{"id": 7}]}),
    ("POST", "/api/chat", {"message": "x", "session_id": "{s}", "attachments": [{"id": "../../secret"}]}),
    ("POST", "/api/chat", {"message": "x", "session_id": "{s}", "client_id": "c" * 65}),
    ("POST", "/api/chat", {"message": "x", "session_id": "{s}", "client_id": 7}),
    ("POST", "/api/chat", {"message": "x", "session_id": "{s}", "reasoning": "much"}),
    ("POST", "/api/chat", {"message": "x", "session_id": "{s}", "agent": 7}),
    ("POST", "/api/chat", {"message": "x", "session_id": "{s}", "edit": 7}),
    ("POST", "/api/stop", {}), ("POST", "/api/stop", {"session_id": None}), ("POST", "/api/stop", {"session_id": 7}),
])
def test_values_of_the_wrong_kind(world, method, path, body):
    if body.get("session_id") == "{s}":
        body = {**body, "session_id": world.s}
    world.refused(method, path, body)


@pytest.mark.parametrize("method, path, body", [
    ("GET", "/api/sessions/{s}/messages/" + UNKNOWN, None), ("PATCH", "/api/sessions/{s}/messages/" + UNKNOWN, {"pinned": True}),
    ("DELETE", "/api/sessions/{s}/messages/" + UNKNOWN, None), ("POST", "/api/sessions/{s}/fork", {"message_id": UNKNOWN}),
    ("POST", "/api/chat", {"message": "x", "session_id": "{s}", "edit": UNKNOWN}),
    ("POST", "/api/chat", {"session_id": "{s}", "regenerate": UNKNOWN}), ("GET", "/api/uploads/" + UNKNOWN, None),
    ("GET", "/api/uploads/nonsense", None), ("GET", "/api/nothing", None), ("POST", "/api/nothing", {}),
    ("GET", "/api/", None), ("GET", "/api", None), ("GET", "/api/sessions/{s}/export?format=exe", None),
    ("GET", "/api/sessions/{s}?limit=-1", None), ("GET", "/api/sessions/{s}?limit=many", None),
])
def test_what_does_not_exist(world, method, path, body):
    if body and body.get("session_id"):
        body = {**body, "session_id": world.s}
    world.refused(method, path, body, statuses=(400, 404, 405, 422))


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


@pytest.mark.parametrize("host", [
    "evil.example", "evil.example:{port}", "127.0.0.1.evil.example:{port}", "localhost.evil.example", "", "127.0.0.1:{port}@evil.example",
    "user@127.0.0.1:{port}", "127.0.0.1:{port}/x", "evil.example, 127.0.0.1:{port}", "[::1", "169.254.169.254"])
def test_a_foreign_host_is_refused(world, host):
    """DNS rebinding: a page of another name that points at this machine must get nothing, not even the app."""
    for path in ("/", "/api/sessions", "/api/health"):
        value = host.format(port=world.server.port)
        reply = world.client.raw(f"GET {path} HTTP/1.1\r\nHost: {value}\r\nConnection: close\r\n\r\n".encode())
        assert reply[9:12] in (b"400", b"403", b"421"), (path, reply[:200])
        assert b"unchanged" not in reply and b"<script" not in reply


def test_no_host_at_all_is_refused(world):
    assert world.client.raw(b"GET / HTTP/1.1\r\n\r\n").startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]"])
def test_this_machines_own_names_are_welcome(world, name):
    reply = world.client.raw(f"GET /api/health HTTP/1.1\r\nHost: {name}:{world.server.port}\r\nConnection: close\r\n\r\n".encode())
    assert reply.startswith(b"HTTP/1.1 200 "), reply[:200]


CROSS_SITE = [
    {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:1"}, {"Origin": "https://127.0.0.1:{port}"},
    {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "http://127.0.0.1:{port}.evil.example"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example", "Sec-Fetch-Mode": "no-cors"},
]


@pytest.mark.parametrize("headers", CROSS_SITE, ids=str)
def test_another_sites_page_cannot_reach_the_api(world, headers):
    headers = {k: v.format(port=world.server.port) for k, v in headers.items()}
    body, kind = multipart([("file", "a.txt", "text/plain", b"x")])
    for method, path in [("POST", "/api/sessions"), ("POST", "/api/chat"), ("POST", "/api/stop"), ("DELETE", "/api/sessions/{s}"),
                         ("PUT", "/api/sessions/{s}"), ("PATCH", "/api/sessions/{s}"), ("POST", "/api/sessions/{s}/fork")]:
        world.refused(method, path, {"message": "x", "session_id": world.s}, headers, statuses=(403,))
    world.refused("POST", "/api/upload", body, {**headers, "Content-Type": kind}, statuses=(403,))
    reply = world.client.request("GET", world.at("/api/sessions/{s}"), headers=headers)
    assert reply.status == 403 or "Access-Control-Allow-Origin" not in reply.headers
    if headers.get("Sec-Fetch-Site") == "cross-site":
        assert reply.status == 403, "another site's page could read, or time, a conversation"


def test_the_apps_own_requests_pass(world):
    own = f"http://127.0.0.1:{world.server.port}"
    for headers in ({"Origin": own, "Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Origin": own}, {}):
        assert world.client.request("GET", "/api/sessions", headers=headers).status == 200
        reply = world.client.request("PATCH", world.at("/api/sessions/{s}"), {"name": "unchanged"}, headers)
        assert reply.status == 200, (headers, reply)


def test_following_a_link_to_the_app_is_welcome(world):
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert world.client.request("GET", "/", headers=headers).status == 200


def test_nobody_is_invited_across_origins(world):
    reply = world.client.request("OPTIONS", "/api/sessions", headers={
        "Origin": "https://evil.example", "Access-Control-Request-Method": "DELETE"})
    assert "Access-Control-Allow-Origin" not in reply.headers and reply.status in (204, 403, 405)


def test_after_all_this_it_still_chats(world):
    id = world.client.new_session()
    stream = world.client.chat(id, "words=3")
    stream.until("done")
    assert stream.text == stubs.text(3)
    assert Client(world.server.url).get("/api/health").status == 200
