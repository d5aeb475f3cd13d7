"""Every kind of answer, graded as the usual graders of security headers do: nothing foreign, nothing guessed, nothing told."""

import re

import pytest

from harness.client import Reply

PASSWORD = "correct horse"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")
# Told by nobody who minds; a Set-Cookie belongs to logins alone.
FORBIDDEN = ("Server", "X-Powered-By", "Via", "X-Version", "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials")


@pytest.fixture
def house(start, stub, hashed):
    server = start(stub, auth={"users": {"ada": {"password_hash": hashed}}})
    server.stranger = server.client
    return server


def answers(server):
    """(name, answer) of each kind that there is."""
    stranger, client = server.client, server.client
    login = stranger.post("/api/login", {"name": "ada", "password": PASSWORD})
    client.headers["Cookie"] = login.headers["Set-Cookie"].split(";")[0]
    session = client.new_session()
    uploads = {name: client.upload((name, kind, data)).json["id"] for name, kind, data in
               [("a.png", "image/png", PNG), ("a.html", "text/html", b"<script>alert(1)</script>"), ("a.svg", "image/svg+xml", b"<svg/>")]}
    page = stranger.get("/")
    yield "app page", page
    yield "app page, unchanged", stranger.get("/", If_None_Match=page.headers["ETag"])
    yield "service worker", stranger.get("/sw.js")
    yield "manifest", stranger.get("/manifest.webmanifest")
    yield "named file", stranger.get("/" + re.search(rb'v/[0-9a-f]+/[\w./-]+\.js', page.body)[0].decode())
    yield "no such file", stranger.get("/nothing.html")
    yield "login", login
    yield "wrong login", stranger.post("/api/login", {"name": "ada", "password": "wrong horse"})
    yield "no login", stranger.get("/api/sessions")
    yield "health", stranger.get("/api/health")
    yield "API", client.get("/api/sessions")
    yield "made", client.post("/api/sessions", {})
    yield "no such session", client.get("/api/sessions/nothing")
    yield "no such route", client.get("/api/nothing")
    yield "wrong method", client.put("/api/chat", {})
    yield "wrong body", client.request("POST", "/api/chat", b"{", {"Content-Type": "application/json"})
    yield "foreign page", client.get("/api/sessions", Origin="https://evil.example")
    yield "foreign host", client.get("/", Host="evil.example")
    yield "export", client.get(f"/api/sessions/{session}/export")
    yield "figures", client.get("/metrics")
    for name, id in uploads.items():
        yield name, client.get(f"/api/uploads/{id}")
    yield "part of an upload", client.get(f"/api/uploads/{uploads['a.png']}", Range="bytes=0-3")
    yield "no such part", client.get(f"/api/uploads/{uploads['a.png']}", Range="bytes=999-")
    yield "event stream", streamed(client, f"/api/sessions/{session}/events")
    yield "bad request", raw(stranger, b"GET / HTTP/1.1\r\nHost: a b\r\n\r\n")
    yield "head too large", stranger.get("/", X_Long="x" * 40_000)


class Head(Reply):
    """An answer of which the head alone is of interest."""

    def __init__(self, status, headers):
        self.status, self.headers, self.body = status, headers, b""


def streamed(client, path):
    connection, response = client.send("GET", path)
    connection.close()
    return Head(response.status, response.headers)


def raw(client, data):
    import email
    head = client.raw(data).split(b"\r\n\r\n")[0].decode()
    return Head(int(head[9:12]), email.message_from_string(head.partition("\r\n")[2]))


def faults(name, answer):
    """What a grader would find fault with."""
    fields = answer.headers
    policy = dict(part.strip().partition(" ")[::2] for part in fields.get("Content-Security-Policy", "").split(";"))
    is_page = "text/html" in fields.get("Content-Type", "") and name.startswith("app page")
    checks = {
        "nosniff": fields.get("X-Content-Type-Options") == "nosniff",
        "a policy that begins with nothing": policy.get("default-src") == "'none'",
        "nobody may frame it": policy.get("frame-ancestors") == "'none'",
        "nothing unsafe, no wildcard, no foreign host": not re.search(r"unsafe-|\*|https?:", str(policy)),
        "no referrer": fields.get("Referrer-Policy") == "no-referrer",
        "for this origin alone": fields.get("Cross-Origin-Resource-Policy") == "same-origin",
        "how long it may be kept": bool(fields.get("Cache-Control")) or answer.status == 304,
        "no cookie": name == "login" or "Set-Cookie" not in fields,
        "nothing told": not [field for field in FORBIDDEN if field in fields] and "0.1.0" not in str(fields),
        # Whether there is TLS, the proxy knows; a header from here would bind other servers of that name.
        "no word on TLS": "Strict-Transport-Security" not in fields,
    }
    if is_page:
        checks |= {
            "not framed, for old browsers": fields.get("X-Frame-Options") == "DENY",
            "a window of its own": fields.get("Cross-Origin-Opener-Policy") == "same-origin",
            "no camera, no microphone, no place": all(f"{what}=()" in fields.get("Permissions-Policy", "") for what in ("camera", "microphone", "geolocation")),
            "scripts of its own": policy.get("script-src") == "'self'" and policy.get("base-uri") == "'none'",
            "trusted types": policy.get("require-trusted-types-for") == "'script'",
        }
    elif "script" not in fields.get("Content-Type", "") and policy.get("script-src") is None:
        checks["a sandbox"] = "sandbox" in policy
    return [what for what, holds in checks.items() if not holds]


def test_every_answer_has_a_good_grade(house):
    graded = {name: (answer.status, faults(name, answer)) for name, answer in answers(house)}
    print("", *(f"{name:<22} {status}  {'A+' if not found else found}" for name, (status, found) in graded.items()), sep="\n")
    assert len(graded) == 28 and not [name for name, (_, found) in graded.items() if found]


def test_strangers_do_not_learn_the_version(house):
    page = house.client.get("/")
    assert house.client.get("/api/health").json == {"status": "ok"}
    assert b"0.1.0" not in page.body


def test_an_upload_that_could_run_is_text_or_a_file_to_keep(house):
    uploads = {name: answer.headers for name, answer in answers(house) if name.startswith("a.")}
    for name in ("a.html", "a.svg"):
        fields = uploads[name]
        assert fields["Content-Type"].startswith("text/plain") or fields["Content-Disposition"].startswith("attachment"), (name, str(fields))
    assert uploads["a.png"]["Content-Type"] == "image/png"
