"""A model server that misbehaves on cue.

It speaks OpenAI's chat completions. The last user message says how to answer, in `key=value` words:

    words=N      answer with N words (default 5)            every=MS  pause between them (default 0)
    seed=S       which words                                chunk=C   cut the answer into pieces of C characters
    reasoning=N  N words of reasoning first                 field=F   …in that field (default reasoning_content)
    think=TAG    …inline, between <TAG> and </TAG>          lt=1      the answer starts with a lone `<`
    hold=K       after K words wait for `release()`         silent=K  after K words say nothing for ever
    cut=K        after K words close the connection         garbage=K after K words send what is no JSON
    status=CODE times=N   refuse the first N requests of this message with that status
    script=NAME  play the rounds of `scripts[NAME]`, one a request, with calls of tools
"""

import asyncio
import json
import time
from collections import Counter
from dataclasses import dataclass, field

from .background import Listener, loop
from .rounds import check_history, round_number

REASONS = {200: "OK", 400: "Bad Request", 401: "Unauthorized", 429: "Too Many Requests", 500: "Internal Server Error",
           503: "Service Unavailable"}
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
SPICE = ["alpha", "βeta", "“quoted”", "<b>", "a&b", "back\\slash", "🐦", "line\nbreak", "-->", "data: x"]


def words(count, seed=0):
    """The words that the stub says: numbered, so that a loss or a double shows, with some that need escaping."""
    return [f"{seed}.{i}{SPICE[i % len(SPICE)] if i % 7 == 3 else ''}" for i in range(count)]


def text(count, seed=0):
    return " ".join(words(count, seed))


@dataclass
class Asked:
    """One request as the stub saw it."""
    body: dict
    headers: dict
    at: float
    finished: bool = False
    closed: float = field(default=0.0)  # when the client was seen to have gone before the end

    @property
    def said(self):
        return [(message["role"], message["content"]) for message in self.body["messages"]]

    @property
    def last(self):
        return plain(self.body["messages"][-1]["content"])


def plain(content):
    if content is None or isinstance(content, str):
        return content or ""
    return " ".join(part.get("text", "") for part in content)


class Cue(dict):
    """What a message asks the stub to do."""

    def __init__(self, message):
        super().__init__(word.split("=", 1) for word in message.split() if "=" in word)

    def number(self, key, default=0):
        try:
            return int(self.get(key, default))
        except ValueError:
            return default


