"""What the log tells of requests and turns, by ids that lead from one to the other, and what it never tells."""

import json
import re

from harness import stub as stubs

PASSWORD = "correct horse"
PRIVATE = [PASSWORD, "wrong horse", "stub-secret", "private-words", "private-query", "private-file", "private-name", stubs.text(3)]


def lines(server):
    return [json.loads(line) for line in server.log.read_text().splitlines()]


def use(server):
    """Everything that holds something private. Returns the answers, the session and its turn."""
    client = server.client
    wrong = client.post("/api/login", {"name": "ada", "password": "wrong horse"})
    login = client.post("/api/login", {"name": "ada", "password": PASSWORD})
    cookie = login.headers["Set-Cookie"].split(";")[0]
    client.headers["Cookie"] = cookie
    session = client.new_session(name="private-name")
    upload = client.upload(("private-file.txt", "text/plain", b"private-file")).json["id"]
    turn = client.chat(session, "words=3 private-words", attachments=[{"id": upload}])
    turn_id = turn.until("turn_start").data["turn_id"]
    turn.until("done")
    answers = [wrong, client.get("/api/sessions?q=private-query"), client.get("/api/uploads/" + upload)]
    return answers, session, turn_id, cookie.split("=")[1]


def private(server, cookie):
    text = server.log.read_text()
    return [secret for secret in [*PRIVATE, cookie, cookie.split(".")[1]] if secret in text]


def test_every_request_and_turn_has_a_line_and_an_id(start, stub, hashed):
    server = start(stub, auth={"users": {"ada": {"password_hash": hashed}}})
    server.stop()
    server.arguments = ["--log-level", "debug"]
    server.start()
    answers, session, turn, cookie = use(server)
    server.stop()
    told = {(entry["level"], entry["message"]) for entry in lines(server)}
    requests = dict(re.match(r"request (\S+): (.*)", words).groups() for level, words in told if level == "debug" and words.startswith("request "))
    wrong, found, upload = (requests[answer.headers["X-Request-Id"]] for answer in answers)
    assert re.fullmatch(r"POST /api/login 401, \d+ bytes, \d+ ms", wrong), wrong
    assert re.fullmatch(r"GET /api/sessions 200, \d+ bytes, \d+ ms", found), found
    assert re.fullmatch(r"GET /api/uploads/\S{36} 200, 12 bytes, \d+ ms", upload), upload
    assert any(re.fullmatch(r"POST /api/chat 200, a stream, \d+ ms", words) for words in requests.values()), requests
    turns = [words for level, words in told if level == "info" and words.startswith("turn ")]
    assert len(turns) == 1 and re.fullmatch(rf"turn {turn} in session {session} by default: completed, \d+ ms, 7 \+ 3 tokens", turns[0]), turns
    assert private(server, cookie) == []


def test_usually_only_turns_are_told(start, stub, hashed):
    server = start(stub, auth={"users": {"ada": {"password_hash": hashed}}})
    *_, cookie = use(server)
    server.stop()
    told = [entry["message"] for entry in lines(server)]
    assert [words.split()[0] for words in told] == ["turn", "stopping"], told
    assert private(server, cookie) == []
