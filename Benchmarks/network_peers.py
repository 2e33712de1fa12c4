"""The same network by scipy and numpy, each step timed alone.

    network_peers.py EDGES NODES TOLERANCE REPEAT CONTENTS [SOLVER…]

Prints one line of JSON. Reading: Polars reads both files with all threads and finds the firms of each purchase; assembling:
scipy makes I - W as compressed rows; solving: `bicgstab`, `jacobi`, `spsolve` (SuperLU) or `leontief` (numpy's inverse of the dense
matrix), the least of REPEAT times. All answers are compared with CONTENTS, doubles in the order of NODES.
"""
import json
import resource
import sys
import time

import numpy as np
import polars as pl
import scipy.sparse as sparse
import scipy.sparse.linalg as linalg


def read(edges, nodes):
    firms = pl.read_csv(nodes, schema_overrides={"firm": pl.Int64, "revenue_eur": pl.Float64, "direct_g": pl.Float64})
    firms = firms.with_row_index("number")
    rows = pl.read_csv(edges, schema_overrides={"customer": pl.Int64, "supplier": pl.Int64, "amount_eur": pl.Float64})
    numbers = firms.select("firm", "number")
    rows = (rows.join(numbers, left_on="customer", right_on="firm", maintain_order="left").rename({"number": "c"})
            .join(numbers, left_on="supplier", right_on="firm", maintain_order="left").rename({"number": "s"}))
    columns = [rows[name].to_numpy() for name in ("c", "s", "amount_eur")]
    return columns, firms["revenue_eur"].to_numpy(), firms["direct_g"].to_numpy()


def assemble(columns, revenue):
    customer, supplier, amount = columns
    weights = sparse.csr_matrix((amount / revenue[customer], (customer, supplier)), shape=(len(revenue), len(revenue)))
    return weights, (sparse.identity(len(revenue), format="csr") - weights).tocsr()


def jacobi(weights, right, tolerance):
    values, length = right.copy(), np.linalg.norm(right)
    while True:
        following = right + weights @ values
        if np.linalg.norm(following - values) <= tolerance * length:
            return values
        values = following


def solvers(weights, matrix, right, tolerance):
    return {
        "bicgstab": lambda: linalg.bicgstab(matrix, right, rtol=tolerance, atol=0)[0],
        "jacobi": lambda: jacobi(weights, right, tolerance),
        "spsolve": lambda: linalg.spsolve(matrix.tocsc(), right),
        "leontief": lambda: np.linalg.inv(matrix.toarray()) @ right,
    }


def main():
    edges, nodes, tolerance, repeat, contents, *wanted = sys.argv[1:]
    result = {}
    start = time.perf_counter()
    columns, revenue, direct = read(edges, nodes)
    result["read"] = time.perf_counter() - start
    start = time.perf_counter()
    weights, matrix = assemble(columns, revenue)
    result["assemble"] = time.perf_counter() - start
    right = direct / revenue
    del columns
    known = solvers(weights, matrix, right, float(tolerance))
    length = np.linalg.norm(right)
    for name in wanted:
        best = np.inf
        for _ in range(int(repeat) if name == "bicgstab" else 1):
            start = time.perf_counter()
            values = known[name]()
            best = min(best, time.perf_counter() - start)
        result[name] = {"seconds": best, "residual": np.linalg.norm(right - matrix @ values) / length}
    own = np.fromfile(contents)
    result["own_residual"] = np.linalg.norm(right - matrix @ own) / length
    result["difference"] = float(np.max(np.abs(own - values)) / np.max(np.abs(values)))
    result["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(result))


if __name__ == "__main__":
    main()
