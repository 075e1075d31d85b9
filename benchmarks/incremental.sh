#!/bin/sh
# An incremental month against a recomputation of everything, whole processes: about 1 M rows from the last days onto the rest of CUSTOMERS' purchases.
# Usage: benchmarks/incremental.sh CRM DIR [CUSTOMERS]; DIR needs some 10 GB for 50 M rows (3,935,000 customers). The outputs must be equal.
set -eu
crm=$1 dir=$2 customers=${3:-3935000}
mkdir -p "$dir"
if [ ! -e "$dir/month.csv" ]; then
    "$crm" simulate purchases --customers "$customers" --from 2019-07-01 --rows-order date --out "$dir/all" >/dev/null
    # the first day of the last million rows: the month begins there
    day=$(tail -n 1000000 "$dir/all/orders.csv" | head -n 1 | grep -oE '20[0-9]{2}-[0-9]{2}-[0-9]{2}' | head -n 1)
    head -n 1 "$dir/all/orders.csv" | tee "$dir/base.csv" >"$dir/month.csv"
    line=$(grep -nm1 -F ",$day," "$dir/all/orders.csv" | cut -d: -f1)
    head -n "$((line - 1))" "$dir/all/orders.csv" | tail -n +2 >>"$dir/base.csv"
    tail -n "+$line" "$dir/all/orders.csv" >>"$dir/month.csv"
    rm -r "$dir/all"
fi
step() {
    name=$1
    shift
    /usr/bin/time -a -o "$dir/times" -f "| $name | %e | %U | %S | %M |" "$@" >/dev/null
}
rm -rf "$dir/times" "$dir/full" "$dir/kept" "$dir/new"
step "everything: import" "$crm" import "$dir/base.csv" "$dir/month.csv" --store "$dir/full"
step "everything: rfm" "$crm" rfm --store "$dir/full" --out "$dir/full.csv" --overwrite
step "before: import" "$crm" import "$dir/base.csv" --store "$dir/kept"
step "before: rfm, customer-days are kept" "$crm" rfm --store "$dir/kept" --out "$dir/new.csv" --overwrite
for _ in 1 2 3; do
    rm -rf "$dir/new"
    cp -rp "$dir/kept" "$dir/new"
    step "month: import" "$crm" import "$dir/month.csv" --store "$dir/new"
    step "month: rfm" "$crm" rfm --store "$dir/new" --out "$dir/new.csv" --overwrite
    cmp "$dir/full.csv" "$dir/new.csv"
done
echo "rows: $(wc -l <"$dir/base.csv") and $(wc -l <"$dir/month.csv"), customers: $(wc -l <"$dir/full.csv") (a header each); kept: $(du -m "$dir/new/cache" | cut -f1) MB beside $(du -m "$dir/new/segments" | cut -f1) MB"
echo "| step | s | user s | system s | peak KB |"
cat "$dir/times"
