# Shared by run.sh, test.sh and .ci/run: says what is missing, installs what it may, finds out what the package feed has.
set -euo pipefail
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# One compiler stays warm for all builds of a script; whoever calls this ends it again when the script ends.
keep_compiler() {
  export UseSharedCompilation=true
  trap 'dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1 || true' EXIT
}

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# install_packages PACKAGE…: with apt-get where this user may, else returns 1.
install_packages() {
  command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ] || return 1
  say "Installing $*"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >/dev/null 2>"${TMPDIR:-/tmp}/hub-apt.log"
}

need_dotnet() {
  command -v dotnet >/dev/null 2>&1 || fail "The .NET 10 SDK is missing: install it (package dotnet-sdk-10.0, or https://dotnet.microsoft.com/download) and run this again."
  dotnet --version >/dev/null 2>&1 || fail "This needs a .NET 10 SDK; 'dotnet --list-sdks' shows what is installed."
}

need_node() {
  command -v npm >/dev/null 2>&1 || install_packages nodejs npm || true
  command -v npm >/dev/null 2>&1 || fail "Node.js 20 with npm is missing: install it (package nodejs and npm) and run this again."
}

# want_ffmpeg: the hub runs without it and says so; recordings are then measured by the hub's own smaller reader.
want_ffmpeg() {
  command -v ffprobe >/dev/null 2>&1 || install_packages ffmpeg || say "ffmpeg is not installed: the hub runs, and measures only common recordings. Install the package ffmpeg for the rest."
}

# want_nginx: for the tests of several nodes, which are skipped without it. Debian starts a server with the package; nobody asked for that one.
want_nginx() {
  if [ -x /usr/sbin/nginx ] || command -v nginx >/dev/null 2>&1; then return; fi
  if install_packages nginx-light || install_packages nginx; then
    if command -v systemctl >/dev/null 2>&1; then systemctl disable --now nginx >/dev/null 2>&1 || true; fi
    if command -v service >/dev/null 2>&1; then service nginx stop >/dev/null 2>&1 || true; fi
  else
    say "nginx is not installed: the tests that need a balancer are skipped. Install the package nginx for them."
  fi
}

# need_browser: Chromium without its own windows where Debian has it, which takes a third less time; else the whole one. Whoever names one gets that.
need_browser() {
  [ -z "${HUB_TEST_CHROMIUM:-}" ] || return 0
  local found
  command -v chromium-headless-shell >/dev/null 2>&1 || install_packages chromium-headless-shell fonts-dejavu-core || true
  found=$(command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome || true)
  if [ -z "$found" ]; then install_packages chromium fonts-dejavu-core || true; found=$(command -v chromium || true); fi
  [ -n "$found" ] || fail "The browser tests need Chromium: install the package chromium and run this again."
  export HUB_TEST_CHROMIUM=$found
}

# Some feeds hold only part of what the product is built on. Probe restores find out; feed.props keeps the answers for the build.
probe_feed() {
  if [ ! -f feed.props ]; then
    local partial=true lucene=false bunit=false
    if can_restore Lucene.Net; then lucene=true; fi
    if can_restore AngleSharp.Diffing; then bunit=true; fi
    if [ "$lucene" = true ] && [ "$bunit" = true ] && can_restore bunit Microsoft.EntityFrameworkCore.Design Azure.Storage.Blobs; then partial=false; fi
    printf '<Project>\n  <PropertyGroup>\n    <PartialFeed>%s</PartialFeed>\n    <WithLucene>%s</WithLucene>\n    <WithBunit>%s</WithBunit>\n  </PropertyGroup>\n</Project>\n' "$partial" "$lucene" "$bunit" >feed.props
  fi
  if grep -q '<WithLucene>true\|<PartialFeed>false' feed.props; then
    say "Lucene.Net is in the configured feed: it is built in, and the search engine unless Search:Engine says otherwise."
  else
    say "Lucene.Net is not in the configured feed: building with the SQLite search engine."
  fi
  grep -q '<WithBunit>true\|<PartialFeed>false' feed.props || say "bunit is not whole in the configured feed: its tests of single components are left out."
}

# can_restore PACKAGE…: in the versions that the product asks for.
can_restore() {
  local probe package
  probe=$(mktemp -d)
  {
    printf '<Project Sdk="Microsoft.NET.Sdk">\n  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>\n  <ItemGroup>\n'
    for package in "$@"; do printf '    <PackageReference Include="%s" Version="%s" />\n' "$package" "$(package_version "$package")"; done
    printf '  </ItemGroup>\n</Project>\n'
  } >"$probe/probe.csproj"
  local answer=0
  (cd "$probe" && dotnet restore -v q >/dev/null 2>&1) || answer=1
  rm -rf "$probe"
  return $answer
}

package_version() { sed -n "s/.*PackageVersion Include=\"$1\" Version=\"\([^\"]*\)\".*/\1/p" Directory.Packages.props; }

restore_browser_parts() {
  if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --no-audit --no-fund --loglevel=error || fail "The browser parts could not be restored: npm needs a registry that it can reach."
  fi
}
