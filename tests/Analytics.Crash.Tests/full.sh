#!/bin/sh
# Every call of every command, in all kinds, with every state that a loss of power leaves started again, 1,000 random kills, 50 starts at once in
# 20 rounds, 5,000 random histories of deliveries, and every byte and 200 lengths of every file of small stores.
# Of the whole run, which takes seconds and changes files some two hundred times, each call is tried in one kind and every twelfth state is started again.
# Writes what it found to tests/Analytics.Crash.Tests/results.md. Takes about two hours on two cores.
set -eu
cd "$(dirname -- "$0")/../.."
kills=${1:-1000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet publish src/Analytics.Cli -c Release -p:PublishReadyToRun=true -p:RunAnalyzers=false -p:GenerateDocumentationFile=false \
    --artifacts-path "$work/build" -o "$work/app" --nologo -v q
dotnet build tests/Analytics.Crash.Tests -c Release --nologo -v q
code=0
CRM_LONG_TESTS=1 CRM_CRASH=full CRM_CRASH_SOAK=$kills CRM_CRASH_PROGRAM="$work/app/crm" CRM_CRASH_REPORT="$work/report" \
    dotnet test tests/Analytics.Crash.Tests -c Release --no-build --nologo || code=$?
laws() {
    if CRM_LONG_TESTS=1 dotnet test tests/Analytics.Ledger.Tests -c Release --nologo --filter "FullyQualifiedName~$1"; then
        echo "$2" >>"$work/report"
    else
        echo "WRONG: $2" >>"$work/report"
        code=1
    fi
}
laws StorePurchasesLaws.Every_history "store: 5,000 random histories of deliveries (order, repetition, packing) end in one digest and one table"
laws StoreVerifyTests "store: every byte and 60 lengths of every file of a store of purchases changed one at a time, all told, none read"
laws StoredTextLaws.Every_byte "store: every byte and 200 lengths of every file of a store of receivables changed one at a time, all told, none read"
{
    echo "# Crash tests, all points"
    echo
    echo "Made by \`tests/Analytics.Crash.Tests/full.sh\`: $("$work/app/crm" --version), $(uname -sr), $(date -u +%F), $(nproc) processors, exit code $code."
    echo
    sort "$work/report" | sed 's/^/- /'
} >tests/Analytics.Crash.Tests/results.md
exit "$code"
