"""Sessions over the wire: made, found, renamed, pinned, forked, searched, exported, imported, deleted."""

import uuid

import pytest

from harness import stub as stubs
from harness.client import multipart

UNKNOWN = "00000000-0000-4000-8000-000000000000"


def talk(client, session, message="words=3"):
    """One finished turn; returns the stored answer."""
    return client.chat(session, message).until("done").data["message"]


def test_a_new_session_is_listed_with_its_fields(client):
    id = client.new_session(name="Swifts", pinned=True)
    listed = client.get("/api/sessions").json
    assert [(s["id"], s["name"], s["pinned"], s["running"]) for s in listed] == [(id, "Swifts", True, False)]
    assert listed[0]["created"] > 1_600_000_000_000 and listed[0]["updated"] >= listed[0]["created"]


def test_a_session_may_bring_its_own_id_once(client):
    id = str(uuid.uuid4())
    assert client.new_session(id=id) == id
    assert client.post("/api/sessions", {"id": id}).status == 409


def test_pinned_first_then_newest(client):
    old, pinned, new = client.new_session(name="old"), client.new_session(name="pinned"), client.new_session(name="new")
    assert client.patch(f"/api/sessions/{pinned}", {"pinned": True}).status == 200
    assert [s["id"] for s in client.get("/api/sessions").json] == [pinned, new, old]
    talk(client, old)
    assert [s["id"] for s in client.get("/api/sessions").json] == [pinned, old, new]


def test_rename_and_agent_are_kept_over_a_restart(server, client):
    id = client.new_session(name="before")
    renamed = client.patch(f"/api/sessions/{id}", {"name": "nach – 後 🐦", "agent": "demo"})
    assert renamed.status == 200 and renamed.json["name"] == "nach – 後 🐦"
    server.restart()
    session = client.session(id)
    assert (session["name"], session["agent"]) == ("nach – 後 🐦", "demo")


def test_put_makes_a_session_and_replaces_its_history(client):
    id = str(uuid.uuid4())
    history = [{"role": "user", "content": "hello"}, {"role": "bot", "content": "an old file's answer"}]
    assert client.put(f"/api/sessions/{id}", {"name": "put", "history": history}).status in (200, 201)
    stored = client.history(id)
    assert [(m["role"], m["content"]) for m in stored] == [("user", "hello"), ("assistant", "an old file's answer")]


def test_history_cannot_be_replaced_while_a_turn_runs(client, stub):
    id = client.new_session()
    stream = client.chat(id, "words=9 hold=3")
    stream.until_tokens(3)
    refused = client.put(f"/api/sessions/{id}", {"history": []})
    assert refused.status == 409
    stub.release()
    stream.until("done")


def test_deleting_a_session_stops_its_turn(client, stub):
    id = client.new_session()
    client.chat(id, "words=9 silent=3").until_tokens(3)
    assert client.delete(f"/api/sessions/{id}").json == {"ok": True}
    assert stub.asked[0].closed, "the model went on for a session that is gone"
    assert client.get(f"/api/sessions/{id}").status == 404
    assert client.get("/api/sessions").json == []


def test_messages_are_pinned_and_deleted(server, client):
    id = client.new_session()
    answer = talk(client, id)
    pinned = client.patch(f"/api/sessions/{id}/messages/{answer['id']}", {"pinned": True})
    assert pinned.status == 200 and pinned.json["pinned"] is True
    server.restart()
    question, kept = client.history(id)
    assert kept["pinned"] is True
    assert client.delete(f"/api/sessions/{id}/messages/{question['id']}").json == {"ok": True}
    assert [m["id"] for m in client.history(id)] == [answer["id"]]


def test_a_fork_holds_all_up_to_its_message(client):
    id = client.new_session(name="trunk")
    first = talk(client, id, "words=3 seed=1")
    talk(client, id, "words=3 seed=2")
    fork = client.post(f"/api/sessions/{id}/fork", {"message_id": first["id"]})
    assert fork.status == 201 and fork.json["id"] != id
    assert [m["content"] for m in client.history(fork.json["id"])] == ["words=3 seed=1", stubs.text(3, 1)]
    assert len(client.history(id)) == 4
    talk(client, fork.json["id"], "words=3 seed=3")
    assert len(client.history(id)) == 4, "the trunk grew with its branch"


