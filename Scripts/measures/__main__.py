"""Measures martlet beside its peers: `python3 Scripts/measures MARTLET TOOL ASSETS [PART …]`.

Called by Scripts/bench, which builds what is measured.
"""
import resource, signal, sys, tempfile, types
import answer, fanout, start, static
from martlet import StubModel
from table import Table

PARTS = {"static": static, "fanout": fanout, "answer": answer, "start": start}


def main(martlet, tool, assets, *wanted):
    files = allow_many_files()
    table = Table()
    with tempfile.TemporaryDirectory(prefix="martlet-bench-") as folder, StubModel(tool) as model:
        bench = types.SimpleNamespace(
            martlet=martlet, tool=tool, assets=assets, folder=folder, files=files, model_port=model.port)
        for name in wanted or PARTS:
            try:
                PARTS[name].measure(bench, table)
            except Exception as error:
                table.unmeasured(name, f"{type(error).__name__}: {error}")
    return 1 if table.failed else 0


def allow_many_files():
    """Raises the soft limit on descriptors, which the servers inherit: ten thousand streams want as many."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


# Whoever ends the bench ends all that it started.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
sys.exit(main(*sys.argv[1:]))
