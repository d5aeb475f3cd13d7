"""The web app in a real Chromium, by keyboard alone: palette, shortcuts, help."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def app(desk):
    return desk


def palette(app):
    app.page.keyboard.press("Control+k")
    expect(app.hook("palette-input")).to_be_focused()


def test_the_palette_finds_chats_and_commands(app, client, output):
    bread = client.new_session(name="Sourdough bread")
    client.chat(bread, "words=30 seed=rye").until("done")
    client.new_session(name="Tides")
    app.open()
    palette(app)
    shown = app.hook("palette")
    app.shot(output, "palette")
    app.page.keyboard.type("sour")
    expect(shown.get_by_role("option")).to_have_count(1)
    app.page.keyboard.press("Enter")
    expect(shown).to_have_count(0)
    expect(app.page).to_have_url(re.compile(bread))
    palette(app)
    app.page.keyboard.type("new ch")
    app.page.keyboard.press("Enter")
    expect(app.hook("empty")).to_be_visible()
    palette(app)
    app.page.keyboard.type("rye.2")
    expect(shown.get_by_role("option")).to_contain_text("Sourdough bread")
    app.page.keyboard.press("Escape")
    expect(shown).to_have_count(0)
    expect(app.hook("composer")).to_be_focused()


def test_what_the_open_chat_offers_is_in_the_palette(app, client):
    id = client.new_session(name="Old name")
    app.open(id)
    palette(app)
    app.page.keyboard.type("rename")
    app.page.keyboard.press("Enter")
    app.hook("rename-input").fill("New name")
    app.hook("rename-input").press("Enter")
    expect(app.hook("title")).to_have_text("New name")
    palette(app)
    app.page.keyboard.type("pin")
    app.page.keyboard.press("Enter")
    expect(app.row(id)).to_have_attribute("data-pinned", "true")


def test_chats_are_walked_through(app, client):
    first, second, third = (client.new_session(name=name) for name in "abc")
    app.open(second)
    app.page.keyboard.press("Alt+ArrowDown")
    expect(app.page).to_have_url(re.compile(first))
    app.page.keyboard.press("Alt+ArrowUp")
    app.page.keyboard.press("Alt+ArrowUp")
    expect(app.page).to_have_url(re.compile(third))
    app.hook("composer").fill("words")
    app.page.keyboard.press("Alt+ArrowDown")
    expect(app.page).to_have_url(re.compile(third))
    app.page.keyboard.press("Control+Shift+O")
    expect(app.hook("empty")).to_be_visible()


def test_escape_stops_the_answer_and_closes_before(app, stub):
    app.open()
    app.say("words=6 silent=3")
    app.await_words("0.2")
    palette(app)
    app.page.keyboard.press("Escape")
    expect(app.hook("palette")).to_have_count(0)
    app.running()
    app.page.keyboard.press("Escape")
    app.await_state("stopped")


def test_help_lists_the_keys_and_a_question_mark_can_be_written(app, output):
    app.open()
    app.hook("composer").press("?")
    expect(app.hook("help")).to_have_count(0)
    expect(app.hook("composer")).to_have_value("?")
    app.hook("transcript").evaluate("() => document.activeElement.blur()")
    app.page.keyboard.press("?")
    expect(app.hook("help")).to_contain_text("Previous chat")
    app.shot(output, "help")
    app.page.keyboard.press("Escape")
    expect(app.hook("help")).to_have_count(0)
    app.page.keyboard.press("/")
    expect(app.hook("composer")).to_be_focused()
    app.page.keyboard.press("Control+b")
    expect(app.hook("sidebar")).to_have_attribute("data-open", "false")
