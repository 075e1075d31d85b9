#!/usr/bin/env bash
# Whole processes, crm rfm against DuckDB, on the same simulated exports: outputs compared first, then timed in turn.
# Usage: benchmarks/compare-rfm.sh [--rows 1,10,50] [--pairs 7] [--large-pairs 2] [--forms] [--keep FOLDER]
# Needs the .NET SDK, python3, and in TMPDIR three gigabytes for every 50 million rows. Writes benchmarks/results/CPU/rfm-end-to-end.md.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# the launcher makes the ReadyToRun build that users start; DuckDB's host is published the same way
"$root/crm" --help >/dev/null
crm="$root/.crm-build/$(cat "$root/.crm-build/current")/app/crm"
dotnet publish "$root/benchmarks/Analytics.Benchmarks" -c Release -p:PublishReadyToRun=true -p:UseCurrentRuntimeIdentifier=true \
    -p:SelfContained=false -p:RunAnalyzers=false -p:NuGetLockFilePath="$work/host.lock.json" --artifacts-path "$work/build" -o "$work/host" \
    --nologo >"$work/publish.log" 2>&1 || {
    cat "$work/publish.log" >&2
    exit 1
}
rm -rf "$work/build"

python3 "$root/benchmarks/compare_rfm.py" --root "$root" --crm "$crm" --duckdb "$work/host/Analytics.Benchmarks" --work "$work" "$@"
