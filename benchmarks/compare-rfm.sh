#!/usr/bin/env bash
# Whole processes, crm rfm against DuckDB, on the same simulated exports: outputs compared first, then timed in turn.
# Usage: benchmarks/compare-rfm.sh [--rows 1,10,50] [--pairs 7] [--large-pairs 2] [--forms] [--keep FOLDER]
# Needs the .NET SDK, python3, and in TMPDIR three gigabytes for every 50 million rows. Writes benchmarks/results/CPU/rfm-end-to-end.md.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/host.sh"

python3 "$root/benchmarks/compare_rfm.py" --root "$root" --crm "$crm" --duckdb "$host" --work "$work" "$@"
