"""Turns the lines of the coverage study into one table per question."""
import csv
import math
import sys
from pathlib import Path

PARAMETERS = {
    "bg-nbd": ["r", "alpha", "a", "b"],
    "mbg-nbd": ["r", "alpha", "a", "b"],
    "pareto-nbd": ["r", "alpha", "s", "beta"],
}


def share(held, of):
    """A share with its standard error, both in percent."""
    if of == 0:
        return "-"
    p = held / of
    return f"{100 * p:.1f} ({100 * math.sqrt(p * (1 - p) / of):.1f})"


def main(folder):
    parts = []
    for model, names in PARAMETERS.items():
        for n in (1000, 5000):
            path = Path(folder) / f"{model}-{n}.csv"
            if path.exists():
                parts.append((model, n, names, list(csv.DictReader(path.open()))))
    print("| model | customers | data sets | converged % | boundary | other unfit | ridge |")
    print("|---|---|---|---|---|---|---|")
    for model, n, _, rows in parts:
        converged = sum(r["exit"] == "GradientSmall" for r in rows)
        kinds = [r["diagnosis"] for r in rows]
        unfit = sum(r["profile"] == "" for r in rows)
        boundary = kinds.count("boundary")
        print(
            f"| {model} | {n:,} | {len(rows):,} | {share(converged, len(rows))} | {boundary} | {unfit - boundary} | {kinds.count('ridge')} |"
        )
    for key, title in (
        ("profile", "Profile likelihood"),
        ("posterior", "Posterior draws"),
        ("wald", "Curvature alone (Wald)"),
    ):
        print(f"\n{title}: the 95 % interval holds the truth, percent (standard error)\n")
        print("| model | customers | first | second | third | fourth |\n|---|---|---|---|---|---|")
        for model, n, names, rows in parts:
            fit = [r for r in rows if r[key]]
            cells = [
                f"{name} {share(sum(r[key][i] == '1' for r in fit), len(fit))}"
                for i, name in enumerate(names)
            ]
            print(f"| {model} | {n:,} | " + " | ".join(cells) + " |")
    print("\nPredictions\n")
    print(
        "| model | customers | E[X(52)] of a new customer, 95 % | expected total, 95 % | PIT share 10-90 % (range) | groups in their 80 % interval |"
    )
    print("|---|---|---|---|---|---|")
    for model, n, _, rows in parts:
        fit = [r for r in rows if r["new"]]
        drawn = [r for r in fit if r["pit"]]
        pit = sorted(float(r["pit"]) for r in drawn)
        held = sum(int(r["groups_held"]) for r in drawn)
        of = sum(int(r["groups"]) for r in drawn)
        pits = f"{sum(pit) / len(pit):.4f} ({pit[0]:.3f} - {pit[-1]:.3f})" if pit else "-"
        print(
            f"| {model} | {n:,} | {share(sum(r['new'] == '1' for r in fit), len(fit))} | {share(sum(r['total'] == '1' for r in drawn), len(drawn))} "
            f"| {pits} | {share(held, of)} of {of:,} |"
        )


main(sys.argv[1])
