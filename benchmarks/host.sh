# Sourced by the comparisons of whole processes: makes the builds that are timed. Gives root, crm (the ReadyToRun build that users start), host (Analytics.Benchmarks
# published the same way, for DuckDB and plain programs) and work, a folder that goes with the script.
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
host="$work/host/Analytics.Benchmarks"
