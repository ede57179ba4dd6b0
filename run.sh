#!/usr/bin/env bash
# Builds the hub and serves it. Without arguments: with the demo's content, on http://127.0.0.1:5080, data in ./data.
# ./run.sh [--prepare] [arguments for hub serve];  --prepare installs, restores and builds, and serves nothing.
cd "$(dirname "$0")"
. build/common.sh

prepare_only=false
if [ "${1:-}" = "--prepare" ]; then prepare_only=true; shift; fi

need_dotnet
need_node
want_ffmpeg
probe_feed
restore_browser_parts
dotnet restore -v q || fail "The packages could not be restored: NuGet needs a feed that it can reach."
dotnet build src/EnablementHub.Web -c Release --no-restore -v q -nologo || fail "The build failed; the lines above say where."
if [ "$prepare_only" = true ]; then say "Ready. ./run.sh serves the hub."; exit 0; fi

if [ $# -eq 0 ]; then set -- --demo --data ./data --urls http://127.0.0.1:5080; fi
exec src/EnablementHub.Web/bin/Release/net10.0/hub serve "$@"
