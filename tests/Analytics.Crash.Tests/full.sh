#!/bin/sh
# Every call of every command, in all kinds, with every state that a loss of power leaves started again, and 1,000 random kills.
# Writes what it found to tests/Analytics.Crash.Tests/results.md. Takes a quarter of an hour on two quiet cores.
set -eu
cd "$(dirname -- "$0")/../.."
kills=${1:-1000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet publish src/Analytics.Cli -c Release -p:PublishReadyToRun=true -p:RunAnalyzers=false -p:GenerateDocumentationFile=false \
    --artifacts-path "$work/build" -o "$work/app" --nologo -v q
dotnet build tests/Analytics.Crash.Tests -c Release --nologo -v q
code=0
CRM_CRASH=full CRM_CRASH_SOAK=$kills CRM_CRASH_PROGRAM="$work/app/crm" CRM_CRASH_REPORT="$work/report" \
    dotnet test tests/Analytics.Crash.Tests -c Release --no-build --nologo || code=$?
{
    echo "# Crash tests, all points"
    echo
    echo "Made by \`tests/Analytics.Crash.Tests/full.sh\`: $("$work/app/crm" --version), $(uname -sr), $(date -u +%F), $(nproc) processors, exit code $code."
    echo
    sort "$work/report" | sed 's/^/- /'
} >tests/Analytics.Crash.Tests/results.md
exit "$code"
