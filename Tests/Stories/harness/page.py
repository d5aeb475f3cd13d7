"""What a test does with a page in any browser that is driven by WebDriver's actions."""

import time


class Page:
    """Subclasses say how to `open`, `reload`, `evaluate`, `act` and make a `shot`."""

    def __init__(self, home):
        self.home, self.faults, self.foreign = home, [], []

    def until(self, script, seconds=20):
        """Waits until an expression is true in the page."""
        deadline = time.monotonic() + seconds
        while not (value := self.evaluate(script)):
            assert time.monotonic() < deadline, f"{script} did not come true; faults: {self.faults}"
            time.sleep(0.02)
        return value

    def click(self, hook):
        """A real pointer's click in the middle of a hook's element."""
        x, y = self.evaluate("(box => [box.x + box.width / 2, box.y + box.height / 2].map(Math.round))"
                             f"(document.querySelector('[data-test={hook}]').getBoundingClientRect())")
        move = {"type": "pointerMove", "x": x, "y": y, "duration": 0}
        actions = [move, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self.act({"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": actions})

    def type(self, text):
        """Keys, one by one, into what has the focus."""
        keys = [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")]
        self.act({"type": "key", "id": "keys", "actions": keys})

    def clean(self):
        """Asserts that nothing went wrong out of sight."""
        assert not self.faults, self.faults
        assert not self.foreign, self.foreign
