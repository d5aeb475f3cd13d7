"""Tools of real MCP servers in real turns, over both transports and in both eras, and what happens when they fail."""

import json
import os
import subprocess
import time

import pytest

from harness.agents import processes, script, tools_of, with_tools
from harness.rounds import Round
from harness.tool_servers import Served, peer, program
from harness.waiting import until

ERAS = ["mcp", "mcp-old"]


@pytest.fixture
def using(start, stub):
    """Starts a Martlet whose default agent may use all tools of these servers, and nothing else."""
    def begin(**servers):
        return with_tools(start(stub, mcp_servers=servers), [f"{name}_*" for name in servers])
    return begin


@pytest.fixture
def served(tmp_path):
    """Starts peers that speak HTTP; they end with the test."""
    peers = []

    def begin(era="mcp", port=None):
        peers.append(Served(tmp_path / f"peer-{len(peers)}.log", era, port))
        return peers[-1]

    yield begin
    for one in peers:
        one.stop()


def call(server, stub, tool, arguments, id=None):
    """A turn in which the model calls that tool once: its part, and the stream."""
    client = server.client
    stream = client.chat(id or client.new_session(), script(stub, Round("", [(tool, arguments)]), Round("So.")))
    stream.until("done")
    return tools_of(stream.events[-1].data["message"])[0], stream


def offered(stub):
    """The names of the tools that the model was told of last."""
    return [tool["function"]["name"] for tool in stub.asked[-1].body.get("tools", [])]


def notes(stream):
    """What the user is told besides the tools that are being prepared."""
    return [event.data["text"] for event in stream.named("progress") if not event.data.get("tool_hint")]


def test_a_clock_and_a_repository(using, stub, tmp_path):
    repository = str(tmp_path / "repository")
    subprocess.run(["git", "init", "-q", repository], check=True)
    author = ["-c", "user.name=a", "-c", "user.email=a@b"]
    subprocess.run(["git", "-C", repository, *author, "commit", "-q", "--allow-empty", "-m", "The first feather"], check=True)
    server = using(clock=program("mcp-server-time"), git=program("mcp-server-git", "--repository", repository))
    assert not processes("mcp-server"), "started before anybody needs them"
    part, _ = call(server, stub, "clock_get_current_time", {"timezone": "Europe/Vienna"})
    assert part["ok"] and "Europe/Vienna" in part["output"] and part["call_str"] == (
        "clock: get_current_time timezone=Europe/Vienna")
    assert {"clock_get_current_time", "clock_convert_time", "git_git_log"} <= set(offered(stub))
    wrong, _ = call(server, stub, "clock_get_current_time", {"timezone": "Mars"})
    assert not wrong["ok"] and "Mars" in wrong["output"]
    log, _ = call(server, stub, "git_git_log", {"repo_path": repository})
    assert log["ok"] and "The first feather" in log["output"]
    assert len(processes("bin/mcp-server-time")) == 2, "a server and its supervisor, once, kept"
    assert server.terminate() == 0
    assert not processes("bin/mcp-server"), "they outlive Martlet"


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize("transport", ["program", "address"])
def test_what_servers_return(using, served, stub, era, transport):
    server = using(peer=peer(era) if transport == "program" else served(era).configuration())
    assert call(server, stub, "peer_add", {"a": 2, "b": 3})[0]["output"] == "5"
    slow, stream = call(server, stub, "peer_slow", {"steps": 3})
    assert slow["output"] == "3 steps"
    live = "".join(event.data["text"] for event in stream.named("tool_stream"))
    assert live == "step 1 (1/3)\nstep 2 (2/3)\nstep 3 (3/3)\n"
    picture, _ = call(server, stub, "peer_picture", {})
    assert picture["ok"] and len(picture["images"]) == 1 and picture["images"][0]["mime"] == "image/png"
    assert server.client.get("/api/uploads/" + picture["images"][0]["id"]).status == 200
    assert not call(server, stub, "peer_add", {"a": "x"})[0]["ok"]
    assert call(server, stub, "peer_babble", {})[0]["output"] == "done"
    assert not call(server, stub, "peer_no_such", {})[0]["ok"]
    assert call(server, stub, "peer_add", {"a": 1, "b": 1})[0]["output"] == "2"


@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize("transport", ["program", "address"])
def test_a_list_of_tools_that_changes(using, served, stub, era, transport):
    server = using(peer=peer(era) if transport == "program" else served(era).configuration())
    call(server, stub, "peer_grow", {})
    assert "peer_grown" not in offered(stub)

    def grown():
        call(server, stub, "peer_add", {"a": 1, "b": 1})
        return "peer_grown" in offered(stub)

    until(grown, what="the new tool is offered")
    assert call(server, stub, "peer_grown", {})[0]["output"] == "grown up"


@pytest.mark.parametrize("era", ERAS)
def test_a_server_that_dies_in_mid_call(using, stub, era):
    server = using(peer=peer(era))
    died, stream = call(server, stub, "peer_die", {})
    assert not died["ok"]
    assert "peer ended by itself (exit status 7)" in died["output"] and "out of luck" in died["output"]
    assert stream.events[-1].data["text"] == "So.", "it cost the turn"
    again, stream = call(server, stub, "peer_add", {"a": 2, "b": 2})
    assert again["output"] == "4" and not notes(stream)


