#!/usr/bin/env python3
"""The promise, measured: a turn survives any number of cuts, and a server killed at any instant takes nothing back.

    promise.py [--cuts 1000] [--kills 50] [--seed N]

prints its counts, and exits 1 with the reason if a word, a message or an event was lost or doubled.
"""

import argparse
import http.client
import random
import tempfile
import threading
import time
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path

from harness import stub as stubs
from harness.client import Client
from harness.proxy import CuttingProxy
from harness.reader import Reader
from harness.server import Martlet
from harness.stub import StubModel
from harness.waiting import until

NETWORK = (OSError, EOFError, http.client.HTTPException)


@dataclass
class Counts:
    turns: int = 0
    cuts: int = 0
    kills: int = 0
    kills_at_start: int = 0
    events: int = 0
    resets: int = 0
    interrupted: int = 0
    seconds: float = 0

    def __str__(self):
        return ", ".join(f"{value} {name.replace('_', ' ')}" for name, value in asdict(self).items() if value)


# Cuts: the connection is what breaks.

def cut_story(server, wanted, seed=1):
    """Streams turns through a proxy that cuts, until `wanted` connections were cut; every word must arrive once."""
    dice, counts, began = random.Random(seed), Counts(), time.monotonic()
    # Mostly short leashes; now and then one that is long enough for the whole answer in `done`.
    proxy = CuttingProxy(server.port, lambda: dice.randint(1, 80_000 if dice.random() < 0.1 else 2500))
    cut = Client(proxy.url)
    reader = Reader(server.client, server.client.new_session(name="cuts"))
    while counts.cuts < wanted:
        counts.turns += 1
        one_cut_turn(server, cut, reader, counts, dice, wanted, proxy)
    proxy.close()
    counts.events, counts.resets = reader.events, reader.resets
    counts.seconds = round(time.monotonic() - began, 1)
    return counts


def one_cut_turn(server, cut, reader, counts, dice, wanted, proxy):
    words, seed = 1500, f"t{counts.turns}"
    message = f"words={words} seed={seed} every=1" + (" chunk=7" if counts.turns % 3 == 0 else "")
    identity = str(uuid.uuid4())
    say_through(cut, reader.session, message, identity)
    known = set(reader.finished)
    finished = lambda: set(reader.finished) > known
    while not finished():
        patience = dice.randint(1, 40) if dice.random() < 0.3 else 10**9
        start = reader.events
        try:
            reader.follow(cut, lambda: finished() or reader.events - start >= patience)
        except NETWORK:
            pass
        counts.cuts = counts.cuts + 1 if not finished() else counts.cuts
    check_turn(server, reader, next(iter(set(reader.finished) - known)), message, stubs.text(words, seed))


def say_through(client, session, message, identity):
    """Says something over a line that breaks: again and again with the same client_id, until it was acknowledged."""
    while True:
        try:
            client.begin(session, message, client_id=identity)
            return
        except (*NETWORK, ValueError):  # an answer cut in the midst of its JSON
            pass


def check_turn(server, reader, id, message, expected):
    assert reader.texts[id] == expected, f"assembled {len(reader.texts[id])} characters instead of {len(expected)}"
    assert reader.finished[id]["content"] == expected
    history = server.client.history(reader.session)
    assert [m["content"] for m in history if m["id"] == id] == [expected]
    assert sum(m["content"] == message for m in history) == 1, "the user's message is not there exactly once"


# Kills: the server is what breaks.

