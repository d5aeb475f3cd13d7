"""The door for WebSockets, with PyPI's websockets and a real browser as clients."""

import json

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from harness import agents
from harness import stub as stubs
from harness.bots import Bot, with_bots
from harness.rounds import Round
from harness.socket import ChatSocket
from harness.waiting import until

BUTTONS = [{"id": "yes", "label": "Yes"}, {"id": "no", "label": "No"}]
ENDS = ("reasoning_complete", "response", "interrupted")


def refused(server, session, headers=None, **query):
    with pytest.raises(InvalidStatus) as caught:
        ChatSocket(server, session, headers, **query)
    return caught.value.response.status_code


def test_a_turn_token_by_token(server, client):
    id = client.new_session()
    with ChatSocket(server, id) as one:
        assert one.connected["session_id"] == id and one.connected["agent_name"] == "default"
        one.chat("words=12 reasoning=8 every=5")
        one.until(*ENDS)
        assert (one.text(), one.text("reasoning")) == (stubs.text(12), stubs.text(8, "r") + " ")
        assert one.types[1] == "reasoning_start" and one.messages[1]["message"].startswith("words=12")
        assert [(step["type"], step["content"], step["iteration"]) for step in one.steps] == [
            ("thought", stubs.text(8, "r") + " ", 1), ("final_answer", stubs.text(12), 1)]
        assert one.types.index("reasoning_step") < one.types.index("reasoning_complete")
        assert client.history(id)[1]["content"] == stubs.text(12)


def test_a_turn_with_steps(start, stub, tmp_path):
    house = agents.begin(start, stub, tmp_path, read_file={"approval": "auto"})
    cue = agents.script(stub, Round("Let me look.", [("read_file", {"path": "notes.md"})], "A file."), Round("Milk and eggs."))
    with ChatSocket(house, house.client.new_session()) as one:
        one.chat(cue)
        one.until(*ENDS)
        told = [(step["type"], step["iteration"], step.get("tool_name")) for step in one.steps]
        assert told == [("thought", 1, None), ("tool_use", 1, "read_file"), ("tool_result", 1, "read_file"),
                        ("final_answer", 2, None)]
        assert "milk" in one.steps[2]["content"] and one.steps[2]["ok"] is True
        assert one.steps[1]["id"] == one.steps[2]["id"] and one.steps[1]["timestamp"] > 1.7e12
        assert one.text() == "Let me look.Milk and eggs."


def test_without_reasoning_there_is_one_response(server, client):
    with ChatSocket(server, client.new_session()) as one:
        one.chat("words=9 reasoning=5", enable_reasoning=False)
        assert one.until(*ENDS)["type"] == "response"
        assert one.messages[-1]["content"] == stubs.text(9) == one.text()
        assert set(one.types) <= {"connected", "delta", "response", "progress"} and not one.text("reasoning")


def test_an_interrupt_really_stops(server, client, stub):
    id = client.new_session()
    with ChatSocket(server, id) as one, ChatSocket(server, id) as other:
        one.chat("words=50 hold=10")
        until(lambda: one.next() and "0.8" in one.text())
        one.send("interrupt")
        assert one.until(*ENDS)["type"] == "interrupted" == other.until(*ENDS)["type"]
        until(lambda: stub.asked[-1].closed, what="the model's connection closed")
        assert client.history(id)[1]["stopped"] is True
        one.send("interrupt")
        assert one.next()["type"] == "interrupted", "nothing runs: said all the same"
        one.chat("words=3")
        assert one.until(*ENDS)["type"] == "reasoning_complete"


def test_a_cut_and_a_resume_lose_and_double_nothing(server, client):
    id = client.new_session()
    whole = ChatSocket(server, id)
    parts, after = [], whole.cursor
    whole.chat("words=60 reasoning=20 every=10")
    while "reasoning_complete" not in [m["type"] for m in parts]:
        one = ChatSocket(server, id, after=after)
        assert one.connected["cursor"] == after
        while len(one.messages) < 8 and one.messages[-1]["type"] not in ENDS:
            one.next()
        parts += one.messages[1:]
        after = one.cursor
        one.cut()
    whole.until(*ENDS)
    assert parts == whole.messages[1:]
    assert whole.text() == stubs.text(60)
    whole.close()


