"""For everybody: axe-core on every screen, by keyboard alone, and in other languages."""

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from harness.browser import SIZES, App
from harness.gates import Gates
from harness.server import ROOT

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
TEXT = """# Title\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- [x] done\n- [ ] open\n\n```swift\nlet a = 1 // one\n```\n\n> said\n\n[link](https://example.org) and `code`, $x^2$"""


def history():
    tool = {"type": "tool", "id": "abcdefghi", "tool": "exec", "call_str": "$ ls", "args": {"command": "ls"}, "output": "a\nb\n",
            "ok": True, "ms": 12, "exit_code": 0}
    return [{"role": "user", "content": "Question"},
            {"role": "assistant", "content": TEXT, "parts": [{"type": "reasoning", "text": "hm", "ms": 900}, tool,
                                                             {"type": "text", "text": TEXT}]}]


def screens(app, client):
    """Opens one screen after the other, and says its name."""
    app.open()
    yield "empty"
    id = client.new_session(name="A chat", history=history())
    app.page.evaluate("id => { location.hash = '#s=' + id }", id)
    expect(app.messages("assistant")).to_be_visible()
    yield "chat"
    for details in app.page.locator("article details > summary").all():
        details.click()
    yield "chat unfolded"
    app.hook("chat-menu").click()
    yield "menu"
    app.page.keyboard.press("Escape")
    app.sidebar()
    yield "sidebar"
    app.row(id).locator("[data-test=session-menu]").click()
    yield "session menu"
    app.page.keyboard.press("Escape")
    app.hook("search").fill("Question")
    expect(app.row(id)).to_be_visible()
    app.page.wait_for_timeout(400)
    yield "search"
    app.hook("search").fill("")
    app.page.wait_for_timeout(300)
    app.page.keyboard.press("Escape")
    app.page.goto(app.url + "#s=00000000-0000-4000-8000-000000000000")
    app.page.reload()
    expect(app.hook("load-error")).to_be_visible()
    yield "not there"
    app.page.goto(app.url + "#")
    app.page.reload()
    app.ready()
    app.page.keyboard.press("Control+k")
    app.page.wait_for_timeout(400)
    yield "palette"
    app.page.keyboard.press("Escape")
    app.hook("transcript").evaluate("it => document.activeElement.blur()")
    app.page.keyboard.press("?")
    app.page.wait_for_timeout(400)
    yield "help"
    app.page.keyboard.press("Escape")
    app.forgiving = True
    app.context.set_offline(True)
    app.say("words=2")
    expect(app.page.locator("article[data-state=waiting]")).to_be_visible()
    expect(app.hook("banner")).to_be_visible()
    app.page.wait_for_timeout(400)
    yield "offline"
    app.context.set_offline(False)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_any_screen(chromium, server, client, size, scheme):
    app = App(chromium, server.url, size, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)
    found = {}
    for screen in screens(app, client):
        note_violations(app.page, screen, found)
    assert not found, json.dumps(found, indent=1, ensure_ascii=False)
    app.close()


def note_violations(page, screen, found):
    for violation in Axe().run(page, options=RULES).response["violations"]:
        nodes = [f"{node['html'][:140]} — {node['any'][0]['message'] if node['any'] else ''}" for node in violation["nodes"][:3]]
        found.setdefault(violation["id"], []).append((screen, nodes))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_before_one_is_let_in(chromium, tmp_path, size, scheme):
    found, seen = {}, []
    with Gates(tmp_path) as gates:
        for app, screen in gates.screens(chromium, size, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True):
            note_violations(app.page, screen, found)
            seen.append(screen)
    assert not found, json.dumps(found, indent=1, ensure_ascii=False)
    assert seen == ["login", "login-refused", "account", "setup-without-link", "setup"]


def test_what_a_finger_must_hit_is_large_enough(chromium, server, client):
    app = App(chromium, server.url, "phone", bypass_csp=True)
    small = {}
    measure = """() => [...document.querySelectorAll('button, a.new-chat, summary, input[type=search], .sessions a')].flatMap((it) => {
      const box = it.getBoundingClientRect();
      if (!box.width || it.closest('[inert]') || getComputedStyle(it).visibility === 'hidden') return [];
      const middle = [box.left + box.width / 2, box.top + box.height / 2];
      if (!it.contains(document.elementFromPoint(...middle))) return [];
      const reach = (dx, dy) => {
        const hit = document.elementFromPoint(middle[0] + dx, middle[1] + dy);
        return !hit || it.contains(hit) || hit.contains(it);
      };
      const wide = box.width >= 43.5 || (reach(-21, 0) && reach(21, 0));
      const high = box.height >= 43.5 || (reach(0, -21) && reach(0, 21));
      return wide && high ? [] : [`${it.dataset.test ?? it.className} ${Math.round(box.width)}×${Math.round(box.height)}`];
    })"""
    for screen in screens(app, client):
        for what in app.page.evaluate(measure):
            small.setdefault(what, []).append(screen)
    assert not small, json.dumps(small, indent=1)
    app.close()


