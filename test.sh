#!/usr/bin/env bash
# Installs what is missing and runs every test, unit to browser. Arguments go to 'dotnet test'.
cd "$(dirname "$0")"
. build/common.sh
keep_compiler
# Most code of a test run runs a few times only: collecting profiles for its optimisation costs a fifth of the run and gives nothing back.
export DOTNET_TieredPGO=0

need_dotnet
need_node
want_ffmpeg
want_nginx
need_browser
probe_feed
restore_browser_parts
dotnet restore -v q || fail "The packages could not be restored: NuGet needs a feed that it can reach."
dotnet build EnablementHub.sln -c Release --no-restore -v q -nologo || fail "The build failed; the lines above say where."
results=artifacts/test-results
rm -rf "$results"
code=0
projects="EnablementHub.Tests EnablementHub.BrowserTests"
if grep -q '<WithBunit>true\|<PartialFeed>false' feed.props; then projects="EnablementHub.ComponentTests $projects"; fi
# A test that waits for ever fails the run after five minutes in which nothing else ended, and is named.
hangs="--blame-hang-timeout 5m --blame-hang-dump-type none"
for project in $projects; do
  dotnet test "tests/$project" -c Release --no-build -nologo $hangs --logger "trx;LogFileName=$project.trx" --results-directory "$results" "$@" || code=1
done
exit $code
