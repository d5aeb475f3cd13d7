"""An agent's turns over the wire: tools run side by side or in order, and nothing bricks a session."""

import json
import signal
import time

import pytest

from harness.agents import TICKS, begin, everything, script, tools_of, with_tools
from harness.events import assert_unbroken
from harness.rounds import Round
from harness.waiting import until


def test_a_long_turn_with_everything(agent, stub):
    client = agent.client
    id = client.new_session()
    cue = everything(stub)
    stream = client.chat(id, cue)
    asked = stream.until("approval").data
    assert asked["call_str"] == f"$ {TICKS}" and [o["id"] for o in asked["options"]] == ["allow", "session", "deny"]
    other = client.follow(id, stream.events[0].id)
    client.approve(id, asked["id"])
    other.wait(lambda events: [e for e in events if e.name == "tool_stream" and "tick 3" in e.data["text"]], what="live")
    assert not [e for e in stream.named("tool_result") if e.data["tool"] == "exec"], "the output came only at the end"
    refused = stream.wait(lambda events: [e for e in events if e.name == "approval"][1:], what="the second question")[0]
    client.approve(id, refused.data["id"], "deny")
    edit = stream.wait(lambda events: [e for e in events if e.name == "approval"][2:], what="the third question")[0]
    assert "-- milk" in edit.data["preview"] and "+- oat milk" in edit.data["preview"]
    client.approve(id, edit.data["id"])
    done = stream.until("done").data
    assert_unbroken(stream.events)
    kinds = [part["type"] for part in done["message"]["parts"]]
    assert kinds == ["reasoning", "text", "tool", "tool", "text", "tool", "text", "tool", "text", "tool", "text"]
    parts = tools_of(done["message"])
    assert [p["ok"] for p in parts] == [True, True, True, False, True]
    assert [p["round"] for p in parts] == [1, 1, 2, 3, 4]
    assert "milk" in parts[0]["output"] and parts[2]["output"].count("tick") == 10 and parts[2]["exit_code"] == 0
    assert [p.get("approval", {}).get("answer") for p in parts] == [None, None, "allow", "deny", "allow"]
    assert not (agent.workspace / "no.txt").exists()
    assert "- oat milk" in (agent.workspace / "notes.md").read_text()
    assert client.history(id)[1] == done["message"], "what is stored is not what was shown"
    other.until("done")
    assert [e.id for e in other.events] == [e.id for e in stream.events[1:]]
    results = [m for m in stub.asked[-1].body["messages"] if m["role"] == "tool"]
    assert len(results) == 5 and "refused" in str(results[3]["content"])
    agent.restart()
    assert agent.client.history(id)[1] == done["message"]
    client.chat(id, "words=1").until("done")


@pytest.mark.parametrize("name, arguments, words", [
    ("exec", '{"command": ', "not valid JSON"), ("exec", "[1]", "must be a JSON object"), ("exec", "", "missing"),
    ("fly to the moon", {}, "There is no tool"), ("read_file", {"path": 7.5}, "path"), ("read_file", {}, "missing"),
    ("read_file", {"path": "../../etc/passwd"}, "outside"),
])
def test_bad_calls_are_the_models_to_mend(agent, stub, name, arguments, words):
    client = agent.client
    id = client.new_session()
    stream = client.chat(id, script(stub, Round("", [(name, arguments)]), Round("Sorry.")))
    done = stream.until("done", "error").data
    part = tools_of(done["message"])[0]
    assert not part["ok"] and words in part["output"], part["output"]
    assert not stream.named("approval")
    assert words in str([m for m in stub.asked[-1].body["messages"] if m["role"] == "tool"][0]["content"])
    client.chat(id, "words=1").until("done")


def test_rounds_have_a_limit(start, stub, tmp_path):
    server = with_tools(begin(start, stub, tmp_path), ["read_file"], rounds=3)
    client = server.client
    id = client.new_session()
    stream = client.chat(id, script(stub, Round("Again. ", [("read_file", {"path": "notes.md"})])))
    error = stream.until("error").data
    assert error["code"] == "round_limit" and "3 times" in error["message"]
    assert len(stub.asked) == 3
    client.chat(id, "words=1").until("done")


