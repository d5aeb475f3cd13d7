"""The web app in a real Chromium: the list of sessions, and the draft."""

import re

from playwright.sync_api import expect

from harness.waiting import until


def test_sessions_are_renamed_pinned_and_deleted(app, client, output):
    first, second = client.new_session(name="First"), client.new_session(name="Second")
    app.open()
    app.session_action(first, "rename")
    app.hook("rename-input").fill("Renamed <b>")
    app.hook("rename-input").press("Enter")
    app.sidebar()
    expect(app.row(first)).to_contain_text("Renamed <b>")
    app.session_action(first, "pin")
    app.sidebar()
    expect(app.row(first)).to_have_attribute("data-pinned", "true")
    expect(app.hook("session").first).to_have_attribute("data-id", first)
    app.shot(output, "sessions")
    app.session_action(second, "delete")
    expect(app.row(second)).to_have_count(0)
    app.page.reload()
    app.ready()
    names = {s["id"]: (s["name"], s["pinned"]) for s in client.get("/api/sessions").json}
    assert names[first] == ("Renamed <b>", True)


def test_a_delete_can_be_undone(app, client):
    id = client.new_session(name="Keep me")
    app.open()
    app.session_action(id, "delete")
    expect(app.row(id)).to_have_count(0)
    app.press("undo")
    app.sidebar()
    expect(app.row(id)).to_have_count(1)
    assert client.session(id)["name"] == "Keep me"


def test_switching_between_sessions(app, client):
    one, two = (client.new_session(name=name) for name in ("One", "Two"))
    client.chat(one, "words=3 seed=one").until("done")
    client.chat(two, "words=3 seed=two").until("done")
    app.open()
    for id, seed in ((one, "one"), (two, "two"), (one, "one")):
        app.sidebar()
        app.row(id).locator("a").click()
        expect(app.page).to_have_url(re.compile(id))
        app.await_words(f"{seed}.2")
        expect(app.messages()).to_have_count(2)


def test_a_draft_is_kept(app, client):
    id = client.new_session(name="Elsewhere")
    app.open()
    app.hook("composer").fill("not yet sent")
    app.page.reload()
    app.ready()
    expect(app.hook("composer")).to_have_value("not yet sent")
    app.sidebar()
    app.row(id).locator("a").click()
    expect(app.hook("composer")).to_have_value("")


def test_a_search_shows_where_it_found_the_words(app, client, output):
    text = "Some **bold** start.\n\n| a | b |\n|---|---|\n\nThe [Zanzibar](https://z.example/x) `ferry` leaves at _noon_."
    client.new_session(name="Travel", history=[{"role": "user", "content": "When?"}, {"role": "assistant", "content": text}])
    client.new_session(name="Zanzibar spices")
    app.open()
    app.sidebar()
    app.hook("search").fill("zanzibar")
    expect(app.hook("session")).to_have_count(2)
    marks = app.hook("session").locator("mark")
    expect(marks).to_have_text(["Zanzibar", "Zanzibar"])
    snippet = app.hook("session").filter(has_text="Travel").locator("small")
    expect(snippet).to_contain_text("The Zanzibar ferry leaves at noon.")
    expect(snippet).not_to_contain_text(re.compile(r"[*|`\[]|---"))
    app.shot(output, "search")
    app.hook("search").fill("no such words")
    expect(app.hook("sessions")).to_contain_text("Nothing found.")


