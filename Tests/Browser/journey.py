"""The way of a newcomer: from signing up to a sealed account that customers check, then into the second year."""
import os
import re
import secrets
import subprocess

from browser import Fault
from server import program
from selenium.webdriver.common.by import By

SIREN = "732829320"


class Journey:
    """Steps in their order. `seen` is told the name of each page once it is shown."""

    def __init__(self, browser, server, seen=lambda name: None):
        self.browser, self.server, self.seen = browser, server, seen
        self.firm = None
        self.code = None

    def whole(self):
        self.sign_up()
        self.drop(2023)
        self.say_activity()
        self.browser.press("main a.button[href$='/questions']")
        self.seen("questions")
        self.answer()
        self.see_account()
        self.close()
        self.counts = (len(self.browser.screens), list(self.browser.typed))
        self.show_customers(2023)
        self.take_away(2023)
        self.second_year()

    def sign_up(self):
        browser = self.browser
        browser.open("/")
        self.seen("home")
        # What is counted begins here.
        browser.screens.clear()
        browser.typed.clear()
        browser.press("main a[href='/signup']")
        self.seen("sign-up")
        browser.fill("#name", "Camille Garnier")
        browser.fill("#firm", "Menuiserie Garnier & Leroux")
        browser.fill("#email", f"camille-{secrets.token_hex(4)}@example.fr")
        browser.fill("#password", "un rabot et trois ciseaux")
        browser.press("main form .button")
        self.firm = re.fullmatch(r"/firms/(\d+)/ledger", browser.path)
        if not self.firm:
            raise Fault(f"signing up leads to {browser.path}:\n{browser.text[:800]}")
        self.firm = f"/firms/{self.firm[1]}"
        self.seen("ledger")

    def drop(self, year):
        """Gives the ledger of a year and waits until it is read."""
        browser = self.browser
        name = f"{SIREN}FEC{year}1231.txt"
        browser.fill("#file", os.path.join(self.server.demonstration, "joinery", name))
        browser.press("form[data-upload] .button")
        # That page moves on by itself as soon as the import ends: it is looked at where imports are held up.
        if "/imports/" in browser.path:
            browser.wait(lambda path: "/imports/" not in path)
        if browser.path != f"{self.firm}/{year}/reading":
            raise Fault(f"the ledger leads to {browser.path}:\n{browser.text[:800]}")
        browser.shows("Scierie du Val de Loir")
        self.seen(f"reading-{year}")

    def say_activity(self):
        browser = self.browser
        browser.fill("#words", "menuiserie" if browser.language == "fr" else "joinery")
        browser.press("#activity form .button")
        if browser.path.endswith("/reading"):
            self.seen("activities-found")
            browser.press("#activity form .button")
        if not browser.path.endswith("/purchases"):
            raise Fault(f"the activity leads to {browser.path}:\n{browser.text[:800]}")
        self.seen("purchases")

    def question(self, words):
        """The card of the question that says these words."""
        for card in self.browser.all(".question"):
            if words in card.get_attribute("textContent"):
                return card
        raise Fault(f"no question about {words}:\n{self.browser.text[:1500]}")

    def answer(self):
        """What the demonstration's bills say; for one question, that nobody knows."""
        browser = self.browser
        browser.unfold()
        answers = [
            ("60611", {"value": "63130", "evidence": "12 factures Électricité de Touraine 2023"}),
            ("60612", {"value": "86395", "evidence": "12 factures Gaz du Centre 2023"}),
            ("Scierie du Val de Loir", {
                "content": "152", "content-account": "2022", "evidence": "mention sur les factures"}),
        ]
        answered = []
        for words, fields in answers:
            card = self.question(words)
            answered.append(card.id)
            for part, value in fields.items():
                field = card.find_element(By.CSS_SELECTOR, f"[name^='{part}-'][type=text]:not([name^='{part}-account'])" if part == "content" else f"[name^='{part}-'][type=text]")
                field.clear()
                field.send_keys(value)
                browser.typed.append(f"{words}: {part}")
        for card in browser.all(".question:not(.answered)"):
            ticks = card.find_elements(By.CSS_SELECTOR, "input[type=checkbox][name^='unknown-']")
            if card.id not in answered and ticks:
                browser._press(ticks[0])
                break
        else:
            raise Fault("there is no question left that one may not know the answer to")
        browser.press("button[name=go][value=account]")
        if not browser.path.endswith("/account"):
            raise Fault(f"the answers lead to {browser.path}:\n{browser.text[:1500]}")

    def see_account(self):
        browser = self.browser
        self.seen("account")
        figures = [figure.text for figure in browser.all(".figures .figure")]
        if len(figures) < 3:
            raise Fault(f"the account has {len(figures)} figures")
        browser.press("main .actions a.button[href$='/statement']")
        self.seen("statement-open")

    def close(self):
        browser = self.browser
        browser.press("form[action$='/close'] .button")
        browser.one(".notice.good")
        self.seen("statement-closed")

    def show_customers(self, year):
        """The public page, as somebody without a session reads it."""
        browser = self.browser
        path = browser.one("main a[href^='/a/']").get_attribute("href")
        self.code = path.rsplit("/", 1)[1]
        browser.open(f"/a/{self.code}")
        browser.one(".notice.good")
        browser.shows("Menuiserie Garnier & Leroux", SIREN)
        self.seen("public")

    def take_away(self, year):
        """The files of a closed year: each is what it says, and a check refuses what was changed."""
        browser, folder = self.browser, self.server.folder
        place = f"{self.firm}/{year}"
        status, headers, sheet = browser.fetch(f"{place}/statement.pdf")
        if status != 200 or not sheet.startswith(b"%PDF-"):
            raise Fault(f"{place}/statement.pdf answers {status}, {sheet[:80]!r}")
        for file, path in [("account.json", f"{place}/account.json"), ("public.json", f"/a/{self.code}/account.json"),
                           ("dossier.zip", f"{place}/dossier.zip")]:
            status, headers, body = browser.fetch(path)
            if status != 200:
                raise Fault(f"{path} answers {status}")
            if "attachment" not in headers.get("content-disposition", headers.get("Content-Disposition", "")):
                raise Fault(f"{path} is not for keeping: {headers}")
            self.verify(os.path.join(folder, file), body)

    def verify(self, path, body):
        """`sillage verify` accepts the file and refuses it once a byte is changed."""
        def ends(content):
            with open(path, "wb") as file:
                file.write(content)
            done = subprocess.run([program(), "verify", path], env=self.server.environment, capture_output=True, text=True)
            return done.returncode, done.stdout + done.stderr
        code, said = ends(body)
        if code != 0:
            raise Fault(f"sillage verify refuses {os.path.basename(path)}: {said}")
        for part in (0.15, 0.5, 0.85):
            place = int(len(body) * part)
            changed = body[:place] + bytes([body[place] ^ 1]) + body[place + 1:]
            code, said = ends(changed)
            if code == 0:
                raise Fault(f"sillage verify accepts {os.path.basename(path)} with byte {place} changed")

    def second_year(self):
        """The year after starts from this one: the activity is known, and the carry-over is there."""
        browser = self.browser
        browser.open(f"{self.firm}/2023/statement")
        browser.press("main .actions a.button[href$='/ledger']")
        self.drop(2024)
        before = len(browser.typed)
        browser.press("#activity form .button")
        if not browser.path.endswith("/2024/purchases") or len(browser.typed) != before:
            raise Fault(f"the second year asks again: {browser.path}\n{browser.text[:800]}")
        browser.open(f"{self.firm}/2024/account")
        browser.one("main a[href*='figure=opening']")
        self.seen("account-2024")
