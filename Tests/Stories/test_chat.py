"""A turn over the wire: its events, its storage, its repetition, its failures."""

import uuid

import pytest

from harness import stub as stubs
from harness.events import assert_unbroken


def test_a_turn_streams_word_by_word_and_is_stored(client):
    id = client.new_session()
    stream = client.chat(id, "words=12 every=20")
    stream.until_end()
    assert stream.headers["Content-Type"].startswith("text/event-stream")
    assert_unbroken(stream.events)
    names = [event.name for event in stream.events]
    assert (names[0], names[-1]) == ("turn_start", "done") and names.count("token") >= 4
    assert stream.text == stubs.text(12)
    start, done = stream.events[0].data, stream.events[-1].data
    assert done["text"] == stubs.text(12) and done["message"]["id"] == start["message_id"]
    assert start["user_message"]["content"] == "words=12 every=20" and start["agent"] == "default"
    assert client.history(id) == [start["user_message"], done["message"]]
    assert done["message"]["usage"] and done["ms"] >= 200


def test_the_model_is_asked_with_the_whole_conversation(client, stub):
    id = client.new_session()
    client.chat(id, "words=2 seed=a").until("done")
    client.chat(id, "words=2 seed=b").until("done")
    asked = stub.asked[-1]
    assert asked.said == [("user", "words=2 seed=a"), ("assistant", stubs.text(2, "a")), ("user", "words=2 seed=b")]
    assert asked.body["model"] == "stub-1" and asked.body["stream"] is True
    assert asked.headers["authorization"] == "Bearer stub-secret"


@pytest.mark.parametrize("cue", ["", "field=reasoning", "think=think", "think=thinking chunk=1", "think=thought chunk=3"])
def test_reasoning_is_a_stream_of_its_own(client, cue):
    id = client.new_session()
    stream = client.chat(id, f"words=9 reasoning=8 {cue}")
    stream.until("done")
    assert stream.text.strip() == stubs.text(9) and stream.reasoning.strip() == stubs.text(8, "r")
    names = [event.name for event in stream.events]
    assert names.index("reasoning_end") < names.index("token"), "reasoning was still open when the answer began"
    parts = client.history(id)[1]["parts"]
    assert [part["type"] for part in parts] == ["reasoning", "text"] and parts[0]["ms"] >= 0
    assert client.history(id)[1]["content"].strip() == stubs.text(9)


def test_a_lone_angle_bracket_is_text(client):
    stream = client.chat(client.new_session(), "words=30 lt=1 chunk=1")
    stream.until("done")
    assert stream.text == "< " + stubs.text(30)


def test_without_a_session_one_is_made_and_named_in_turn_start(client):
    stream = client.stream("POST", "/api/chat", {"message": "words=3"})
    start = stream.until("turn_start").data
    stream.until("done")
    assert start["session_id"] == client.get("/api/sessions").json[0]["id"]


def test_accept_json_answers_at_once_with_a_cursor(client):
    id = client.new_session()
    begun = client.begin(id, "words=6 every=30")
    stream = client.follow(id, begun["cursor"])
    stream.until("done")
    assert_unbroken(stream.events)
    assert stream.events[0].name == "turn_start" and stream.events[0].data["turn_id"] == begun["turn_id"]
    assert stream.text == stubs.text(6)


def test_a_second_message_meets_a_running_turn(client, stub):
    id = client.new_session()
    stream = client.chat(id, "words=5 hold=2")
    stream.until_tokens(2)
    refused = client.post("/api/chat", {"session_id": id, "message": "words=1"})
    assert (refused.status, refused.code) == (409, "turn_running")
    stub.release()
    stream.until("done")
    assert len(client.history(id)) == 2


def test_sent_twice_it_runs_once(client, stub):
    id, same = client.new_session(), str(uuid.uuid4())
    first = client.chat(id, "words=6 hold=3", client_id=same)
    first.until_tokens(3)
    second = client.chat(id, "words=6 hold=3", client_id=same)
    stub.release()
    assert first.until("done").data == second.until("done").data
    assert second.text == stubs.text(6)
    third = client.chat(id, "words=6 hold=3", client_id=same)
    assert third.until("done").data["message"] == first.until("done").data["message"]
    assert len(client.history(id)) == 2 and len(stub.asked) == 1