def test_an_exported_chat_is_imported(app, client, server):
    id = client.new_session(name="Carried", history=[{"role": "user", "content": "Hello"}])
    file = client.get(f"/api/sessions/{id}/export?format=md").body
    client.delete(f"/api/sessions/{id}")
    app.open()
    app.hook("import-input").set_input_files({"name": "carried.md", "mimeType": "text/markdown", "buffer": file})
    expect(app.hook("title")).to_have_text("Carried")
    expect(app.messages()).to_have_text(re.compile("Hello"))
    with app.trouble():
        app.hook("import-input").set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": b"{"})
        expect(app.hook("toast")).to_contain_text("x.json could not be imported")


SWIPE = """([from, to]) => {
  const target = document.elementFromPoint(from, 400);
  const finger = (type, x) => {
    const touch = new Touch({identifier: 1, target, clientX: x, clientY: 400});
    target.dispatchEvent(new TouchEvent(type, {touches: type == "touchend" ? [] : [touch], bubbles: true, cancelable: true}));
  };
  finger("touchstart", from);
  for (let step = 1; step <= 10; step++) finger("touchmove", from + (to - from) * step / 10);
  finger("touchend", to);
}"""


def test_a_finger_draws_the_list_in_and_pushes_it_back(app):
    app.open()
    if app.size == "desktop":
        return
    app.page.evaluate(SWIPE, [60, 260])
    expect(app.hook("sidebar")).to_have_attribute("data-open", "true")
    app.page.evaluate(SWIPE, [260, 40])
    expect(app.hook("sidebar")).to_have_attribute("data-open", "false")
    app.page.evaluate(SWIPE, [60, 110])
    expect(app.hook("sidebar")).to_have_attribute("data-open", "false")


IN_VIEW = """(e, words) => {
    const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (walker.currentNode.nodeValue.includes(words)) {
        const box = walker.currentNode.parentElement.getBoundingClientRect();
        const frame = document.querySelector('[data-test=transcript]').getBoundingClientRect();
        return box.top >= frame.top && box.bottom <= frame.bottom;
    }
    return false;
}"""


def tall_chat(client, found, count=500):
    """A chat of many messages, one of which says something of its own at its far end."""
    def words(number):
        own = "\n\nHere is the **Zanzibar** ferry." if number == found else ""
        return "\n\n".join(f"Paragraph {number}.{i} of this message." for i in range(30 if own else 2)) + own
    history = [{"role": ("user", "assistant")[number % 2], "content": words(number)} for number in range(count)]
    id = client.new_session(name="Travels", history=history)
    return id, client.history(id)[found]["id"]


def search(app, id):
    app.sidebar()
    app.hook("search").fill("zanzibar")
    expect(app.row(id).locator("mark")).to_have_text("Zanzibar")


def test_a_search_result_opens_at_its_message(app, client, output):
    id, message = tall_chat(client, found=41)
    client.new_session(name="Other")
    app.open()
    search(app, id)
    app.row(id).locator("a").click()
    found = app.page.locator(f"article[data-id='{message}']")
    expect(found).to_have_attribute("data-found", "true")
    expect(found).to_be_focused()
    until(lambda: found.evaluate(IN_VIEW, "Zanzibar"), what="the words in view")
    app.shot(output, "found")
    assert app.page.evaluate("location.hash") == f"#s={id}"
    expect(found).not_to_have_attribute("data-found", "true")
    expect(app.hook("jump")).to_be_visible()
    before = app.messages().count()
    until(lambda: app.messages().count() >= 500 - 41, what="what follows is drawn, down to the end")
    assert found.evaluate(IN_VIEW, "Zanzibar"), f"it moved away while {before} messages became {app.messages().count()}"
    app.press("jump")
    expect(app.messages().last).to_contain_text("Paragraph 499.1")
    ids = app.page.evaluate("[...document.querySelectorAll('article')].map((e) => e.dataset.id)")
    stored = [m["id"] for m in client.history(id)]
    assert ids == stored[stored.index(ids[0]):], "every one, once, in order"


def test_the_same_result_leads_there_again_and_so_does_the_palette(app, client):
    id, message = tall_chat(client, found=11, count=160)
    app.open(id)
    expect(app.messages().last).to_contain_text("Paragraph 159.1")
    found = app.page.locator(f"article[data-id='{message}']")
    for _ in range(2):
        search(app, id)
        app.row(id).locator("a").click()
        until(lambda: found.count() and found.evaluate(IN_VIEW, "Zanzibar"), what="the words in view")
        app.press("jump")
        expect(app.hook("jump")).to_be_hidden()
    app.open()
    app.page.keyboard.press("Control+k")
    app.hook("palette-input").fill("Zanzibar")
    expect(app.hook("palette").locator("[role=option]")).to_have_count(1)
    app.page.keyboard.press("Enter")
    until(lambda: found.count() and found.evaluate(IN_VIEW, "Zanzibar"), what="the words in view")


def test_the_list_is_not_sent_again_while_it_is_as_it_was(app, client):
    one, two = (client.new_session(name=name, history=[{"role": "user", "content": name}]) for name in ("Harbour", "Sea"))
    answers = []
    app.page.on("response", lambda answer: answer.url.endswith("/api/sessions") and answers.append(answer.status))
    app.open(one)
    for id, words in ((two, "Sea"), (one, "Harbour")):
        app.sidebar()
        app.row(id).locator("a").click()
        expect(app.messages().last).to_contain_text(words)
    until(lambda: len(answers) >= 3, what="the list is read at each switch")
    assert answers[0] == 200 and set(answers[1:]) == {304}, answers
    app.sidebar()
    client.patch(f"/api/sessions/{two}", {"name": "Ocean"})
    expect(app.row(two)).to_contain_text("Ocean")
    app.page.reload()
    app.ready()
    expect(app.row(two)).to_contain_text("Ocean")


def test_a_result_whose_message_is_gone_says_so(app, client):
    id, message = tall_chat(client, found=3, count=6)
    app.open()
    search(app, id)
    assert client.delete(f"/api/sessions/{id}/messages/{message}").status < 300
    app.row(id).locator("a").click()
    expect(app.hook("toasts")).to_contain_text("not there any more")
    expect(app.messages().last).to_be_visible()