def test_a_deleted_message_leaves_a_history_that_is_whole(agent, stub):
    client = agent.client
    id = client.new_session()
    client.chat(id, script(stub, Round("", [("read_file", {"path": "notes.md"})]), Round("ok"))).until("done")
    client.chat(id, "words=1").until("done")
    question, answer = client.history(id)[:2]
    assert client.delete(f"/api/sessions/{id}/messages/{question['id']}").status == 200
    client.chat(id, "words=1").until("done")
    assert client.delete(f"/api/sessions/{id}/messages/{answer['id']}").status == 200
    client.chat(id, "words=1").until("done")


def test_forty_rounds_and_a_megabyte_are_linear_and_leave_nothing(start, stub, tmp_path, capsys):
    server = begin(start, stub, tmp_path, read_file={"approval": "auto"})
    client = server.client
    line = "0123456789abcdef" * 64 + "\n"
    (server.workspace / "big.txt").write_text(line * 26)  # 26 KiB, 39 times: 1 MiB in all
    call = Round("More. ", [("read_file", {"path": "big.txt"})])
    stub.scripts["short"] = [call] * 10 + [Round("ok")]
    stub.scripts["long"] = [call] * 39 + [Round("ok")]
    client.chat(client.new_session(), "script=short").until("done", seconds=60)
    began, cpu = server.resident_kib(), server.process_seconds()
    client.chat(client.new_session(), "script=short").until("done", seconds=60)
    short = server.process_seconds() - cpu
    cpu = server.process_seconds()
    done = client.chat(client.new_session(), "script=long").until("done", seconds=120).data
    long = server.process_seconds() - cpu
    output = sum(len(p["output"]) for p in tools_of(done["message"]))
    time.sleep(1)
    grown = server.resident_kib() - began
    with capsys.disabled():
        print(f"\n40 rounds, {output >> 10} KiB of output: {long:.2f} s of CPU (10 rounds: {short:.2f} s), "
              f"RSS {grown / 1024:+.1f} MB")
    assert output > 1_000_000
    assert grown < 20 * 1024


def test_a_reload_changes_what_agents_may(agent, stub):
    client = agent.client
    id = client.new_session()
    cue = script(stub, Round("", [("exec", {"command": "echo one"})]), Round("ok"))
    assert "exec" in client.get("/api/agents").json[0]["tools"]
    agent.config["tools"]["exec"] = {"approval": "auto"}
    agent.config["agents"]["default"]["tools"] = ["exec"]
    agent.config_file.write_text(json.dumps(agent.config))
    agent.process.send_signal(signal.SIGHUP)
    until(lambda: client.get("/api/agents").json[0]["tools"] == ["exec"], what="the new configuration")
    stream = client.chat(id, cue)
    stream.until("done")
    assert not stream.named("approval") and stream.named("tool_result")[0].data["output"] == "one\n"
    agent.config["tools"]["exec"] = {"approval": "perhaps"}
    agent.config_file.write_text(json.dumps(agent.config))
    agent.process.send_signal(signal.SIGHUP)
    until(lambda: "tools.exec.approval: must be one of" in agent.log.read_text(), what="the refusal, with its path")
    assert client.get("/api/agents").json[0]["tools"] == ["exec"]


def test_a_question_about_a_tool_that_is_gone_ends(agent, stub):
    client = agent.client
    id = client.new_session()
    client.chat(id, script(stub, Round("", [("exec", {"command": "echo one"})]), Round("Then not."))).until("approval")
    agent.kill()
    agent.config["agents"]["default"]["tools"] = ["read_file"]
    agent.start()
    agent.settle()
    answer = agent.client.history(id)[1]
    assert answer["content"] == "Then not." and "There is no tool exec" in tools_of(answer)[0]["output"]
