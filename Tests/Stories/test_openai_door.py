"""The door for programs that speak OpenAI's dialect: the official SDK, a client of another make, a page of another site,
another Martlet, and what is on the wire between them."""

import asyncio
import base64
import json
import re
import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor

import httpx
import openai
import pytest
from mistralai.client import Mistral

from harness import agents
from harness import stub as stubs
from harness.elsewhere import FETCH, Elsewhere
from harness.nginx import Nginx
from harness.rounds import Round
from harness.server import executable
from harness.waiting import until

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(60)).decode()


def sdk(server, key="none", kind=openai.OpenAI, base=None, **more):
    return kind(base_url=(base or server.url) + "/v1", api_key=key, max_retries=0, timeout=120, **more)


def said(words, role="user"):
    return [{"role": role, "content": words}]


def ask(server, words, client=None, **more):
    return (client or sdk(server)).chat.completions.create(model="default", messages=said(words), **more)


def joined(chunks, key="content"):
    return "".join(getattr(c.choices[0].delta, key, None) or "" for c in chunks if c.choices)


def test_the_official_sdk_whole_and_streamed(server, stub):
    assert [model.id for model in sdk(server).models.list()] == ["default", "demo"]
    assert sdk(server).models.retrieve("demo").owned_by == "martlet"
    whole = ask(server, "words=20 reasoning=4")
    assert whole.choices[0].message.content == stubs.text(20)
    assert whole.choices[0].message.reasoning_content == stubs.text(4, "r") + " "
    assert (whole.choices[0].finish_reason, whole.usage.total_tokens) == ("stop", 27)
    chunks = list(ask(server, "words=20 reasoning=4 every=2", stream=True, stream_options={"include_usage": True}))
    assert chunks[0].choices[0].delta.role == "assistant"
    assert joined(chunks) == stubs.text(20) and joined(chunks, "reasoning_content") == stubs.text(4, "r") + " "
    assert chunks[-2].choices[0].finish_reason == "stop"
    assert chunks[-1].choices == [] and chunks[-1].usage.prompt_tokens == 7
    assert server.client.get("/api/sessions").json == [], "a stranger's history was kept"


def test_the_sdk_asynchronously(server):
    async def both():
        async with sdk(server, kind=openai.AsyncOpenAI) as client:
            whole = ask(server, "words=7", client)
            streamed = await ask(server, "words=9", client, stream=True)
            return (await whole).choices[0].message.content, joined([chunk async for chunk in streamed])

    # In a thread of its own: the browsers' driver keeps a loop in this one.
    with ThreadPoolExecutor() as pool:
        assert pool.submit(asyncio.run, both()).result() == (stubs.text(7), stubs.text(9))


def test_a_client_of_another_make(server):
    with Mistral(server_url=server.url, api_key="none") as client:
        whole = client.chat.complete(model="default", messages=said("words=12"))
        assert whole.choices[0].message.content == stubs.text(12)
        events = [event.data for event in client.chat.stream(model="default", messages=said("words=12 every=2"))]
    assert "".join(event.choices[0].delta.content or "" for event in events) == stubs.text(12)
    assert events[-1].choices[0].finish_reason == "stop"


