"""Bots: programs outside that answer users. The one that the README shows is run here, from the README's own text."""

import os
import subprocess
import sys

import pytest

from harness.bots import TOKEN, readme_bot
from harness.events import assert_unbroken
from harness.waiting import until


def texts(message):
    return [part["text"] for part in message["parts"] if part["type"] == "text"]


# One message there and back.

def test_a_bot_answers_as_any_agent_does(house, bot):
    client = house.client
    id = client.new_session(agent="nano")
    stream = client.chat(id, "Hello bot", reasoning=False)
    asked = bot.asked("Hello bot")
    assert asked["session_id"] == id and asked["agent"] == "nano" and asked["user"] == "owner"
    assert asked["reasoning"] is False and asked["attachments"] == []
    assert bot.post(id, "message", text="Hello user").json == {"id": asked["message_id"]}
    done = stream.until("done").data
    assert done["text"] == "Hello user" and done["message"]["agent"] == "nano"
    assert_unbroken(stream.events)
    assert client.history(id)[-1] == done["message"]


def test_an_answer_in_deltas_looks_like_any_other(house, bot):
    client = house.client
    id = client.new_session(agent="nano")
    stream = client.chat(id, "Think")
    answer = bot.asked("Think")["message_id"]
    assert bot.post(id, "reasoning", id=answer, text="a thought").status == 200
    assert bot.post(id, "reasoning", id=answer, text="another, ", stream=True).status == 200
    assert bot.post(id, "reasoning", id=answer, text="in two").status == 200
    assert bot.post(id, "message", text="One", stream=True).json["id"] == answer
    for word in (" two", " three"):
        assert bot.post(id, "delta", id=answer, text=word).status == 200
    assert bot.post(id, "edit", id=answer, text="One two three four").status == 200
    assert client.session(id)["turn"]["message"]["content"] == "One two three four"
    assert bot.post(id, "done", id=answer).status == 200
    done = stream.until("done").data["message"]
    assert [(p["type"], p["text"]) for p in done["parts"]] == [
        ("reasoning", "a thought"), ("reasoning", "another, in two"), ("text", "One two three four")]
    assert len(stream.named("reasoning_end")) == 2 and stream.text == "One two three four"
    assert bot.post(id, "done", id=answer).status == 200, "twice is harmless"
    assert bot.post(id, "delta", id=answer, text="late").code == "answer_ended"


def test_other_words_end_the_answer_and_replace_it(house, bot):
    client = house.client
    id = client.new_session(agent="nano")
    stream = client.chat(id, "Say")
    answer = bot.asked("Say")["message_id"]
    bot.post(id, "message", text="Searching…", stream=True)
    assert bot.post(id, "edit", id=answer, text="Found it.").status == 200
    stream.until("done")
    assert texts(client.history(id)[-1]) == ["Found it."]


def test_what_nobody_asked_for_comes_as_a_message(house, bot):
    client = house.client
    id = client.new_session(agent="nano", name="Watched")
    devices = [client.stream("GET", f"/api/events?session={id}") for _ in range(2)]
    said = bot.post(id, "message", text="The door is open").json["id"]
    for device in devices:
        assert device.until("message").data["content"] == "The door is open"
        assert device.until("session").data["preview"] == "The door is open"
    for number in range(10):
        assert bot.post(id, "edit", id=said, text=f"Open for {number} minutes").status == 200
    for device in devices:
        device.wait(lambda events: any(e.name == "message_updated" and "9 min" in e.data["content"] for e in events))
        device.close()
    assert [m["content"] for m in client.history(id)] == ["Open for 9 minutes"]


def test_edits_side_by_side_are_merged_and_the_last_one_stays(house, bot):
    from concurrent.futures import ThreadPoolExecutor
    client = house.client
    id = client.new_session(agent="nano")
    said = bot.post(id, "message", text="0").json["id"]
    device = client.follow(id)
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda n: bot.post(id, "edit", id=said, text=f"{n} of 40"), range(40)))
    assert {reply.status for reply in replies} == {200}
    stored = client.history(id)[-1]["content"]
    updates = device.wait(lambda events: [e for e in events if e.name == "message_updated"] or None)
    device.wait(lambda events: [e for e in events if e.name == "message_updated"][-1].data["content"] == stored)
    assert len(updates) <= 40
    assert_unbroken(device.events)
    device.close()


def test_typing_is_seen_by_who_watches_and_kept_by_nobody(house, bot):
    client = house.client
    id = client.new_session(agent="nano")
    device = client.stream("GET", f"/api/events?session={id}")
    before = client.session(id)["cursor"]
    assert bot.post(id, "typing", active=True).status == 200
    assert device.until("typing").data == {"active": True} and device.until("typing").id == ""
    bot.post(id, "typing", active=False)
    device.wait(lambda events: [e.data["active"] for e in events if e.name == "typing"] == [True, False])
    assert client.session(id)["cursor"] == before
    device.close()


