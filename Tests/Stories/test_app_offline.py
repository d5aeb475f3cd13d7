"""Without a network: what is written is kept and sent once, what was read can be read."""

import pytest
from playwright.sync_api import expect

from harness import stub as stubs
from harness.browser import SIZES, App
from harness.proxy import CuttingProxy
from harness.waiting import until

PICTURE = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003"
                        "010100c9fe92ef0000000049454e44ae426082")


def installed(chromium, url, size="phone", session=None):
    """The app with its service worker in charge."""
    app = App(chromium, url, size).open(session)
    app.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    until(lambda: app.page.evaluate("caches.keys().then((names) => names.length)"), what="a shell that is kept")
    return app


def go_offline(app):
    app.forgiving = True
    app.context.set_offline(True)


def go_online(app):
    app.context.set_offline(False)
    app.online()


def reopen(app):
    """The app is closed and started again, in the same browser."""
    address = app.page.url
    app.page.close()
    app.page = app.context.new_page()
    app.listen(app.page)
    app.page.goto(address)
    return app.ready()


def waiting(app):
    return app.page.locator("article[data-role=user][data-state=waiting]")


@pytest.mark.parametrize("size", SIZES)
def test_written_in_the_tunnel_with_a_file_and_sent_once_after_a_restart(chromium, server, client, stub, size, output):
    app = installed(chromium, server.url, size)
    go_offline(app)
    app.hook("file-input").set_input_files({"name": "dot.png", "mimeType": "image/png", "buffer": PICTURE})
    expect(app.hook("attachment")).to_have_attribute("data-state", "waiting")
    app.say("words=3 seed=tunnel")
    expect(waiting(app)).to_contain_text("words=3 seed=tunnel")
    expect(waiting(app).locator("[data-test=withdraw]")).to_be_visible()
    app.say("words=2 seed=second")
    app.shot(output, "outbox")
    id = app.session
    reopen(app)
    expect(waiting(app)).to_contain_text("words=3 seed=tunnel")
    app.sidebar()
    expect(app.row(id)).to_be_visible()
    assert stub.asked == []
    go_online(app)
    until(lambda: len(stub.asked) == 2, 30, "both messages at the model")
    server.settle()
    history = client.history(id)
    assert [m["content"] for m in history] == ["words=3 seed=tunnel", stubs.text(3, "tunnel"),
                                               "words=2 seed=second", stubs.text(2, "second")]
    assert client.get("/api/uploads/" + history[0]["attachments"][0]["id"]).body == PICTURE
    expect(app.messages()).to_have_count(4)
    reopen(app)
    expect(app.messages()).to_have_count(4)
    assert len(stub.asked) == 2
    assert app.page.evaluate("localStorage.getItem('martlet.outbox')") is None
    app.forgiving = False
    app.clean()
    app.close()


def test_a_waiting_message_can_be_taken_back(chromium, server, client, stub):
    app = installed(chromium, server.url)
    go_offline(app)
    app.say("words=1 never")
    waiting(app).locator("[data-test=withdraw]").tap()
    expect(app.hook("composer")).to_have_value("words=1 never")
    expect(app.messages("user")).to_have_count(0)
    reopen(app)
    expect(waiting(app)).to_have_count(0)
    go_online(app)
    assert stub.asked == [] and client.get("/api/sessions").json == []
    app.close()


def test_a_refusal_is_shown_also_after_a_restart(chromium, server, client, stub):
    id = client.new_session(name="refused")
    app = installed(chromium, server.url, session=id)
    go_offline(app)
    app.say("words=1")
    expect(waiting(app)).to_be_visible()
    client.delete(f"/api/sessions/{id}")
    go_online(app)
    failed = app.page.locator("article[data-role=user][data-state=failed]")
    until(lambda: failed.count() or app.hook("load-error").count(), 20, "a word about it")
    assert stub.asked == []
    app.close()


@pytest.mark.parametrize("size", SIZES)
def test_sessions_that_were_read_can_be_read_again(chromium, server, client, size, output):
    read, unread = client.new_session(name="Read before"), client.new_session(name="Never read")
    client.chat(read, "words=12 seed=kept").until("done")
    app = installed(chromium, server.url, size, read)
    app.await_words("kept.9")
    go_offline(app)
    reopen(app)
    app.await_words("kept.9")
    app.sidebar()
    expect(app.row(unread)).to_be_visible()
    app.shot(output, "offline-sessions")
    app.row(unread).locator("a").click()
    expect(app.hook("load-error")).to_be_visible()
    client.chat(read, "words=2 seed=meanwhile").until("done")
    app.page.go_back()
    app.await_words("kept.9")
    go_online(app)
    app.await_words("meanwhile.1")
    app.close()


def test_what_is_kept_is_bounded_and_goes_with_the_session(chromium, server, client):
    sessions = [client.new_session(name=f"number {n}", history=[{"role": "user", "content": f"text {n}"}]) for n in range(45)]
    app = App(chromium, server.url).open()
    for id in sessions:
        app.page.evaluate("id => { location.hash = '#s=' + id }", id)
        expect(app.messages("user")).to_have_count(1)
        expect(app.messages("user")).to_contain_text(f"text {sessions.index(id)}")
    kept = """new Promise((resolve) => {
      const opening = indexedDB.open('martlet ' + location.origin + '/');
      opening.onsuccess = () => {
        const keys = opening.result.transaction('sessions').objectStore('sessions').getAllKeys();
        keys.onsuccess = () => { opening.result.close(); resolve(keys.result); };
      };
    })"""
    until(lambda: set(app.page.evaluate(kept)) == set(sessions[5:]), 10, "the newest forty, and no other")
    client.delete(f"/api/sessions/{sessions[-2]}")
    until(lambda: sessions[-2] not in app.page.evaluate(kept), 10, "forgotten")
    app.clean()
    app.close()


def halted(app):
    """The phone is locked: the page's scripts stand still."""
    debugger = app.context.new_cdp_session(app.page)
    debugger.send("Debugger.enable")
    debugger.send("Debugger.pause")
    return debugger


@pytest.mark.parametrize("line", ["cut", "dead", "alive"])
def test_write_in_the_tunnel_lock_the_phone_come_back(chromium, server, client, stub, line):
    """The whole way: offline, sent when the tunnel ends, locked in mid-answer, and all there on return. A line that is
    dead looks open to the phone: nothing tells that no more will come."""
    proxy = CuttingProxy(server.port)
    app = installed(chromium, proxy.url)
    go_offline(app)
    proxy.cut_all()
    app.say("words=40 seed=way hold=6")
    expect(waiting(app)).to_be_visible()
    go_online(app)
    app.await_words("way.4")
    debugger = halted(app)
    if line == "cut":
        proxy.cut_all()
    if line == "dead":
        proxy.forget_all()
    stub.release()
    server.settle()
    debugger.send("Debugger.disable")
    app.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    app.await_state("done", 15)
    shown = app.answer.inner_text().split()
    assert [n for n in range(40) if n % 7 != 3 and shown.count(f"way.{n}") != 1] == []
    expect(app.messages()).to_have_count(2)
    assert len(stub.asked) == 1
    app.close()
    proxy.close()
