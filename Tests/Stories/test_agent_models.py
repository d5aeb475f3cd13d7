"""Calls of tools that a server of others forces, in both dialects: through the whole loop, and their refusals."""

import os
import signal
import subprocess

import pytest

from harness.client import Client
from harness.server import ROOT
from harness.waiting import free_port, until

MOCK = os.environ.get("MARTLET_MOCK_AI") or ROOT / ".cache/mock/bin/mock-ai-api"


@pytest.fixture(scope="module")
def mock(tmp_path_factory):
    """PyPI's mock-ai-api: OpenAI's API on one port, Anthropic's on another; the model's name says how it answers."""
    ports = free_port(), free_port()
    log = open(tmp_path_factory.mktemp("mock") / "log", "wb")
    command = [MOCK, "--openai-port", str(ports[0]), "--anthropic-port", str(ports[1])]
    # A job in the background ignores SIGINT, and so would what it starts.
    hears = lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)
    process = subprocess.Popen(command, stdout=log, stderr=log, preexec_fn=hears)

    def alive():
        try:
            return all(Client(f"http://127.0.0.1:{port}", timeout=2).get("/docs").status < 500 for port in ports)
        except OSError:
            return False

    until(alive, 30, "both ports of the mock")
    yield {"openai": ports[0], "anthropic": ports[1]}
    # At SIGTERM it would leave behind the two servers that it has started.
    process.send_signal(signal.SIGINT)
    process.wait(10)
    log.close()


MODELS = {"openai": "gpt-4.1", "anthropic": "claude-sonnet-4-20250514"}


def serve(start, mock, kind, scenario):
    provider = {"kind": kind, "base_url": f"http://127.0.0.1:{mock[kind]}/v1", "api_key": "sk-mock"}
    agent = {"provider": "mock", "model": f"{MODELS[kind]}:mock-{scenario}", "tools": ["read_file"], "rounds": 3}
    return start(providers={"mock": provider}, agents={"default": agent}).client


@pytest.mark.parametrize("kind", MODELS)
def test_a_forced_call_goes_through_the_loop_round_after_round(start, mock, kind):
    """The mock calls a tool of its own each time; we have none of that name, say so, and it asks again, to the limit."""
    client = serve(start, mock, kind, "tool-stream")
    id = client.new_session()
    for question in ("Write a file.", "And now?"):
        end = client.chat(id, question).until("done", "error", seconds=30)
        assert end.data.get("code") == "round_limit", end.data
        answer = client.history(id)[-1]
        calls = [part for part in answer["parts"] if part["type"] == "tool"]
        assert len(calls) == 3 and len({call["id"] for call in calls}) == 3
        assert all(call["tool"] == "Write" and call["args"] and not call["ok"] for call in calls)
        assert all("read_file" in call["output"] for call in calls), calls[0]["output"]


@pytest.mark.parametrize("kind", MODELS)
def test_a_refusal_is_told_in_the_servers_words(start, mock, kind):
    client = serve(start, mock, kind, "401")
    error = client.chat(client.new_session(), "hello").until("error", seconds=30).data
    assert error["retryable"] is False and len(error["message"]) > 10