def test_a_server_that_is_killed_in_mid_call(using, stub):
    server = using(peer=peer())
    client = server.client
    stream = client.chat(client.new_session(), script(stub, Round("", [("peer_hang", {})]), Round("So.")))
    stream.until("tool_call")
    until(lambda: stub.asked, what="the model was asked")
    time.sleep(0.3)
    for pid in pids("mcp_peer.py stdio"):
        os.kill(pid, 9)
    stream.until("done")
    part = tools_of(stream.events[-1].data["message"])[0]
    assert not part["ok"] and "SIGKILL" in part["output"]


def pids(marker):
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            line = open(f"/proc/{name}/cmdline", "rb").read().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if marker in line and " sandbox " not in line:
            found.append(int(name))
    return found


@pytest.mark.parametrize("transport", ["program", "address"])
def test_stop_gives_a_call_up_and_keeps_the_server(using, served, stub, transport):
    server = using(peer=peer() if transport == "program" else served().configuration())
    client = server.client
    id = client.new_session()
    stream = client.chat(id, script(stub, Round("", [("peer_hang", {})]), Round("never")))
    stream.until("tool_call")
    time.sleep(0.5)
    began = time.monotonic()
    assert client.stop(id) == 1
    assert time.monotonic() - began < 1.5
    assert stream.until("done").data["stopped"]
    assert call(server, stub, "peer_add", {"a": 1, "b": 2}, id)[0]["output"] == "3"


def test_a_call_without_a_sign_of_life(using, stub):
    server = using(peer=peer(timeout_seconds=1))
    assert "did not answer within 1 s" in call(server, stub, "peer_hang", {})[0]["output"]
    assert call(server, stub, "peer_slow", {"steps": 6})[0]["output"] == "6 steps", "progress begins its time anew"


def test_servers_that_are_not_there(using, stub, tmp_path):
    silent = tmp_path / "silent"
    silent.write_text("#!/bin/sh\necho Welcome to silent 1.0\nexec sleep 1000\n")
    rude = tmp_path / "rude"
    rude.write_text("#!/bin/sh\necho cannot find my licence >&2\nexit 3\n")
    for script_file in (silent, rude):
        script_file.chmod(0o755)
    server = using(
        gone={"command": "no-such-program-here"}, rude={"command": str(rude)}, nobody={"url": "http://127.0.0.1:1/mcp"},
        silent={"command": str(silent), "start_seconds": 2}, peer=peer())
    part, stream = call(server, stub, "peer_add", {"a": 1, "b": 2})
    assert part["output"] == "3"
    said = "\n".join(notes(stream))
    assert "gone cannot be started: there is no program no-such-program-here" in said
    assert "rude ended by itself (exit status 3): cannot find my licence" in said
    assert "nobody cannot be reached: nothing listens at 127.0.0.1:1" in said
    assert "silent did not come up within 2 s" in said
    assert len(notes(stream)) == 4, "one clear line each"
    assert "Welcome to silent 1.0" in server.log.read_text()


@pytest.mark.parametrize("era", ERAS)
def test_a_server_at_an_address_that_is_restarted(using, served, stub, era):
    first = served(era)
    server = using(peer=first.configuration())
    assert call(server, stub, "peer_add", {"a": 1, "b": 2})[0]["output"] == "3"
    first.stop()
    down, _ = call(server, stub, "peer_add", {"a": 1, "b": 2})
    assert not down["ok"] and "cannot be reached" in down["output"]
    served(era, first.port)
    time.sleep(1.1)
    assert call(server, stub, "peer_add", {"a": 1, "b": 2})[0]["output"] == "3"


def test_nothing_is_left_behind(using, stub):
    server = using(peer=peer())
    marker = f"47{os.getpid()}"
    names, _ = call(server, stub, "peer_environment", {})
    assert "PATH" in names["output"] and "NO_PROXY" in names["output"] and "PYTEST" not in names["output"]
    call(server, stub, "peer_fork", {"marker": marker})
    until(lambda: processes(f"sleep {marker}"), what="the daemon runs")
    server.kill()
    until(lambda: not processes("mcp_peer.py stdio") and not processes(f"sleep {marker}"), what="all of it is gone")


def test_a_new_configuration(using, stub):
    server = using(peer=peer())
    call(server, stub, "peer_add", {"a": 1, "b": 1})
    assert processes("mcp_peer.py stdio")
    server.config["mcp_servers"] = {"clock": program("mcp-server-time")}
    server.config["agents"]["default"]["tools"] = ["clock_*"]
    server.config_file.write_text(json.dumps(server.config))
    server.process.send_signal(1)
    until(lambda: not processes("mcp_peer.py stdio"), what="the old server is ended")
    assert call(server, stub, "clock_get_current_time", {"timezone": "UTC"})[0]["ok"]


def test_a_person_is_asked_unless_the_owner_says_otherwise(using, stub):
    server = using(peer=peer(approval="ask"))
    client = server.client
    id = client.new_session()
    stream = client.chat(id, script(stub, Round("", [("peer_add", {"a": 1, "b": 2})]), Round("So.")))
    asked = stream.until("approval").data
    assert asked["call_str"] == "peer: add a=1 b=2"
    client.approve(id, asked["id"])
    stream.until("done")
    assert tools_of(stream.events[-1].data["message"])[0]["output"] == "3"
