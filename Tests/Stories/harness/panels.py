"""What a played agent does in the app: calls, results, questions; and where they are seen."""

DIFF = "--- a/notes.md\n+++ b/notes.md\n@@ -1,4 +1,5 @@\n # Notes\n-- milk\n+- oat milk\n+- bread\n - eggs\n - tea\n"
OPTIONS = [{"id": "allow", "label": "Allow"}, {"id": "session", "label": "Allow for this session"}, {"id": "deny", "label": "Deny"}]


def call(puppet, id, tool="exec", line="$ ls", **args):
    puppet.say("tool_call", {"id": id, "tool": tool, "call_str": line, "args": args})


def result(puppet, id, output, ok=True, ms=1200, tool="exec", **more):
    puppet.say("tool_result", {"id": id, "tool": tool, "output": output, "ok": ok, "ms": ms, **more})


def ask(puppet, id, tool="exec", line="$ rm -rf build", **more):
    puppet.say("approval", {"id": id, "tool": tool, "call_str": line, "args": {}, "options": OPTIONS, **more})


def panel(app, id):
    return app.page.locator(f"details[data-test=tool][data-call='{id}']")


def body(app, id):
    return panel(app, id).locator("[data-test=tool-output]")
