"""Three firms in a row, in a browser: the first seals, the second picks it up, the third sees both; the first revises."""
import os
import re
import secrets

from browser import Fault

HEADER = ("JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|"
          "EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise")


def ledger(year, purchases, sales):
    """A ledger of purchases (supplier's number, name, month, euros) and of one sale, from January to December."""
    lines = [HEADER]

    def add(journal, number, month, account, auxiliary, name, euros):
        date = f"{year}{month:02}15"
        debit, credit = (euros, 0) if euros > 0 else (0, -euros)
        lines.append(f"{journal}|{journal}|{number}|{date}|{account}|Compte {account}|{auxiliary}|{name}|P{number}|{date}|"
                     f"Facture|{debit},00|{credit},00|||{date}||")

    for number, (supplier, name, month, euros) in enumerate(purchases, 1):
        add("AC", number, month, "601000", "", "", euros)
        add("AC", number, month, "401000", supplier, name, -euros)
    for number, month in ((900, 1), (901, 12)):
        add("VE", number, month, "411000", "C1", "Client", sales // 2)
        add("VE", number, month, "701000", "", "", -(sales // 2))
    return "\r\n".join(lines)


class Firm:
    """A firm and its owner, in a browser that others use too."""

    def __init__(self, browser, server, name, siren, activity):
        self.browser, self.server, self.name, self.siren = browser, server, name, siren
        self.activity = activity
        browser.driver.delete_all_cookies()
        browser.open("/signup")
        browser.fill("#name", f"Gérance de {name}")
        browser.fill("#firm", name)
        browser.fill("#email", f"chain-{secrets.token_hex(4)}@example.fr")
        browser.fill("#password", "un rabot et trois ciseaux")
        browser.press("main form .button")
        self.place = re.fullmatch(r"(/firms/\d+)/ledger", browser.path)[1]
        self.cookies = browser.driver.get_cookies()

    def come_back(self):
        """The owner sits down at the browser again."""
        self.browser.driver.delete_all_cookies()
        for cookie in self.cookies:
            self.browser.driver.add_cookie(cookie)

    def keep(self, year, purchases, sales):
        browser = self.browser
        path = os.path.join(self.server.folder, f"{self.siren}FEC{year}1231.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write(ledger(year, purchases, sales))
        browser.open(f"{self.place}/ledger")
        browser.fill("#file", path)
        browser.press("form[data-upload] .button")
        if "/imports/" in browser.path:
            browser.wait(lambda path: "/imports/" not in path)
        browser.fill("#words", self.activity)
        browser.press("#activity form .button")
        if browser.path.endswith("/reading"):
            browser.press("#activity form .button")

    def close(self, year, day):
        """Closes on a day and publishes; gives the public address."""
        browser = self.browser
        browser.open(f"{self.place}/{year}/statement")
        browser.unfold()
        browser.driver.execute_script("document.querySelector('input[name=day]').value = arguments[0]", day)
        browser.press("form[action$='/close'] .button")
        return browser.one("main a[href^='/a/']").get_attribute("href").replace(browser.url, "")

    def reopen(self, year, reason):
        browser = self.browser
        browser.open(f"{self.place}/{year}/statement")
        browser.unfold()
        browser.fill("textarea[name=reason]", reason)
        browser.press("form[action$='/reopen'] .button")

    def shown_production(self, year):
        self.browser.open(f"{self.place}/{year}/account")
        return self.browser.one("main .figures .figure").text


def chain(browser, server, seen=lambda name: None):
    """The whole of it; faults are raised."""
    words = {"fr": ("scierie", "menuiserie", "plomberie"), "en": ("sawmilling", "joinery", "plumbing")}[browser.language]
    sawmill = Firm(browser, server, "Scierie du Nord", "552100554", words[0])
    sawmill.keep(2023, [("FORET", "Forêt", 3, 10_000)], 50_000)
    sawmill.close(2023, "2024-03-31")

    joiner = Firm(browser, server, "Menuiserie du Sud", "732829320", words[1])
    joiner.keep(2024, [("F552100554", "Scierie du Nord", 2, 1_000), ("F552100554", "Scierie du Nord", 6, 5_000)], 40_000)
    before = joiner.shown_production(2024)
    browser.open(f"{joiner.place}/suppliers")
    browser.shows("Scierie du Nord")
    seen("chain-offers")
    browser.press("form[action$='/suppliers/follow'] .button")
    followed = joiner.shown_production(2024)
    if followed == before:
        raise Fault("the joiner's account does not pick up what the sawmill seals")

    # The sawmill corrects its year: its supplier transmitted a content.
    sawmill.come_back()
    sawmill.reopen(2023, "un fournisseur a répondu")
    browser.open(f"{sawmill.place}/suppliers/one?supplier=FORET&year=2023")
    browser.fill("[name=value]", "20")
    browser.fill("[name=account]", "2022")
    browser.press("form[action$='/suppliers/content'] .button")
    sawmill.close(2023, "2024-11-30")

    joiner.come_back()
    if joiner.shown_production(2024) != followed:
        raise Fault("the sawmill's revision changed the joiner's account by itself")
    browser.one("main .notice.warn form[action$='/suppliers/revise']")
    seen("chain-revision")
    browser.press("main .notice.warn form[action$='/suppliers/revise'] .button")
    revised = joiner.shown_production(2024)
    if revised == followed:
        raise Fault("taking the revised figure changes nothing")
    browser.open(f"{joiner.place}/suppliers")
    browser.press("form[action$='/suppliers/shown'] .button")
    public = joiner.close(2024, "2025-03-01")

    builder = Firm(browser, server, "Plomberie de l'Ouest", "542107651", words[2])
    builder.keep(2025, [("732829320", "Menuiserie du Sud", 6, 20_000)], 60_000)
    browser.open(f"{builder.place}/suppliers")
    browser.press("form[action$='/suppliers/follow'] .button")
    browser.open(public)
    browser.shows("Menuiserie du Sud", "Scierie du Nord")
    seen("chain-public")
