"""Processes that a measurement starts, what they cost, and their end (always by pid)."""
import os, socket, subprocess, time

SERVER_CORE, LOAD_CORE = 0, 1


def pinned(core, command):
    """The command on a core of its own where there are two: server and load maker do not take turns."""
    return ["taskset", "-c", str(core), *command] if os.cpu_count() > 1 else command


class Process:
    """A running command, ended with the `with` block that holds it."""

    def __init__(self, command, core=None, **options):
        self.command = pinned(core, command) if core is not None else command
        self.child = subprocess.Popen(self.command, **options)
        self.pid = self.child.pid

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.child.poll() is None:
            self.child.terminate()
            try:
                self.child.wait(5)
            except subprocess.TimeoutExpired:
                self.child.kill()
                self.child.wait()


def cpu_ns(pid):
    """Nanoseconds that all the threads of a process have run, from the scheduler's own books."""
    total = 0
    for thread in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{thread}/schedstat") as file:
            total += int(file.read().split()[0])
    return total


def memory_kib(pid, kind):
    """`Rss` or `Pss` of a process in KiB."""
    with open(f"/proc/{pid}/smaps_rollup") as file:
        return next(int(line.split()[1]) for line in file if line.startswith(kind + ":"))


def children(pid):
    """The pids of a process's children, which for nginx are its workers."""
    with open(f"/proc/{pid}/task/{pid}/children") as file:
        return [int(word) for word in file.read().split()]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(condition, what, seconds=10):
    """The first true answer of `condition`; an error naming `what` when the time is up."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answer = condition()
        if answer:
            return answer
        time.sleep(0.01)
    raise RuntimeError(f"{what} did not happen within {seconds} s")


def is_listening(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