def test_what_came_while_nobody_was_there_comes_on_resume(server, client, stub):
    id = client.new_session()
    one = ChatSocket(server, id)
    one.chat("words=5 hold=3", client_id="once")
    one.until("delta")
    one.cut()
    stub.release()
    until(lambda: not client.session(id)["running"], what="the turn's end")
    with ChatSocket(server, id, after=one.cursor) as back:
        back.until(*ENDS)
        assert one.text() + back.text() == stubs.text(5)
        back.chat("words=5 hold=3", client_id="once")
        assert back.until(*ENDS) and back.steps[-1]["content"] == stubs.text(5)
        assert len(client.history(id)) == 2, "the same client_id runs once"


@pytest.mark.parametrize("after", ["gone0000-7", "nonsense", "x.y.z", "-1"])
def test_who_was_away_too_long_is_told_where_things_stand(server, client, after):
    id = client.new_session()
    client.chat(id, "words=5 reasoning=3").until("done")
    with ChatSocket(server, id, after=after) as one:
        assert one.next()["type"] == "reset"
        one.until(*ENDS)
        assert (one.text(), one.text("reasoning")) == (stubs.text(5), stubs.text(3, "r") + " ")
        assert [step["type"] for step in one.steps] == ["thought", "final_answer"]
        one.chat("words=2 seed=z")
        one.until(*ENDS)
        assert one.text() == stubs.text(5) + stubs.text(2, "z")


BAD = [
    ("not json", "bad_json"), ("[]", "invalid"), ("{}", "invalid"), ('{"type":7}', "invalid"), ('{"type":"dance"}', "invalid"),
    ('{"type":"chat"}', "invalid"), ('{"type":"chat","payload":[]}', "invalid"), ('{"type":"chat","payload":{}}', "invalid"),
    ('{"type":"chat","payload":{"message":7}}', "invalid"), ('{"type":"chat","payload":{"message":""}}', "empty_message"),
    ('{"type":"chat","payload":{"message":"x","enable_reasoning":"yes"}}', "invalid"),
    ('{"type":"chat","payload":{"message":"x","agent_name":"nobody"}}', "unknown_agent"),
    ('{"type":"chat","payload":{"message":"x","client_id":"%s"}}' % ("y" * 65), "invalid"),
    ('{"type":"chat","payload":{"message":"%s"}}' % ("y" * 1100000), "too_large"),
    ("[" * 100000, "bad_json"), (b'{"type":"ping"}', "invalid"),
]


def test_bad_input_is_answered_in_words_and_the_rest_goes_on(server, client, stub):
    with ChatSocket(server, client.new_session()) as one:
        for message, code in BAD:
            one.line.send(message)
            answer = one.next()
            assert (answer["type"], answer["code"]) == ("error", code), (message[:80], answer)
            assert answer["message"] and "Optional" not in answer["message"]
        one.send("ping", timestamp=1234)
        assert one.next()["timestamp"] == 1234
        one.chat("words=40 hold=5")
        one.until("delta")
        one.chat("words=3")
        assert one.until("error")["code"] == "turn_running"
        stub.release()
        one.until(*ENDS)
        assert one.text() == stubs.text(40)


def test_long_messages_are_understood_in_their_order(server, client):
    with ChatSocket(server, client.new_session()) as one:
        one.line.send('{"type":"ping","timestamp":[%s0]}' % ("0," * 4_000_000))
        one.send("ping", timestamp="short")
        assert one.next()["code"] == "invalid" and one.next()["timestamp"] == "short"
        one.chat("fast " + "y" * 1_000_000)
        assert one.until("reasoning_start")["message"].endswith("y" * 1_000_000)


