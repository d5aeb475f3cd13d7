"""Commands of an agent: seen as they run, confined, and gone with all that they started."""

import json
import os
import shlex
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from harness.events import EventStream
from harness.server import Martlet, executable
from harness.stub import StubModel, send
from harness.waiting import until

MARK = f"98765.{os.getpid()}"


class Caller(StubModel):
    """Has every message of a person run as a command, and says then how it went."""

    async def _answer(self, writer, cue):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n")
        last = self.asked[-1].body["messages"][-1]
        if last["role"] == "tool":
            delta, reason = {"content": "It is done."}, "stop"
        else:
            call = {"name": "exec", "arguments": json.dumps({"command": self.asked[-1].last})}
            delta = {"tool_calls": [{"index": 0, "id": "call_1", "type": "function", "function": call}]}
            reason = "tool_calls"
        await send(writer, {"id": "s", "choices": [{"index": 0, "delta": delta}]})
        await send(writer, {"id": "s", "choices": [{"index": 0, "delta": {}, "finish_reason": reason}]})
        writer.write(b"data: [DONE]\n\n")
        await writer.drain()


@pytest.fixture
def stub():
    model = Caller()
    yield model
    model.close()


@pytest.fixture
def settings(tmp_path, stub):
    """An agent that may run commands without asking."""
    def make(network=False, **tools):
        agent = {"provider": "stub", "model": "stub-1", "tools": ["exec"], "network": network}
        return {"agents": {"default": agent},
                "tools": {"workspace": str(tmp_path / "work"), "exec": {"approval": "auto"}, **tools}}
    return make


def turn(server, command):
    """Runs the command in a new session; its events until the turn ends."""
    stream = EventStream(*server.client.send("POST", "/api/chat", {"message": command}))
    try:
        return list(stream.until_end(30))
    finally:
        stream.close()


def result(server, command):
    return next(event.data for event in turn(server, command) if event.name == "tool_result")


def living(mark=MARK):
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "cmdline").read_bytes().decode(errors="replace"):
                found.append(int(folder.name))
        except OSError:
            pass
    return found


def begin(server, command):
    """Starts the command and returns its session once it says `begun`."""
    session = server.client.post("/api/sessions", {}).json["id"]
    server.client.request("POST", "/api/chat", {"message": command, "session_id": session},
                          {"Accept": "application/json"})
    until(lambda: "begun" in json.dumps(server.client.get(f"/api/sessions/{session}").json.get("turn")), what="it began")
    return session


# Nothing in it heeds a request to end, and half of it has left the session.
STUBBORN = f"""trap '' TERM HUP INT; setsid sh -c "trap '' TERM; sleep {MARK}" & echo be''gun; sleep {MARK}; sleep {MARK}"""


def test_output_is_seen_as_it_comes(start, stub, settings):
    server = start(stub, **settings())
    events = turn(server, "for i in 1 2 3; do echo line $i; sleep 0.2; done; exit 3")
    names = [event.name for event in events]
    assert names.index("tool_call") < names.index("tool_stream") < names.index("tool_result") < names.index("done")
    streamed = [event.data["text"] for event in events if event.name == "tool_stream"]
    assert "".join(streamed).startswith("line 1\nline 2\nline 3\n") and len(streamed) >= 3
    ended = next(event.data for event in events if event.name == "tool_result")
    assert (ended["ok"], ended["exit_code"], ended["output"]) == (False, 3, "line 1\nline 2\nline 3\n[exit status 3]")


def test_stop_ends_all_that_a_command_started_within_a_second(start, stub, settings):
    server = start(stub, **settings())
    session = begin(server, STUBBORN)
    assert living()
    began = time.monotonic()
    assert server.client.post("/api/stop", {"session_id": session}).json == {"ok": True, "stopped": 1}
    assert time.monotonic() - began < 1
    assert not living()
    last = server.client.session(session)["history"][-1]
    assert last["stopped"] and "begun" in json.dumps(last["parts"])


def test_the_next_turn_knows_what_was_stopped(start, stub, settings):
    server = start(stub, **settings())
    session = begin(server, STUBBORN)
    server.client.post("/api/stop", {"session_id": session})
    stream = EventStream(*server.client.send("POST", "/api/chat", {"message": "echo again", "session_id": session}))
    stream.until_end()
    stream.close()
    said = json.dumps(stub.asked[-1].body["messages"])
    assert "setsid" in said and "begun" in said and "echo again" in said


@pytest.mark.parametrize("confined", ["on", "off"])
def test_killed_martlet_leaves_nothing_running(start, stub, settings, confined):
    server = start(stub, **settings(sandbox=confined))
    begin(server, STUBBORN)
    server.kill()
    until(lambda: not living(), what="all of it is gone")


@pytest.mark.parametrize("confined", ["on", "off"])
def test_a_server_that_ends_leaves_nothing_running(start, stub, settings, confined):
    server = start(stub, **settings(sandbox=confined))
    begin(server, STUBBORN)
    assert server.terminate() == 0
    assert not living()