class Killed:
    """A server under kill -9, a writer that insists, and a reader that follows through it all."""

    def __init__(self, server, seed):
        self.server, self.dice, self.counts = server, random.Random(seed), Counts()
        self.session = server.client.new_session(name="kills")
        self.reader = Reader(server.client, self.session)
        self.acknowledged, self.sent, self.fault = {}, [], None
        self.over, self.lock = threading.Event(), threading.Lock()

    def run(self, kills):
        began = time.monotonic()
        writer, follower = (threading.Thread(target=self._guard, args=(role,), daemon=True)
                            for role in (self._write, self._follow))
        writer.start()
        follower.start()
        while self.counts.kills < kills and not self.fault:
            self._kill_once()
            self._check()
        self.over.set()
        writer.join(60)
        until(lambda: self.fault or self._caught_up(), 30, "the reader's last event")
        self.reader.leave()
        follower.join(10)
        if self.fault:
            raise self.fault
        self._check_end()
        self.counts.events, self.counts.resets = self.reader.events, self.reader.resets
        self.counts.seconds = round(time.monotonic() - began, 1)
        return self.counts

    def _guard(self, role):
        try:
            role()
        except BaseException as fault:  # told by the main thread
            self.fault = fault

    def _kill_once(self):
        time.sleep(self.dice.uniform(0, 1.0))  # the random instant is the point
        self.server.kill()
        self.counts.kills += 1
        if self.dice.random() < 0.25:
            self.server.spawn()
            time.sleep(self.dice.uniform(0, 0.03))
            self.server.kill()
            self.counts.kills_at_start += 1
        self.server.start()

    def _write(self):
        while not self.over.is_set():
            number = len(self.sent)
            message = f"words={self.dice.randint(5, 120)} seed=k{number} every=8"
            self.sent.append(message)
            self._say(message, f"{self.session[:8]}-{number}")
            self.counts.turns += 1

    def _say(self, message, identity):
        """Insists until the turn is seen to have ended, by the same client_id through every kill."""
        while not self.fault:
            try:
                stream = self.server.client.chat(self.session, message, client_id=identity)
                for event in stream.each():
                    if event.name == "turn_start":
                        self._acknowledge(message, event.data["user_message"]["id"])
                    if event.name in ("done", "error"):
                        return stream.close()
                stream.close()
            except NETWORK:
                pass
            except AssertionError as refusal:
                if "turn_running" not in str(refusal):
                    raise

    def _acknowledge(self, message, id):
        with self.lock:
            assert self.acknowledged.setdefault(id, message) == message

    def _follow(self):
        while not (self.over.is_set() and self._caught_up()):
            try:
                self.reader.follow()
            except NETWORK:
                pass

    def _caught_up(self):
        """Whether the reader has seen the end of every turn that the writer has."""
        return len(self.reader.finished) >= len(self.sent) == self.counts.turns

    def _check(self):
        """After a restart: what was acknowledged is there once, and what was seen of an answer was not taken back."""
        with self.lock:
            acknowledged = dict(self.acknowledged)
        seen = dict(self.reader.texts)
        session = self.server.client.session(self.session)
        history, turn = session["history"], session.get("turn")
        ids = [m["id"] for m in history]
        assert len(ids) == len(set(ids)), "a message is there twice"
        for id, message in acknowledged.items():
            assert [m["content"] for m in history if m["id"] == id] == [message], f"{message} was lost or doubled"
        for message in history:
            if message["id"] in seen:
                assert message["content"].startswith(seen[message["id"]]), "an answer was taken back"
        running = {turn["message"]["id"]} if turn else set()
        gone = {id for id, text in seen.items() if text} - set(ids) - running
        assert not gone, f"answers that a client had seen are gone: {gone}"

    def _check_end(self):
        history = self.server.client.history(self.session)
        assert sorted(m["content"] for m in history if m["role"] == "user") == sorted(self.sent)
        for question, answer in zip(history[::2], history[1::2], strict=True):
            assert (question["role"], answer["role"]) == ("user", "assistant")
            self._check_answer(question["content"], answer)

    def _check_answer(self, question, answer):
        cue = stubs.Cue(question)
        expected = stubs.text(cue.number("words"), cue["seed"])
        if answer.get("interrupted"):
            self.counts.interrupted += 1
            assert expected.startswith(answer["content"]), "an interrupted answer is no beginning of what was said"
        else:
            assert answer["content"] == expected
        assert self.reader.texts[answer["id"]] == answer["content"], (
            f"the reader has {self.reader.texts[answer['id']][-80:]!r}, the history {answer['content'][-80:]!r} ({question})")


def kill_story(server, kills, seed=1):
    return Killed(server, seed).run(kills)


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--cuts", type=int, default=1000)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--seed", type=int, default=int(time.time()))
    chosen = options.parse_args()
    print(f"seed {chosen.seed}")
    for name, story, number in (("cuts", cut_story, chosen.cuts), ("kills", kill_story, chosen.kills)):
        with tempfile.TemporaryDirectory() as folder:
            server = Martlet(Path(folder), StubModel()).start()
            try:
                print(f"{name}: {story(server, number, chosen.seed)}", flush=True)
            finally:
                server.stop()


if __name__ == "__main__":
    main()
