"""A Martlet whose agent has tools and a workspace, for stories of agents."""

from pathlib import Path

from .rounds import Round

TICKS = "for i in 1 2 3 4 5 6 7 8 9 10; do echo tick $i; sleep 0.1; done"


def begin(start, stub, tmp_path, tools=("*",), **settings):
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    (workspace / "notes.md").write_text("# Notes\n- milk\n- eggs\n")
    (workspace / "other.md").write_text("nothing\n")
    server = start(stub, tools={"workspace": str(workspace), **settings})
    server.workspace = workspace
    return with_tools(server, tools)


def with_tools(server, tools, **more):
    server.stop()
    server.config["agents"]["default"].update(tools=list(tools), **more)
    return server.start()


def script(stub, *rounds):
    stub.scripts["story"] = list(rounds)
    return "script=story"


def everything(stub):
    """A turn with thoughts, two reads side by side, a command, one to be refused, and an edit."""
    return script(
        stub,
        Round("I read both.", [("read_file", {"path": "notes.md"}), ("read_file", {"path": "other.md"})], "Two files."),
        Round("Now a command.", [("exec", {"command": TICKS})]),
        Round("And one that is refused.", [("exec", {"command": "echo no > no.txt"})]),
        Round("An edit.", [("edit_file", {"path": "notes.md", "old_text": "- milk", "new_text": "- oat milk"})]),
        Round("All done."))


def tools_of(message):
    return [part for part in message["parts"] if part["type"] == "tool"]


def processes(marker):
    """Command lines of all processes that bear the marker."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if marker in line and "pytest" not in line:
            found.append(line)
    return found
