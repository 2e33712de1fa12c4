"""A site on a store of its own, served on a free port of this machine by the built program."""
import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../.."))


def program():
    """The built `sillage`: $SILLAGE_PROGRAM, else the debug build."""
    path = os.environ.get("SILLAGE_PROGRAM") or os.path.join(ROOT, ".build/debug/sillage")
    if not os.access(path, os.X_OK):
        sys.exit(f"{path} is not there: swift build --product sillage")
    return path


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """Started on entering, ended on leaving; its files go with it."""

    def __init__(self, fill=False, language="fr"):
        """With `fill`, the demonstration firms are there, and imports wait: what waits can be looked at."""
        self.folder = tempfile.mkdtemp(prefix="sillage-browser-")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = os.path.join(self.folder, "log.txt")
        self.password = None
        self.process = None
        # Nothing of the machine's own settings reaches it, above all no database.
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
        self.environment = kept | {
            "HOME": self.folder, "SILLAGE_DATA": ROOT, "SILLAGE_LANG": language,
            "SILLAGE_DATABASE": os.path.join(self.folder, "site.db"), "SILLAGE_PUBLIC_URL": self.url,
            "SILLAGE_SIGN_KEY": os.path.join(self.folder, "key"), "SILLAGE_JOBS": "false" if fill else "true",
        }
        try:
            self.demonstration = os.path.join(self.folder, "demo")
            self.run("demo", self.demonstration)
            if fill:
                self.password = self._password(self.run("demo", "--fill", "--sign-key", self.environment["SILLAGE_SIGN_KEY"]))
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise

    @staticmethod
    def _password(said):
        for word in said.split():
            parts = word.split("-")
            if len(parts) == 4 and all(len(part) == 4 and part.isalnum() for part in parts):
                return word
        sys.exit(f"no password in:\n{said}")

    def run(self, *arguments, ends=0):
        """Runs a command of the program; gives what it printed."""
        done = subprocess.run([program(), *arguments], env=self.environment, capture_output=True, text=True)
        if done.returncode != ends:
            sys.exit(f"sillage {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def __enter__(self):
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [program(), "serve", "--port", str(self.port)], env=self.environment, stdout=log, stderr=log)
        for _ in range(300):
            if self.process.poll() is not None:
                break
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
                connection.request("GET", "/")
                if connection.getresponse().status == 200:
                    return self
            except OSError:
                pass
            time.sleep(0.1)
        said = open(self.log).read()
        self.__exit__()
        sys.exit(f"the site does not answer:\n{said}")

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if not os.environ.get("SILLAGE_KEEP"):
            shutil.rmtree(self.folder, ignore_errors=True)
