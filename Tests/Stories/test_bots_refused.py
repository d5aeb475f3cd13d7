"""What bots are refused, and who watches."""

import socket

from harness.bots import TOKEN, Bot
from harness.waiting import until


def test_only_its_own_sessions(house, bot):
    client = house.client
    foreign, others = client.new_session(agent="demo"), client.new_session(agent="other")
    for id in (foreign, others, "0" * 36, "x"):
        for verb, body in [("message", {"text": "hi"}), ("typing", {"active": True}), ("done", {"id": "x"}),
                           ("edit", {"id": "x", "text": "y"}), ("delta", {"id": "x", "text": "y"})]:
            reply = bot.post(id, verb, **body)
            assert (reply.status, reply.code) == (404, "session_not_found"), (id, verb)
        assert bot.file(id, "red.png", True).status == 404
    assert Bot(house, token=TOKEN[1]).post(others, "message", text="mine").status == 200
    own = client.new_session(agent="nano")
    client.begin(own, "Mine")
    question = client.history(own)[0]["id"]
    assert bot.post(own, "edit", id=question, text="theirs").code == "message_not_found"
    for token in ("wrong", "", TOKEN[0] + "x"):
        assert Bot(house, token=token, listens=False).post(own, "message", text="x").status == 401
    assert client.get("/api/bot/events").status == 401


def test_bad_input_changes_nothing(house, bot):
    client = house.client
    id = client.new_session(agent="nano")
    client.begin(id, "Open")
    turn = bot.asked("Open")["message_id"]
    bot.post(id, "message", text="some", stream=True)
    state = house.state()
    button = {"id": "a", "label": "A"}
    table = [
        ("message", {}, 422), ("message", {"text": 7}, 422), ("message", [], 422), ("message", {"text": "x" * (1 << 20) + "x"}, 413),
        ("message", {"text": "x", "buttons": "no"}, 422), ("message", {"text": "x", "buttons": [{"id": "a"}]}, 422),
        ("message", {"text": "x", "buttons": [button, button]}, 422), ("message", {"text": "x", "client_id": ""}, 422),
        ("message", {"text": "x", "buttons": [{**button, "style": "loud"}]}, 422),
        ("message", {"text": "x", "buttons": [{**button, "label": "x" * 81}]}, 422),
        ("message", {"text": "x", "buttons": [{"id": str(n), "label": "x"} for n in range(25)]}, 422),
        ("message", {"text": "x", "client_id": "x" * 65}, 422), ("message", {"text": "x", "stream": "yes"}, 422),
        ("delta", {"id": turn}, 422), ("delta", {"text": "x"}, 422), ("delta", {"id": "none", "text": "x"}, 404),
        ("reasoning", {"id": "none", "text": "x"}, 404), ("edit", {"id": turn}, 422), ("edit", {"id": "none", "text": "x"}, 404),
        ("done", {}, 422), ("done", {"id": "none"}, 404), ("typing", {}, 422), ("typing", {"active": 1}, 422),
        ("file", {"filename": "x"}, 422), ("file", {"filename": "x", "data": "***"}, 422), ("nothing", {}, 404),
    ]
    for verb, body, status in table:
        if body == {} and verb == "message":
            continue
        reply = bot.call(f"/api/bot/{id}/{verb}", body)
        assert reply.status == status, (verb, str(body)[:80], reply)
    for body, status in [({"agent": "demo"}, 422), ({"user": "eve"}, 422), ({"name": 3}, 422)]:
        assert bot.call("/api/bot/sessions", body).status == status
    assert bot.client.request("POST", f"/api/bot/{id}/message", b"{", {"Content-Type": "application/json"}).status == 400
    assert bot.client.request("POST", f"/api/bot/{id}/message", b"x", {"Content-Type": "text/plain"}).status == 415
    assert bot.client.get(f"/api/bot/{id}/message").status == 405
    assert bot.client.get("/api/bot/events", Origin="http://evil.example").status == 403
    assert house.state() == state, "something refused has left a trace"
    assert bot.post(id, "done", id=turn).status == 200
    assert bot.post(id, "message").code == "empty_message"


# Presence.

def test_who_watches_is_counted(house):
    client = house.client
    first, second = client.new_session(), client.new_session()
    assert client.get("/api/presence").json == {"watchers": 0, "sessions": []}
    tabs = [client.stream("GET", f"/api/events?session={id}") for id in (first, first, second)]
    presence = client.get("/api/presence").json
    assert presence["watchers"] == 3
    assert {s["id"]: s["watchers"] for s in presence["sessions"]} == {first: 2, second: 1}
    metrics = client.get("/metrics").body.decode()
    assert "\nmartlet_watchers 3\n" in metrics and "\nmartlet_watched_sessions 2\n" in metrics
    for tab in tabs:
        tab.close()
    until(lambda: client.get("/api/presence").json["watchers"] == 0, what="nobody left")


def test_a_dead_socket_never_holds_up_another(house, bot):
    """A device that is there and reads nothing: the others see each word, and the bot is not slowed down."""
    client = house.client
    id = client.new_session(agent="nano")
    dead = socket.socket()
    dead.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    dead.connect(("127.0.0.1", house.port))
    dead.sendall(f"GET /api/events?session={id} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    until(lambda: client.get("/api/presence").json["watchers"] == 1, what="the dead one there")
    stream = client.chat(id, "Much")
    answer = bot.asked("Much")["message_id"]
    piece = "word " * 10_000
    for _ in range(20):
        assert bot.post(id, "delta", id=answer, text=piece).status == 200
    assert bot.post(id, "done", id=answer).status == 200
    assert stream.until("done").data["text"] == piece * 20
    dead.close()


def test_who_never_becomes_a_socket_watches_nothing(server, client):
    id = client.new_session()
    for _ in range(3):
        assert client.get(f"/ws/chat/{id}").status == 426
    assert client.get("/api/presence").json == {"watchers": 0, "sessions": []}
