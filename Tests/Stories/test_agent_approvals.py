"""Ask first: a person is asked before a tool runs, on any device, across restarts."""

import pytest

from harness.agents import script, tools_of
from harness.events import assert_unbroken
from harness.rounds import Round


def test_a_tool_that_may_not_ask_twice(agent, stub):
    client = agent.client
    id = client.new_session()
    cue = script(stub, Round("", [("exec", {"command": "echo one"})]), Round("", [("exec", {"command": "echo two"})]), Round("ok"))
    stream = client.chat(id, cue)
    client.approve(id, stream.until("approval").data["id"], "session")
    stream.until("done")
    assert len(stream.named("approval")) == 1
    assert client.session(id)["allowed_tools"] == ["exec"]
    agent.restart()
    again = agent.client.chat(id, cue)
    again.until("done")
    assert not again.named("approval"), "a restart forgot what was allowed"
    assert agent.client.patch(f"/api/sessions/{id}", {"allowed_tools": []}).status == 200
    third = agent.client.chat(id, cue)
    third.until("approval")
    assert agent.client.stop(id) == 1


def test_stop_while_a_question_is_open_answers_no(agent, stub):
    client = agent.client
    id = client.new_session()
    stream = client.chat(id, script(stub, Round("", [("exec", {"command": "touch x"})]), Round("never")))
    call = stream.until("approval").data["id"]
    assert client.stop(id) == 1
    end = stream.until("approval_end").data
    assert end == {"id": call, "option": "stopped"}
    stream.until("done")
    assert client.post(f"/api/sessions/{id}/approvals/{call}", {"option": "allow"}).code == "approval_answered"
    assert not (agent.workspace / "x").exists()
    client.chat(id, "words=1").until("done")


@pytest.mark.parametrize("end", ["kill", "terminate"])
def test_a_question_outlasts_the_server(agent, stub, end):
    client = agent.client
    id = client.new_session()
    rounds = [Round("I ask. ", [("read_file", {"path": "notes.md"}), ("exec", {"command": "echo done > done.txt"})], "Hm."),
              Round("It is done.")]
    stream = client.chat(id, script(stub, *rounds))
    call = stream.until("approval").data["id"]
    seen = stream.cursor
    before = client.session(id)
    getattr(agent, end)()
    agent.start()
    client = agent.client
    after = client.session(id)
    assert after["running"] and after["waiting"] and after["cursor"] == before["cursor"]
    assert after["turn"] == before["turn"]
    events = client.follow(id, seen)
    client.approve(id, call)
    done = events.until("done").data
    assert_unbroken(stream.events + events.events)
    assert (agent.workspace / "done.txt").read_text() == "done\n"
    assert [p["type"] for p in done["message"]["parts"]] == ["reasoning", "text", "tool", "tool", "text"]
    assert done["text"] == "I ask. \n\nIt is done." and "interrupted" not in done["message"]
    assert len(stub.asked) == 2


def test_approvals_refuse_what_they_must(agent, stub):
    client = agent.client
    id, elsewhere = client.new_session(), client.new_session()
    stream = client.chat(id, script(stub, Round("", [("exec", {"command": "true"})]), Round("ok")))
    call = stream.until("approval").data["id"]
    path = f"/api/sessions/{id}/approvals/{call}"
    assert (client.post(path, {"option": "maybe"}).status, client.post(path, {}).status) == (422, 422)
    assert client.post(f"/api/sessions/{id}/approvals/nobody", {"option": "allow"}).code == "approval_not_found"
    assert client.post(f"/api/sessions/{elsewhere}/approvals/{call}", {"option": "allow"}).code == "approval_not_found"
    assert client.get(path).status == 405
    foreign = {"Origin": "http://evil.example", "Content-Type": "application/json"}
    assert client.request("POST", path, b'{"option":"allow"}', foreign).status == 403
    form = {"Content-Type": "text/plain"}
    assert client.request("POST", path, b'{"option":"allow"}', form).status == 415
    assert client.session(id)["waiting"]
    client.approve(id, call, "deny")
    assert client.post(path, {"option": "allow"}).code == "approval_answered"
    stream.until("done")
