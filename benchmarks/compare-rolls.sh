#!/usr/bin/env bash
# Whole processes, crm delinquency rolls against DuckDB and a straightforward program, on the same simulated panels.
# Usage: benchmarks/compare-rolls.sh [--accounts 100000,1000000,4500000] [--runs 5] [--alone ACCOUNTS]
# 4.5 million accounts are 100 million account-months. Needs the .NET SDK, python3, and in TMPDIR 15 GB for them. Writes benchmarks/results/CPU/rolls.md.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

"$root/crm" --help >/dev/null
crm="$root/.crm-build/$(cat "$root/.crm-build/current")/app/crm"
dotnet publish "$root/benchmarks/Analytics.Benchmarks" -c Release -p:PublishReadyToRun=true -p:UseCurrentRuntimeIdentifier=true \
    -p:SelfContained=false -p:RunAnalyzers=false -p:NuGetLockFilePath="$work/host.lock.json" --artifacts-path "$work/build" -o "$work/host" \
    --nologo >"$work/publish.log" 2>&1 || {
    cat "$work/publish.log" >&2
    exit 1
}
rm -rf "$work/build"

python3 "$root/benchmarks/compare_rolls.py" --root "$root" --crm "$crm" --host "$work/host/Analytics.Benchmarks" --work "$work" "$@"
