#!/usr/bin/env python3
"""Times the contents of a network of firms beside scipy and numpy, on the same files, in the same run.

    network.py [--firms 10000 100000 1000000] [--threads 2] [--tolerance 1e-9] [--repeat 5] [--direct]
               [--benchmark COMMAND]

Both must reach the same residual, the length of b - A x over that of b, which scipy measures for both, and the same contents;
otherwise nothing is printed. scipy's solvers use one thread; Polars, which reads for it, uses all. Needs Python 3.10 and
`swift build -c release --product network-benchmark`; the peers are installed in Benchmarks/.venv.
"""
import argparse
import json
import os
import pathlib
import platform
import shlex
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
PYTHON = HERE / ".venv/bin/python"
# Up to so many firms, and when asked for: SuperLU fills in (two minutes for 10 000), and a dense inverse has as many numbers
# as firms squared.
DIRECT, LARGEST_DIRECT = ("spsolve", "leontief"), 10_000


def run(command):
    """The JSON a command prints, and the peak of its memory in MB."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        if status != 0:
            sys.exit(f"{shlex.join(map(str, command))} failed")
        output.seek(0)
        return json.loads(output.read()), usage.ru_maxrss / 1024


def install_peers():
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", HERE / ".venv"], check=True)
    subprocess.run([PYTHON, "-m", "pip", "-q", "install", "numpy", "scipy", "polars"], check=True)
    versions = ("import numpy, scipy, polars; print('scipy', scipy.__version__ + ', numpy', numpy.__version__ + ', Polars',"
                " polars.__version__)")
    return subprocess.run([PYTHON, "-c", versions], check=True, capture_output=True, text=True).stdout.strip()


def measure(options, firms, folder):
    edges, nodes, contents = (os.path.join(folder, f"{firms}-{name}") for name in ("edges.csv", "nodes.csv", "contents"))
    if not os.path.exists(edges):
        subprocess.run([PYTHON, HERE / "generate_network.py", str(firms), edges, nodes], check=True)
    own, memory = run([*shlex.split(options.benchmark), edges, nodes, str(options.threads), str(options.tolerance),
                       str(options.repeat), contents])
    # The last answers for the comparison.
    wanted = [*(DIRECT if options.direct and firms <= LARGEST_DIRECT else ()), "jacobi", "bicgstab"]
    peer, peer_memory = run([PYTHON, HERE / "network_peers.py", edges, nodes, str(options.tolerance), str(options.repeat),
                             contents, *wanted])
    if peer["own_residual"] > options.tolerance or peer["difference"] > 1e3 * options.tolerance:
        sys.exit(f"not the same contents: residual {peer['own_residual']}, difference {peer['difference']}")
    return own, memory, peer, peer_memory, os.path.getsize(edges) / 1e6


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--firms", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--tolerance", type=float, default=1e-9)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--direct", action="store_true", help="the direct solvers too, for 10 000 firms at most")
    parser.add_argument("--folder", default=os.path.join(tempfile.gettempdir(), "sillage-network"))
    parser.add_argument("--benchmark", default=str(HERE / "../.build/release/network-benchmark"))
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    versions = install_peers()
    load = os.getloadavg()[0]
    print(f"{time.strftime('%Y-%m-%d')}, {platform.machine()}, {os.cpu_count()} cores, load {load:.1f}, "
          f"{options.threads} threads, residual {options.tolerance:.0e}, {versions}, best of {options.repeat}\n")
    print("| firms | links | measure | Sillage | peer | peer ÷ Sillage |")
    print("|--:|--:|---|--:|---|--:|")
    for firms in options.firms:
        own, memory, peer, peer_memory, size = measure(options, firms, options.folder)
        head = f"| {firms} | {own['link_count']} |"
        for name in ("bicgstab", "jacobi", *DIRECT):
            if name in peer:
                ratio = peer[name]["seconds"] / own["solve"]
                print(f"{head} solve | {seconds(own['solve'])} | {name} {seconds(peer[name]['seconds'])} | {ratio:.1f} |")
        reading, assembling = own["firms"] + own["links"], own["assemble"]
        whole, peer_whole = reading + assembling + own["solve"], peer["read"] + peer["assemble"] + peer["bicgstab"]["seconds"]
        for measured, one, other, note in [
            (f"read ({size:.0f} MB)", reading, peer["read"], "Polars"), ("assemble", assembling, peer["assemble"], "scipy"),
            ("files to contents", whole, peer_whole,
             "Polars, scipy, bicgstab"),
        ]:
            print(f"{head} {measured} | {seconds(one)} | {note} {seconds(other)} | {other / one:.1f} |")
        print(f"{head} peak memory | {memory:.0f} MB | {peer_memory:.0f} MB | {peer_memory / memory:.1f} |", flush=True)


def seconds(value):
    return f"{value:.2f} s" if value >= 0.1 else f"{1000 * value:.1f} ms"


if __name__ == "__main__":
    main()
