#!/bin/sh
# Roll rates of a simulated company by its true types, held against the chances it was drawn from
# usage: benchmarks/roll-cells.sh [ACCOUNTS] [SEED] [FOLDER]; prints how many cells hold the truth in their interval, and those that do not
set -eu
cd "$(dirname "$0")/.."
accounts=${1:-1000000}
seed=${2:-1}
folder=${3:-out/roll-cells}
mkdir -p "$folder"
dotnet build src/Analytics.Cli -c Release --nologo -v q >&2
crm() { dotnet run -c Release --no-build --project src/Analytics.Cli -- "$@"; }
crm simulate receivables --customers "$accounts" --seed "$seed" --out "$folder/sim" --overwrite
crm delinquency rolls "$folder/sim/panel.csv" --types type --out "$folder/rolls.csv" --overwrite
python3 benchmarks/roll_cells.py "$folder/sim/truth.json" "$folder/rolls.csv"