@pytest.mark.parametrize("instant", ["mid-turn", "afterwards"])
def test_sent_again_after_kill_nine_it_has_run_once(server, client, stub, instant):
    id, same = client.new_session(), str(uuid.uuid4())
    stream = client.chat(id, f"words=6 {'silent=3' if instant == 'mid-turn' else ''}", client_id=same)
    stream.until_tokens(3) if instant == "mid-turn" else stream.until("done")
    server.restart()
    again = client.chat(id, "words=6", client_id=same)
    again.until("done", "error")
    assert [m["role"] for m in client.history(id)] == ["user", "assistant"]
    assert len(stub.asked) == 1, "the model was asked again"


def test_edit_replaces_the_message_and_all_after_it(client, stub):
    id = client.new_session()
    for seed in "abc":
        client.chat(id, f"words=2 seed={seed}").until("done")
    second = client.history(id)[2]
    client.chat(id, "words=2 seed=d", edit=second["id"]).until("done")
    assert [m["content"] for m in client.history(id)] == [
        "words=2 seed=a", stubs.text(2, "a"), "words=2 seed=d", stubs.text(2, "d")]
    assert [said for _, said in stub.asked[-1].said] == ["words=2 seed=a", stubs.text(2, "a"), "words=2 seed=d"]


def test_regenerate_asks_again_without_a_second_question(client, stub):
    id = client.new_session()
    client.chat(id, "words=2").until("done")
    old = client.history(id)[1]
    client.stream("POST", "/api/chat", {"session_id": id, "regenerate": old["id"]}).until("done")
    question, answer = client.history(id)
    assert question["content"] == "words=2" and answer["id"] != old["id"]
    assert stub.asked[0].said == stub.asked[1].said


def test_a_busy_model_is_asked_again(client, stub):
    stream = client.chat(client.new_session(), "words=3 status=429 times=2")
    stream.until("done", seconds=30)
    assert stream.text == stubs.text(3) and len(stub.asked) == 3


@pytest.mark.parametrize("status", [400, 401, 500])
def test_a_refusal_is_told_in_the_providers_words_and_kept(server, client, stub, status):
    id = client.new_session()
    error = client.chat(id, f"words=3 status={status}").until("error", seconds=60).data
    assert f"stub says {status}" in error["message"] and "stub-secret" not in str(error)
    question, failed = client.history(id)
    assert failed["error"]
    stub.refusals[question["content"]] = 10**6  # from now on the stub obliges
    client.stream("POST", "/api/chat", {"session_id": id, "regenerate": failed["id"]}).until("done")
    question, answer = client.history(id)
    assert answer["content"] == stubs.text(3) and not answer.get("error")


@pytest.mark.parametrize("trouble", ["cut=4", "garbage=4 silent=5"])
def test_an_answer_that_breaks_off_is_kept_with_its_error(client, trouble):
    id = client.new_session()
    stream = client.chat(id, f"words=9 {trouble}")
    stream.until("error", seconds=20)
    kept = client.history(id)[1]
    assert kept["content"].startswith(stubs.text(4)) and kept["error"]
    assert stream.text == kept["content"]


def test_a_silent_model_is_given_up(start, stub):
    client = start(stub, provider={"silence_seconds": 1}).client
    id = client.new_session()
    error = client.chat(id, "words=9 silent=4").until("error", seconds=20).data
    assert error["retryable"] is True
    assert client.history(id)[1]["content"] == stubs.text(4)


def test_a_model_that_is_not_there_is_an_error_in_words(start, stub):
    client = start(stub, provider={"base_url": "http://127.0.0.1:9/v1"}).client
    id = client.new_session()
    error = client.chat(id, "hello").until("error", seconds=60).data
    assert "127.0.0.1:9" in error["message"]
    assert client.history(id)[0]["content"] == "hello"


@pytest.mark.parametrize("body, code", [
    ({"message": ""}, "empty_message"), ({"message": "x", "attachments": [{"id": "nope"}]}, "unknown_attachment"),
    ({"message": "x", "agent": "nobody"}, "unknown_agent"),
])
def test_an_impossible_message_is_refused_and_nothing_stored(server, client, body, code):
    id = client.new_session()
    before = server.state()
    refused = client.post("/api/chat", {"session_id": id, **body})
    assert (refused.status, refused.code) == (422, code)
    assert server.state() == before


def test_the_demo_agent_shows_every_kind_of_event(client):
    id = client.new_session(agent="demo")
    stream = client.chat(id, "Show me what you can do.")
    stream.until("done", seconds=60)
    assert stream.text and stream.reasoning
