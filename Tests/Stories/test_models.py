"""Model servers that nobody here wrote, from the browser to the end."""

import pytest

from harness.agents import begin, script
from harness.browser import App
from harness.models import LLAMA, SAID, LiteLLM, LlamaServer
from harness.rounds import Round
from harness.waiting import until


@pytest.fixture
def llama(tmp_path):
    if not (LLAMA / "installed").exists():
        pytest.skip("no llama-server on this machine")
    model = LlamaServer(tmp_path)
    yield model
    model.close()


@pytest.fixture
def litellm(tmp_path):
    model = LiteLLM(tmp_path)
    yield model
    model.close()


def serve(start, model):
    return start(model, provider={"api_key": model.key}, agents={"default": {"provider": "stub", "model": model.model}})


def test_litellm_from_the_browser_to_the_end(start, litellm, chromium, output):
    app = App(chromium, serve(start, litellm).url).open()
    app.say("What is a martlet?")
    app.await_state("done", 60)
    assert " ".join(app.answer_text) == SAID.strip()
    app.shot(output, "litellm")
    app.clean()
    app.close()


def test_litellms_refusal_is_told_in_its_words(start, litellm):
    client = start(litellm, provider={"api_key": "wrong"}, agents={"default": {"provider": "stub", "model": "mocked"}}).client
    error = client.chat(client.new_session(), "hello").until("error", seconds=60).data
    assert "No connected db" in error["message"] and error["retryable"] is False  # LiteLLM's words for a wrong key


def test_llama_server_from_the_browser_to_the_end(start, llama, chromium, output):
    server = serve(start, llama)
    app = App(chromium, server.url).open()
    app.say("Sing!")
    app.running()
    app.await_state("done", 60)
    answer = server.client.history(app.session)[1]
    assert len(answer["content"].split()) == 400 and answer["usage"]
    app.shot(output, "llama-server")
    app.clean()
    app.close()


def test_stop_stops_a_real_model(start, llama):
    client = serve(start, llama).client
    id = client.new_session()
    stream = client.chat(id, "Sing!")
    stream.until_tokens(20)
    assert llama.busy()
    assert client.stop(id) == 1
    until(lambda: not llama.busy(), 2, "llama-server idle")
    kept = client.history(id)[1]
    assert kept["stopped"] and 20 <= len(kept["content"].split()) < 400
    again = client.chat(id, "Go on.")
    again.until("done", seconds=60)
    assert len(client.history(id)) == 4


def test_a_real_server_takes_tools_and_a_history_of_calls(start, stub, llama, tmp_path):
    server = begin(start, stub, tmp_path)
    server.stop()
    server.config["providers"]["llama"] = {"kind": "openai", "base_url": llama.url}
    server.config["agents"]["llama"] = {"provider": "llama", "model": llama.model, "tools": ["*"]}
    client = server.start().client
    id = client.new_session()
    reads = [("read_file", {"path": "notes.md"}), ("read_file", {"path": "nowhere.md"})]
    client.chat(id, script(stub, Round("I look.", reads), Round("Seen."))).until("done")
    stream = client.chat(id, "Sing!", agent="llama")
    end = stream.until("done", "error", seconds=90)
    assert end.name == "done", end.data
    assert len(end.data["text"].split()) == 400
    assert not [e for e in stream.named("progress") if "without tools" in e.data["text"]]
