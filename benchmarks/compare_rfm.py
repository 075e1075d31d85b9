"""Times crm rfm against DuckDB, whole processes in turn, and writes what it found as Markdown. Started by compare-rfm.sh."""

import argparse
import datetime
import filecmp
import json
import math
import os
import platform
import re
import shutil
import statistics
import subprocess
import time

THREADS = 2
CUSTOMERS_PER_MILLION = 78_700
FROM = "2019-07-01"
# above this share of the machine in other programs' hands, a pair says more about them: it is made again
NOISE = 0.10
TICK = os.sysconf("SC_CLK_TCK")


def busy_seconds():
    """CPU seconds spent by the whole machine so far."""
    with open("/proc/stat") as stat:
        user, nice, system, _, _, irq, softirq, steal = map(int, stat.readline().split()[1:9])
    return (user + nice + system + irq + softirq + steal) / TICK


def run(command, stdout=os.devnull):
    """Wall and CPU seconds, peak MB and the others' share of the machine, of one process from its start to its end."""
    sink = [(os.POSIX_SPAWN_OPEN, 1, stdout, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)]
    busy, begin = busy_seconds(), time.perf_counter()
    _, status, usage = os.wait4(os.posix_spawnp(command[0], command, os.environ, file_actions=sink), 0)
    wall = time.perf_counter() - begin
    if status != 0:
        raise SystemExit(f"failed ({status}): {' '.join(command)}")
    cpu = usage.ru_utime + usage.ru_stime
    others = max(0.0, busy_seconds() - busy - cpu) / wall / os.cpu_count()
    return {"wall": wall, "cpu": cpu, "mb": usage.ru_maxrss * 1024 / 1e6, "others": others}


class Comparison:
    def __init__(self, options):
        self.options = options
        self.repeated = 0
        self.noisiest = 0.0  # both of the cell at hand

    def simulate(self, millions, order):
        folder = os.path.join(self.options.work, "data")
        subprocess.run(
            [self.options.crm, "simulate", "purchases", "--customers", str(millions * CUSTOMERS_PER_MILLION), "--from", FROM,
             "--rows-order", order, "--out", folder, "--overwrite"],
            check=True,
        )
        with open(os.path.join(folder, "truth.json")) as truth:
            rows = json.load(truth)["rows"]
        return os.path.join(folder, "orders.csv"), rows

    def crm(self, path):
        return [self.options.crm, "rfm", path, "--out", self.output("crm"), "--overwrite", "--threads", str(THREADS)]

    def duckdb(self, path, form=None):
        command = [self.options.duckdb, "duckdb-rfm", path, self.output("duckdb"), "--threads", str(THREADS)]
        return command + (["--form", form] if form else [])

    def output(self, who):
        return os.path.join(self.options.work, who + ".csv")

    def require_equal(self, path, form=None):
        run(self.crm(path))
        run(self.duckdb(path, form))
        if not filecmp.cmp(self.output("crm"), self.output("duckdb"), shallow=False):
            raise SystemExit(f"the outputs differ ({form or 'fastest form'}): nothing is timed")

    def pairs(self, path, count):
        """Counted pairs, each of runs close in time, and in each the counting of lines."""
        found, tries = [], 0
        while len(found) < count:
            pair = {"wc": run(["wc", "-l", path]), "crm": run(self.crm(path)), "duckdb": run(self.duckdb(path))}
            noise = max(pair[who]["others"] for who in ("crm", "duckdb"))
            tries += 1
            if noise > NOISE and tries < self.options.tries * count:
                self.repeated += 1
                time.sleep(2)
                continue
            self.noisiest = max(self.noisiest, noise)
            found.append(pair)
        return found

    def cells(self):
        """All cells; with --keep, those that an earlier run of the same crm finished are taken from there."""
        keep = os.path.join(self.options.keep, f"crm-{commit(self.options.root)}.json") if self.options.keep else None
        kept = {}
        if keep and os.path.exists(keep):
            with open(keep) as file:
                kept = json.load(file)
        for order in ("date", "shuffled"):
            for millions in map(int, self.options.rows.split(",")):
                name = f"{millions} {order}"
                if name not in kept:
                    kept[name] = self.cell(millions, order)
                    if keep:
                        with open(keep, "w") as file:
                            json.dump(kept, file)
        return sorted(kept.values(), key=lambda c: (c["order"], c["millions"]))

    def cell(self, millions, order):
        self.repeated, self.noisiest = 0, 0.0
        path, rows = self.simulate(millions, order)
        size = os.path.getsize(path)
        self.require_equal(path)
        pairs = self.pairs(path, self.options.pairs if millions <= 10 else self.options.large_pairs)
        forms = self.forms(path) if self.options.forms and millions == 10 else []
        print(f"{millions} M {order}: " + " ".join(f"{p['crm']['wall']:.2f}/{p['duckdb']['wall']:.2f}" for p in pairs), flush=True)
        shutil.rmtree(os.path.dirname(path))
        return {"millions": millions, "order": order, "rows": rows["total"], "quoted": rows["quoted"], "returns": rows["returns"],
                "bytes": size, "pairs": pairs, "forms": forms, "repeated": self.repeated, "noisiest": self.noisiest}

    def forms(self, path):
        folder = os.path.join(self.options.root, "benchmarks", "Analytics.Benchmarks", "Duck")
        names = sorted(f[:-4] for f in os.listdir(folder) if f.endswith(".sql") and f not in ("rows.sql", "scores.sql") and not f.startswith("rolls"))
        for name in names:
            self.require_equal(path, name)
        runs = {name: [] for name in names}
        for _ in range(3):
            for name in names:
                runs[name].append(self.quiet_run(self.duckdb(path, name)))
        return [(name, *(statistics.median(r[what] for r in runs[name]) for what in ("wall", "cpu", "mb"))) for name in names]

    def quiet_run(self, command):
        """The first run that others leave alone, or the last one tried."""
        for _ in range(self.options.tries):
            found = run(command)
            if found["others"] <= NOISE:
                break
        return found

    def help_seconds(self):
        return statistics.median(self.quiet_run([self.options.crm, "--help"])["wall"] for _ in range(20))