@pytest.mark.parametrize("form", [True, False], ids=["form", "base64"])
def test_a_picture_and_a_file(house, bot, form):
    client = house.client
    id = client.new_session(agent="nano")
    stream = client.chat(id, "Draw")
    answer = bot.asked("Draw")["message_id"]
    picture = bot.file(id, "red.png", form)
    assert picture.json["id"] == answer
    assert bot.file(id, "notes.txt", form).status == 200
    bot.post(id, "message", text="Here.")
    message = stream.until("done").data["message"]
    assert [part["type"] for part in message["parts"]] == ["image", "text"]
    assert [file["name"] for file in message["attachments"]] == ["notes.txt"]
    assert client.get("/" + picture.json["url"]).headers["Content-Type"] == "image/png"
    alone = bot.file(id, "red.png", form).json["id"]
    assert alone != answer and client.history(id)[-1]["id"] == alone
    client.delete(f"/api/sessions/{id}")
    until(lambda: client.get("/" + picture.json["url"]).status == 404, what="the picture gone with its session")


# Buttons.

BUTTONS = [{"id": "yes", "label": "Yes", "emoji": "👍", "style": "primary"}, {"id": "no", "label": "No"}]


def test_a_button_is_pressed_once_and_stays_pressed(house, bot):
    client = house.client
    id = client.new_session(agent="nano")
    client.begin(id, "Ask me")
    message = bot.asked("Ask me")["message_id"]
    bot.post(id, "message", text="Really?", buttons=BUTTONS)
    devices = [client.follow(id) for _ in range(2)]
    press = f"/api/sessions/{id}/buttons/{message}"
    assert client.post(press, {"id": "maybe"}).status == 422
    assert client.post(f"/api/sessions/{id}/buttons/{id}", {"id": "yes"}).code == "message_not_found"
    pressed = client.post(press, {"id": "yes"})
    assert pressed.json["parts"][-1] == {"type": "buttons", "buttons": BUTTONS, "pressed": "yes"}
    for device in devices:
        assert device.until("message_updated").data == pressed.json
        device.close()
    again = client.post(press, {"id": "no"})
    assert (again.status, again.code) == (409, "button_pressed")
    told = bot.heard("button")
    assert (told["session_id"], told["message_id"], told["id"], told["user"]) == (id, message, "yes", "owner")
    # While the next turn runs: both speak, and nothing is out of order.
    stream = client.chat(id, "And now?")
    bot.asked("And now?")
    assert bot.post(id, "edit", id=message, text="You said yes.").status == 200
    updated = stream.until("message_updated").data
    assert updated["content"] == "You said yes." and updated["parts"][-1]["pressed"] == "yes"
    bot.post(id, "message", text="Bye")
    stream.until("done")
    assert_unbroken(stream.events)
    assert [m["content"] for m in client.history(id)] == ["Ask me", "You said yes.", "And now?", "Bye"]


def test_who_presses_at_the_same_time(house, bot):
    from concurrent.futures import ThreadPoolExecutor
    client = house.client
    id = client.new_session(agent="nano")
    message = bot.post(id, "message", text="Quick!", buttons=BUTTONS).json["id"]
    with ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(
            lambda n: client.post(f"/api/sessions/{id}/buttons/{message}", {"id": ["yes", "no"][n % 2]}), range(8)))
    assert sorted(reply.status for reply in replies) == [200] + [409] * 7
    assert len(bot.all("button", 1)) == 1


# The README's own.

def test_the_bot_of_the_readme(house, tmp_path):
    source = readme_bot()
    assert len(source.strip().splitlines()) <= 40
    (tmp_path / "bot.py").write_text(source)
    environment = {**os.environ, "MARTLET_URL": house.url, "MARTLET_BOT_TOKEN": TOKEN[0]}

    def run():
        return subprocess.Popen([sys.executable, "bot.py"], cwd=tmp_path, env=environment)
    client = house.client
    id = client.new_session(agent="nano")
    process = run()
    try:
        stream = client.chat(id, "hello")
        done = stream.until("done", seconds=20).data["message"]
        assert done["content"] == "You said hello." and done["parts"][-1]["type"] == "buttons"
        assert len(stream.named("token")) >= 1
        process.kill()
        process.wait()
        assert client.post(f"/api/sessions/{id}/buttons/{done['id']}", {"id": "yes"}).status == 200
        house.kill()
        house.start()
        client = house.client
        process = run()
        until(lambda: client.history(id)[-1]["content"] == "You pressed yes.", 20, "the pressed button answered")
        picture = client.chat(id, "picture")
        process.kill()
        process.wait()
        process = run()
        message = picture.until("done", seconds=20).data["message"]
        assert [part["type"] for part in message["parts"]] == ["image", "text"]
        house.restart()
        client = house.client
        stream = client.chat(id, "after all")
        stream.until("done", seconds=20)
        contents = [m["content"] for m in client.history(id)]
        assert contents == ["hello", "You pressed yes.", "picture", "Here it is.", "after all", "You said after all."]
    finally:
        process.kill()
        process.wait()
