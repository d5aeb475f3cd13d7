"""From the start of the process to its first 200, what it weighs then, and how large the file is."""
import http.client, os, tempfile, time
from martlet import Listening
from processes import memory_kib
from table import median

STARTS = 20


def measure(bench, table):
    forget_writing(bench.martlet)
    times = [first_answer(bench)[0] for _ in range(STARTS)]
    table.figure(f"start to the first 200, median of {STARTS}", median(times), "ms", 50)
    _, idle = first_answer(bench, rest=5)
    table.figure("RSS, idle for 5 s after one request", idle * 1024 / 1e6, "MB", 15)
    table.figure("stripped static binary", os.path.getsize(bench.martlet) / 1e6, "MB", 20)


def forget_writing(path):
    """Leaves the file on the disk alone, as after an installation: pages still dirty from the linker count as RSS."""
    with open(path, "rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def first_answer(bench, rest=0):
    """Milliseconds to the first 200 of `/` with an empty data folder; RSS in KiB after `rest` seconds."""
    with tempfile.TemporaryDirectory(dir=bench.folder) as data, open(os.devnull, "w") as nowhere:
        begun = time.monotonic()
        with Listening([bench.martlet, "serve", "--data", data, "--port", "0"], stderr=nowhere) as server:
            connection = http.client.HTTPConnection("127.0.0.1", server.port)
            connection.request("GET", "/")
            answer = connection.getresponse()
            passed = (time.monotonic() - begun) * 1000
            if answer.status != 200:
                raise RuntimeError(f"`/` says {answer.status}")
            answer.read()
            time.sleep(rest)
            return passed, memory_kib(server.pid, "Rss") if rest else 0
