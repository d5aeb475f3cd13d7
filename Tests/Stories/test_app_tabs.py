"""Many tabs of one browser share one event stream, whichever of them is there to hold it."""

import pytest
from playwright.sync_api import expect

from harness.browser import App
from harness.waiting import until


class Tab(App):
    """Another page of a browser that is there already."""

    def __init__(self, first):
        self.url, self.size, self.context = first.url, first.size, first.context
        self.faults, self.foreign, self.forgiving = first.faults, first.foreign, False
        self.page = self.context.new_page()
        self.listen(self.page)


def watched(page):
    """Counts the event streams that this page opens."""
    asked = []
    page.on("request", lambda request: "/api/events" in request.url and asked.append(request.url))
    return asked


def test_ten_tabs_share_one_stream_and_all_can_do_something(chromium, server, client, stub):
    """Over HTTP/1.1 a browser has six connections to a host: ten streams would leave none."""
    first = App(chromium, server.url)
    asked = watched(first.context)
    first.open()
    tabs = [first] + [Tab(first).open() for _ in range(9)]
    for number, tab in enumerate(tabs):
        tab.page.bring_to_front()
        tab.say(f"words=3 seed=tab{number}")
        tab.await_words(f"tab{number}.2")
        tab.await_state("done")
    assert len({tab.session for tab in tabs}) == 10
    for tab in tabs[:-1]:
        expect(tab.page.locator("[data-test=session]")).to_have_count(10)
    pages = {url.split("?")[0] for url in asked}
    assert pages == {server.url + "/api/events"}
    assert any(url.count("session=") > 5 for url in asked), "no stream followed several sessions"
    first.clean()
    first.context.close()


def test_two_tabs_on_one_session_see_the_same_words(chromium, server, stub):
    one = App(chromium, server.url).open()
    one.say("words=8 hold=4")
    one.await_words("0.2")
    two = Tab(one).open(one.session)
    two.await_words("0.2")
    asked = watched(one.context)
    stub.release()
    for tab in (one, two):
        tab.await_state("done")
        assert [tab.answer.inner_text().count(f"0.{n}") for n in range(8)] == [1] * 8
    assert asked == []
    one.clean()
    one.context.close()


@pytest.mark.parametrize("end", ["closed", "frozen"])
def test_another_tab_takes_over(chromium, server, stub, end):
    leader = App(chromium, server.url).open()
    leader.online()
    tab = Tab(leader).open()
    tab.say("words=12 hold=5")
    tab.await_words("0.4")
    if end == "closed":
        leader.page.close()
    else:
        freezer = leader.context.new_cdp_session(leader.page)
        freezer.send("Debugger.enable")
        freezer.send("Debugger.pause")  # a tab that is driven cannot be frozen; one that is halted is as dead
    asked = watched(tab.page)
    if end == "frozen":  # a person comes back to the tab
        tab.page.evaluate("dispatchEvent(new Event('online'))")
    until(lambda: tab.page.wait_for_timeout(50) or asked, 15, "the other tab's own stream")
    stub.release()
    tab.await_state("done")
    assert [tab.answer.inner_text().count(f"0.{n}") for n in (4, 5, 6, 9)] == [1] * 4
    tab.say("words=2 seed=after")
    tab.await_words("after.1")
    if end == "frozen":
        freezer.send("Debugger.disable")
        leader.page.bring_to_front()
        expect(leader.page.locator("[data-test=session]")).to_have_count(1)
        leader.online()
    tab.clean()
    tab.context.close()


@pytest.mark.parametrize("lacking", ["Navigator.prototype.locks", "window.BroadcastChannel"])
def test_where_a_part_is_missing_each_tab_has_its_own_stream(chromium, server, lacking):
    """On plain http a browser has no locks."""
    app = App(chromium, server.url)
    app.context.add_init_script(f"delete {lacking}")
    app.open()
    other = Tab(app)
    asked = watched(other.page)
    other.open()
    other.online()
    assert asked
    other.say("words=3")
    other.await_state("done")
    expect(app.page.locator("[data-test=session]")).to_have_count(1)
    app.clean()
    app.context.close()


def test_a_draft_is_the_same_in_all_tabs(chromium, server, client, stub):
    """What is written in one tab stands in the others on that chat, and goes there when it is sent here."""
    id, elsewhere = client.new_session(name="shared"), client.new_session(name="another")
    one = App(chromium, server.url).open(id)
    two, other = Tab(one).open(id), Tab(one).open(elsewhere)
    for tab in (one, two, other):  # as it is in a browser that nobody drives: one page has the focus
        one.context.new_cdp_session(tab.page).send("Emulation.setFocusEmulationEnabled", {"enabled": False})
    for here, there, words in ((one, two, "half a"), (two, one, "half a thought")):
        here.page.bring_to_front()
        until(lambda: here.page.evaluate("document.hasFocus()"), what="the focus")
        here.hook("composer").fill(words)
        expect(there.hook("composer")).to_have_value(words)
    two.hook("file-input").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"text"})
    expect(one.hook("attachments").locator("[data-test=attachment]")).to_have_count(1)
    expect(other.hook("composer")).to_have_value("")
    two.say("words=2 seed=draft")
    for tab in (one, two):
        tab.await_words("draft.1")
        expect(tab.hook("composer")).to_have_value("")
        expect(tab.hook("attachments").locator("[data-test=attachment]")).to_have_count(0)
    one.page.reload()
    one.ready()
    expect(one.hook("composer")).to_have_value("")
    one.clean()
    one.context.close()
