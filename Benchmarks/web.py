#!/usr/bin/env python3
"""Times the pages of a site that many firms are on, while a million ledger lines are imported by the same process.

    Benchmarks/web.py                      SQLite
    Benchmarks/web.py --postgres URL       PostgreSQL too: the login must be allowed to create databases
    Benchmarks/web.py --seconds 20 --organisations 100 --lines 100000

Firms with a year of posted books each, and their owners signed in. Requests go out at a steady rate, whether or not earlier
ones were answered: half to firms' home pages, half to their accounts, firms drawn at random. A time runs from the moment a
request was due to its last byte. First without an import, then while one import follows the other, each into a new firm.

Needs `swift build -c release --product sillage` and `--product store-benchmark` (in $SILLAGE_BUILD, else .build/release), curl,
psql for PostgreSQL.
"""
import argparse, asyncio, http.client, json, os, random, re, shutil, socket, subprocess, sys, tempfile, threading, time
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = os.environ.get("SILLAGE_BUILD") or os.path.join(HERE, "../.build/release")
SILLAGE, STORE = os.path.join(BUILD, "sillage"), os.path.join(BUILD, "store-benchmark")


class Site:
    """`sillage serve` on a database."""

    def __init__(self, database, folder):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        environment = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ} | {
            "HOME": folder, "SILLAGE_DATABASE": database, "SILLAGE_DATA": os.path.join(HERE, ".."),
            "SILLAGE_PUBLIC_URL": f"http://127.0.0.1:{self.port}", "SILLAGE_LOG_LEVEL": "warning"}
        self.log = open(os.path.join(folder, "server.log"), "wb")
        self.process = subprocess.Popen(
            [SILLAGE, "serve", "--port", str(self.port)], env=environment, stdout=self.log, stderr=self.log)
        for _ in range(200):
            try:
                if self.ask("GET", "/")[0] == 200:
                    return
            except OSError:
                time.sleep(0.1)
        sys.exit("the site does not answer")

    def ask(self, method, path, cookie="", form=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Cookie": cookie}
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        cookies = "; ".join(line.split(";")[0] for line in answer.headers.get_all("Set-Cookie") or [])
        return answer.status, answer.headers.get("Location") or "", cookies, answer.read().decode(errors="replace")

    def stop(self):
        self.process.terminate()
        self.process.wait(60)


class Imports:
    """Ledgers sent one after the other, each by somebody new, until told to stop."""

    def __init__(self, site, ledger, count):
        self.site, self.ledger, self.times, self.stopping = site, ledger, [], False
        # Signing up takes a second of processor on purpose: it is over before anything is timed.
        self.people = [self.sign_up(number) for number in range(count)]

    def sign_up(self, number):
        _, _, visitor, page = self.site.ask("GET", "/signup")
        status, location, session, page = self.site.ask("POST", "/signup", visitor, {
            "token": re.search(r'name="token" value="([^"]*)"', page)[1], "name": "Importer", "firm": f"Import {number}",
            "email": f"import{number}-{os.getpid()}@example.org", "password": "quatre grains de sel marin"})
        if status != 303:
            sys.exit(f"signing up is answered by {status}: {page[:500]}")
        return session, location.rsplit("/", 1)[0]

    def run(self):
        for session, firm in self.people:
            if self.stopping:
                return
            start = time.monotonic()
            page = self.site.ask("GET", f"{firm}/ledger", session)[3]
            token = re.search(r'name="token" value="([^"]*)"', page)[1]
            sent = subprocess.run(
                ["curl", "--silent", "--output", "/dev/null", "--write-out", "%{redirect_url}", "--cookie", session,
                 "--form", f"token={token}", "--form", f"file=@{self.ledger};type=text/plain",
                 f"http://127.0.0.1:{self.site.port}{firm}/ledger"], capture_output=True, text=True, check=True).stdout
            job = urllib.parse.urlsplit(sent).path
            if "/imports/" not in job:
                sys.exit(f"the ledger leads to {sent!r}")
            received = time.monotonic()
            while True:
                now = json.loads(self.site.ask("GET", f"{job}/progress", session)[3])
                if now["ended"]:
                    break
                time.sleep(0.25)
            self.times.append((received - start, time.monotonic() - received))


class Load:
    """Requests at a steady rate over connections that stay open."""

    def __init__(self, site, sessions, rate, seconds):
        self.site, self.rate, self.seconds = site, rate, seconds
        self.sessions, self.idle, self.times, self.faults = sessions, [], [], []
        self.random = random.Random(5)

    async def run(self):
        start = time.monotonic()
        tasks = []
        for number in range(int(self.rate * self.seconds)):
            due = start + number / self.rate
            await asyncio.sleep(max(0, due - time.monotonic()))
            firm, token = self.random.choice(self.sessions)
            path = f"/firms/{firm}" if number % 2 else f"/firms/{firm}/2024/account"
            tasks.append(asyncio.create_task(self.request(path, token, due)))
        await asyncio.gather(*tasks)
        for _, writer in self.idle:
            writer.close()

    async def request(self, path, token, due):
        try:
            reader, writer = self.idle.pop() if self.idle else await asyncio.open_connection("127.0.0.1", self.site.port)
            writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: sillage-session={token}\r\n\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            length = int(re.search(r"content-length: (\d+)", head)[1])
            body = await reader.readexactly(length)
            self.times.append((time.monotonic() - due, path.count("/") == 2))
            self.idle.append((reader, writer))
            if not head.startswith("http/1.1 200") or b"<h1>" not in body:
                self.faults.append(f"{path}: {head.splitlines()[0]}")
        except Exception as error:
            self.faults.append(f"{path}: {error!r}")


def figures(times):
    times = sorted(times)
    at = lambda share: times[min(len(times) - 1, int(len(times) * share))] * 1000
    return f"{at(0.5):.1f} ms | {at(0.95):.1f} ms | {at(0.99):.1f} ms | {at(1):.0f} ms"


def measure(engine, database, options, folder, ledger, books):
    sessions = os.path.join(folder, f"sessions-{engine}")
    subprocess.run([STORE, database, str(options.organisations), str(options.entries), "0", books, sessions], check=True,
                   stdout=sys.stderr)
    pairs = [line.split() for line in open(sessions)]
    site = Site(database, folder)
    try:
        imports = Imports(site, ledger, 8)
        asyncio.run(Load(site, pairs, options.rate, 5).run())
        for name, importing in (("none", False), ("running", True)):
            thread = threading.Thread(target=imports.run, daemon=True)
            if importing:
                thread.start()
                time.sleep(1)
            load = Load(site, pairs, options.rate, options.seconds)
            asyncio.run(load.run())
            imports.stopping = importing
            for kind, times in (("both", [t for t, _ in load.times]), ("home", [t for t, home in load.times if home]),
                                ("account", [t for t, home in load.times if not home])):
                print(f"| {engine} | {name} | {kind} | {len(times)} | {figures(times)} | {len(load.faults)} |", flush=True)
            for fault in load.faults[:5]:
                print(f"  {fault}", file=sys.stderr)
            if importing:
                thread.join()
                said = ", ".join(f"{sent:.1f} s + {read:.1f} s" for sent, read in imports.times)
                print(f"{engine}: imports, sent + read: {said}", flush=True)
    finally:
        site.stop()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--organisations", type=int, default=1000)
    parser.add_argument("--entries", type=int, default=5000)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--rate", type=float, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--postgres")
    parser.add_argument("--no-sqlite", action="store_true")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="sillage-web-")
    try:
        ledger, small = os.path.join(folder, "ledger.txt"), os.path.join(folder, "small.txt")
        for lines, path in ((options.lines, ledger), (12_000, small)):
            subprocess.run([sys.executable, os.path.join(HERE, "generate_fec.py"), str(lines), path], check=True,
                           stdout=subprocess.DEVNULL)
        # The books each firm shows: those of a ledger of about as many entries.
        books = os.path.join(folder, "books.json")
        with open(books, "wb") as file:
            subprocess.run([SILLAGE, "account", small, "--activity", "16.23Z", "--json"], check=True, stdout=file,
                           stderr=subprocess.DEVNULL, env=os.environ | {"SILLAGE_DATA": os.path.join(HERE, "..")})
        print(f"{options.organisations} firms of {options.entries} entries, books of {os.path.getsize(books) // 1000} kB,"
              f" {options.rate:.0f} requests/s for {options.seconds:.0f} s, {options.lines} lines a ledger,"
              f" {os.cpu_count()} processors, load before: {os.getloadavg()[0]:.1f}")
        print("| engine | import | page | requests | median | p95 | p99 | longest | errors |\n|---|---|---|--:|--:|--:|--:|--:|--:|")
        if not options.no_sqlite:
            measure("SQLite", os.path.join(folder, "site.db"), options, folder, ledger, books)
        if options.postgres:
            name = f"sillage_web_{os.getpid()}"
            subprocess.run(["psql", options.postgres, "-qc", f"CREATE DATABASE {name}"], check=True)
            try:
                measure("PostgreSQL", options.postgres.rsplit("/", 1)[0] + "/" + name, options, folder, ledger, books)
            finally:
                subprocess.run(["psql", options.postgres, "-qc", f"DROP DATABASE {name}"], check=True)
    finally:
        shutil.rmtree(folder)


main()
