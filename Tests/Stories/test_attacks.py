"""Every route against everybody who has no business there: what each is told, and that nothing changed.

A new route needs a row in ROUTES: the request that would do harm, if it worked, to what is Ada's (see `attacks.Row`)."""

import json

import pytest

from harness.attacks import SECRET, House, Row, routes
from harness.client import multipart

# One's own list, or something new of one's own: nothing of Ada's is within reach.
OWN = dict(other=None)
SEEN = dict(other=(200,))  # Another user sees it too, without a word of Ada's.
ANYBODY = dict(nobody=(200,), other=(200,))
APP = dict(nobody=(200,), other=(200,), foreign=(200,))  # Links from elsewhere may lead here.

FORM, FORM_TYPE = multipart([("file", "mine.json", "application/json", b'{"id": "{id}", "history": []}')])
IS_FORM = {"Content-Type": FORM_TYPE}
UPGRADE = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}

ROUTES = {
    "GET /": Row(**APP),
    "GET /sw.js": Row(**APP),
    "GET /api/health": Row(**ANYBODY),
    "GET /api/me": Row(**SEEN),
    "GET /api/agents": Row(**SEEN),
    "GET /metrics": Row(other=(403,)),
    "GET /api/sessions": Row(query=f"?q={SECRET}", **SEEN),
    "POST /api/sessions": Row(body={"id": "{id}", "name": "mine"}, other=(409,)),
    "GET /api/sessions/{id}": Row(),
    "PUT /api/sessions/{id}": Row(body={"name": "mine", "history": []}, other=(404, 409)),
    "PATCH /api/sessions/{id}": Row(body={"name": "mine", "allowed_tools": ["exec"]}),
    "DELETE /api/sessions/{id}": Row(),
    "PATCH /api/sessions/{id}/messages/{mid}": Row(body={"pinned": True}),
    "DELETE /api/sessions/{id}/messages/{mid}": Row(),
    "POST /api/sessions/{id}/fork": Row(body={"message_id": "{mid}"}),
    "GET /api/sessions/{id}/export": Row(query="?format=json"),
    "GET /api/sessions/{id}/events": Row(query="?after=x-0"),
    "GET /api/events": Row(query="?session={id}"),
    "POST /api/sessions/{id}/approvals/{call}": Row(body={"option": "allow"}),
    "POST /api/chat": Row(body={"session_id": "{id}", "message": "mine"}),
    "POST /api/stop": Row(body={"session_id": "{id}"}),
    "POST /api/import": Row(body=FORM, headers=IS_FORM, **OWN),
    "POST /api/upload": Row(body=FORM, headers=IS_FORM, **OWN),
    "GET /api/uploads/{name}": Row(),
    "GET /ws/chat/{session_id}": Row(headers=UPGRADE),
    "GET /v1/models": Row(**SEEN),
    "GET /v1/models/{id}": Row(),
    "POST /v1/chat/completions": Row(body={"model": "default", "messages": [{"role": "user", "content": "{id}"}]}, **OWN),
    "POST /api/sessions/{id}/buttons/{mid}": Row(body={"id": "yes"}),
    "GET /api/presence": Row(**SEEN),
    # A user is no bot: without a bot's token nothing of what he sends is read.
    **{route: Row(other=(401,)) for route in [
        "GET /api/bot/events", "POST /api/bot/sessions",
        *(f"POST /api/bot/{{id}}/{verb}" for verb in ("message", "delta", "reasoning", "edit", "done", "typing", "file"))]},
    # Whoever guesses is soon told to wait.
    "POST /api/setup": Row(body={"key": "0", "name": "eve", "password": "long enough"}, nobody=(403, 429), other=(403, 429)),
    "POST /api/login": Row(body={"name": "ada", "password": "wrong horse"}, nobody=(401, 429), other=(401, 429)),
    "POST /api/logout": Row(body={"everywhere": True}, **OWN),
    "POST /api/password": Row(body={"old": "wrong horse", "new": "mine is longer"}, other=(422,)),
}
# Files of the app, not routes.
FILES = {"GET /", "GET /sw.js"}


def attacks(row, port):
    """(name, whose cookie, fields, query, what is to be told); told None: there is nothing to try."""
    evil, long = {"Origin": "https://evil.example"}, "x" * 9000
    # Where no body is asked for, one that comes with a stranger is dropped with him.
    greedy = ("ada", (413,)) if row.body is not None else (None, row.nobody)
    return [
        ("no login", None, {}, "", row.nobody),
        ("forged", "forged", {}, "", row.nobody),
        ("logged out", "gone", {}, "", row.nobody),
        ("expired", "expired", {}, "", row.nobody),
        ("bad token", None, {"Authorization": "Bearer martlet_0"}, "", row.nobody),
        ("other user", "bob", {}, "", row.other),
        ("other site", "ada", evil, "", row.foreign),
        ("its frame", "ada", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, "", row.foreign),
        ("rebinding", "ada", {"Host": f"evil.example:{port}"}, "", (421,)),
        ("big body", greedy[0], {"Content-Length": "1000000000000"}, "", greedy[1]),
        ("long URL", "ada", {}, f"&x={long}" if "?" in row.query else f"?x={long}", (414,)),
        ("big head", "ada", {"X-Long": long * 4}, "", (431,)),
    ]


def attack(house, route, row, whose, fields, query):
    """→ status, body"""
    method, path = route.split(" ")
    headers = {**row.headers, **({"Cookie": house.cookies[whose]} if whose else {}), **fields}
    body = json.loads(house.fill(json.dumps(row.body))) if isinstance(row.body, dict) else row.body
    return house.send(method, house.fill(path + row.query) + query, body, headers)


@pytest.fixture
def house(start, stub, hashed, tmp_path):
    return House(start, stub, hashed, tmp_path / "workspace")


def test_every_route_has_a_row():
    missing, gone = routes() - ROUTES.keys(), ROUTES.keys() - routes() - FILES
    assert not missing, f"no row in ROUTES of test_attacks.py for {sorted(missing)}: what would somebody try there?"
    assert not gone, f"no such route any more: {sorted(gone)}"


def test_no_attack_gets_anywhere(house):
    faults, lines = [], []
    before = house.server.state()
    for path in ("/api/sessions/{id}", "/api/uploads/{name}"):
        assert SECRET.encode() in house.send("GET", house.fill(path), None, {"Cookie": house.cookies["ada"]})[1], "there is nothing to steal"
    for route, row in ROUTES.items():
        cells = []
        for name, whose, fields, query, statuses in attacks(row, house.server.port):
            status, body = attack(house, route, row, whose, fields, query) if statuses else ("own", b"")
            cells.append(f"{status:>{len(name)}}")
            if statuses and status not in statuses:
                faults.append(f"{route}, {name}: {status} instead of {statuses}: {body[:200]}")
            if SECRET.encode() in body:
                faults.append(f"{route}, {name}: tells what is Ada's: {body[:200]}")
            if house.server.state() != before:
                faults.append(f"{route}, {name}: changed the data folder")
                before = house.server.state()
        lines.append(f"{route:<42}  " + "  ".join(cells))
    print("\n" + " " * 44 + "  ".join(name for name, *_ in attacks(Row(), 0)), *lines, sep="\n")
    assert not faults, "\n".join(faults)
    session = house.client.request("GET", house.fill("/api/sessions/{id}"), None, {"Cookie": house.cookies["ada"]})
    assert session.json["waiting"], "her question was answered"
