#!/bin/sh
# Types found in a simulated company, beside the Bayes classifier that knows every parameter of it
# usage: benchmarks/type-recovery.sh [ACCOUNTS] [SEED] [FOLDER]; prints accounts, both adjusted Rand indices, their ratio, seconds of the search
set -eu
cd "$(dirname "$0")/.."
accounts=${1:-100000}
seed=${2:-1}
folder=${3:-out/type-recovery}
mkdir -p "$folder"
dotnet build src/Analytics.Cli -c Release --nologo -v q >&2
dotnet build benchmarks/Analytics.Benchmarks -c Release --nologo -v q >&2
dotnet run -c Release --no-build --project src/Analytics.Cli -- \
  simulate receivables --customers "$accounts" --seed "$seed" --out "$folder/sim" --overwrite
dotnet run -c Release --no-build --project benchmarks/Analytics.Benchmarks -- types "$folder/sim" seed="$seed"