def test_search_finds_titles_and_words(client):
    named, spoken = client.new_session(name="About Feathers"), client.new_session(name="other")
    answer = talk(client, spoken, "words=20 seed=Quill")
    assert [s["id"] for s in client.get("/api/sessions?q=feathers").json] == [named]
    found = client.get("/api/sessions?q=quill.7").json
    assert [s["id"] for s in found] == [spoken]
    assert answer["id"] in [match["message_id"] for match in found[0]["matches"]]
    assert "uill.7" in next(m for m in found[0]["matches"] if m["message_id"] == answer["id"])["snippet"]
    assert client.get("/api/sessions?q=nowhere-to-be-found").json == []


def test_history_comes_in_pages(client):
    id = client.new_session(history=[{"role": "user", "content": str(n)} for n in range(30)])
    last = client.get(f"/api/sessions/{id}?limit=10").json["history"]
    assert [m["content"] for m in last] == [str(n) for n in range(20, 30)]
    before = client.get(f"/api/sessions/{id}?limit=10&before={last[0]['id']}").json["history"]
    assert [m["content"] for m in before] == [str(n) for n in range(10, 20)]


@pytest.mark.parametrize("format", ["md", "json"])
def test_what_is_exported_can_be_imported(client, start, format):
    id = client.new_session(name="Round trip --> 🐦", pinned=True)
    talk(client, id, "words=30 reasoning=4 seed=x")
    talk(client, id, "words=5\n\n### assistant\n\n<!-- not a message --> -->")
    exported = client.get(f"/api/sessions/{id}/export?format={format}")
    assert exported.status == 200
    assert exported.headers["Content-Disposition"].startswith("attachment")
    other = start().client
    body, kind = multipart([("file", f"trip.{format}", "application/octet-stream", exported.body)])
    imported = other.request("POST", "/api/import", body, {"Content-Type": kind})
    assert imported.status == 201, imported
    assert imported.json["name"] == "Round trip --> 🐦"
    assert told(other.history(imported.json["id"])) == told(client.history(id))


def told(history):
    """What a reader would compare."""
    return [(m["role"], m["at"], m["content"], [(p["type"], p.get("text")) for p in m.get("parts", [])]) for m in history]


def test_a_session_is_a_file_that_a_person_can_read(server, client):
    id = client.new_session(name="Readable")
    talk(client, id, "words=4 seed=file")
    text = (server.data / "sessions" / f"{id}.md").read_text()
    assert "### human" in text and "### assistant" in text and "Readable" in text
    assert "words=4 seed=file" in text.splitlines() and stubs.text(3, "file") in text


def test_a_file_edited_by_hand_still_loads(server, client):
    id = client.new_session(name="By hand")
    talk(client, id, "words=4")
    server.stop()
    path = server.data / "sessions" / f"{id}.md"
    path.write_text(path.read_text().rstrip() + "\n\n### human\n\nAdded with an editor.\n")
    server.start()
    assert client.history(id)[-1]["content"] == "Added with an editor."
    talk(client, id)


@pytest.mark.parametrize("method, path, body", [
    ("GET", "/api/sessions/{id}", None), ("PATCH", "/api/sessions/{id}", {"name": "x"}), ("DELETE", "/api/sessions/{id}", None),
    ("GET", "/api/sessions/{id}/export?format=md", None), ("POST", "/api/sessions/{id}/fork", {"message_id": UNKNOWN}),
    ("GET", "/api/sessions/{id}/events", None), ("PATCH", "/api/sessions/{id}/messages/{id}", {"pinned": True}),
    ("POST", "/api/chat", {"session_id": UNKNOWN, "message": "hello"}), ("POST", "/api/stop", {"session_id": UNKNOWN}),
])
def test_an_unknown_session_is_not_found(client, method, path, body):
    reply = client.request(method, path.format(id=UNKNOWN), body)
    assert (reply.status, reply.code) == (404, "session_not_found")


def test_agents_and_health(client):
    agents = {agent["name"]: agent for agent in client.get("/api/agents").json}
    assert agents["default"]["label"] == "Stub" and agents["default"]["model"] == "stub-1" and "demo" in agents
    health = client.get("/api/health")
    assert health.status == 200 and health.json["status"] == "ok" and health.json["version"]
