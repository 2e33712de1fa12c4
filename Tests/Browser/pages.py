"""The pages of the demonstration site, each with who reads it."""
import os

# name, path, who signed in (nobody when None), status
PAGES = [
    ("home", "/", None, 200),
    ("sign-up", "/signup", None, 200),
    ("login", "/login", None, 200),
    ("not-there", "/nothing/here", None, 404),
    ("method", "/method", None, 200),
    ("calculator", "/calculator", None, 200),
    ("check", "/check", None, 200),
    ("check-found", "/check?q=732829320", None, 200),
    ("public", "/a/{code}", None, 200),
    ("api", "/api", None, 200),
    ("firm", "/firms/1", "owner", 200),
    ("ledger", "/firms/1/ledger", "owner", 200),
    ("ledger-year", "/firms/1/2024/ledger", "owner", 200),
    ("reading", "/firms/1/2024/reading", "owner", 200),
    ("purchases", "/firms/1/2024/purchases", "owner", 200),
    ("purchases-account", "/firms/1/2024/purchases/6011", "owner", 200),
    ("questions", "/firms/1/2024/questions", "owner", 200),
    ("invoices-received", "/firms/1/2024/invoices", "owner", 200),
    ("invoices-stamp", "/firms/1/invoices", "owner", 200),
    ("invoices-check", "/firms/1/invoices/check", "owner", 200),
    ("activities", "/firms/1/2024/activities", "owner", 200),
    ("account", "/firms/1/2024/account", "owner", 200),
    ("explain", "/firms/1/2024/explain?figure=production", "owner", 200),
    ("entries", "/firms/1/2024/entries", "owner", 200),
    ("statement-open", "/firms/1/2024/statement", "owner", 200),
    ("statement-closed", "/firms/1/2023/statement", "owner", 200),
    ("documents", "/firms/1/2023/documents", "owner", 200),
    ("verification", "/firms/1/2023/verification", "owner", 200),
    ("suppliers", "/firms/1/suppliers", "owner", 200),
    ("supplier", "/firms/1/suppliers", "owner", 200),
    ("letters", "/firms/1/suppliers", "owner", 200),
    ("offers", "/firms/1/offers", "owner", 200),
    ("customers", "/firms/1/customers", "owner", 200),
    ("customer-product", "/firms/1/customers/products/menuiserie", "owner", 200),
    ("supplier-footprints", "/firms/1/suppliers/footprints", "owner", 200),
    ("simulator", "/firms/1/simulator", "owner", 200),
    ("price", "/firms/1/price", "owner", 200),
    ("price-trajectories", "/firms/1/price/trajectories", "owner", 200),
    ("price-scenarios", "/firms/1/price/scenarios", "owner", 200),
    ("price-project-new", "/firms/1/price/scenarios/new?kind=project", "owner", 200),
    ("price-project", "/firms/1/price/scenarios/new?kind=project", "owner", 200),
    ("price-actions", "/firms/1/price/scenarios/new?kind=actions", "owner", 200),
    ("price-policy", "/firms/1/price/scenarios/new?kind=policy", "owner", 200),
    ("people", "/firms/1/people", "owner", 200),
    ("tokens", "/firms/1/tokens", "owner", 200),
    ("me", "/me", "owner", 200),
    ("factor", "/me/factor", "owner", 200),
    ("importing", "/firms/1/ledger", "owner", 200),
    ("restaurant-account", "/firms/2/2024/account", "restaurateur", 200),
    ("restaurant-activities", "/firms/2/2024/activities", "restaurateur", 200),
    ("portfolio", "/firms", "adviser", 200),
    ("many", "/firms/upload", "adviser", 200),
    ("many-summary", "/firms/upload", "adviser", 200),
    ("verifier", "/firms/1/2023/verification", "verifier", 200),
    ("operator", "/operator", "keeper", 200),
]

ADDRESSES = {
    "owner": "camille@menuiserie.example", "restaurateur": "sacha@cellier.example", "adviser": "noor@conseil.example",
    "verifier": "alix@verification.example", "keeper": "lou@instance.example",
}


def ledger(server, year):
    return os.path.join(server.demonstration, f"joinery/732829320FEC{year}1231.txt")


def drop(browser, field, file):
    browser.fill(field, file)
    browser.press("form[data-upload] .button")


def write_letters(browser):
    browser.tick("form[action$='/suppliers/letters'] input[name='supplier']")
    browser.press("form[action$='/suppliers/letters'] button")


# What leads from the page that is opened to the one that is looked at.
STEPS = {
    "importing": lambda browser, server: drop(browser, "#file", ledger(server, 2024)),
    "supplier": lambda browser, server: browser.press("main a[href*='/suppliers/one']"),
    "letters": lambda browser, server: write_letters(browser),
    "price-project": lambda browser, server: browser.press("main form .button[value='keep']"),
    "price-actions": lambda browser, server: browser.press("main form .button[value='keep']"),
    "price-policy": lambda browser, server: browser.press("main form .button[value='keep']"),
    "many-summary": lambda browser, server: drop(browser, "#files", ledger(server, 2023)),
}


def sign_in(browser, server, who):
    """Leaves whoever was signed in behind, and signs somebody in."""
    browser.driver.delete_all_cookies()
    if who is None:
        return
    browser.open("/login")
    browser.fill("#email", ADDRESSES[who])
    browser.fill("#password", server.password)
    browser.press("main form .button")


def visit_all(browser, server, seen, wanted=None):
    """Opens each page as who reads it, and tells `seen` its name."""
    person = ""
    code = None
    for name, path, who, status in PAGES:
        if wanted and name not in wanted:
            continue
        if "{code}" in path:
            sign_in(browser, server, "owner")
            person = "owner"
            browser.open("/firms/1/2023/statement")
            code = browser.one("main a[href^='/a/']").get_attribute("href").rsplit("/", 1)[1]
        if who != person:
            sign_in(browser, server, who)
            person = who
        browser.open(path.format(code=code), status)
        if name in STEPS:
            STEPS[name](browser, server)
        seen(name)
