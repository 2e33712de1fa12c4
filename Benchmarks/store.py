#!/usr/bin/env python3
"""Times the import of a million ledger lines into a store, beside a bare load of the same columns by each engine's own
means, and the opening of an account among a thousand organisations.

    Benchmarks/store.py                      SQLite
    Benchmarks/store.py --postgres URL       PostgreSQL too: the login must be allowed to create databases
    Benchmarks/store.py --lines 100000 --organisations 100

Needs `swift build -c release --product sillage` and `--product store-benchmark`, psql for PostgreSQL.
"""
import argparse, os, shutil, sqlite3, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
COLUMNS = ["JournalCode", "EcritureNum", "EcritureDate", "CompteNum", "CompAuxNum", "PieceRef", "EcritureLib", "Debit", "Credit"]


def run(arguments, **options):
    """Runs a program; gives the seconds it took and the peak of its memory in MB."""
    start = time.monotonic()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{arguments[0]} failed")
    return time.monotonic() - start, usage.ru_maxrss / 1024


def bare_sqlite(ledger, folder):
    """The same columns into one table, by Python's module: C code around sqlite3_step, one transaction."""
    start = time.monotonic()
    connection = sqlite3.connect(os.path.join(folder, "bare.db"))
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(
        "CREATE TABLE line (number INTEGER PRIMARY KEY, journal TEXT, entry TEXT, dated TEXT, account TEXT, auxiliary TEXT,"
        " piece TEXT, label TEXT, debit INTEGER, credit INTEGER)")

    def cents(text):
        return round(float(text.replace(",", ".")) * 100)

    def rows():
        with open(ledger, encoding="utf-8", errors="replace") as file:
            header = next(file).rstrip("\r\n").split("\t")
            places = [header.index(column) for column in COLUMNS]
            for number, line in enumerate(file, 2):
                fields = line.rstrip("\r\n").split("\t")
                values = [fields[place] for place in places]
                yield number, *values[:7], cents(values[7]), cents(values[8])

    with connection:
        connection.executemany("INSERT INTO line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows())
    connection.close()
    return time.monotonic() - start


def bare_postgres(ledger, url):
    """The whole file into one table of text columns, by COPY."""
    with open(ledger, encoding="utf-8", errors="replace") as file:
        header = next(file).rstrip("\r\n").split("\t")
    columns = ", ".join(f'"{column}" TEXT' for column in header)
    subprocess.run(["psql", url, "-qc", f"CREATE TABLE bare ({columns})"], check=True)
    copy = f"\\copy bare FROM '{ledger}' WITH (FORMAT csv, DELIMITER E'\\t', QUOTE E'\\b', HEADER)"
    return run(["psql", url, "-qc", copy])[0]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--organisations", type=int, default=1000)
    parser.add_argument("--entries", type=int, default=5000)
    parser.add_argument("--postgres")
    options = parser.parse_args()
    build = os.path.join(HERE, "../.build/release")
    sillage, opening = os.path.join(build, "sillage"), os.path.join(build, "store-benchmark")
    folder = tempfile.mkdtemp(prefix="sillage-bench-")
    try:
        ledger = os.path.join(folder, "ledger.txt")
        subprocess.run([sys.executable, os.path.join(HERE, "generate_fec.py"), str(options.lines), ledger], check=True,
                       stdout=subprocess.DEVNULL)
        places = [("SQLite", os.path.join(folder, "store.db"), lambda: bare_sqlite(ledger, folder))]
        if options.postgres:
            base = options.postgres.rsplit("/", 1)[0]
            name = f"sillage_bench_{os.getpid()}"
            subprocess.run(["psql", options.postgres, "-qc", f"CREATE DATABASE {name}"], check=True)
            places.append(("PostgreSQL", f"{base}/{name}", lambda: bare_postgres(ledger, f"{base}/{name}_bare")))
            subprocess.run(["psql", options.postgres, "-qc", f"CREATE DATABASE {name}_bare"], check=True)
        print(f"{options.lines} lines, {os.path.getsize(ledger) >> 20} MB, {os.cpu_count()} processors")
        print("| engine | import | peak memory | bare load | import ÷ bare |\n|---|--:|--:|--:|--:|")
        for engine, place, bare in places:
            subprocess.run([sillage, "organisation", "add", "Bench", "--database", place], check=True,
                           stdout=subprocess.DEVNULL)
            seconds, memory = run([sillage, "import", ledger, "--organisation", "Bench", "--database", place])
            plain = bare()
            print(f"| {engine} | {seconds:.1f} s | {memory:.0f} MB | {plain:.1f} s | {seconds / plain:.1f} |", flush=True)
        for engine, place, _ in places:
            print(f"\n{engine}", flush=True)
            many = os.path.join(folder, "many.db") if engine == "SQLite" else place + "_many"
            if engine != "SQLite":
                subprocess.run(["psql", options.postgres, "-qc", f"CREATE DATABASE {many.rsplit('/', 1)[1]}"], check=True)
            subprocess.run([opening, many, str(options.organisations), str(options.entries)], check=True)
        if options.postgres:
            for suffix in ["", "_bare", "_many"]:
                subprocess.run(["psql", options.postgres, "-qc", f"DROP DATABASE {name}{suffix}"], check=True)
    finally:
        shutil.rmtree(folder)


main()
