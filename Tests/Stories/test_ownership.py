"""The server owns the turn: who looks on, who leaves and who comes back changes nothing; only stop stops."""

import json
import time

from harness import stub as stubs
from harness.events import assert_unbroken
from harness.waiting import until


def test_a_closed_connection_never_stops_a_turn(client, stub):
    id = client.new_session()
    stream = client.chat(id, "words=40 every=10")
    stream.until_tokens(2)
    stream.close()
    until(lambda: not client.session(id)["running"], what="the turn's own end")
    assert client.history(id)[1]["content"] == stubs.text(40)
    assert stub.asked[0].finished and not stub.asked[0].closed


def test_stop_closes_the_models_connection_within_a_second(client, stub):
    id = client.new_session()
    stream = client.chat(id, "words=9 silent=4")
    stream.until_tokens(4)
    began = time.monotonic()
    assert client.stop(id) == 1
    assert time.monotonic() - began < 1
    until(lambda: stub.asked[0].closed, 1, "the model's connection closed")
    done = stream.until("done").data
    assert done["stopped"] and done["text"] == stubs.text(4)
    assert client.stop(id) == 0


def test_what_was_said_before_stop_stays_for_reader_and_model(server, client, stub):
    id = client.new_session()
    client.chat(id, "words=9 silent=4").until_tokens(4)
    client.stop(id)
    server.restart()
    answer = client.history(id)[1]
    assert answer["stopped"] and answer["content"] == stubs.text(4)
    client.chat(id, "words=2").until("done")
    assert stub.asked[-1].said[1] == ("assistant", stubs.text(4))


def test_stop_before_the_first_word(client, stub):
    id = client.new_session()
    client.begin(id, "words=9 silent=0")
    until(lambda: stub.asked)
    assert client.stop(id) == 1
    until(lambda: stub.asked[0].closed, 1, "the model's connection closed")
    client.chat(id, "words=2").until("done")
    assert client.history(id)[-1]["content"] == stubs.text(2)


def test_every_watcher_gets_the_same_events(client):
    id = client.new_session()
    watchers = [client.follow(id) for _ in range(3)]
    teller = client.chat(id, "words=20 every=10")
    for stream in (*watchers, teller):
        stream.until("done")
    assert all(watcher.events == teller.events for watcher in watchers)
    assert len(teller.named("token")) >= 5


def test_a_late_watcher_gets_all_from_its_cursor(client):
    id = client.new_session()
    begun = client.begin(id, "words=20 every=10")
    first = client.follow(id, begun["cursor"])
    first.until_tokens(5)
    late = client.follow(id, begun["cursor"])
    assert first.until("done") == late.until("done")
    assert first.events == late.events
    assert_unbroken(late.events)
    half = client.follow(id, late.events[len(late.events) // 2].id)
    half.until("done")
    assert half.events == late.events[len(late.events) // 2 + 1:]


def test_the_cursor_may_be_in_the_address(client):
    id = client.new_session()
    begun = client.begin(id, "words=3")
    stream = client.stream("GET", f"/api/sessions/{id}/events?after={begun['cursor']}")
    stream.until("done")
    assert stream.text == stubs.text(3)


def test_a_session_read_in_mid_turn_goes_on_from_its_cursor(client, stub):
    id = client.new_session()
    client.chat(id, "words=30 reasoning=3 hold=12").until_tokens(12)
    session = client.session(id)
    seen = json.dumps(session["turn"], ensure_ascii=False)
    assert json.dumps(stubs.text(11), ensure_ascii=False)[1:-1] in seen, "the running turn so far is not there"
    stream = client.follow(id, session["cursor"])
    stub.release()
    stream.until("done")
    assert stubs.text(30).endswith(stream.text) and "turn_start" not in [e.name for e in stream.events]
    assert session["running"] is True


def test_a_foreign_or_old_cursor_is_told_to_read_again(client):
    id = client.new_session()
    client.chat(id, "words=3").until("done")
    epoch, _, seq = client.session(id)["cursor"].rpartition("-")
    for cursor in (f"elsewhere-{seq}", f"{epoch}-{int(seq) + 100}", "nonsense", f"{epoch}-x"):
        stream = client.follow(id, cursor)
        assert stream.until("reset"), cursor
        stream.close()


def test_one_stream_for_a_tab_carries_the_list_too(client):
    id = client.new_session(name="open")
    tab = client.stream("GET", f"/api/events?session={id}")
    other = client.new_session(name="elsewhere")
    tab.wait(lambda _: [e for e in tab.named("session") if e.data["id"] == other])
    client.chat(id, "words=3").until("done")
    tab.until("done")
    assert tab.text == stubs.text(3)
    client.delete(f"/api/sessions/{other}")
    assert tab.until("session_deleted").data["id"] == other
    assert all(event.id == "" for event in tab.named("session") + tab.named("session_deleted"))
    assert_unbroken(tab.events)


def test_silence_is_filled_with_pings(start, stub):
    client = start(stub, web={"ping_seconds": 1}).client
    stream = client.chat(client.new_session(), "words=5 silent=2")
    until(lambda: stream.pings >= 2, 5, "pings")


def test_deltas_are_not_held_back(client):
    """Words 100 ms apart must not arrive in heaps: each within a merge window of its making."""
    stream = client.chat(client.new_session(), "words=10 every=100")
    stream.until("done")
    times = [event.at for event in stream.named("token")]
    assert len(times) == 10 and times[-1] - times[0] > 0.7
