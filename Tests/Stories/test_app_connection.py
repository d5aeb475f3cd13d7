"""The web app in a real Chromium: reloads, tunnels, restarts, and two browsers on one session."""

import pytest
from playwright.sync_api import expect

from harness import stub as stubs
from harness.browser import SIZES, App
from harness.proxy import CuttingProxy
from harness.waiting import until


def test_a_reload_in_mid_turn_goes_on(app, client, stub):
    app.open()
    app.say("words=12 reasoning=3 hold=6")
    app.await_words("0.4")
    app.page.reload()
    app.ready()
    app.await_words("0.4")
    app.running()
    stub.release()
    app.await_state("done")
    assert app.answer.inner_text().count("0.4") == 1
    expect(app.messages()).to_have_count(2)
    assert client.history(app.session)[1]["content"] == stubs.text(12)


def test_an_answer_that_ends_while_the_session_is_read_is_shown_ended(chromium, server, client, stub):
    """What the page reads says that an answer runs; by the time it has read it, the answer has ended."""
    app = App(chromium, server.url, service_workers="block").open()
    app.say("words=12 hold=6")
    app.await_words("0.4")
    id = app.session

    def answer_late(route):
        response = route.fetch()
        assert "turn" in response.json()
        stub.release()
        until(lambda: "turn" not in client.get(f"/api/sessions/{id}").json, what="the end of the answer")
        route.fulfill(response=response)

    app.page.route(f"**/api/sessions/{id}?*", answer_late)
    app.page.reload()
    app.ready()
    app.await_state("done")
    assert " ".join(app.answer_text).count("0.11") == 1
    app.clean()
    app.close()


@pytest.mark.parametrize("size", SIZES)
def test_a_tunnel_loses_nothing(chromium, server, client, stub, output, size):
    """Offline: the line is dead and no new one can be had. What was said meanwhile is there once back online."""
    proxy = CuttingProxy(server.port)
    app = App(chromium, proxy.url, size).open()
    app.say("words=60 hold=5")
    app.await_words("0.4")
    with app.trouble():
        app.context.set_offline(True)
        proxy.cut_all()
        expect(app.hook("banner")).to_be_visible()
        app.shot(output, "offline")
        stub.release()
        server.settle()
        app.context.set_offline(False)
        app.online()
    app.await_state("done")
    expect(app.hook("banner")).not_to_be_visible()
    shown = " ".join(app.answer_text)
    assert [shown.count(f"0.{n} ") for n in range(53, 59)] == [1] * 6
    app.clean()
    app.close()
    proxy.close()


def test_a_cut_line_is_mended_by_itself(chromium, server, client):
    proxy = CuttingProxy(server.port)
    app = App(chromium, proxy.url)
    app.open()
    app.say("words=100 every=30")
    with app.trouble():
        for words in (5, 20, 40):
            app.await_words(f"0.{words} ")
            proxy.cut_all()
        app.await_state("done", 40)
    shown = " ".join(app.answer_text)
    assert [n for n in range(99) if shown.split().count(f"0.{n}") != 1 and n % 7 != 3] == []
    app.clean()
    app.close()
    proxy.close()


def interrupt(app, server):
    """Restarts the server in the midst of an answer."""
    app.say("words=9 silent=4")
    app.await_words("0.3")
    with app.trouble():
        server.restart()
        app.await_state("interrupted", 60)
        app.online()


def test_the_server_may_restart_under_the_app(chromium, server, client, output):
    app = App(chromium, server.url)
    app.open()
    interrupt(app, server)
    expect(app.answer).to_contain_text("0.3")
    app.shot(output, "interrupted")
    broken = app.answer.locator("[data-test=retry]").element_handle()
    app.say("words=2 seed=after")
    app.await_words("after.1")
    app.await_state("done")
    assert not broken.is_visible(), "another answer is offered where it would end the chat"
    app.clean()
    app.close()


def test_two_browsers_show_one_turn_token_by_token(chromium, server, client, stub, output):
    desk, phone = App(chromium, server.url, "desktop"), App(chromium, server.url, "phone")
    desk.open()
    desk.say("words=8 hold=4")
    desk.await_words("0.2")
    phone.open(desk.session)
    phone.await_words("0.2")
    expect(phone.answer).not_to_contain_text("0.5")
    phone.running()
    stub.release()
    for app in (desk, phone):
        app.await_state("done")
        app.shot(output, "two-browsers")
    phone.say("words=6 seed=phone every=50")
    desk.await_words("phone.1")
    desk.await_state("done")
    expect(desk.messages()).to_have_count(4)
    for app in (desk, phone):
        assert app.messages().all_inner_texts()
        app.clean()
        app.close()


def test_a_closed_tab_does_not_stop_the_turn(chromium, server, client):
    app = App(chromium, server.url).open()
    app.say("words=40 every=20")
    app.await_words("0.2")
    id = app.session
    app.clean()
    app.close()
    server.settle()
    assert client.history(id)[1]["content"] == stubs.text(40)


def test_installable_and_usable_offline(chromium, server, output):
    """The shell comes from the service worker when the network is away."""
    app = App(chromium, server.url).open()
    app.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    app.page.reload()
    app.ready()
    app.page.wait_for_function("navigator.serviceWorker.controller != null")
    with app.trouble():
        app.context.set_offline(True)
        app.page.reload()
        expect(app.hook("composer")).to_be_visible()
        app.shot(output, "offline-shell")
        app.context.set_offline(False)
    manifest = server.client.get("/manifest.webmanifest").json
    # An id would be resolved against the origin: two Martlets under paths of one origin would be one app.
    assert "id" not in manifest
    assert manifest["name"] == "Martlet" and not manifest["start_url"].startswith("/") and manifest["icons"]
    app.clean()
    app.close()


def test_an_answer_that_a_restart_has_interrupted_can_be_tried_again(chromium, server, client):
    app = App(chromium, server.url, "phone")
    app.open()
    interrupt(app, server)
    app.press("retry")
    expect(app.hook("undo")).to_be_visible()
    app.running()
    app.press("stop")
    app.await_state("stopped")
    expect(app.messages("assistant")).to_have_count(1)
    app.clean()
    app.close()
