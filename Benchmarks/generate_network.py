#!/usr/bin/env python3
"""Writes a network of firms that buy from each other, as production networks look.

    generate_network.py FIRMS EDGES NODES [--suppliers 30]

How many suppliers a firm has (30 in the mean) and how many customers (some have a hundred thousand) follow power laws; firms
buy from each other in loops; 40 to 90 % of a firm's revenue goes to suppliers inside; sizes and direct emissions are log-normal.
The names are nine digits, like a SIREN, and none is a real firm's. The same FIRMS always give the same files. Needs numpy.
"""
import argparse

import numpy as np


def network(firms, suppliers=30, seed=20241231):
    """Customers, suppliers, cents; revenues in cents and direct grams by firm."""
    random = np.random.default_rng(seed)
    degree = random.pareto(1.6, firms) + 1
    degree = np.clip(np.round(degree * suppliers / degree.mean()), 1, max(1, firms // 20)).astype(np.int64)
    rank = random.permutation(firms)
    weight = (np.arange(firms) + 6.0) ** -0.8
    bounds = np.cumsum(weight) / weight.sum()
    customer = np.repeat(np.arange(firms), degree)
    supplier = np.argsort(rank)[np.searchsorted(bounds, random.random(len(customer))).clip(0, firms - 1)]
    pair = np.unique((customer * firms + supplier)[customer != supplier])
    customer, supplier = pair // firms, pair % firms
    size = weight[rank] / weight.mean()
    revenue = np.exp(random.normal(14, 1, firms)) * np.maximum(size**0.7, 0.05) * degree / suppliers
    split = random.exponential(1, len(customer)) ** 1.5
    whole = np.bincount(customer, split, firms)
    share = random.uniform(0.4, 0.9, firms)
    cents = np.maximum(1, np.round(100 * split / whole[customer] * share[customer] * revenue[customer])).astype(np.int64)
    direct = np.round(revenue * random.lognormal(3.5, 1.2, firms)).astype(np.int64)
    return customer, supplier, cents, np.maximum(100, np.round(revenue * 100)).astype(np.int64), direct


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("firms", type=int)
    parser.add_argument("edges")
    parser.add_argument("nodes")
    parser.add_argument("--suppliers", type=int, default=30)
    options = parser.parse_args()
    customer, supplier, cents, revenue, direct = network(options.firms, options.suppliers)
    names = [str(number) for number in 100_000_007 + np.arange(options.firms) * (899_999_000 // options.firms)]
    with open(options.nodes, "w", newline="") as file:
        file.write("firm,revenue_eur,direct_g,factor_g_per_eur\n")
        for name, cent, gram in zip(names, revenue.tolist(), direct.tolist()):
            file.write(f"{name},{cent // 100}.{cent % 100:02d},{gram},\n")
    with open(options.edges, "w", newline="") as file:
        file.write("customer,supplier,amount_eur\n")
        for start in range(0, len(customer), 1_000_000):
            part = slice(start, start + 1_000_000)
            file.writelines(f"{names[c]},{names[s]},{cent // 100}.{cent % 100:02d}\n" for c, s, cent in zip(
                customer[part].tolist(), supplier[part].tolist(), cents[part].tolist()))


if __name__ == "__main__":
    main()
