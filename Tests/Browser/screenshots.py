#!/usr/bin/env python3
"""Pictures of the site, each page in several widths, light and dark; and what a script finds wrong with the layout.

    screenshots.py [FOLDER]      every page; --pages NAME... for some
    screenshots.py --readme      the pictures of the README, compressed, into docs/images
"""
import argparse
import os
import sys

from browser import Browser, Fault
from journey import Journey
from pages import visit_all
from server import ROOT, Server

WIDTHS = [390, 820, 1440]
SCHEMES = ["light", "dark"]
# English is checked where words are longest.
ENGLISH = {"home", "sign-up", "questions", "purchases", "account", "statement-closed", "public", "portfolio"}
# What the README shows: name, width, scheme, height in points.
README = [
    ("account", 1440, "light", 1000), ("questions", 1440, "light", 1000), ("statement-closed", 390, "light", 1100),
    ("account", 390, "dark", 1100),
]


class Camera:
    def __init__(self, browser, folder, wanted=None):
        self.browser, self.folder, self.wanted, self.faults, self.count = browser, folder, wanted, [], 0

    def __call__(self, name):
        browser = self.browser
        if self.wanted and name not in self.wanted:
            return
        if browser.language == "en" and name not in ENGLISH:
            return
        for width in WIDTHS:
            browser.resize(width)
            self.faults += [f"{name} at {width} ({browser.language}): {fault}" for fault in browser.layout()]
            for scheme in SCHEMES:
                browser.scheme(scheme)
                browser.picture(os.path.join(self.folder, f"{name}-{width}-{scheme}-{browser.language}.png"))
                self.count += 1
        browser.scheme("light")
        browser.resize(1280)


def everything(folder, wanted):
    os.makedirs(folder, exist_ok=True)
    faults, count = [], 0
    for language in ("fr", "en"):
        with Server(language=language) as server, Browser(server.url, language) as browser:
            camera = Camera(browser, folder, wanted)
            if not wanted:
                Journey(browser, server, camera).whole()
            faults += camera.faults + browser.faults
            count += camera.count
        with Server(fill=True, language=language) as server, Browser(server.url, language) as browser:
            camera = Camera(browser, folder, wanted)
            visit_all(browser, server, camera, wanted)
            faults += camera.faults + browser.faults
            count += camera.count
    print(f"{count} pictures in {folder}")
    return faults


def readme():
    folder = os.path.join(ROOT, "docs/images")
    os.makedirs(folder, exist_ok=True)
    with Server(fill=True) as server, Browser(server.url) as browser:
        def seen(name):
            for page, width, scheme, height in README:
                if page == name:
                    browser.resize(width)
                    browser.scheme(scheme)
                    path = os.path.join(folder, f"{name}-{width}.webp")
                    browser.picture_small(path, height)
                    print(path, os.path.getsize(path) // 1024, "kB")
            browser.scheme("light")
        visit_all(browser, server, seen, {name for name, *_ in README})
    return []


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", default="screenshots")
    parser.add_argument("--readme", action="store_true")
    parser.add_argument("--pages", nargs="*")
    options = parser.parse_args()
    try:
        faults = readme() if options.readme else everything(options.folder, set(options.pages or []))
    except Fault as fault:
        faults = [str(fault)]
    for fault in dict.fromkeys(faults):
        print(f"✗ {fault}", file=sys.stderr)
    sys.exit(1 if faults else 0)


main()