def test_typing_buttons_and_files_of_a_bot_come_too(start):
    house = with_bots(start)
    bot, id = Bot(house), house.client.new_session(agent="nano")
    with ChatSocket(house, id) as one:
        bot.post(id, "typing", active=True)
        assert one.until("typing")["data"] == {"active": True}
        one.chat("Shall I?")
        answer = bot.asked("Shall I?")["message_id"]
        assert one.until("reasoning_start")["message_id"] == answer
        bot.post(id, "message", text="Really?", stream=True, buttons=BUTTONS)
        part = one.until("part")
        assert part["data"]["buttons"] == BUTTONS and part["message_id"] == answer
        with ChatSocket(house, id) as late:
            assert late.connected["running"] is True and late.connected["message_id"] == answer
        bot.post(id, "done", id=answer)
        assert one.until(*ENDS)["message_id"] == answer
        pressed = house.client.post(f"/api/sessions/{id}/buttons/{answer}", {"id": "yes"})
        assert pressed.json["parts"][-1]["pressed"] == "yes"
    bot.away()


def test_an_answer_that_a_crash_cut_off_is_told_as_interrupted(server, client, stub):
    id = client.new_session()
    one = ChatSocket(server, id)
    one.chat("words=9 hold=3")
    one.until("delta")
    until(lambda: client.session(id)["turn"]["message"]["content"], what="the first words kept")
    server.kill()
    stub.release()
    server.start()
    with ChatSocket(server, id, after=one.cursor) as back:
        end = back.until(*ENDS)
        assert end["type"] == "interrupted" and end["content"] == client.history(id)[1]["content"]
        assert client.history(id)[1]["interrupted"] is True


def test_other_peoples_sessions_are_not_there(start, stub, hashed):
    house = start(stub=stub, auth={"users": {name: {"password_hash": hashed} for name in ("ada", "bob")}, "owner": "ada"})
    def entered(name):
        reply = house.client.post("/api/login", {"name": name, "password": "correct horse"})
        return {"Cookie": reply.headers["Set-Cookie"].split(";")[0]}
    ada, bob = entered("ada"), entered("bob")
    id = json.loads(house.client.request("POST", "/api/sessions", {}, ada).body)["id"]
    unknown = "00000000-0000-4000-8000-000000000000"
    assert refused(house, id) == 401
    assert [refused(house, id, bob), refused(house, unknown, bob), refused(house, "nonsense", ada)] == [404, 404, 404]
    assert refused(house, id, {**ada, "Origin": "https://evil.example"}) == 403
    with ChatSocket(house, id, {**ada, "Origin": house.url.rstrip("/")}) as one, ChatSocket(house, id, ada) as other:
        one.chat("words=3")
        one.until(*ENDS)
        other.until(*ENDS)
        assert house.client.request("POST", "/api/logout", {}, ada).status == 200
        for socket_ in (one, other):
            with pytest.raises(ConnectionClosed) as gone:
                socket_.next()
            assert gone.value.rcvd.code == 1008


def test_a_channel_serves_whom_it_is_told_to(start, stub):
    house = start(stub=stub)
    id = house.client.new_session()
    for settings, status in [({"allow_from": []}, 403), ({"enabled": False}, 404)]:
        house.stop()
        house.config["channels"]["websocket"] = settings
        house.start()
        assert refused(house, id) == status
    house.stop()
    house.config["channels"]["websocket"] = {"show_reasoning": False}
    house.start()
    with ChatSocket(house, id) as one:
        one.chat("words=3 reasoning=5")
        one.until(*ENDS)
        assert not one.text("reasoning") and [step["type"] for step in one.steps] == ["final_answer"]


def test_a_server_that_stops_says_so(start, stub):
    house = start(stub=stub)
    one = ChatSocket(house, house.client.new_session())
    house.stop()
    with pytest.raises(ConnectionClosed) as gone:
        one.next()
    assert gone.value.rcvd.code == 1001
