"""What becomes of a tool at work when its turn is stopped, or the server dies."""

import os
import time

from harness.agents import processes, script, tools_of
from harness.rounds import Round
from harness.waiting import until


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