def test_a_supervisor_that_is_killed_leaves_nothing_running(start, stub, settings):
    server = start(stub, **settings(sandbox="off"))
    events = turn(server, f"setsid sleep {MARK} & kill -9 $PPID; sleep {MARK}")
    assert "tool_result" in [event.name for event in events]
    assert not living()


def test_a_flood_takes_neither_memory_nor_time(start, stub, settings):
    server = start(stub, **settings(exec={"approval": "auto", "timeout_seconds": 3}))
    result(server, "true")
    before, answers = server.resident_kib(), 0
    stream = EventStream(*server.client.send("POST", "/api/chat", {"message": "yes"}))
    while not stream.ended:
        assert server.client.get("/api/health").status == 200
        answers += 1
        time.sleep(0.05)
    ended = stream.until("tool_result").data
    assert ended["truncated"] and len(ended["output"]) < 1_200_000 and "3 s" in ended["output"][-100:]
    assert answers > 10
    assert server.resident_kib() - before < 40_000
    stream.close()


@pytest.mark.parametrize("network", [False, True])
def test_a_command_cannot_call_its_own_house(start, stub, settings, network):
    call = "python3 -c 'import urllib.request as u; print(u.urlopen(\"{}/api/health\").status)'"
    server = start(stub, **settings(network=network))
    assert not result(server, call.format(server.url))["ok"]
    free = start(stub, **settings(network=network, sandbox="off"))
    assert result(free, call.format(free.url))["output"] == "200\n"


def test_a_command_cannot_see_martlets_things(start, stub, settings):
    server = start(stub, **settings())
    for place in (server.data, server.config_file, server.log, Path.home()):
        assert not result(server, f"ls -R {place} && cat {place}")["ok"]
        assert not result(server, f"head -c 1 {place} {place}/*")["ok"]
    told = result(server, "env; cat /proc/*/environ 2>/dev/null; true")["output"]
    assert "PATH=" in told and "NO_PROXY" not in told


class Ordinary(Martlet):
    """One that runs as nobody, as a service does."""

    def _limit(self):
        os.chown(self.folder, 65534, 65534)
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody else")
def test_as_an_ordinary_user(tmp_path_factory, stub, settings):
    folder = tmp_path_factory.mktemp("ordinary")
    for place in (folder, *folder.parents[:-2]):
        place.chmod(0o755)
    config = settings(sandbox="off")
    config["tools"]["workspace"] = str(folder / "house/work")
    server = Ordinary(folder / "house", stub, **config)
    try:
        server.start()
        # Even without a sandbox nobody looks into the process that has the keys.
        peek = result(server, f"id -u; cat /proc/{server.process.pid}/environ")
        assert peek["output"].startswith("65534\n") and not peek["ok"] and "NO_PROXY" not in peek["output"]
        config["tools"]["sandbox"] = "on"
        server.config["tools"] = config["tools"]
        server.restart()
        assert result(server, "id -u; echo x > file; cat file")["output"] == "65534\nx\n"
        bomb = "import os, time\nwhile True:\n  if not os.fork(): time.sleep(100)"
        began = time.monotonic()
        told = result(server, f"ulimit -u; python3 -c '{bomb}'")
        assert int(told["output"].split()[0]) < 2000 and not told["ok"] and time.monotonic() - began < 60
    finally:
        server.stop()


def on_a_kernel_without(call, error, script):
    """What a shell prints when, for all that it starts, that system call fails."""
    if not shutil.which("strace"):
        pytest.skip("needs strace")
    command = ["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:error={error}"]
    done = subprocess.run(command + ["bash", "-c", script], capture_output=True, text=True)
    return done.stdout + done.stderr


def test_without_landlock_it_says_what_the_configuration_must_say(tmp_path):
    for script in (f"'{executable()}' check --data '{tmp_path}'",
                   f"'{executable()}' sandbox --parent $$ --write '{tmp_path}' -- echo it ran; exit"):
        said = on_a_kernel_without("landlock_create_ruleset", "EOPNOTSUPP", script)
        assert '"sandbox": "off"' in said and "it ran" not in said


@pytest.mark.parametrize("call, error", [("unshare", "EPERM"), ("mount_setattr", "ENOSYS")])
def test_without_namespaces_the_other_walls_stand(tmp_path, call, error):
    (tmp_path / "secret").write_text("classified\n")
    (tmp_path / "work").mkdir()
    inside = f"echo mine > file; cat file '{tmp_path}/secret'; /usr/bin/python3 -c 'import socket; socket.socket()'"
    script = f"""cd '{tmp_path}/work'; '{executable()}' sandbox --parent $$ --write "$PWD" -- bash -c "$1"; exit"""
    said = on_a_kernel_without(call, error, f"set -- {shlex.quote(inside)}; {script}")
    assert "mine\n" in said and "secret: Permission denied" in said and "classified\n" not in said
    assert "PermissionError" in said
