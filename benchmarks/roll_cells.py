"""How many raw roll rates of a simulated company hold the truth in their 95 % interval. Started by roll-cells.sh."""

import csv
import json
import sys

LEAST_ROLLS = 200


def main(truth_file, rolls_file):
    with open(truth_file) as file:
        truth = json.load(file)
    states = truth["states"]
    chance = {
        (kind["name"], start, end): kind["transitions"][i][j]
        for kind in truth["types"]
        for i, start in enumerate(states)
        for j, end in enumerate(states)
    }
    held, missed = 0, []
    with open(rolls_file) as file:
        for row in csv.DictReader(file):
            # rows over all types have no single truth, and a state that is never left holds it by definition
            true = chance.get((row["type"], row["from"], row["to"]), 1)
            if int(row["n"]) < LEAST_ROLLS or true == 1:
                continue
            if float(row["lo95"]) <= true <= float(row["hi95"]):
                held += 1
            else:
                missed.append(row | {"truth": true})
    print(f"{held} of {held + len(missed)} cells with at least {LEAST_ROLLS} rolls hold the truth")
    for row in missed:
        print(f"missed: {row['type']} {row['from']} -> {row['to']}, n {row['n']}: {row['lo95']} to {row['hi95']}, truth {row['truth']}")


if __name__ == "__main__":
    main(*sys.argv[1:])
