"""The harness itself: what the stories trust must be trustworthy."""

import itertools
import json

from harness import stub as stubs
from harness.client import Client
from harness.events import EventStream, Parser
from harness.proxy import CuttingProxy
from harness.waiting import until


def ask(model, message, port=None):
    """Asks the stub for a streamed answer; returns the raw reply."""
    body = {"model": "stub-1", "stream": True, "messages": [{"role": "user", "content": message}]}
    return Client(f"http://127.0.0.1:{port or model.port}").send("POST", "/v1/chat/completions", body)


def content(response):
    deltas = [json.loads(line[6:]) for line in response.read().decode().split("\n") if line.startswith("data: {")]
    return "".join(d["choices"][0]["delta"].get("content", "") for d in deltas if d["choices"])


def test_the_stub_says_the_words_it_is_asked_for(stub):
    assert content(ask(stub, "words=40 seed=9 chunk=3")[1]) == stubs.text(40, "9")
    assert stub.asked[0].last == "words=40 seed=9 chunk=3"


def test_the_stub_notices_a_client_that_leaves(stub):
    connection, response = ask(stub, "words=5 silent=2")
    response.read1(100)
    connection.close()
    response.close()
    assert until(lambda: stub.asked[0].closed)


def test_the_stub_refuses_as_often_as_it_is_told(stub):
    assert [ask(stub, "status=429 times=2")[1].status for _ in range(3)] == [429, 429, 200]


def test_the_proxy_cuts_after_its_budget(stub):
    budgets = itertools.chain([300], itertools.repeat(None))
    proxy = CuttingProxy(stub.port, lambda: next(budgets))
    connection, response = ask(stub, "words=100", proxy.port)
    stream = EventStream(connection, response)
    stream.until_end()
    assert proxy.cuts == 1 and len(stream.events) < 20
    assert content(ask(stub, "words=100", proxy.port)[1]) == stubs.text(100)
    proxy.close()


def test_events_are_the_same_however_they_are_cut():
    wire = b': ping\n\nid: e-1\nevent: token\ndata: {"text":"\\u00e4 b"}\n\nid: e-2\nevent: done\ndata: {"x":1}\n\n'
    whole = Parser().feed(wire)
    assert [(event.seq, event.name) for event in whole] == [(1, "token"), (2, "done")]
    for size in range(1, len(wire)):
        parser = Parser()
        pieces = [wire[i:i + size] for i in range(0, len(wire), size)]
        assert [event for piece in pieces for event in parser.feed(piece)] == whole
        assert parser.comments == 1
