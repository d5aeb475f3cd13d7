"""One event to very many event streams, against nginx with nchan."""
import json, subprocess, time
from martlet import Martlet
from nginx import Nginx
from processes import LOAD_CORE, Process, cpu_ns, memory_kib
from table import median

# Subscribers: (events, events a second). Ten thousand get fewer, for a core must keep up with either server.
LOADS = {1_000: (100, 20), 10_000: (40, 4)}
ROUNDS = 3


def measure(bench, table):
    for count in LOADS:
        ours, theirs = [], []
        for _ in range(ROUNDS):
            ours.append(martlet_round(bench, count))
            theirs.append(nchan_round(bench, count))
        report(table, count, ours, theirs)


def report(table, count, ours, theirs):
    def both(name):
        return median(r[name] for r in ours), median(r[name] for r in theirs)

    what = f"{count:,} event streams at {LOADS[count][1]}/s: "
    table.ratio(what + "CPU per delivered event (nchan)", *both("cpu_us"), "µs", 0.7)
    mine, nchans = both("kib")
    table.figure(what + "memory per idle subscriber (nchan)", mine, "KiB", 2, nchans)
    for share in ("p50_ms", "p99_ms"):
        table.ratio(f"{what}latency {share[:3]} (nchan)", *both(share), "ms")


def martlet_round(bench, count):
    with Martlet(bench.martlet, bench.folder, bench.model_port) as server:
        session = server.new_session()

        def publish():
            turn = {"message": "go", "session_id": session, "agent": f"ticks-{count}"}
            server.post("api/chat", turn).close()

        return crowd_round(bench, server.pid, server.port, f"/api/events?session={session}", count, publish)


def nchan_round(bench, count):
    with Nginx(f"{bench.folder}/nchan", bench.files) as server:
        events, rate = LOADS[count]

        def publish():
            subprocess.run([bench.tool, "publish", "--port", str(server.port), "--path", "/publish",
                            "--events", str(events), "--rate", str(rate)], check=True)

        return crowd_round(bench, server.worker, server.port, "/subscribe", count, publish)


def crowd_round(bench, pid, port, path, count, publish):
    """Opens the crowd on a fresh server, weighs it while idle, then lets it hear `publish`."""
    command = [bench.tool, "subscribe", "--port", str(port), "--path", path, "--count", str(count)]
    empty = memory_kib(pid, "Pss")
    with Process(command, core=LOAD_CORE, stdout=subprocess.PIPE, text=True) as crowd:
        if crowd.child.stdout.readline().strip() != "ready":
            raise RuntimeError(f"{count} subscribers did not get in")
        time.sleep(1)
        full, before = memory_kib(pid, "Pss"), cpu_ns(pid)
        publish()
        heard = json.loads(crowd.child.stdout.readline())
        spent = cpu_ns(pid) - before
    if heard["finished"] != count:
        raise RuntimeError(f"only {heard['finished']} of {count} subscribers heard the end")
    if heard["stamps"] != count * LOADS[count][0]:
        raise RuntimeError(f"{heard['stamps']} of {count * LOADS[count][0]} pieces arrived")
    return heard | {"cpu_us": spent / 1000 / heard["events"], "kib": (full - empty) / count}