class StubModel(Listener):
    def __init__(self, port=0):
        self.asked, self.refusals, self.scripts, self.faults = [], Counter(), {}, []
        self.gate = asyncio.Event()
        super().__init__(port)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/v1"

    def release(self):
        """Lets held answers go on, now and later."""
        loop().call_soon_threadsafe(self.gate.set)

    async def serve(self, reader, writer):
        while head := await read_head(reader):
            method, path, headers = head
            body = await reader.readexactly(int(headers.get("content-length", 0)))
            if path.endswith("/models"):
                await self._reply(writer, 200, {"object": "list", "data": [{"id": "stub-1", "object": "model"}]})
            elif method == "POST" and path.endswith("/chat/completions"):
                await self._complete(reader, writer, Asked(json.loads(body), headers, time.monotonic()))
            else:
                await self._reply(writer, 404, {"error": {"message": f"no {path} here"}})

    async def _complete(self, reader, writer, asked):
        self.asked.append(asked)
        cue = Cue(next(plain(m["content"]) for m in reversed(asked.body["messages"]) if m["role"] == "user"))
        if "status" in cue and self.refusals[asked.last] < cue.number("times", 10**6):
            self.refusals[asked.last] += 1
            status = cue.number("status")
            return await self._reply(writer, status, {"error": {"message": f"stub says {status}", "type": "stub"}})
        self._check(asked)
        answer = asyncio.create_task(self._play(writer, cue, asked) if "script" in cue else self._answer(writer, cue))
        gone = asyncio.create_task(reader.read(1))
        try:
            await asyncio.wait({answer, gone}, return_when=asyncio.FIRST_COMPLETED)
            asked.finished = answer.done() and answer.exception() is None
            # Who goes while something is being written to him is noticed by the writing.
            if not answer.done() or isinstance(answer.exception(), (ConnectionResetError, BrokenPipeError)):
                asked.closed = time.monotonic()
        finally:
            answer.cancel()
            gone.cancel()
        raise ConnectionAbortedError  # one answer a connection: the next request brings its own

    def _check(self, asked):
        try:
            check_history(asked.body["messages"])
        except AssertionError as fault:
            self.faults.append(str(fault))

    async def _play(self, writer, cue, asked):
        rounds = self.scripts[cue["script"]]
        # A model that is offered no tool calls none.
        number = round_number(asked.body["messages"]) if asked.body.get("tools") else len(rounds)
        now = rounds[min(number, len(rounds) - 1)]
        writer.write(HEAD)
        for delta in now.deltas():
            await self._delta(writer, delta, cue)
        await self._end(writer, now.ending, 1)

    async def _answer(self, writer, cue):
        writer.write(HEAD)
        await self._reason(writer, cue)
        pieces = self._pieces(cue)
        for index, piece in enumerate(pieces):
            await self._misbehave(writer, cue, index)
            await self._delta(writer, {"content": piece}, cue)
        await self._misbehave(writer, cue, len(pieces))
        await self._end(writer, "stop", len(pieces))

    async def _end(self, writer, reason, count):
        usage = {"prompt_tokens": 7, "completion_tokens": count, "total_tokens": 7 + count}
        await send(writer, {"id": "s", "choices": [{"index": 0, "delta": {}, "finish_reason": reason}]})
        await send(writer, {"id": "s", "choices": [], "usage": usage})
        writer.write(b"data: [DONE]\n\n")
        await writer.drain()

    async def _reason(self, writer, cue):
        thought = text(cue.number("reasoning"), "r")
        if thought and "think" not in cue:
            for word in thought.split(" "):
                await self._delta(writer, {cue.get("field", "reasoning_content"): word + " "}, cue)

    def _pieces(self, cue):
        said = text(cue.number("words", 5), cue.get("seed", 0))
        said = ("< " if "lt" in cue else "") + said
        if "think" in cue:
            said = f"<{cue['think']}>{text(cue.number('reasoning'), 'r')}</{cue['think']}>\n\n" + said
        size = cue.number("chunk")
        if size:
            return [said[i:i + size] for i in range(0, len(said), size)]
        first, *others = said.split(" ")
        return [first] + [" " + word for word in others]

    async def _misbehave(self, writer, cue, index):
        await writer.drain()
        if cue.get("hold") == str(index):
            await self.gate.wait()
        if cue.get("silent") == str(index):
            await asyncio.Event().wait()
        if cue.get("cut") == str(index):
            raise ConnectionAbortedError
        if cue.get("garbage") == str(index):
            writer.write(b"data: {this is no json\n\n")

    async def _delta(self, writer, delta, cue):
        await send(writer, {"id": "s", "choices": [{"index": 0, "delta": delta, "finish_reason": None}]})
        if cue.number("every"):
            await asyncio.sleep(cue.number("every") / 1000)

    async def _reply(self, writer, status, body):
        data = json.dumps(body).encode()
        head = f"HTTP/1.1 {status} {REASONS.get(status, 'Status')}\r\nContent-Type: application/json\r\n"
        writer.write(head.encode() + f"Content-Length: {len(data)}\r\n\r\n".encode() + data)
        await writer.drain()


async def send(writer, chunk):
    writer.write(b"data: " + json.dumps(chunk).encode() + b"\n\n")
    await writer.drain()


async def read_head(reader):
    """→ method, path, lower-cased fields; None when the client has gone."""
    try:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    except asyncio.IncompleteReadError:
        return None
    method, path, _ = lines[0].split(" ")
    pairs = (line.split(":", 1) for line in lines[1:] if ":" in line)
    return method, path, {name.lower(): value.strip() for name, value in pairs}
