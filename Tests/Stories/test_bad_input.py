"""Bad input, route by route: each refused with its clear error, and nothing changed on the disk."""

import json
import re

import pytest

from harness import stub as stubs

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


@pytest.mark.parametrize("path", ROUTES)
def test_the_wrong_method_is_told_the_right_ones(world, path):
    allowed = set(ROUTES[path].split())
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "BREW"} - allowed:
        reply = world.refused(method, path, statuses=(405,))
        told = set(re.split(r",\s*", reply.headers["Allow"]))
        assert allowed <= told <= allowed | {"HEAD", "OPTIONS"}, (method, path, told)


@pytest.mark.parametrize("method, path", TAKES_JSON)
def test_a_body_that_is_no_json(world, method, path):
    for body in (b"{", b"nonsense", b'{"name": "x"', b'{"name": "x"} x', b"\xff\xfe", b'{"name": "\xff"}', b"[" * 100_000,
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
    ("POST", "/api/sessions", {"agent": ["x"]}),
    ("PATCH", "/api/sessions/{s}", {"name": ["x"]}),
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


def test_after_all_this_it_still_chats(world):
    id = world.client.new_session()
    stream = world.client.chat(id, "words=3")
    stream.until("done")
    assert stream.text == stubs.text(3)
    assert world.client.get("/api/health").status == 200
