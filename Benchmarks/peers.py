"""The same two jobs in Polars and DuckDB, written to be as fast as their makers would have them.

    peers.py polars|duckdb accounts|suppliers THREADS FILE

Prints one line of JSON: seconds and processor seconds (imports not counted), and results in cents. Both read only the columns the job needs,
as the narrowest types; both check that every entry and the total balance, in the same pass over the file.
"""
import json
import os
import sys
import time

SUPPLIER_ACCOUNT = "401"


def polars_frame(pl, path):
    needed = ["JournalCode", "EcritureNum", "CompteNum", "CompAuxNum", "Debit", "Credit"]
    header = open(path, encoding="utf-8").readline().rstrip("\r\n").split("\t")
    types = {name: pl.Float64 if name in ("Debit", "Credit") else pl.String for name in header}
    frame = pl.scan_csv(path, separator="\t", quote_char=None, schema=types, decimal_comma=True).select(needed)
    # Floats hold cents exactly up to 2^53 once rounded; Polars reads them faster than decimals.
    return frame.with_columns([(pl.col(name) * 100).round().cast(pl.Int64) for name in ("Debit", "Credit")])


def polars_accounts(pl, path):
    lines = polars_frame(pl, path)
    entries = (lines.group_by("JournalCode", "EcritureNum").agg(pl.col("Debit").sum(), pl.col("Credit").sum())
               .select(pl.len().alias("entries"), (pl.col("Debit") != pl.col("Credit")).sum().alias("unbalanced"),
                       pl.col("Debit").sum().alias("debit"), pl.col("Credit").sum().alias("credit")))
    accounts = (lines.group_by(pl.col("CompteNum").str.slice(0, 3).alias("account"))
                .agg(pl.col("Debit").sum(), pl.col("Credit").sum()))
    entries, accounts = pl.collect_all([entries, accounts], engine="streaming")
    return {**entries.row(0, named=True), "accounts": {row[0]: list(row[1:]) for row in accounts.rows()}}


def polars_suppliers(pl, path):
    account, auxiliary = pl.col("CompteNum"), pl.col("CompAuxNum")
    is_supplier = account.str.starts_with(SUPPLIER_ACCOUNT) & (auxiliary != "")
    named = pl.when(is_supplier).then(auxiliary)
    expense = account.str.starts_with("6")
    entries = (polars_frame(pl, path).with_columns(named.alias("named"), expense.alias("expense"))
               .group_by("JournalCode", "EcritureNum")
               .agg(pl.col("named").min().alias("supplier"), pl.col("named").max().alias("other"),
                    (pl.col("Debit") - pl.col("Credit")).filter(pl.col("expense")).sum().alias("amount"),
                    pl.col("expense").any(), pl.col("Debit").sum(), pl.col("Credit").sum())
               .group_by("supplier", (pl.col("supplier") != pl.col("other")).alias("several"))
               .agg(pl.col("amount").filter(pl.col("expense")).sum(), pl.col("expense").sum().alias("purchases"),
                    pl.len().alias("entries"), (pl.col("Debit") != pl.col("Credit")).sum().alias("unbalanced"),
                    pl.col("Debit").sum().alias("debit"), pl.col("Credit").sum().alias("credit"))
               .collect(engine="streaming"))
    return suppliers(entries.iter_rows(named=True))


def suppliers(rows):
    """Rows by supplier (None for none, several flagged) as one result."""
    result = {"entries": 0, "unbalanced": 0, "debit": 0, "credit": 0, "suppliers": {}, "without": 0, "several": 0}
    for row in rows:
        for key in ("entries", "unbalanced", "debit", "credit"):
            result[key] += int(row[key])
        if row["supplier"] is None:
            result["without"] += int(row["amount"] or 0)
        elif row["several"]:
            result["several"] += int(row["amount"] or 0)
        elif row["purchases"]:
            result["suppliers"][row["supplier"]] = int(row["amount"])
    return result


def duckdb_lines(connection, path):
    header = open(path, encoding="utf-8").readline().rstrip("\r\n").split("\t")
    types = {name: "DECIMAL(17,2)" if name in ("Debit", "Credit") else "VARCHAR" for name in header}
    columns = "{" + ", ".join(f"'{name}': '{kind}'" for name, kind in types.items()) + "}"
    return (f"read_csv('{path}', delim='\\t', header=true, quote='', escape='', decimal_separator=',', auto_detect=false,"
            f" columns={columns}, new_line='\\r\\n')")


def duckdb_accounts(connection, path):
    # One pass over the file: both groupings at once.
    rows = connection.execute(f"""
        SELECT account, JournalCode IS NOT NULL AS is_entry, count(*), sum(debit), sum(credit), sum((debit <> credit)::INT)
        FROM (SELECT CompteNum[1:3] AS account, JournalCode, EcritureNum, sum(Debit) AS debit, sum(Credit) AS credit
              FROM {duckdb_lines(connection, path)}
              GROUP BY GROUPING SETS ((CompteNum[1:3]), (JournalCode, EcritureNum)))
        GROUP BY ALL""").fetchall()
    entries = next(row for row in rows if row[1])
    return {"entries": entries[2], "unbalanced": int(entries[5]), "debit": cents(entries[3]), "credit": cents(entries[4]),
            "accounts": {row[0]: [cents(row[3]), cents(row[4])] for row in rows if not row[1]}}


def duckdb_suppliers(connection, path):
    named = f"CASE WHEN CompteNum[1:3] = '{SUPPLIER_ACCOUNT}' AND CompAuxNum <> '' THEN CompAuxNum END"
    cursor = connection.execute(f"""
        WITH entries AS (
          SELECT min({named}) AS supplier, max({named}) AS other,
            sum(Debit - Credit) FILTER (CompteNum[1:1] = '6') AS amount, sum(Debit) AS debit, sum(Credit) AS credit
          FROM {duckdb_lines(connection, path)} GROUP BY JournalCode, EcritureNum)
        SELECT supplier, supplier <> other AS several, sum(amount) * 100 AS amount, count(amount) AS purchases,
          count(*) AS entries, sum((debit <> credit)::INT) AS unbalanced, sum(debit) * 100 AS debit, sum(credit) * 100 AS credit
        FROM entries GROUP BY ALL""")
    names = [column[0] for column in cursor.description]
    return suppliers(dict(zip(names, row)) for row in cursor.fetchall())


def cents(amount):
    return int(amount * 100)


def main():
    peer, job, threads, path = sys.argv[1:]
    if peer == "polars":
        os.environ["POLARS_MAX_THREADS"] = threads
        import polars as pl
        start = time.perf_counter(), time.process_time()
        result = {"accounts": polars_accounts, "suppliers": polars_suppliers}[job](pl, path)
    else:
        import duckdb
        start = time.perf_counter(), time.process_time()
        connection = duckdb.connect(config={"threads": int(threads), "preserve_insertion_order": False})
        result = {"accounts": duckdb_accounts, "suppliers": duckdb_suppliers}[job](connection, path)
    print(json.dumps({"seconds": time.perf_counter() - start[0], "cpu": time.process_time() - start[1], **result}))


if __name__ == "__main__":
    main()
