"""Bots that are away, servers that are, and words that come twice: nothing is lost, nothing is doubled."""

import base64

import pytest

from harness.bots import Bot, with_bots
from harness.events import assert_unbroken

BUTTONS = [{"id": "yes", "label": "Yes"}, {"id": "no", "label": "No"}]


@pytest.mark.parametrize("end", ["kill", "terminate"])
def test_an_open_turn_outlasts_the_server(house, bot, end):
    client = house.client
    id = client.new_session(agent="nano")
    stream = client.chat(id, "Wait for it")
    answer = bot.asked("Wait for it")["message_id"]
    bot.post(id, "message", text="So far", stream=True, client_id="c1")
    stream.until("token")
    seen = stream.cursor
    getattr(house, end)()
    house.start()
    client = house.client
    assert client.session(id)["turn"]["message"]["content"] == "So far"
    events = client.follow(id, seen)
    assert bot.post(id, "message", text="So far", stream=True, client_id="c1").json["id"] == answer
    bot.post(id, "delta", id=answer, text=", so good")
    assert bot.post(id, "done", id=answer).status == 200
    done = events.until("done").data
    assert done["text"] == "So far, so good"
    assert_unbroken(stream.events + [e for e in events.events if e.seq > stream.events[-1].seq])
    events.close()
    # With its place, the bot is told nothing twice.
    assert [e["text"] for e in bot.all("message", 1)] == ["Wait for it"]


def test_a_bot_without_a_memory_is_told_what_is_open(house, bot):
    client = house.client
    open_one, done_one = client.new_session(agent="nano"), client.new_session(agent="nano")
    client.begin(done_one, "Answered")
    bot.asked("Answered")
    asked = bot.post(done_one, "message", text="Yes", buttons=BUTTONS).json["id"]
    bot.away()
    client.begin(open_one, "Still open")
    client.post(f"/api/sessions/{done_one}/buttons/{asked}", {"id": "no"})
    house.restart()
    client = house.client
    for _ in range(2):
        young = Bot(house)
        young.heard("ready")
        assert [e.name for e in young.stream.events] == ["message", "button", "ready"]
        assert young.heard("message")["text"] == "Still open"
        young.away()
    young = Bot(house)
    young.heard("ready")
    young.post(open_one, "message", text="Here I am")
    young.post(done_one, "edit", id=asked, text="No, then")
    young.away()
    house.restart()
    last = Bot(house)
    last.heard("ready")
    assert [e.name for e in last.stream.events] == ["ready"], "what is answered is not told again"
    last.away()


def test_a_bot_with_a_place_misses_nothing(house, bot):
    client = house.client
    id = client.new_session(agent="nano")
    bot.heard("ready")
    place = bot.stream.cursor
    bot.away()
    client.begin(id, "One")
    client.stop(id)
    house.restart()
    later = Bot(house, place)
    later.heard("stop")
    assert [e.name for e in later.stream.events] == ["message", "stop"]
    later.away()
    lost = Bot(house, "gone-17")
    lost.heard("ready")
    assert [e.name for e in lost.stream.events] == ["reset", "ready"]
    lost.away()


def test_stop_ends_it_at_once_and_tells_the_bot(house, bot):
    client = house.client
    id = client.new_session(agent="nano")
    stream = client.chat(id, "Long")
    asked = bot.asked("Long")
    bot.post(id, "message", text="Begin", stream=True)
    assert client.stop(id) == 1
    assert stream.until("done").data["stopped"] is True
    told = bot.heard("stop")
    assert (told["turn_id"], told["session_id"]) == (asked["turn_id"], id)
    assert bot.post(id, "delta", id=asked["message_id"], text="more").code == "answer_ended"
    late = bot.post(id, "message", text="I was too late").json["id"]
    assert [m["content"] for m in client.history(id)] == ["Long", "Begin", "I was too late"] and late != asked["message_id"]


def test_a_bot_that_says_nothing_is_not_waited_for_for_ever(start):
    house = with_bots(start, patience_seconds=1)
    client = house.client
    id = client.new_session(agent="nano")
    stream = client.chat(id, "Anybody?")
    assert "not here" in stream.until("progress").data["text"]
    error = stream.until("error").data
    assert error["code"] == "bot_silent" and error["retryable"]
    bot = Bot(house)
    bot.heard("ready")
    bot.post(id, "message", text="Now I am here")
    assert [m["content"] for m in client.history(id)] == ["Anybody?", "", "Now I am here"]
    bot.away()


def test_said_twice_is_said_once(house, bot):
    client = house.client
    id = client.new_session(agent="nano")
    client.begin(id, "Once")
    bot.asked("Once")
    first = [bot.post(id, "message", text="Here", client_id="a").json["id"] for _ in range(2)]
    second = [bot.post(id, "message", text="And more", client_id="b").json["id"] for _ in range(2)]
    house.restart()
    first.append(bot.post(id, "message", text="Here", client_id="a").json["id"])
    second.append(bot.post(id, "message", text="And more", client_id="b").json["id"])
    assert len(set(first)) == 1 and len(set(second)) == 1
    assert [m["content"] for m in house.client.history(id)] == ["Once", "Here", "And more"]


def test_a_file_sent_twice_is_there_once_and_has_its_address(house, bot):
    client = house.client
    id = client.new_session(agent="nano")
    client.begin(id, "Files")
    bot.asked("Files")
    def send(name, words):
        data = base64.b64encode(words).decode()
        return bot.post(id, "file", filename=name, data=data, client_id=name).json
    first, other = send("a.txt", b"one"), send("b.txt", b"two")
    assert first["url"] != other["url"] and send("a.txt", b"one") == first
    house.restart()
    assert send("a.txt", b"one") == first and send("b.txt", b"two") == other
    bot.post(id, "message", text="Both.")
    assert send("a.txt", b"one") == first
    assert [file["url"] for file in house.client.history(id)[-1]["attachments"]] == [first["url"], other["url"]]


def test_a_program_begins_a_chat(house, bot):
    client = house.client
    tab = client.stream("GET", "/api/events")
    made = bot.call("/api/bot/sessions", {"name": "The backup"})
    assert made.status == 201
    id = made.json["id"]
    bot.post(id, "message", text="3 GB saved.")
    tab.wait(lambda events: any(e.name == "session" and e.data["preview"] == "3 GB saved." for e in events))
    tab.close()
    assert client.session(id)["agent"] == "nano" and client.session(id)["name"] == "The backup"
    stream = client.chat(id, "Thanks")
    bot.asked("Thanks")
    bot.post(id, "message", text="Always.")
    stream.until("done")