def test_what_the_model_is_told(server, stub):
    server.config["agents"]["default"]["system"] = "I am the house."
    server.restart()
    picture = {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{PNG}"}}
    call = {"id": "c1", "type": "function", "function": {"name": "look", "arguments": "{}"}}
    sdk(server).chat.completions.create(model="default", max_tokens=9, temperature=0.25, seed=1, messages=[
        *said("I am the guest.", "system"), *said("one"), *said("two"), *said("three", "assistant"),
        {"role": "user", "content": [{"type": "text", "text": "words=3"}, picture]}])
    asked = stub.asked[-1].body
    assert asked["messages"][0]["content"] == "I am the house.\n\nI am the guest."
    assert [message["role"] for message in asked["messages"]] == ["system", "user", "assistant", "user"]
    assert asked["messages"][1]["content"] == "one\n\ntwo" and picture in asked["messages"][3]["content"]
    assert (asked["temperature"], asked.get("max_tokens") or asked.get("max_completion_tokens")) == (0.25, 9)
    sdk(server).chat.completions.create(model="default", messages=[
        *said("look"), {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "c1", "content": "a swift"}, *said("words=3")])
    assert "a swift" in json.dumps(stub.asked[-1].body)


def test_tools_are_told_and_none_that_must_ask_runs(start, stub, tmp_path):
    server = agents.begin(start, stub, tmp_path)
    rounds = [("I look.", [("read_file", {"path": "notes.md"})]), ("I write.", [("exec", {"command": "touch x"})]), ("Done.",)]
    play = agents.script(stub, *(Round(*round) for round in rounds))
    chunks = list(ask(server, play, stream=True))
    assert joined(chunks) == "I look.\n\nI write.\n\nDone."
    told = joined(chunks, "reasoning_content")
    assert "notes.md" in told and "touch x" in told and "must ask a person" in told
    assert not (server.workspace / "x").exists()
    refused = [m["content"] for m in stub.asked[-1].body["messages"] if m["role"] == "tool"][-1]
    assert "nobody can be asked" in refused
    server.config["channels"]["openai"] = {"show_reasoning": False}
    server.restart()
    with httpx.stream("POST", server.url + "/v1/chat/completions", json={
            "model": "default", "stream": True, "messages": said(play)}) as reply:
        lines = list(reply.iter_lines())
    assert any(line.startswith(": ") and "touch x" in line for line in lines)
    assert not any("reasoning_content" in line for line in lines)


def test_an_answer_ends_before_a_text(server, stub):
    stop = stubs.words(50)[20]
    whole = ask(server, "words=50 every=5 silent=30", stop=[stop, "never said"])
    assert whole.choices[0].message.content + stop == stubs.text(21)
    assert whole.choices[0].finish_reason == "stop"
    until(lambda: stub.asked[0].closed, what="the model is left alone")


def test_what_cannot_be_had_is_refused(server):
    client, tool = sdk(server), {"type": "function", "function": {"name": "f", "parameters": {}}}
    for more, param in [({"tools": [tool]}, "tools"), ({"n": 2}, "n"), ({"logprobs": True}, "logprobs")]:
        with pytest.raises(openai.BadRequestError) as refused:
            ask(server, "words=1", client, **more)
        assert refused.value.param == param
    with pytest.raises(openai.BadRequestError, match="fetches no pictures"):
        client.chat.completions.create(model="default", messages=[{"role": "user", "content": [
            {"type": "image_url", "image_url": {"url": "http://127.0.0.1/secret.png"}}]}])
    with pytest.raises(openai.NotFoundError) as missing:
        client.chat.completions.create(model="gpt-4o", messages=said("words=1"))
    assert missing.value.code == "model_not_found" and "default, demo" in str(missing.value)
    with pytest.raises(openai.InternalServerError, match="stub says 400") as refused:
        ask(server, "status=400")
    assert refused.value.code == "model_refused" and refused.value.response.headers["X-Should-Retry"] == "false"
    with pytest.raises(openai.APIError, match="broke off") as broken:
        list(ask(server, "words=9 cut=4", stream=True))
    assert broken.value.code == "model_unreachable"


def test_a_token_is_the_key(start, stub, hashed):
    made = subprocess.run([executable(), "make-token"], capture_output=True, text=True, check=True).stdout
    token, hash = re.search(r"^martlet_\w+", made)[0], re.search(r"sha256\$\w+", made)[0]
    server = start(stub, auth={
        "users": {"ada": {"password_hash": hashed}}, "tokens": {"ci": {"hash": hash, "user": "ada"}}})
    with pytest.raises(openai.AuthenticationError) as refused:
        ask(server, "words=2", sdk(server, token + "x"))
    assert refused.value.code == "invalid_api_key"
    assert ask(server, "words=2", sdk(server, token)).choices[0].message.content == stubs.text(2)


def test_sixty_four_at_once_and_one_too_many(server, stub):
    with sdk(server) as client, ThreadPoolExecutor(64) as pool:
        answers = [pool.submit(ask, server, "words=6 hold=3", client) for _ in range(64)]

        def is_full():
            with pytest.raises(openai.APIStatusError) as refused:
                sdk(server).chat.completions.create(model="nobody", messages=said("x"))
            return refused.value if refused.value.status_code == 429 else None

        refused = until(is_full, seconds=60, what="64 are under way")
        assert (refused.code, refused.response.headers["Retry-After"]) == ("rate_limit_exceeded", "1")
        stub.release()
    assert [answer.result().choices[0].message.content for answer in answers] == [stubs.text(6)] * 64


@pytest.mark.parametrize("stream", [True, False])
def test_who_hangs_up_stops_the_work(server, stub, stream):
    body = json.dumps({"model": "default", "stream": stream, "messages": said("words=9 hold=4")})
    head = f"POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Type: application/json\r\n"
    with socket.create_connection(("127.0.0.1", server.port)) as caller:
        caller.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())
        until(lambda: stub.asked, what="the model is asked")
    until(lambda: stub.asked[0].closed, what="the model's connection is closed")
    assert not stub.asked[0].finished


