#!/usr/bin/env python3
"""Times `sillage ledger survey` beside DuckDB and Polars, on the same file, in the same run.

    ledger.py [--lines 5000000 | --file FEC] [--sillage COMMAND] [--threads 1 2] [--repeat 3]

Two jobs: `accounts` (read, check that every entry and the total balance, debit and credit by three-digit account) and
`suppliers` (the same checks, class 6 by supplier of the entry). The three must give the same figures to the cent, or
nothing is printed. The runs of the three alternate, so that a busy moment of the machine hits all alike; the least
of the repetitions counts. Times are those of the whole process for Sillage, without start-up and imports for the
peers; processor time sums all threads and is the steadier measure on a busy machine; memory is the peak of the process. Needs Python 3.10; the peers are installed in Benchmarks/.venv.
"""
import argparse
import collections
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
PEERS = "polars", "duckdb"
JOBS = "accounts", "suppliers"


def run(command):
    """Output, seconds, processor seconds and peak memory (MB) of a command."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        if status != 0:
            sys.exit(f"{shlex.join(map(str, command))} failed")
        output.seek(0)
        return output.read(), seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def sillage(command, job, threads, path):
    output, seconds, cpu, memory = run([*command, path, "--threads", str(threads), "--job", job, "--json"])
    survey = json.loads(output)
    result = {"entries": survey["entries"], "unbalanced": 0 if survey["accepted"] else -1,
              "debit": cents(survey["total_debit_eur"]), "credit": cents(survey["total_credit_eur"])}
    if job == "accounts":
        accounts = collections.defaultdict(lambda: [0, 0])
        for account in survey["accounts"]:
            sums = accounts[account["account"][:3]]
            sums[0] += cents(account["debit_eur"])
            sums[1] += cents(account["credit_eur"])
        result["accounts"] = dict(accounts)
    else:
        result["suppliers"] = {row["supplier"]: cents(row["amount_eur"]) for row in survey["suppliers"]}
        result["without"] = cents(survey["class_6_without_supplier_eur"])
        result["several"] = cents(survey["class_6_of_several_suppliers_eur"])
    return result, (seconds, cpu, memory)


def peer(name, job, threads, path):
    output, _, _, memory = run([PYTHON, HERE / "peers.py", name, job, str(threads), path])
    result = json.loads(output)
    return result, (result.pop("seconds"), result.pop("cpu"), memory)


def cents(text):
    return int(text.replace(".", ""))


def install_peers():
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", HERE / ".venv"], check=True)
        subprocess.run([PYTHON, "-m", "pip", "-q", "install", "polars", "duckdb"], check=True)
    versions = "import polars, duckdb; print('Polars', polars.__version__ + ', DuckDB', duckdb.__version__)"
    return subprocess.run([PYTHON, "-c", versions], check=True, capture_output=True, text=True).stdout.strip()


def measure(arguments, path, job, threads):
    """The least seconds, processor seconds and peak memory by tool, once all agree."""
    best = {}
    for _ in range(arguments.repeat):
        results = {"sillage": sillage(shlex.split(arguments.sillage), job, threads, path)}
        results |= {name: peer(name, job, threads, path) for name in PEERS}
        for name, (result, measures) in results.items():
            if result != results["sillage"][0]:
                wrong = [key for key in result if result[key] != results["sillage"][0].get(key)]
                sys.exit(f"{name} and sillage disagree on {job}: {', '.join(wrong)}")
            best[name] = tuple(map(min, best.get(name, measures), measures))
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--lines", type=int, default=5_000_000)
    parser.add_argument("--file")
    parser.add_argument("--sillage", default=os.environ.get("SILLAGE", str(HERE / "../.build/release/sillage")) + " ledger survey")
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--repeat", type=int, default=3)
    arguments = parser.parse_args()
    versions = install_peers()
    path = arguments.file or os.path.join(tempfile.gettempdir(), f"sillage-{arguments.lines}.txt")
    if not os.path.exists(path):
        subprocess.run([sys.executable, HERE / "generate_fec.py", str(arguments.lines), path], check=True)
    with open(path, "rb") as file:  # also brings the file into the cache
        lines = sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) - 1
    print(f"{time.strftime('%Y-%m-%d')}, {platform.machine()}, {os.cpu_count()} cores, {lines} lines, "
          f"{os.path.getsize(path) / 1e6:.0f} MB, {versions}, best of {arguments.repeat}\n")
    print("| job | threads | measure | Sillage | Polars | DuckDB | Polars ÷ Sillage | DuckDB ÷ Sillage |")
    print("|---|--:|---|--:|--:|--:|--:|--:|")
    for job in JOBS:
        for threads in arguments.threads:
            best = measure(arguments, path, job, threads)
            for position, (measured, unit) in enumerate([("elapsed", "s"), ("processor", "s"), ("peak memory", "MB")]):
                own = best["sillage"][position]
                values = [f"{best[name][position]:{'.0f' if unit == 'MB' else '.2f'}} {unit}" for name in ("sillage", *PEERS)]
                ratios = [f"{best[name][position] / own:.1f}" for name in PEERS]
                print("| " + " | ".join([job, str(threads), measured, *values, *ratios]) + " |", flush=True)


if __name__ == "__main__":
    main()
