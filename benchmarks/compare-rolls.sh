#!/usr/bin/env bash
# Whole processes, crm delinquency rolls against DuckDB and a straightforward program, on the same simulated panels.
# Usage: benchmarks/compare-rolls.sh [--accounts 100000,1000000,4500000] [--runs 5] [--alone ACCOUNTS]
# 4.5 million accounts are 100 million account-months. Needs the .NET SDK, python3, and in TMPDIR 15 GB for them. Writes benchmarks/results/CPU/rolls.md.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/host.sh"

python3 "$root/benchmarks/compare_rolls.py" --root "$root" --crm "$crm" --host "$host" --work "$work" "$@"
