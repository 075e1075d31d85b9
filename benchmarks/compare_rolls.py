"""Times crm delinquency rolls against DuckDB and a straightforward program, whole processes in turn. Started by compare-rolls.sh."""

import argparse
import csv
import datetime
import os
import re
import statistics
import subprocess
import time

from compare_rfm import NOISE, THREADS, commit, cpu_model, dotnet, duckdb_version, memory_gb, run, system

WHO = ("crm", "window", "join", "plain")


class Race:
    def __init__(self, options):
        self.options = options
        self.noisiest = 0.0

    def command(self, who, path):
        out = os.path.join(self.options.work, who + ".csv")
        return {
            "crm": [self.options.crm, "delinquency", "rolls", path, "--types", "none", "--threads", str(THREADS), "--out", out, "--overwrite", "--quiet"],
            "window": [self.options.host, "duckdb-rolls", path, out, "--form", "rolls-window", "--threads", str(THREADS)],
            "join": [self.options.host, "duckdb-rolls", path, out, "--form", "rolls-join", "--threads", str(THREADS)],
            "plain": [self.options.host, "plain-rolls", path, out],
        }[who]

    def counts(self, who):
        with open(os.path.join(self.options.work, who + ".csv")) as file:
            return {(r["from"], r["to"]): int(r["n"]) for r in csv.DictReader(file)}

    def cell(self, accounts, others):
        folder = os.path.join(self.options.work, "sim")
        subprocess.run([self.options.crm, "simulate", "receivables", "--customers", str(accounts), "--out", folder, "--overwrite"], check=True)
        path = os.path.join(folder, "panel.csv")
        for name in os.listdir(folder):
            if name != "panel.csv":
                os.remove(os.path.join(folder, name))
        with open(path, "rb") as file:
            rows = sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 24), b"")) - 1
        who = ("crm",) + (WHO[1:] if others else ())
        for name in who:
            run(self.command(name, path))
            if self.counts(name) != self.counts("crm"):
                raise SystemExit(f"{name} counts other rolls: nothing is timed")
        found = {name: [] for name in who}
        for _ in range(self.options.runs):
            for name in who:
                for _ in range(self.options.tries):
                    one = run(self.command(name, path))
                    if one["others"] <= NOISE:
                        break
                    time.sleep(2)
                self.noisiest = max(self.noisiest, one["others"])
                found[name].append(one)
        size = os.path.getsize(path)
        os.remove(path)
        return rows, size, {name: {what: statistics.median(r[what] for r in runs) for what in ("wall", "cpu", "mb")} for name, runs in found.items()}


def main():
    parser = argparse.ArgumentParser()
    for name in ("--root", "--crm", "--host", "--work"):
        parser.add_argument(name, required=True)
    parser.add_argument("--accounts", default="100000,1000000", help="simulated accounts of 24 months, smallest first")
    parser.add_argument("--alone", type=int, default=2_000_000, help="from so many accounts on crm is timed alone")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--tries", type=int, default=4)
    options = parser.parse_args()
    race = Race(options)
    lines = []
    for accounts in map(int, options.accounts.split(",")):
        rows, size, cells = race.cell(accounts, accounts < options.alone)
        for name, c in cells.items():
            lines.append(
                f"| {rows:,} | {size / 1e6:,.0f} | {name} | {c['wall']:.2f} | {c['cpu']:.2f} | {rows / c['wall'] / 1e6:.1f} | {c['wall'] / cells['crm']['wall']:.1f}x | {c['mb']:,.0f} |"
            )
            print(lines[-1], flush=True)
    model = cpu_model()
    text = "\n".join(
        [
            "# Roll matrix of a panel: crm, DuckDB, a straightforward program",
            "",
            f"{datetime.date.today().isoformat()} · {model}, {os.cpu_count()} CPUs, {memory_gb():.0f} GB · {system()} · .NET {dotnet()} · "
            f"crm {commit(options.root)} (ReadyToRun) · DuckDB {duckdb_version(options.root)} in a .NET host (ReadyToRun)",
            "",
            "Whole processes from `panel.csv` (account, month, status, type; `crm simulate receivables`, 24 months) to a file of counts, page cache warm, medians",
            f"of {options.runs} runs in turn, {THREADS} threads but for the straightforward program, which has one. All count the same rolls, checked before timing;",
            "crm also checks every row, gives intervals clustered by account, tests the chain and counts cures. `window` and `join` are the two forms of the statement for DuckDB.",
            "",
            "| rows | MB | program | s | CPU s | million rows/s | time / crm | peak MB |",
            "|---|---|---|---|---|---|---|---|",
            *lines,
            "",
            f"Others took at most {race.noisiest:.0%} of the CPUs during a counted run.",
            "",
        ]
    )
    folder = os.path.join(options.root, "benchmarks", "results", re.sub(r"[^a-z0-9]+", "-", model.lower()).strip("-"))
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "rolls.md"), "w") as file:
        file.write(text)
    print(text)


if __name__ == "__main__":
    main()
