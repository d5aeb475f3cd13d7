"""The main story once in Firefox: a first chat, live words, reasoning folded, a reload in mid-turn, stop."""

import pytest

from harness import stub as stubs
from harness.firefox import Firefox


@pytest.fixture
def firefox(tmp_path, server):
    browser = Firefox(tmp_path, server.url)
    yield browser
    browser.close()


ANSWER = "[...document.querySelectorAll('article[data-test=message][data-role=assistant]')].at(-1)"


def say(firefox, text):
    firefox.click("composer")
    firefox.type(text)
    firefox.click("send")


def test_the_main_story_in_firefox(firefox, server, client, stub, output):
    firefox.open(server.url + "/")
    firefox.until("document.body.dataset.ready == 'true'")
    say(firefox, "words=8 reasoning=5 hold=4")
    firefox.until(f"{ANSWER}?.textContent.includes('0.2')")
    assert firefox.evaluate(f"{ANSWER}.dataset.state") == "streaming"
    assert firefox.evaluate(f"{ANSWER}.querySelector('details[data-test=reasoning]').open") is False
    firefox.call("browsingContext.reload", context=firefox.window, wait="complete")
    firefox.until(f"{ANSWER}?.textContent.includes('0.2')")
    stub.release()
    firefox.until(f"{ANSWER}.dataset.state == 'done'")
    assert firefox.evaluate("document.querySelectorAll('article[data-test=message]').length") == 2
    firefox.shot(output / "firefox.png")
    say(firefox, "words=9 silent=4 seed=second")
    firefox.until(f"{ANSWER}?.textContent.includes('second.2')")
    firefox.click("stop")
    firefox.until(f"{ANSWER}.dataset.state == 'stopped'")
    id = firefox.evaluate("location.hash").removeprefix("#s=")
    assert [m["content"] for m in client.history(id)][1::2] == [stubs.text(8), stubs.text(4, "second")]
    assert not firefox.faults and not firefox.foreign, (firefox.faults, firefox.foreign)
