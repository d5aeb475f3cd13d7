"""Other people's pages: a foreign Host or a cross-site request reaches nothing."""

import pytest

from harness.client import multipart


@pytest.mark.parametrize("host", [
    "evil.example", "evil.example:{port}", "127.0.0.1.evil.example:{port}", "localhost.evil.example", "", "127.0.0.1:{port}@evil.example",
    "user@127.0.0.1:{port}", "127.0.0.1:{port}/x", "evil.example, 127.0.0.1:{port}", "[::1"])
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
    {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:1"},
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