def median(cell, who, what):
    return statistics.median(pair[who][what] for pair in cell["pairs"])


def ratio(cell, above, below, what, digits):
    of = sorted(pair[above][what] / pair[below][what] for pair in cell["pairs"])
    return f"**{statistics.median(of):.{digits}f}x** ({of[0]:.{digits}f}-{of[-1]:.{digits}f})"


def exponent(cells, order):
    chosen = sorted((c for c in cells if c["order"] == order), key=lambda c: c["rows"])
    steps = zip(chosen, chosen[1:])
    return ", ".join(
        f"{a['millions']} M to {b['millions']} M "
        f"{math.log(median(b, 'crm', 'wall') / median(a, 'crm', 'wall')) / math.log(b['rows'] / a['rows']):.2f}"
        for a, b in steps
    )


def report(comparison, cells, help_time):
    options = comparison.options
    model = cpu_model()
    lines = [
        "# crm rfm and DuckDB, end to end",
        "",
        f"{datetime.date.today().isoformat()} · {model}, {os.cpu_count()} CPUs, {memory_gb():.0f} GB · {system()} · "
        f".NET {dotnet()} · crm {commit(options.root)} (ReadyToRun) · DuckDB {duckdb_version(options.root)} in a .NET host (ReadyToRun)",
        "",
        "Whole processes from a file to a file, both with two threads, page cache warm, run in turn: every ratio is one of two neighbouring runs; given",
        "are the median and, in brackets, the smallest and the largest. Both outputs are the same bytes, checked before timing. The exports come from",
        "`crm simulate purchases` (about 12.7 rows per customer, 6 % of rows quoted, returns, order ids with several lines).",
        "",
        "## Time",
        "",
        "| rows | order | file MB | crm s | DuckDB s | DuckDB / crm | crm CPU s | DuckDB CPU s | `wc -l` s | crm / `wc -l` | pairs |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for c in cells:
        lines.append(
            f"| {c['rows']:,} | {c['order']} | {c['bytes'] / 1e6:,.0f} | {median(c, 'crm', 'wall'):.2f} | {median(c, 'duckdb', 'wall'):.2f} | "
            f"{ratio(c, 'duckdb', 'crm', 'wall', 1)} | {median(c, 'crm', 'cpu'):.2f} | {median(c, 'duckdb', 'cpu'):.2f} | "
            f"{median(c, 'wc', 'wall'):.2f} | {ratio(c, 'crm', 'wc', 'wall', 1)} | {len(c['pairs'])} |"
        )
    lines += ["", "## Peak memory", "", "| rows | order | crm MB | DuckDB MB | crm / DuckDB |", "|---|---|---|---|---|"]
    for c in cells:
        lines.append(
            f"| {c['rows']:,} | {c['order']} | {median(c, 'crm', 'mb'):,.0f} | {median(c, 'duckdb', 'mb'):,.0f} | {ratio(c, 'crm', 'duckdb', 'mb', 2)} |"
        )
    lines += ["", "## Growth and start", ""]
    for order in dict.fromkeys(c["order"] for c in cells):
        if len([c for c in cells if c["order"] == order]) > 1:
            lines.append(f"- Time grows with rows to the power of, {order} order: {exponent(cells, order)} (1 is linear).")
    lines.append(f"- `crm --help`: {help_time * 1000:.0f} ms, the median of 20 starts.")
    lines += [
        f"- A pair during which other programs took more than {NOISE:.0%} of the CPUs was made again: {sum(c['repeated'] for c in cells)} pairs. In the pairs kept they took at most "
        f"{max(c['noisiest'] for c in cells):.0%}.",
    ]
    if any(c["forms"] for c in cells):
        lines += ["", "## DuckDB: the ways tried", "", f"At 10 M rows, medians of 3; all give the same bytes. The one timed above is `{fastest(options.root)}`; each is a",
                  "file in [`benchmarks/Analytics.Benchmarks/Duck`](../../Analytics.Benchmarks/Duck).", "",
                  "| form | order | s | CPU s | peak MB |", "|---|---|---|---|---|"]
        for c in cells:
            lines += [f"| {name} | {c['order']} | {wall:.2f} | {cpu:.2f} | {mb:,.0f} |" for name, wall, cpu, mb in c["forms"]]
    return model, "\n".join(lines) + "\n"


def cpu_model():
    with open("/proc/cpuinfo") as cpus:
        return re.search(r"model name\s*:\s*(.+)", cpus.read()).group(1).strip()


def memory_gb():
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def system():
    with open("/etc/os-release") as release:
        return re.search(r'^PRETTY_NAME="?([^"\n]+)', release.read(), re.MULTILINE).group(1) + ", Linux " + platform.release().split("-")[0]


def output_of(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def dotnet():
    runtimes = re.findall(r"^Microsoft\.NETCore\.App (\S+)", output_of("dotnet", "--list-runtimes"), re.MULTILINE)
    return next(version for version in reversed(runtimes) if version.startswith("10."))


def commit(root):
    return output_of("git", "-C", root, "rev-parse", "--short", "HEAD").strip()


def duckdb_version(root):
    with open(os.path.join(root, "Directory.Packages.props")) as versions:
        return re.search(r'DuckDB\.NET\.Data\.Full" Version="([^"]+)"', versions.read()).group(1)


def fastest(root):
    with open(os.path.join(root, "benchmarks", "Analytics.Benchmarks", "Duck", "DuckRfm.cs")) as source:
        return re.search(r'Fastest = "([^"]+)"', source.read()).group(1)


def main():
    parser = argparse.ArgumentParser()
    for name in ("--root", "--crm", "--duckdb", "--work"):
        parser.add_argument(name, required=True)
    parser.add_argument("--rows", default="1,10,50", help="millions of rows")
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--large-pairs", type=int, default=2, help="pairs above 10 million rows")
    parser.add_argument("--tries", type=int, default=4, help="most times a noisy pair is made again, on average")
    parser.add_argument("--keep", help="folder that keeps finished cells, so that a broken run goes on where it stopped")
    parser.add_argument("--forms", action="store_true", help="also time every form of the DuckDB statement at 10 million rows")
    comparison = Comparison(parser.parse_args())
    options = comparison.options
    help_time = comparison.help_seconds()
    cells = comparison.cells()
    model, text = report(comparison, cells, help_time)
    folder = os.path.join(options.root, "benchmarks", "results", re.sub(r"[^a-z0-9]+", "-", model.lower()).strip("-"))
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "rfm-end-to-end.md"), "w") as file:
        file.write(text)
    print(text)


if __name__ == "__main__":
    main()
