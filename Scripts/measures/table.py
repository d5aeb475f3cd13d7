"""The figures, as Markdown that can be pasted into the README."""
import os, platform, statistics

HEAD = "| measured | martlet | peer | ratio | target | |\n|---|---|---|---|---|---|"


class Table:
    """Rows as they come in; `failed` counts what could not be measured."""

    def __init__(self):
        self.failed = 0
        print(f"\n{machine()}\n\n{HEAD}", flush=True)

    def ratio(self, what, ours, theirs, unit, limit=None):
        """A pair of figures of ours and the peer's, and our share of theirs."""
        share = ours / theirs
        target = "" if limit is None else f"≤ {limit} ×"
        verdict = "" if limit is None else mark(share <= limit)
        self.row(what, amount(ours, unit), amount(theirs, unit), f"{share:.2f} ×", target, verdict)

    def figure(self, what, ours, unit, limit, theirs=None):
        """A figure of ours with a limit of its own; the peer's stands beside it if there is one."""
        peer = "" if theirs is None else amount(theirs, unit)
        share = "" if theirs is None else f"{ours / theirs:.2f} ×"
        self.row(what, amount(ours, unit), peer, share, f"≤ {limit:g} {unit}", mark(ours <= limit))

    def unmeasured(self, what, reason):
        self.failed += 1
        self.row(what, "not measured", "", "", "", str(reason).replace("|", "/").replace("\n", " ")[:160])

    def row(self, *cells):
        print("| " + " | ".join(cells) + " |", flush=True)


def mark(is_met):
    return "met" if is_met else "**missed**"


def amount(value, unit):
    return f"{value:,.0f} {unit}" if value >= 1000 else f"{value:.3g} {unit}"


def median(values):
    return statistics.median(values)


def machine():
    with open("/proc/cpuinfo") as file:
        names = [line.split(":", 1)[1].strip() for line in file if line.startswith("model name")]
    name = names[0] if names else platform.machine()
    load = os.getloadavg()[0]
    kernel = f"Linux {platform.release()}"
    return f"Measured on {os.cpu_count()} × {name}, {kernel}; load average before: {load:.1f}"
