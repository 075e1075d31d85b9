#!/bin/sh
# What a treatment plan is worth on a simulated company, beside the oracle and three simple rules
# usage: benchmarks/plan-value.sh [ACCOUNTS] [SEED] [CALLS] [FOLDER]; prints the tables
set -eu
cd "$(dirname "$0")/.."
accounts=${1:-100000}
seed=${2:-1}
calls=${3:-$((accounts / 1000))}
folder=${4:-out/plan-value}
mkdir -p "$folder"
dotnet build src/Analytics.Cli -c Release --nologo -v q >&2
dotnet build benchmarks/Analytics.Benchmarks -c Release --nologo -v q >&2
crm() { dotnet run -c Release --no-build --project src/Analytics.Cli -- "$@"; }
value() {
  printf '\n%s\n\n' "$1"
  shift
  dotnet run -c Release --no-build --project benchmarks/Analytics.Benchmarks -- \
    plan-value "$folder/sim" "$accounts" "$seed" "$calls" 12 "$@"
}
crm simulate receivables --customers "$accounts" --seed "$seed" --out "$folder/sim" --overwrite
[ -d "$folder/risk" ] || crm delinquency train "$folder/sim/ledger.csv" --out "$folder/risk"
value "Roll rates of the data, effects assumed (which are the true ones here)"
value "Effects estimated from the log of the past policy" "treatments=$folder/sim/treatments.csv"
value "The first month by the trained models, effects from the log" \
  "treatments=$folder/sim/treatments.csv" "models=$folder/risk"
