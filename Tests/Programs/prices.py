"""Appraises random projects with the program and with numpy-financial, and compares.

    prices.py PROGRAM [COUNT [SEED]]

The flows are worked out here from the same random numbers the project files are written with; net present values and
rates of return are numpy-financial's; the implicit price is found by bisection. Everything must agree to 1e-9, of the
size of the flows for amounts.
"""

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy_financial as npf

TOLERANCE = 1e-9
BATCH = 50


def amounts(rng, years, most):
    """A level amount with growth, or one amount a year: as YAML and as numbers."""
    if rng.random() < 0.5:
        level, growth = round(rng.uniform(0, most), 2), round(rng.uniform(-0.05, 0.08), 4)
        values = [level * (1 + growth) ** k for k in range(years)]
        return f"amount: {level:.2f}, growth: {growth * 100:.2f} %", values
    values = [round(rng.uniform(0, most), 2) for _ in range(years)]
    return "amount: [" + ", ".join(f"{v:.2f}" for v in values) + "]", values


def variant(rng, name, years, dirty):
    """A variant as YAML lines, with its flows by kind."""
    investments = [round(rng.uniform(0, 1e6), 2) for _ in range(rng.choice([1, 1, 1, 2, 3]))]
    lines, net = [], [0.0] * years
    for number in range(rng.randint(1, 5)):
        kind = rng.choice(["opex", "revenue", "savings", "subsidy"])
        text, values = amounts(rng, years, 3e5)
        lines.append(f"      - {{label: l{number}, kind: {kind}, {text}}}")
        sign = -1 if kind == "opex" else 1
        net = [n + sign * v for n, v in zip(net, values)]
    # Grams are the least the program keeps: kilograms with three decimals are exact.
    kilograms = [round(rng.uniform(*dirty), 3) for _ in range(years)]
    start = round(rng.uniform(0, 5000), 3)
    yaml = [
        f"    name: {name}",
        "    investment: [" + ", ".join(f"{v:.2f}" for v in investments) + "]",
        "    lines:", *lines,
        "    emissions: [" + ", ".join(f"{v:.3f} kg" for v in kilograms) + "]",
        f"    emissions_at_start: {start:.3f} kg",
    ]
    return yaml, investments, net, [k / 1000 for k in kilograms], start / 1000


def flows(investments, yearly, timing, lag, length):
    """Values at times 0, 1, 2…: investments from time 0, years of operation after the works."""
    made = [0.0] * length
    for time, amount in enumerate(investments):
        made[time] -= amount
    for year, amount in enumerate(yearly):
        made[lag + year + (1 if timing == "end" else 0)] += amount
    return made


def project(rng, number):
    """A project file and what is expected of it."""
    years, lag = rng.randint(1, 30), rng.choice([0, 0, 0, 1, 2, 5])
    timing, rate = rng.choice(["start", "end"]), round(rng.uniform(0, 0.15), 4)
    price = round(rng.uniform(0, 500), 2)
    made = [variant(rng, name, years, dirty) for name, dirty in (("old", (5e4, 2e5)), ("new", (0, 5e4)))]
    text = [
        f"project: p{number}", "first_year: 2025", f"years: {years}", f"rate: {rate * 100:.2f} %", f"timing: {timing}",
        f"lag: {lag}", f"price: {price:.2f}", "reference:", *[line[0:] for line in made[0][0]], "variants:",
        "  - " + made[1][0][0].strip(), *made[1][0][1:],
    ]
    length = max([years + lag + (1 if timing == "end" else 0)] + [len(m[1]) for m in made])
    expected = []
    for _, investments, net, tonnes, start in made:
        money = flows(investments, net, timing, lag, length)
        carbon = flows([-start], tonnes, timing, lag, length)
        expected.append((money, carbon))
    return "\n".join(text) + "\n", rate, price, expected


def bisection(worth, low, high):
    """Where a function that grows is nil."""
    while worth(low) > 0:
        low *= 2
    while worth(high) < 0:
        high *= 2
    for _ in range(300):
        middle = (low + high) / 2
        low, high = (middle, high) if worth(middle) < 0 else (low, middle)
    return (low + high) / 2


