"""What an answer looks like: blocks, code, formulas, pictures; drawn as it comes and drawn at once."""

import base64
import struct
import zlib

import pytest
from playwright.sync_api import expect

from harness.browser import SIZES, App
from harness.stub import StubModel


def png():
    """A picture of 40 × 40 points, in base64."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + b"".join(bytes((x * 6, y * 6, 120)) for x in range(40)) for y in range(40))
    data = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 40, 40, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    return base64.b64encode(data).decode()


DOCUMENT = f"""# The tide

**Gravity** and *rotation*; see [the almanac](https://example.org/a), [a note][n], www.tides.org. It costs $5 and then $10.

1. The moon
   - new
   - full

     ```python
     def height(t):  # metres
         return 4.2
     ```
2. The sun

- [x] read
- [ ] ask

> A quote
> > inside

| harbour | range |
|:--|--:|
| Saint-Malo | 12.2 |
| `Kiel` | **0.1** |

The height is $h(t) = \\sum_i A_i$, and

$$
F = G \\frac{{m_1 m_2}}{{r^2}}
$$

\\[ \\unknowncommand{{x}} \\]

```js
const tide = async (place) => `${{place}}`; // so
```

{png()}

```
{png()}
```

![far](https://evil.example/x.png) ![near](data:image/png;base64,{png()})

مرحبا بالعالم

[n]: https://example.org/note "A note"

<b>raw</b>
"""
SAID = """[...document.querySelectorAll('[data-test=content]')].map(e => {
    const copy = e.cloneNode(true);
    for (const code of copy.querySelectorAll('pre code')) code.textContent = code.textContent;
    return copy.innerHTML;
}).join('')"""


class Writer(StubModel):
    """Writes the document in pieces of the size that is asked for."""

    def _pieces(self, cue):
        size = cue.number("size", 5)
        return [DOCUMENT[at:at + size] for at in range(0, len(DOCUMENT), size)]


@pytest.fixture
def stub():
    model = Writer()
    yield model
    model.close()


@pytest.fixture
def shown(app, client):
    """The document, drawn at once and at rest."""
    app.open(client.new_session(history=[{"role": "user", "content": "?"}, {"role": "assistant", "content": DOCUMENT}]))
    expect(app.answer.locator("math")).to_have_count(2)
    expect(app.answer.locator("code .t-keyword").first).to_be_visible()
    return app

# Notes what looks like a mark of Markdown's anywhere but in code and maths, whenever something is drawn.
WATCH = """() => {
    window.raw = [];
    const look = () => {
        for (const prose of document.querySelectorAll('[data-role=assistant] [data-test=content]')) {
            const words = document.createTreeWalker(prose, NodeFilter.SHOW_TEXT);
            for (let node = words.nextNode(); node; node = words.nextNode()) {
                if (!node.parentElement.closest('pre, code, .math') && /[*_`|#]|\\]\\(|\\[[ x]/.test(node.data)) window.raw.push(node.data);
            }
        }
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


def test_every_kind_of_block_is_drawn(shown):
    prose = shown.answer.locator("[data-test=content]")
    for kind, count in {"h2": 1, "ol > li": 2, "li.task input:disabled": 2, "blockquote blockquote": 1, "table tbody tr": 2,
                        "figure.code": 2, "img[data-test=picture]": 3, "math": 2, ".math.unknown": 1}.items():
        expect(prose.locator(kind)).to_have_count(count)
    expect(prose).to_contain_text("It costs $5 and then $10.")
    expect(prose).to_contain_text("<b>raw</b>")
    expect(prose.get_by_role("link", name="a note")).to_have_attribute("href", "https://example.org/note")
    expect(prose.get_by_role("link", name="far")).to_have_attribute("rel", "noopener noreferrer")
    for picture in prose.locator("img").all():
        assert picture.evaluate("async e => (e.loading = 'eager', await e.decode(), e.naturalWidth)") == 40
    assert shown.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"


def test_code_is_copied_as_it_was_written(shown):
    code = shown.answer.locator("figure.code").last
    expect(code.locator("figcaption")).to_contain_text("js")
    assert code.locator("pre").text_content() == "const tide = async (place) => `${place}`; // so"


def test_a_formula_is_copied_as_its_source(shown):
    copied = shown.page.evaluate("""() => {
        const prose = document.querySelector('article[data-role=assistant] [data-test=content]');
        getSelection().selectAllChildren(prose);
        return new Promise(resolve => {
            addEventListener('copy', event => resolve(event.clipboardData.getData('text/plain')), { once: true });
            document.execCommand('copy');
        });
    }""")
    assert "$h(t) = \\sum_i A_i$" in copied and "$$\nF = G \\frac{m_1 m_2}{r^2}\n$$" in copied
    assert "Saint-Malo" in copied and "def height(t):" in copied


def test_a_long_answer_is_laid_out_in_passages_and_looks_as_one(app, client):
    text = "\n\n".join(f"## Part {n}\n\nThe tide.\n\n- one\n- two\n\nSo it goes." + "\n\n---" * (n % 3 == 0) for n in range(40))
    app.open(client.new_session(history=[{"role": "user", "content": "?"}, {"role": "assistant", "content": text}]))
    expect(app.answer.locator("h3")).to_have_count(40)
    passages, spaces = app.page.evaluate("""() => {
        const prose = document.querySelector('article[data-role=assistant] [data-test=content]');
        const blocks = [...prose.querySelectorAll(':scope > .passage > *')];
        const spaces = blocks.slice(1).map((block, at) => `${blocks[at].tagName} ${block.tagName} `
            + Math.round(block.getBoundingClientRect().top - blocks[at].getBoundingClientRect().bottom));
        return [prose.childElementCount, [...new Set(spaces)]];
    }""")
    assert passages > 5
    assert len({space.rsplit(" ", 1)[0] for space in spaces}) == len(spaces), spaces


@pytest.mark.parametrize("size", [1, 3, 17])
def test_what_comes_in_pieces_is_drawn_as_what_comes_at_once(chromium, server, client, size):
    app = App(chromium, server.url).open()
    app.page.evaluate(WATCH)
    app.say(f"size={size}")
    app.await_state("done", seconds=60)
    expect(app.answer.locator("math")).to_have_count(2)
    app.page.wait_for_timeout(500)
    assert app.page.evaluate("window.raw") == []
    streamed = app.page.evaluate(SAID)
    app.page.reload()
    app.ready()
    expect(app.answer.locator("math")).to_have_count(2)
    app.page.wait_for_timeout(500)
    assert app.page.evaluate(SAID) == streamed
    app.clean()
    app.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_it_is_a_pleasure_to_look_at(chromium, server, client, output, scheme, size):
    session = client.new_session(history=[{"role": "user", "content": "Explain the tides."}, {"role": "assistant", "content": DOCUMENT}])
    app = App(chromium, server.url, size, color_scheme=scheme).open(session)
    expect(app.answer.locator("math")).to_have_count(2)
    expect(app.answer.locator("code .t-keyword").first).to_be_visible()
    app.shot(output, f"reading-{scheme}")
    app.clean()
    app.close()
