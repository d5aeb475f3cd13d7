"""The main story in Firefox and in WebKit: live words, reasoning folded, a reload in mid-turn, stop, a second answer."""

import pytest

from harness import stub as stubs
from harness.puppet import DEFAULT, Puppet


@pytest.fixture
def page(other_browser):
    return other_browser


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


def test_an_agent_at_work(page, output):
    """Panels, a question and its answer, a change, the palette and a picture, beside a played server."""
    puppet = Puppet()
    page.home = puppet.url
    puppet.uploads["p"] = ("image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'/>")
    page.open(f"{puppet.url}/#s={DEFAULT}")
    page.until("document.body?.dataset.connection == 'online'")
    puppet.turn()
    options = [{"id": "allow", "label": "Allow"}, {"id": "deny", "label": "Deny"}]
    change = "--- a/x.md\n+++ b/x.md\n@@ -1 +1 @@\n-one\n+two\n"
    puppet.say("approval", {"id": "c1", "tool": "edit_file", "call_str": "edit x.md", "args": {}, "options": options, "preview": change})
    page.until("document.querySelector('[data-test=approval] .add code')?.textContent == 'two'")
    page.evaluate("document.querySelector('[data-option=allow]').click()")
    puppet.awaits("POST", f"/api/sessions/{DEFAULT}/approvals/c1")
    puppet.say("approval_end", {"id": "c1", "option": "allow"})
    page.until("!document.querySelector('[data-test=approval]')")
    image = {"id": "p", "name": "p.png", "mime": "image/png", "size": 9, "url": "api/uploads/p"}
    puppet.say("tool_result", {"id": "c1", "tool": "edit_file", "output": change, "ok": True, "ms": 3, "images": [image]})
    page.until("document.querySelector('[data-call=c1]').dataset.state == 'ok'")
    page.evaluate("document.querySelector('[data-call=c1] summary').click()")
    page.until("document.querySelector('[data-test=diff] .remove code')?.textContent == 'one'")
    page.shot(output / f"{type(page).__name__.lower()}-panel.png")
    page.evaluate("document.querySelector('a.picture').click()")
    page.until("document.querySelector('dialog.lightbox')?.open")
    page.evaluate("document.querySelector('[data-test=close-lightbox]').click()")
    page.until("!document.querySelector('dialog')")
    page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'k', ctrlKey: true, metaKey: false, bubbles: true}))")
    page.until("document.querySelector('[role=option]')?.textContent.includes('New chat')")
    page.clean()
    puppet.close()
