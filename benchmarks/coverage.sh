#!/bin/sh
# The coverage study: data sets of known truth, fitted; do the intervals hold it?
# usage: benchmarks/coverage.sh [SETS] [FOLDER] [profile]; goes on where it stopped, prints the tables; with profile only what needs no draws
set -eu
cd "$(dirname "$0")/.."
sets=${1:-1000}
folder=${2:-out/coverage}
parts=${3:-}
mkdir -p "$folder"
dotnet build benchmarks/Analytics.Benchmarks -c Release --nologo -v q >&2
for customers in 1000 5000; do
  for model in bg-nbd mbg-nbd pareto-nbd; do
    dotnet run -c Release --no-build --project benchmarks/Analytics.Benchmarks -- \
      coverage "$model" "$customers" "$sets" "$folder/$model-$customers.csv" ${parts:+"$parts"}
  done
done
python3 benchmarks/coverage_report.py "$folder"
