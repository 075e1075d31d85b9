#!/bin/sh
# What an import into a store costs beside the direct summary of the same file, whole processes in turn: exports of purchases in date order and shuffled,
# with all eight columns and with the five that a summary needs. Usage: benchmarks/import-cost.sh CRM DIR [PAIRS]; DIR needs some 3 GB.
set -eu
crm=$1 dir=$2 pairs=${3:-7}
mkdir -p "$dir"
make() {
    name=$1 customers=$2 order=$3
    if [ ! -e "$dir/$name.csv" ]; then
        "$crm" simulate purchases --customers "$customers" --from 2019-07-01 --rows-order "$order" --out "$dir/sim" >/dev/null
        mv "$dir/sim/orders.csv" "$dir/$name.csv"
        rm -r "$dir/sim"
    fi
}
# wall and processor seconds of a command, appended to a file
timed() {
    file=$1
    shift
    /usr/bin/time -a -o "$file" -f '%e %U %S' "$@" >/dev/null
}
make "3 M, date order" 236000 date
make "10 M, date order" 787000 date
make "10 M, shuffled" 787000 shuffled
if [ ! -e "$dir/3 M, five columns.csv" ]; then
    python3 -c '
import csv, sys
rows = csv.reader(open(sys.argv[1], newline=""))
csv.writer(open(sys.argv[2], "w", newline=""), lineterminator="\n").writerows(r[:3] + r[6:] for r in rows)
' "$dir/3 M, date order.csv" "$dir/3 M, five columns.csv"
fi
echo "| rows | rfm s | import s | import / rfm | rfm CPU s | import CPU s | import / rfm | store / file MB |"
echo "|---|---|---|---|---|---|---|---|"
for name in "3 M, five columns" "3 M, date order" "10 M, date order" "10 M, shuffled"; do
    rm -f "$dir/rfm.times" "$dir/import.times"
    for _ in $(seq "$pairs"); do
        rm -rf "$dir/store"
        timed "$dir/import.times" "$crm" import "$dir/$name.csv" --store "$dir/store"
        timed "$dir/rfm.times" "$crm" rfm "$dir/$name.csv" --out "$dir/rfm.csv" --overwrite
    done
    paste -d' ' "$dir/rfm.times" "$dir/import.times" | python3 -c '
import statistics, sys
runs = [[float(x) for x in line.split()] for line in sys.stdin]
def middle(of):
    return statistics.median(of(r) for r in runs)
def spread(of):
    found = [of(r) for r in runs]
    return f"**{statistics.median(found):.2f}x** ({min(found):.2f}-{max(found):.2f})"
print("|", sys.argv[1], "|", " | ".join([
    f"{middle(lambda r: r[0]):.2f}", f"{middle(lambda r: r[3]):.2f}", spread(lambda r: r[3] / r[0]),
    f"{middle(lambda r: r[1] + r[2]):.2f}", f"{middle(lambda r: r[4] + r[5]):.2f}", spread(lambda r: (r[4] + r[5]) / (r[1] + r[2])),
    sys.argv[2]]), "|")
' "$name" "$(du -m "$dir/store" | tail -n 1 | cut -f1) / $(du -m "$dir/$name.csv" | cut -f1)"
done
