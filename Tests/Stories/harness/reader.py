"""A client as the wire formats ask for: it remembers the last number that it saw, and comes back with it."""

import collections


class Broken(AssertionError):
    """The number line had a gap, a double or a step back."""


class Reader:
    """What one client knows of one session, assembled from events only (and from the session itself on `reset`)."""

    def __init__(self, client, session):
        self.client, self.session = client, session
        self.texts, self.finished = {}, {}
        self.current = self.stream = None
        self.events = self.resets = 0
        self.recent = collections.deque(maxlen=12)  # for the words of a failure
        self.reload()

    def reload(self):
        """Reads the session again: history, the running turn so far, and the cursor to go on from."""
        session = self.client.session(self.session)
        self.texts = {m["id"]: m["content"] for m in session["history"] if m["role"] == "assistant"}
        self.finished = {m["id"]: m for m in session["history"] if m["role"] == "assistant"}
        self.cursor = session["cursor"]
        self.recent.append(f"read again at {self.cursor}")
        turn = session.get("turn")
        self.current = turn and turn["message"]["id"]
        if turn:
            self.texts[self.current] = so_far(turn)

    def take(self, event):
        """Takes one event in; raises Broken if it is not the next."""
        if event.name == "reset":
            self.resets += 1
            return self.reload()
        if not event.id:
            return None
        self._advance(event)
        self.events += 1
        if event.name == "turn_start":
            self.current = event.data["message_id"]
            self.texts[self.current] = ""
        elif event.name == "token":
            self.texts[self.current] += event.data["text"]
        elif event.name == "done":
            message = event.data["message"]
            self.finished[message["id"]] = message
            self.current = None
        elif event.name == "error":
            self.finished[self.current] = None
            self.current = None

    def _advance(self, event):
        epoch, _, seq = self.cursor.rpartition("-")
        if event.epoch != epoch:
            raise Broken(f"after {self.cursor} came {event.id}: another epoch without a reset; {list(self.recent)}")
        if event.seq != int(seq) + 1:
            raise Broken(f"after {self.cursor} came {event.id} ({event.name}); {list(self.recent)}")
        self.cursor = event.id
        self.recent.append(f"{event.seq} {event.name}")

    def follow(self, client=None, enough=lambda: False, seconds=30):
        """One connection's worth of events, until it ends, asks for a `reset`, or `enough()`."""
        self.recent.append(f"connected after {self.cursor}")
        stream = self.stream = (client or self.client).follow(self.session, self.cursor)
        try:
            for event in stream.each(seconds):
                self.take(event)
                if event.name == "reset" or enough():
                    return
        finally:
            stream.close()

    def leave(self):
        """Ends the connection that another thread follows."""
        self.stream.close()


def so_far(turn):
    """The answer's text in a running turn, as the session shows it."""
    return "\n\n".join(part["text"] for part in turn["message"].get("parts", []) if part["type"] == "text")
