"""What a scripted model says, round by round, until it calls no more tools."""

import json
from dataclasses import dataclass


@dataclass
class Round:
    """Thoughts, words and calls of one round. A call is a tool's name and its arguments: a dict, or text as it stands."""
    text: str = ""
    calls: tuple = ()
    reasoning: str = ""
    chunk: int = 7  # characters a piece
    id: str = "call_0"  # the same for every call, as some servers have it

    def deltas(self):
        for piece in pieces(self.reasoning, self.chunk):
            yield {"reasoning_content": piece}
        for piece in pieces(self.text, self.chunk):
            yield {"content": piece}
        for index, (name, arguments) in enumerate(self.calls):
            yield {"tool_calls": [{"index": index, "id": self.id, "type": "function",
                                   "function": {"name": name, "arguments": ""}}]}
        # Arguments of several calls may come in turns.
        texts = [a if isinstance(a, str) else json.dumps(a) for _, a in self.calls]
        for start in range(0, max(map(len, texts), default=0), self.chunk):
            for index, text in enumerate(texts):
                if text[start:start + self.chunk]:
                    yield {"tool_calls": [{"index": index, "function": {"arguments": text[start:start + self.chunk]}}]}

    @property
    def ending(self):
        return "tool_calls" if self.calls else "stop"


def pieces(text, size):
    return [text[start:start + size] for start in range(0, len(text), size)]


def round_number(messages):
    """How many rounds of tools the turn has had that the messages end with."""
    count = 0
    for message in reversed(messages):
        if message["role"] == "user":
            break
        count += bool(message.get("tool_calls"))
    return count


def check_history(messages):
    """What strict providers refuse: every call is answered at once, by its id, once; and nothing else is."""
    waiting = []
    seen = set()
    for message in messages:
        if message["role"] == "tool":
            assert message["tool_call_id"] in waiting, f"a result for nobody: {message}"
            waiting.remove(message["tool_call_id"])
            assert isinstance(message["content"], (str, list)) and message["content"], "an empty result"
            continue
        assert not waiting, f"calls without results: {waiting}"
        for call in message.get("tool_calls") or []:
            assert call["id"] not in seen, f"the id {call['id']} twice"
            seen.add(call["id"])
            waiting.append(call["id"])
            assert isinstance(json.loads(call["function"]["arguments"]), dict), call
        assert message.get("content") or message.get("tool_calls"), f"an empty message: {message}"
    assert not waiting, f"calls without results at the end: {waiting}"
