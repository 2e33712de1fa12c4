#!/usr/bin/env python3
"""Walks the site as a newcomer does, in a real browser, on a store of its own.

    walk.py                      in French and in English, with scripts and without; then axe on every other page
    walk.py --language fr --script on --no-pages
    walk.py --language fr --no-walk --no-pages      three firms in a row alone
"""
import argparse
import sys
import traceback

from browser import Browser, Fault
from chain import chain
from journey import Journey
from pages import visit_all
from server import Server

MOST_SCREENS, MOST_ANSWERS = 12, 15


def walk(language, script):
    """One walk; gives what was wrong."""
    print(f"Walk: {language}, scripts {'on' if script else 'off'}", flush=True)
    with Server(language=language) as server, Browser(server.url, language, script) as browser:
        try:
            journey = Journey(browser, server, browser.axe)
            journey.whole()
            screens, typed = journey.counts
            print(f"  from signing up to the sealed account: {screens} screens (at most {MOST_SCREENS}),"
                  f" {len(typed)} answers typed (at most {MOST_ANSWERS}): {', '.join(typed)}")
            if screens > MOST_SCREENS:
                browser.faults.append(f"{screens} screens, more than {MOST_SCREENS}")
            if len(typed) > MOST_ANSWERS:
                browser.faults.append(f"{len(typed)} answers typed, more than {MOST_ANSWERS}")
        except Exception as error:
            browser.faults.append(str(error) if isinstance(error, Fault) else traceback.format_exc().split("Stacktrace:")[0])
        return [f"walk {language}, scripts {'on' if script else 'off'}: {fault}" for fault in browser.faults]


def pages(language):
    """axe on every page of the demonstration; gives what was wrong."""
    print(f"Pages: {language}", flush=True)
    with Server(fill=True, language=language) as server, Browser(server.url, language) as browser:
        try:
            visit_all(browser, server, browser.axe)
        except Exception as error:
            browser.faults.append(str(error) if isinstance(error, Fault) else traceback.format_exc().split("Stacktrace:")[0])
        return [f"pages {language}: {fault}" for fault in browser.faults]


def firms(language):
    """Carbon from firm to firm; gives what was wrong."""
    print(f"Three firms in a row: {language}", flush=True)
    with Server(language=language) as server, Browser(server.url, language) as browser:
        try:
            chain(browser, server, browser.axe)
        except Exception as error:
            browser.faults.append(str(error) if isinstance(error, Fault) else traceback.format_exc().split("Stacktrace:")[0])
        return [f"chain {language}: {fault}" for fault in browser.faults]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--language", choices=["fr", "en"], nargs="*", default=["fr", "en"])
    parser.add_argument("--script", choices=["on", "off"], nargs="*", default=["on", "off"])
    parser.add_argument("--no-pages", action="store_true")
    parser.add_argument("--no-walk", action="store_true")
    parser.add_argument("--no-chain", action="store_true")
    options = parser.parse_args()
    faults = []
    for language in options.language:
        if not options.no_walk:
            for script in options.script:
                faults += walk(language, script == "on")
        if not options.no_chain:
            faults += firms(language)
        if not options.no_pages:
            faults += pages(language)
    for fault in faults:
        print(f"✗ {fault}", file=sys.stderr)
    print(f"{len(faults)} faults" if faults else "Nothing is wrong.")
    sys.exit(1 if faults else 0)


main()
