"""The main story in Firefox and in WebKit: live words, reasoning folded, a reload in mid-turn, stop, a second answer."""

import shutil

import pytest

from harness import stub as stubs
from harness.firefox import Firefox
from harness.webkit import WebKit


@pytest.fixture(params=[Firefox, WebKit], ids=["firefox", "webkit"])
def page(request, tmp_path, server):
    if request.param is WebKit and not shutil.which("WebKitWebDriver"):
        pytest.skip("no WebKit driver on this machine")
    browser = request.param(tmp_path, server.url)
    yield browser
    browser.close()


ANSWER = "[...document.querySelectorAll('article[data-test=message][data-role=assistant]')].at(-1)"


def say(page, text):
    page.click("composer")
    page.type(text)
    page.click("send")


def test_the_main_story(page, server, client, stub, output):
    page.open(server.url + "/")
    page.until("document.body?.dataset.ready == 'true'")
    say(page, "words=8 reasoning=5 hold=4")
    page.until(f"{ANSWER}?.textContent.includes('0.2')")
    assert page.evaluate(f"{ANSWER}.dataset.state") == "streaming"
    assert page.evaluate(f"{ANSWER}.querySelector('details[data-test=reasoning]').open") is False
    page.reload()
    page.until(f"{ANSWER}?.textContent.includes('0.2')")
    stub.release()
    page.until(f"{ANSWER}.dataset.state == 'done'")
    assert page.evaluate("document.querySelectorAll('article[data-test=message]').length") == 2
    say(page, "words=9 silent=4 seed=second")
    page.until(f"{ANSWER}?.textContent.includes('second.2')")
    page.click("stop")
    page.until(f"{ANSWER}.dataset.state == 'stopped'")
    id = page.evaluate("location.hash").removeprefix("#s=")
    assert [m["content"] for m in client.history(id)][1::2] == [stubs.text(8), stubs.text(4, "second")]
    page.clean()
    page.shot(output / f"{type(page).__name__.lower()}.png")
