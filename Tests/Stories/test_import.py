"""An old home moves in: nanobot's sessions with the files that they name, counted, whole, and once."""

import json
import subprocess

import pytest

from harness.server import Martlet, executable

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")
CHATS = {
    "web-1a2b": ("Holiday plans", "2024-05-01T10:00:00", [
        {"role": "human", "content": "Where to?\n\n### human\n-- with --", "timestamp": 1714557600},
        {"role": "bot", "content": "To the *sea*.\n\n```python\nprint('<!--JSON')\n```", "reasoning": "They like water.", "timestamp": 1714557605.5},
        {"role": "human", "content": "Look", "attachments": [{"name": "beach.png", "path": "/home/ada/.nanobot/web-sessions/uploads/beach.png"}]},
        {"role": "bot", "content": "Sand!"}]),
    "web-3c4d": ("Überstunden → Liste", "2024-05-02T08:30:00", [
        {"sender": "user", "text": "Sum this up", "files": ["uploads/hours.csv", "gone.txt"]},
        {"sender": "assistant", "message": "41.5"}]),
    "web-5e6f": ("", "2024-05-03T08:30:00", [{"role": "human", "content": "Same words"}, {"role": "bot", "content": "Same words"},
                                             {"role": "human", "content": "Same words"}, {"role": "bot", "content": "Same words"}]),
}
WORDS = {"human": "user", "user": "user", "bot": "assistant", "assistant": "assistant"}


@pytest.fixture
def old(tmp_path):
    """~/.nanobot/web-sessions"""
    folder = tmp_path / ".nanobot/web-sessions"
    (folder / "uploads").mkdir(parents=True)
    (folder / "uploads/beach.png").write_bytes(PNG)
    (folder / "uploads/hours.csv").write_bytes(b"day;hours\n1;41.5\n")
    for id, (title, created, history) in CHATS.items():
        readable = "\n\n".join(f"### {entry.get('role') or entry['sender']}\n\n{words(entry)}" for entry in history)
        comment = json.dumps({"history": history}, ensure_ascii=False).replace("-->", "--\\u003e")
        (folder / f"{id}.md").write_text(f"---\nid: {id}\ntitle: {title}\ncreated: {created}\n---\n<!--JSON {comment} -->\n\n{readable}\n")
    (folder / "index.lock").write_text("not a session")
    return folder


def words(entry):
    return entry.get("content") or entry.get("text") or entry.get("message")


def bring(server, *paths):
    return subprocess.run([executable(), "import", *paths, "--data", server.data], capture_output=True, text=True, timeout=60)


def test_an_old_home_moves_in_whole_and_once(tmp_path, old):
    server = Martlet(tmp_path / "new")
    first = bring(server, old)
    assert first.returncode == 0, first.stderr
    assert first.stdout == ("3 sessions and 2 uploads imported; 0 sessions were there already; 1 files that they name were not found; "
                            "0 files left out\n")
    assert "web-3c4d.md: names gone.txt, which is not there" in first.stderr
    before = server.state()
    second = bring(server, old)
    assert second.stdout == "0 sessions and 0 uploads imported; 3 sessions were there already; 0 files left out\n"
    assert server.state() == before, "twice is not harmless"
    server.start()
    try:
        check(server.client)
    finally:
        server.stop()


def check(client):
    sessions = {session["name"]: client.session(session["id"]) for session in client.get("/api/sessions").json}
    assert len(sessions) == 3
    for title, _, history in CHATS.values():
        session = sessions[title or "Same words"]
        assert [(m["role"], m["content"]) for m in session["history"]] == [(WORDS[e.get("role") or e["sender"]], words(e)) for e in history]
        assert len({message["id"] for message in session["history"]}) == len(history)
    holiday, hours = sessions["Holiday plans"]["history"], sessions["Überstunden → Liste"]["history"]
    assert holiday[0]["at"] == 1714557600000 and holiday[1]["parts"][0] == {"type": "reasoning", "text": "They like water.", "ms": 0}
    beach, = holiday[2]["attachments"]
    assert (beach["name"], beach["mime"]) == ("beach.png", "image/png") and client.get("/" + beach["url"]).body == PNG
    table, gone = hours[0]["attachments"]
    assert table["name"] == "hours.csv" and client.get("/" + table["url"]).body.startswith(b"day;hours")
    assert gone["name"] == "gone.txt" and client.get("/" + gone["url"]).status == 404, "that there was a file is not forgotten"


def test_a_session_that_was_taken_out_comes_back_with_its_files(server, tmp_path):
    client = server.client
    upload = client.upload(("beach.png", "image/png", PNG)).json
    session = client.new_session()
    client.chat(session, "words=2", attachments=[{"id": upload["id"]}]).until("done")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "one.md").write_bytes(client.get(f"/api/sessions/{session}/export").body)
    (folder / upload["id"]).write_bytes(PNG)
    (folder / "broken.json").write_text("{")
    other = Martlet(tmp_path / "other")
    done = bring(other, folder)
    assert done.returncode == 1 and done.stdout.startswith("1 sessions and 1 uploads imported; 0 sessions were there already; 1 files left out")
    assert "broken.json" in done.stderr
    other.start()
    try:
        attached, = other.client.history(session)[0]["attachments"]
        assert attached["mime"] == "image/png" and other.client.get("/" + attached["url"]).body == PNG
    finally:
        other.stop()
