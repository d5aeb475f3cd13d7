"""Server-sent events: an incremental parser, and a stream that a thread reads while the test looks at what came."""

import json
import socket
import threading
import time
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Event:
    id: str
    name: str
    data: dict
    at: float = field(compare=False, default=0.0)

    @property
    def epoch(self):
        return self.id.rpartition("-")[0]

    @property
    def seq(self):
        return int(self.id.rpartition("-")[2])


class Parser:
    """Bytes in, events out. Comments (pings) are counted."""

    def __init__(self):
        self.rest = b""
        self.comments = 0

    def feed(self, data):
        *blocks, self.rest = (self.rest + data).split(b"\n\n")
        events = [self._event(block) for block in blocks]
        return [event for event in events if event]

    def _event(self, block):
        fields = {"id": "", "event": "message", "data": ""}
        for line in block.decode("utf-8", "strict").split("\n"):
            if line.startswith(":"):
                self.comments += 1
                continue
            key, _, value = line.partition(":")
            fields[key] = value.removeprefix(" ")
        if not fields["data"]:
            return None
        return Event(fields["id"], fields["event"], json.loads(fields["data"]), time.monotonic())


class EventStream:
    """An open `text/event-stream` answer. Everything that came stays in `events`."""

    def __init__(self, connection, response):
        self.connection, self.response = connection, response
        self.status, self.headers = response.status, response.headers
        self.socket = connection.line
        self.events, self.parser = [], Parser()
        self.ended = False
        self.news = threading.Condition()
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    @property
    def pings(self):
        return self.parser.comments

    def _read(self):
        try:
            while data := self.response.read1(65536):
                events = self.parser.feed(data)
                with self.news:
                    self.events += events
                    self.news.notify_all()
        except Exception:  # a cut connection ends the stream, however it was cut
            pass
        with self.news:
            self.ended = True
            self.news.notify_all()

    def wait(self, satisfied, seconds=10, what="events"):
        """Waits until `satisfied(events)` is true and returns that; an ended stream waits no longer."""
        with self.news:
            self.news.wait_for(lambda: satisfied(self.events) or self.ended, seconds)
            value = satisfied(self.events)
            assert value, f"{what}: not within {seconds} s; ended={self.ended}, got {self.summary()}"
            return value

    def each(self, seconds=30):
        """Yields events as they come until the stream ends; that many seconds without one are a failure."""
        index = 0
        while True:
            with self.news:
                self.news.wait_for(lambda: len(self.events) > index or self.ended, seconds)
                if len(self.events) == index:
                    assert self.ended, f"{seconds} s of silence after {self.summary()}"
                    return
            yield self.events[index]
            index += 1

    def until(self, *names, seconds=10):
        """Waits for the first event of one of these names and returns it."""
        return self.wait(lambda events: next((e for e in events if e.name in names), None), seconds, f"event {names}")

    def until_tokens(self, count, seconds=10):
        """Waits until that many words of the answer have come."""
        self.wait(lambda _: len(self.text.split()) >= count, seconds, f"{count} words")

    def until_end(self, seconds=10):
        with self.news:
            self.news.wait_for(lambda: self.ended, seconds)
        assert self.ended, f"the stream did not end within {seconds} s: {self.summary()}"
        return self.events

    def named(self, name):
        return [event for event in self.events if event.name == name]

    @property
    def text(self):
        return "".join(event.data["text"] for event in self.named("token"))

    @property
    def reasoning(self):
        return "".join(event.data["text"] for event in self.named("reasoning_delta"))

    @property
    def cursor(self):
        """The last numbered event seen."""
        return next((event.id for event in reversed(self.events) if event.id), "")

    def summary(self):
        tail = [(event.id[-12:], event.name) for event in self.events[-8:]]
        return f"{len(self.events)} events …{tail}"

    def close(self):
        """Drops the connection, as a closed laptop lid would."""
        try:
            self.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.thread.join(5)
        self.connection.close()


def assert_unbroken(events):
    """One epoch, and every number once, in order: nothing lost, nothing doubled."""
    numbered = [event for event in events if event.id]
    assert len({event.epoch for event in numbered}) <= 1, "the epoch changed"
    seqs = [event.seq for event in numbered]
    assert seqs == list(range(seqs[0], seqs[0] + len(seqs))) if seqs else True, f"gap or double in {seqs}"
