"""A browser, as a person uses it: pages are opened, fields filled, buttons pressed, and what is shown is checked."""
import base64
import http.client
import importlib.util
import json
import os
import time
import urllib.parse

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException, WebDriverException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

HERE = os.path.dirname(os.path.abspath(__file__))
# The package is not loaded: only the script it carries is wanted.
AXE = open(os.path.join(
    importlib.util.find_spec("axe_playwright_python").submodule_search_locations[0], "axe.min.js")).read()
LAYOUT = open(os.path.join(HERE, "layout.js")).read()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


class Fault(Exception):
    """Something that is not as it should be."""


class Browser:
    """Chromium without a window. `typed` counts the answers a person typed, `screens` the pages they were shown."""

    def __init__(self, url, language="fr", script=True, width=1280):
        self.url, self.language, self.script = url, language, script
        self.typed, self.screens = [], []
        self.faults = []
        options = Options()
        for flag in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars",
                     "--disable-background-networking", "--disable-component-update"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        chromium = os.environ.get("CHROMIUM")
        if chromium:
            options.binary_location = chromium
        self.driver = webdriver.Chrome(
            options=options, service=Service(os.environ.get("CHROMEDRIVER", "/usr/bin/chromedriver")))
        self.driver.set_page_load_timeout(120)
        self.resize(width)
        self.command("Network.enable")
        self.command("Network.setExtraHTTPHeaders", headers={"Accept-Language": language})
        self.scheme("light")
        if not script:
            self.command("Emulation.setScriptExecutionDisabled", value=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.driver.quit()

    def command(self, name, **parameters):
        return self.driver.execute_cdp_cmd(name, parameters)

    def resize(self, width, height=900):
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def scheme(self, name):
        self.command("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": name}, {"name": "prefers-reduced-motion", "value": "reduce"}])

    # What is shown.

    @property
    def path(self):
        return urllib.parse.urlsplit(self.driver.current_url).path

    @property
    def text(self):
        return self.driver.find_element(By.TAG_NAME, "body").text

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        found = self.all(selector)
        if not found:
            raise Fault(f"{self.path} has no {selector}\n{self.text[:1500]}")
        return found[0]

    def shows(self, *words):
        text = self.text
        for word in words:
            if word.lower() not in text.lower():
                raise Fault(f"{self.path} does not show “{word}”:\n{text[:1500]}")

    # What a person does.

    def open(self, path, status=200):
        self.driver.get(self.url + path)
        self._arrived(status)

    def fill(self, selector, value):
        element = self.one(selector)
        if element.tag_name == "select":
            Select(element).select_by_value(value)
            return
        if element.get_attribute("type") != "file":
            element.clear()
        element.send_keys(value)
        self.typed.append(element.get_attribute("name"))

    def tick(self, selector):
        element = self.one(selector)
        if not element.is_selected():
            self._press(element)

    def unfold(self):
        """Opens what is folded, as somebody who looks for it does."""
        self.driver.execute_script("for (const e of document.querySelectorAll('main details')) e.open = true")

    def _press(self, element):
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
        element.click()

    def press(self, selector, status=200):
        """Presses a button or a link that leads to another page."""
        element = self.one(selector)
        mark = self.one("html")
        self._press(element)
        # A form that a script sends leaves the page some time later.
        for _ in range(600):
            try:
                mark.is_enabled()
            except (StaleElementReferenceException, WebDriverException):
                break
            time.sleep(0.1)
        else:
            raise Fault(f"{selector} of {self.path} leads nowhere")
        self._arrived(status)

    def wait(self, condition, seconds=120):
        """Waits on a page that asks for itself again until `condition` is true of the path."""
        until = time.monotonic() + seconds
        while not condition(self.path):
            if time.monotonic() > until:
                raise Fault(f"still on {self.path}:\n{self.text[:1500]}")
            time.sleep(0.2)
        self._arrived(200)

    def _arrived(self, status):
        for _ in range(300):
            try:
                if self.driver.execute_script("return document.readyState") == "complete":
                    break
            except WebDriverException:
                pass
            time.sleep(0.05)
        self.screens.append(self.path)
        self._listen(status)

    def _listen(self, status):
        """What the browser complains of: scripts that fail, what the content security policy stops, files not there."""
        for entry in self.driver.get_log("browser"):
            expected = entry["source"] == "network" and f"status of {status} " in entry["message"]
            if entry["level"] == "SEVERE" and not expected:
                self.faults.append(f"{self.path}: the console says {entry['message']}")
            elif "Content Security Policy" in entry["message"] or entry["source"] == "security":
                self.faults.append(f"{self.path}: {entry['message']}")

    # What is checked.

    def axe(self, name):
        """WCAG 2.2 AA by axe, in light and in dark. Without scripts axe cannot run: the markup is the same."""
        if not self.script:
            return
        # What is folded is read too.
        self.unfold()
        for scheme in ("light", "dark"):
            self.scheme(scheme)
            self.driver.execute_script(AXE)
            result = self.driver.execute_async_script(
                "const done = arguments[arguments.length - 1];"
                "axe.run(document, {runOnly: {type: 'tag', values: arguments[0]}, resultTypes: ['violations', 'passes']})"
                ".then((r) => done({bad: r.violations.map((v) => [v.id, v.help, v.nodes.slice(0, 3).map((n) =>"
                " n.target.join(' ') + ' ' + n.failureSummary.replace(/\\s+/g, ' '))]), held: r.passes.length}),"
                " (e) => done({bad: [['axe', String(e), []]], held: 0}))", TAGS)
            for rule, help, nodes in result["bad"]:
                self.faults.append(f"{name} ({self.path}, {scheme}): {rule}: {help}\n      " + "\n      ".join(nodes))
            said = "no violation" if not result["bad"] else f"{len(result['bad'])} violations"
            print(f"  axe {self.language} {scheme:5} {name:22} {said}, {result['held']} rules hold", flush=True)
        self.scheme("light")

    def layout(self):
        """What a script finds wrong with where things are on the page, as it is shown and with all of it unfolded."""
        folded = self.driver.execute_script("return [...document.querySelectorAll('main details:not([open])')]")
        faults = self.driver.execute_script(LAYOUT)
        self.unfold()
        faults += self.driver.execute_script(LAYOUT)
        self.driver.execute_script("for (const e of arguments[0]) e.open = false", folded)
        return list(dict.fromkeys(faults))

    def picture(self, path, height=None):
        """The whole page as a PNG, or its upper part."""
        width = self.driver.execute_script("return innerWidth")
        whole = self.driver.execute_script("return document.documentElement.scrollHeight")
        self.resize(width, min(whole, height or 12_000))
        self.driver.save_screenshot(path)
        self.resize(width)

    def picture_small(self, path, height):
        """The upper part of the page as a WebP picture, for the README."""
        width = self.driver.execute_script("return innerWidth")
        self.resize(width, height)
        picture = self.command("Page.captureScreenshot", format="webp", quality=80)
        with open(path, "wb") as file:
            file.write(base64.b64decode(picture["data"]))
        self.resize(width)

    # What a person takes away.

    def fetch(self, path):
        """A file, with the cookies of this browser: its status, headers and bytes."""
        parts = urllib.parse.urlsplit(self.url)
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=120)
        cookies = "; ".join(f"{c['name']}={c['value']}" for c in self.driver.get_cookies())
        connection.request("GET", path, headers={"Cookie": cookies, "Accept-Language": self.language})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()

    def json(self, path):
        status, _, body = self.fetch(path)
        if status != 200:
            raise Fault(f"{path} answers {status}")
        return json.loads(body)