def sign_changes(values):
    signs = [v > 0 for v in values if v != 0]
    return sum(a != b for a, b in zip(signs, signs[1:]))


class Comparison:
    """Counts what agrees, keeps what does not."""

    def __init__(self):
        self.counts, self.wrong, self.worst = {}, [], 0.0

    def check(self, what, where, mine, theirs, size=1.0):
        if mine is None or theirs is None or theirs != theirs:
            if mine is not None or (theirs is not None and theirs == theirs):
                self.wrong.append(f"{where} {what}: {mine} and {theirs}")
            return
        difference = abs(float(mine) - float(theirs)) / max(size, 1.0)
        self.worst = max(self.worst, difference)
        self.counts[what] = self.counts.get(what, 0) + 1
        if difference > TOLERANCE:
            self.wrong.append(f"{where} {what}: {mine} and {theirs}, {difference:.2e} apart")


def rate_of(comparison, what, where, found, money):
    """The rate of return, where there is one at most; where there are several, each must make the flows worth nothing."""
    size = sum(abs(v) for v in money)
    if sign_changes(money) == 1:
        rate = npf.irr(money)
        # Beyond what the program looks for.
        if rate == rate and -0.989 < rate < 99.9:
            comparison.check(what, where, found["value"], rate)
        return
    for rate in found["all"]:
        scale = sum(abs(v) / (1 + float(rate)) ** t for t, v in enumerate(money))
        comparison.check(what + " (one of several)", where, npf.npv(float(rate), money), 0.0, max(scale, size))


def compare(comparison, answer, rate, price, expected):
    where = answer["project"]
    for variant_answer, (money, carbon) in zip(answer["variants"], expected):
        size = sum(abs(v) for v in money) + price * sum(abs(v) for v in carbon)
        with_carbon = [m - price * c for m, c in zip(money, carbon)]
        comparison.check("NPV", where, variant_answer["npv_eur"], npf.npv(rate, money), size)
        comparison.check(
            "NPV with carbon", where, variant_answer["npv_with_carbon_eur"], npf.npv(rate, with_carbon), size)
        rate_of(comparison, "IRR", where, variant_answer["internal_rate"], money)
        rate_of(comparison, "ERR", where, variant_answer["economic_rate"], with_carbon)
    (old, dirty), (new, clean) = expected
    extra = [n - o for n, o in zip(new, old)]
    saved = [d - c for d, c in zip(dirty, clean)]
    found = answer["comparisons"][0]
    comparison.check(
        "difference of NPV", where, found["npv_eur"], npf.npv(rate, extra), sum(abs(v) for v in old + new))
    implicit = bisection(lambda p: npf.npv(rate, [e + p * s for e, s in zip(extra, saved)]), -1.0, 1.0)
    comparison.check("implicit price", where, found["implicit_price_eur_t"], implicit, abs(implicit))


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    comparison = Comparison()
    with tempfile.TemporaryDirectory() as folder:
        made = []
        for number in range(count):
            text, *rest = project(rng, number)
            path = Path(folder) / f"p{number}.yaml"
            path.write_text(text, encoding="utf-8")
            made.append((path, rest))
        for start in range(0, count, BATCH):
            batch = made[start : start + BATCH]
            run = subprocess.run(
                [program, "price", "npv", "--json", *[str(path) for path, _ in batch]],
                capture_output=True, text=True, check=False)
            if run.returncode != 0:
                sys.exit(run.stderr)
            answers = json.loads(run.stdout)
            for answer, (_, (rate, price, expected)) in zip(answers if len(batch) > 1 else [answers], batch):
                compare(comparison, answer, rate, price, expected)
    for what, number in sorted(comparison.counts.items()):
        print(f"{number:6} {what}")
    print(f"at most {comparison.worst:.1e} apart")
    if comparison.wrong:
        print("\n".join(comparison.wrong[:20]))
        sys.exit(f"{len(comparison.wrong)} disagree")


if __name__ == "__main__":
    main()