def test_everything_by_keyboard(chromium, server, client):
    """A chat from beginning to end without a pointer, and focus comes back to where it was."""
    client.new_session(name="Older", history=history())
    app = App(chromium, server.url).open()
    page = app.page
    expect(app.hook("composer")).to_be_focused()
    page.keyboard.type("words=4 seed=keys")
    page.keyboard.press("Enter")
    app.await_state("done")
    expect(app.hook("composer")).to_be_focused()
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.dataset.test ?? document.activeElement.className"))
        assert page.evaluate("""[document.activeElement, document.activeElement.closest('label, .composer')].some((it) => it &&
          (it === document.body || it.matches('.composer') || getComputedStyle(it).outlineStyle !== 'none'))"""), reached[-1]
    assert {"new-chat", "search", "session-menu", "agent", "chat-menu", "copy", "regenerate", "composer"} <= set(reached), reached
    app.hook("chat-menu").focus()
    page.keyboard.press("Enter")
    expect(app.hook("menu")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(app.hook("menu")).to_have_count(0)
    expect(app.hook("chat-menu")).to_be_focused()
    app.clean()
    app.close()


def test_an_answer_is_read_out_once(chromium, server, stub):
    app = App(chromium, server.url).open()
    app.page.evaluate("""() => {
      window.heard = [];
      const region = document.querySelector('[data-test=announcer]');
      new MutationObserver(() => heard.push(region.textContent)).observe(region, {childList: true, subtree: true, characterData: true});
    }""")
    live = app.page.evaluate("[...document.querySelectorAll('[aria-live], [role=status], [role=log], [role=alert]')].filter((it) => "
                             "it.contains(document.querySelector('[data-test=messages]'))).length")
    assert live == 0, "the transcript itself would be read token by token"
    app.say("words=30 every=20")
    app.await_state("done")
    app.page.wait_for_timeout(300)
    heard = [words for words in app.page.evaluate("heard") if words]
    assert len(heard) == 1 and "0.29" in heard[0], heard
    app.close()


def test_who_wants_no_motion_gets_none(chromium, server, client):
    app = App(chromium, server.url, reduced_motion="reduce").open()
    app.say("words=3")
    app.await_state("done")
    moving = app.page.evaluate("document.getAnimations().filter((it) => it.effect.getComputedTiming().duration > 1).length")
    assert moving == 0
    app.clean()
    app.close()


LANGUAGES = ["ar", "de", "es", "ja", "zh"]


def words_of(path):
    """key → text of a file of words, without running it."""
    source = (ROOT / "Assets" / path).read_text()
    table = source[source.index("= {"):source.index("\n};")]
    return dict(re.findall(r"^  (\w+): ['\"`](.*)['\"`],$", table, re.M))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_all_words_with_all_holes(language):
    english, other = words_of("models/words.js"), words_of(f"words/{language}.js")
    assert len(english) > 100
    assert set(other) - set(english) == set(), "words that nobody says"
    assert set(english) - set(other) == set(), "words that are missing"
    holes = lambda words: sorted(re.findall(r"\{(\w+)\}", words))
    assert {key: words for key, words in other.items() if holes(words) != holes(english[key])} == {}


@pytest.mark.parametrize("language, tag, direction", [("ar", "ar-EG", "rtl"), ("de", "de-AT", "ltr"), ("ja", "ja-JP", "ltr")])
def test_the_browser_chooses_the_language(chromium, server, client, output, language, tag, direction):
    for size in SIZES:
        app = App(chromium, server.url, size, locale=tag)
        asked = []
        app.page.on("request", lambda request: "/words/" in request.url and asked.append(Path(request.url).stem))
        app.open()
        assert asked == [language], "only the chosen one is loaded"
        assert app.page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [tag, direction]
        words = words_of(f"words/{language}.js")
        expect(app.hook("empty")).to_contain_text(words["greeting"])
        expect(app.hook("attach")).to_have_attribute("aria-label", words["attach"])
        app.say("words=4")
        app.await_state("done")
        assert app.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
        app.shot(output, f"language-{language}")
        app.clean()
        app.close()


def test_right_to_left_puts_the_list_on_the_right(chromium, server):
    app = App(chromium, server.url, locale="ar").open()
    assert app.hook("sidebar").bounding_box()["x"] > 640
    assert app.hook("main").bounding_box()["x"] < 10
    app.close()


def test_a_language_that_we_do_not_speak_is_english(chromium, server):
    app = App(chromium, server.url, locale="fi-FI").open()
    expect(app.hook("empty")).to_contain_text("What is on your mind?")
    assert app.page.evaluate("document.documentElement.lang") == "en"
    app.clean()
    app.close()
