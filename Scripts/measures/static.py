"""One embedded asset, asked for again and again over kept connections, against nginx with gzip_static."""
import gzip, os, re, subprocess, urllib.request
from martlet import Martlet
from nginx import Nginx
from processes import LOAD_CORE, cpu_ns, pinned
from table import median

ROUNDS, SECONDS, CONNECTIONS = 5, 2, 50
WANTED_BYTES = 9 * 1024
FILLED_AT_PACKING = {"index.html", "sw.js", "manifest.webmanifest"}


def measure(bench, table):
    path = nearest_asset(bench.assets)
    with Martlet(bench.martlet, bench.folder, bench.model_port) as ours:
        root, size = give_nginx_the_same(bench, ours.url + path, path)
        with Nginx(f"{bench.folder}/static-nginx", bench.files, root) as theirs:
            costs = [], []
            for _ in range(ROUNDS):
                costs[0].append(cost_per_request(ours.pid, ours.port, path))
                costs[1].append(cost_per_request(theirs.worker, theirs.port, path))
    what = f"static `{path}`, {size / 1024:.1f} KB gzipped: CPU per request (nginx)"
    table.ratio(what, median(costs[0]), median(costs[1]), "µs", 0.9)


def nearest_asset(folder):
    def distance(path):
        with open(os.path.join(folder, path), "rb") as file:
            return abs(len(gzip.compress(file.read())) - WANTED_BYTES)

    found = [os.path.relpath(os.path.join(place, name), folder)
             for place, _, names in os.walk(folder) for name in names if name not in FILLED_AT_PACKING]
    return min(found, key=distance)


def give_nginx_the_same(bench, url, path):
    """nginx serves the very bytes that martlet sends."""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        if answer.headers["Content-Encoding"] != "gzip":
            raise RuntimeError(f"{path} is not served gzipped")
        packed = answer.read()
    root = f"{bench.folder}/root"
    os.makedirs(os.path.dirname(f"{root}/{path}"), exist_ok=True)
    for name, content in ((path, gzip.decompress(packed)), (path + ".gz", packed)):
        with open(f"{root}/{name}", "wb") as file:
            file.write(content)
    return root, len(packed)


def cost_per_request(pid, port, path):
    """Microseconds of the server's CPU."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-H", "Accept-Encoding: gzip",
               f"http://127.0.0.1:{port}/{path}"]
    before = cpu_ns(pid)
    said = subprocess.run(pinned(LOAD_CORE, command), capture_output=True, text=True, check=True).stdout
    spent = cpu_ns(pid) - before
    if "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(f"wrk met refusals: {said}")
    return spent / 1000 / int(re.search(r"(\d+) requests in", said)[1])
