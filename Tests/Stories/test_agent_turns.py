"""An agent's turns over the wire: tools run, people are asked, stops stop, and nothing bricks a session."""

import os
import time
from pathlib import Path

import pytest

from harness.events import assert_unbroken
from harness.rounds import Round
from harness.waiting import until

TICKS = "for i in 1 2 3 4 5 6 7 8 9 10; do echo tick $i; sleep 0.1; done"


@pytest.fixture
def agent(start, stub, tmp_path):
    """A Martlet whose default agent may do everything that is built in."""
    return begin(start, stub, tmp_path)


def begin(start, stub, tmp_path, tools=("*",), **settings):
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    (workspace / "notes.md").write_text("# Notes\n- milk\n- eggs\n")
    (workspace / "other.md").write_text("nothing\n")
    server = start(stub, tools={"workspace": str(workspace), **settings})
    server.workspace = workspace
    return with_tools(server, tools)


def with_tools(server, tools, **more):
    server.stop()
    server.config["agents"]["default"].update(tools=list(tools), **more)
    return server.start()


def script(stub, *rounds):
    stub.scripts["story"] = list(rounds)
    return "script=story"


def tools_of(message):
    return [part for part in message["parts"] if part["type"] == "tool"]


def processes(marker):
    """Command lines of all processes that bear the marker."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if marker in line and "pytest" not in line:
            found.append(line)
    return found


def test_a_long_turn_with_everything(agent, stub):
    client = agent.client
    id = client.new_session()
    cue = script(
        stub,
        Round("I read both.", [("read_file", {"path": "notes.md"}), ("read_file", {"path": "other.md"})], "Two files."),
        Round("Now a command.", [("exec", {"command": TICKS})]),
        Round("And one that is refused.", [("exec", {"command": "echo no > no.txt"})]),
        Round("An edit.", [("edit_file", {"path": "notes.md", "old_text": "- milk", "new_text": "- oat milk"})]),
        Round("All done."))
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


def test_stop_ends_the_command_with_its_whole_tree(agent, stub):
    client = agent.client
    id = client.new_session()
    marker = f"31{os.getpid()}"
    command = f"echo begun; (setsid sleep {marker} & sleep {marker}) & sleep {marker}"
    stream = client.chat(id, script(stub, Round("I wait. ", [("exec", {"command": command})]), Round("never")))
    client.approve(id, stream.until("approval").data["id"])
    stream.until("tool_stream")
    assert until(lambda: processes(marker), what="the command runs")
    began = time.monotonic()
    assert client.stop(id) == 1
    took = time.monotonic() - began
    assert not processes(f"sleep {marker}"), "something of the command lives on"
    assert took < 1.5, f"stop took {took:.2f} s"
    done = stream.until("done").data
    assert done["stopped"]
    part = tools_of(done["message"])[0]
    assert part["output"].startswith("begun\n") and "Stopped by the user" in part["output"] and not part["ok"]
    client.chat(id, "words=1").until("done")
    said = [m for m in stub.asked[-1].body["messages"] if m["role"] == "tool"]
    assert "Stopped by the user" in str(said[0]["content"]), "the next turn does not know"


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


def test_a_crash_in_mid_call_is_told_to_the_model(agent, stub):
    client = agent.client
    id = client.new_session()
    stream = client.chat(id, script(stub, Round("", [("exec", {"command": "echo half; sleep 60"})]), Round("never")))
    client.approve(id, stream.until("approval").data["id"])
    stream.until("tool_stream")
    agent.restart()
    answer = agent.client.history(id)[1]
    part = tools_of(answer)[0]
    assert answer["interrupted"] and part["output"].startswith("half\n") and "Interrupted" in part["output"]
    agent.client.chat(id, "words=1").until("done")
    assert "Interrupted" in str([m for m in stub.asked[-1].body["messages"] if m["role"] == "tool"][0]["content"])


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