def test_a_server_that_stops_says_so(server, stub):
    body = {"model": "default", "stream": True, "messages": said("words=9 hold=4")}
    with httpx.stream("POST", server.url + "/v1/chat/completions", json=body, timeout=30) as reply:
        until(lambda: stub.asked, what="the model is asked")
        lines = reply.iter_lines()
        assert "assistant" in next(lines)
        server.terminate(10)
        last = [line for line in lines if line][-1]
    assert json.loads(last[6:])["error"]["code"] == "stopped"


def test_on_the_wire(start, stub):
    server = start(stub, web={"ping_seconds": 1})
    body = {"model": "default", "stream": True, "messages": said("words=9 hold=4")}
    with httpx.stream("POST", server.url + "/v1/chat/completions", json=body, timeout=30) as reply:
        assert reply.headers["content-type"] == "text/event-stream" and reply.headers["x-accel-buffering"] == "no"
        lines = []
        for line in reply.iter_lines():
            if line == ": ping":
                stub.release()
            lines.append(line)
    assert ": ping" in lines and lines[-2:] == ["data: [DONE]", ""]
    chunks = [json.loads(line[6:]) for line in lines if line.startswith("data: {")]
    assert {c["object"] for c in chunks} == {"chat.completion.chunk"} and len({c["id"] for c in chunks}) == 1
    assert all(set(chunk) == {"id", "object", "created", "model", "choices"} for chunk in chunks)
    assert "".join(chunk["choices"][0]["delta"].get("content", "") for chunk in chunks) == stubs.text(9)


def test_behind_nginx_at_a_sub_path(server, tmp_path):
    front = Nginx(tmp_path / "nginx", server.port, "/deep/chat/")
    try:
        client = sdk(server, base=front.url)
        assert joined(list(ask(server, "words=30 every=2", client, stream=True))) == stubs.text(30)
        with pytest.raises(openai.NotFoundError):
            client.models.retrieve("nobody")
    finally:
        front.close()


def test_a_martlet_that_asks_another(start, server):
    guest = start(providers={"house": {"kind": "openai", "base_url": server.url + "/v1"}},
                  agents={"guest": {"provider": "house", "model": "default"}})
    session = guest.client.new_session()
    guest.client.chat(session, "words=25 reasoning=3").until("done")
    answer = guest.client.history(session)[-1]
    assert answer["content"] == stubs.text(25) and answer["parts"][0]["type"] == "reasoning"


def test_a_page_of_a_named_origin_may_call_and_no_other(start, stub, chromium):
    elsewhere = Elsewhere()
    server = start(stub)
    server.config["channels"]["openai"] = {"allowed_origins": [elsewhere.url]}
    server.restart()
    page = chromium.new_page()
    try:
        question = [server.url + "/v1/chat/completions", json.dumps({"model": "default", "messages": said("words=5")})]
        page.goto(elsewhere.url)
        assert json.loads(page.evaluate(FETCH, question))["choices"][0]["message"]["content"] == stubs.text(5)
        page.goto(elsewhere.url.replace("127.0.0.1", "localhost"))
        assert "Failed to fetch" in page.evaluate(FETCH, question)
    finally:
        page.close()
        elsewhere.close()
    assert len(stub.asked) == 1
