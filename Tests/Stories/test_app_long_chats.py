"""Long chats: a page at first, the rest as the reader goes back; and the place stays."""

import statistics

import pytest
from playwright.sync_api import expect

from harness.browser import App

COUNT = 2_000
TOP = "document.querySelector('[data-test=transcript]')"


def message(number):
    if number % 2 == 0:
        return {"role": "user", "content": f"Question {number}"}
    code = f"```python\ndef f{number}(x):\n    return x * {number}  # twice\n```" if number % 20 == 1 else ""
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n" if number % 14 == 1 else ""
    words = " ".join(f"word{number}.{i}" for i in range(40 + number % 50))
    return {"role": "assistant", "content": f"## Answer {number}\n\n{words} **and** `more`.\n\n- one\n- two\n\n{table}\n{code}"}


@pytest.fixture
def long_chat(client):
    return client.new_session(name="Long", history=[message(number) for number in range(COUNT)])


def throttle(page):
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})


def test_a_long_chat_opens_at_once_and_scrolls_smoothly(chromium, server, client, long_chat):
    app = App(chromium, server.url, "phone").open(client.new_session(name="Short"))
    # One looks at the list before one chooses from it.
    app.page.wait_for_timeout(2_000)
    throttle(app.page)
    opened = app.page.evaluate("""id => new Promise(resolve => {
        const start = performance.now();
        const isThere = () => document.querySelector('[data-test=messages]').textContent.includes('Answer 1999');
        const look = () => (isThere() ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)))
                                      : requestAnimationFrame(look));
        location.hash = '#s=' + id;
        look();
    })""", long_chat)
    frames = app.page.evaluate("""async () => {
        const scroller = document.querySelector('[data-test=transcript]');
        scroller.dispatchEvent(new WheelEvent('wheel', { deltaY: -1 }));
        const times = [];
        let last = performance.now();
        for (let frame = 0; frame < 300; frame += 1) {
            scroller.scrollTop -= 120;
            await new Promise(requestAnimationFrame);
            const now = performance.now();
            times.push(now - last);
            last = now;
        }
        return times;
    }""")
    seen = app.messages().count()
    median, slow = statistics.median(frames), sum(frame > 34 for frame in frames)
    print(f"\n{COUNT} messages on 4x throttle: open in {opened:.0f} ms; scrolling {median:.1f} ms a frame, "
          f"{slow} of {len(frames)} frames later than two; {seen} messages drawn")
    # The figures are for a machine at rest; one that has other things to do must not fail by them.
    assert opened < 6_000 and median < 250 and 24 < seen < COUNT
    app.clean()
    app.close()


def test_the_reader_gets_to_the_first_message_and_nothing_jumps(app, long_chat):
    app.open(long_chat)
    app.await_words("Answer 1999")
    jumps = app.page.evaluate("""async () => {
        const scroller = document.querySelector('[data-test=transcript]');
        scroller.dispatchEvent(new WheelEvent('wheel', { deltaY: -1 }));
        const frame = () => new Promise(requestAnimationFrame);
        const first = () => [...document.querySelectorAll('article')].find(e => e.getBoundingClientRect().bottom > 200);
        let jumps = 0;
        for (let step = 0; step < 60; step += 1) {
            scroller.scrollTop -= 700;
            const element = first();
            await frame();
            const top = element.getBoundingClientRect().top;
            for (let wait = 0; wait < 4; wait += 1) await frame();
            if (Math.abs(element.getBoundingClientRect().top - top) > 3) jumps += 1;
        }
        return jumps;
    }""")
    assert jumps <= 1, jumps
    app.page.evaluate(f"""async () => {{
        const scroller = {TOP};
        for (let step = 0; step < 4000 && !document.querySelector('[data-test=messages]').textContent.includes('Question 0'); step += 1) {{
            scroller.scrollTop = 0;
            await new Promise(requestAnimationFrame);
        }}
    }}""")
    expect(app.messages().first).to_contain_text("Question 0")
    assert app.messages().count() == COUNT
    ids = app.page.evaluate("[...document.querySelectorAll('article')].map(e => e.dataset.id)")
    assert len(set(ids)) == COUNT


def test_it_follows_only_at_the_end_and_leads_back(app, stub, client, long_chat):
    app.open(long_chat)
    app.await_words("Answer 1999")
    app.say("words=400 every=5")
    app.await_words("0.20")
    at_end = f"{TOP}.scrollHeight - {TOP}.scrollTop - {TOP}.clientHeight"
    assert app.page.evaluate(at_end) < 60
    app.page.evaluate(f"{TOP}.dispatchEvent(new WheelEvent('wheel', {{ deltaY: -1 }})), {TOP}.scrollTop -= 900")
    app.page.wait_for_timeout(100)
    before = app.page.evaluate(f"{TOP}.scrollTop")
    app.page.wait_for_timeout(600)
    assert abs(app.page.evaluate(f"{TOP}.scrollTop") - before) < 3
    app.press("jump")
    expect(app.hook("jump")).to_be_hidden()
    app.await_state("done")
    app.page.wait_for_timeout(300)
    assert app.page.evaluate(at_end) < 60


def test_taking_back_an_edit_keeps_what_was_not_read_yet(app, client):
    history = [{"role": role, "content": f"words=2 seed={number}"} for number in range(100) for role in ("user", "assistant")]
    session = client.new_session(history=history)
    app.open(session)
    expect(app.messages("user").last).to_contain_text("seed=99")
    before = [m["id"] for m in client.history(session)]
    app.message_action(app.messages("user").last, "edit")
    app.hook("editor").fill("words=2 seed=new")
    app.press("editor-send")
    app.await_words("new.1")
    app.press("undo")
    expect(app.messages("user").last).to_contain_text("seed=99")
    assert [m["id"] for m in client.history(session)] == before


# How far the message that is being read moves from frame to frame, while older ones are drawn above it.
WATCH = f"""() => {{
    const scroller = {TOP};
    scroller.dispatchEvent(new WheelEvent('wheel', {{ deltaY: -1 }}));
    scroller.scrollTop = 0;
    const read = [...document.querySelectorAll('article')].find(e => e.getBoundingClientRect().bottom > 200);
    const moves = [];
    let last = read.getBoundingClientRect().top;
    const look = () => {{
        const {{ top }} = read.getBoundingClientRect();
        moves.push(Math.abs(top - last));
        last = top;
        if (moves.length < 60) requestAnimationFrame(look);
        else window.moves = moves;
    }};
    requestAnimationFrame(look);
    return 1;
}}"""


def test_the_place_stays_in_other_browsers_too(other_browser, server, long_chat):
    page = other_browser
    page.open(f"{server.url}/#s={long_chat}")
    page.until("document.querySelector('[data-test=messages]')?.textContent.includes('Answer 1999')")
    page.evaluate(f"({WATCH})()")
    moves = page.until("window.moves?.length >= 60 && window.moves")
    assert page.evaluate("document.querySelectorAll('article').length") > 30
    # What has come into view takes its real height in the first frames; then nothing moves.
    assert sum(move > 3 for move in moves) <= 3, moves
    page.clean()
