"""The promise at a size for every build: `promise.py` measures it at full size."""

import os

import pytest

from promise import cut_story, kill_story


@pytest.mark.timeout(600)
def test_cuts(server, capsys):
    """A turn streamed through random cuts and reconnects arrives whole, every event once."""
    counts = cut_story(server, int(os.environ.get("STORIES_CUTS", 150)))
    with capsys.disabled():
        print(f"\ncuts: {counts}")
    assert counts.resets == 0


@pytest.mark.timeout(900)
def test_kill(server, capsys):
    """A server killed at random instants takes back nothing that it acknowledged or showed."""
    counts = kill_story(server, int(os.environ.get("STORIES_KILLS", 10)))
    with capsys.disabled():
        print(f"\nkills: {counts}")
