"""An answer of 5,000 chunks from the stub model through provider, log and journal to one reader."""
import json, time
from martlet import Martlet
from processes import cpu_ns
from table import median

# A burst is so short that a single one measures the noise.
ROUNDS = {"burst": 9, "paced": 3}
NAMES = {"burst": "as fast as possible", "paced": "1,000 a second"}


def measure(bench, table):
    with Martlet(bench.martlet, bench.folder, bench.model_port) as server:
        for kind, rounds in ROUNDS.items():
            plain, angled = costs(server, kind, rounds)
            table.figure(f"5,000 chunks, {NAMES[kind]}: CPU", plain, "s", 0.5)
            what = f"5,000 chunks, {NAMES[kind]}: early `<` (without)"
            table.ratio(what, angled, plain, "s", 1.2)


def costs(server, kind, rounds):
    """The medians without and with an early `<`, in alternating order: what one leaves behind the next pays for."""
    spent = {"": [], "-lt": []}
    cost(server, kind, "")
    for index in range(rounds):
        for suffix in ("", "-lt") if index % 2 else ("-lt", ""):
            spent[suffix].append(cost(server, kind, suffix))
    return median(spent[""]), median(spent["-lt"])


def cost(server, kind, suffix):
    """Seconds of the server's CPU from the request to the last byte, journal and session file included."""
    body = {"message": "go", "session_id": server.new_session(), "agent": kind + suffix}
    before = cpu_ns(server.pid)
    with server.post("api/chat", body, accept="text/event-stream") as stream:
        last = read_to_the_end(stream)
    time.sleep(0.2)
    spent = cpu_ns(server.pid) - before
    check(last, has_angle=bool(suffix))
    return spent / 1e9


def read_to_the_end(stream):
    """The data of `done`; whatever else ends the stream is an error."""
    name = ""
    for line in stream:
        if line.startswith(b"event: "):
            name = line[7:].strip().decode()
        elif line.startswith(b"data: ") and name in ("done", "error"):
            if name == "error":
                raise RuntimeError(line.decode())
            return json.loads(line[6:])
    raise RuntimeError("the answer broke off")


def check(done, has_angle):
    """Speed counts only if nothing was lost on the way."""
    words = ["martlet ", "is ", "the ", "bird ", "that ", "never ", "lands, ", "they ", "say. "]
    said = [words[index % len(words)] for index in range(5000)]
    if has_angle:
        said[2] = "<"
    if done["text"].strip() != "".join(said).strip():
        raise RuntimeError(f"the answer is not what the model said: {done['text'][:80]!r}…")
