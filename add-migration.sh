#!/usr/bin/env bash
# Adds a migration for every database provider and compiles the model anew: ./add-migration.sh NAME
# ./add-migration.sh Initial --recreate replaces the only migration while no version has been released.
set -euo pipefail
cd "$(dirname "$0")"
name=${1:?"usage: ./add-migration.sh NAME [--recreate]"}
project=src/EnablementHub.Web
dotnet tool restore >/dev/null
dotnet build "$project" -v q -nologo -p:RunAnalyzers=false
for provider in Sqlite SqlServer; do
  folder=Data/Migrations/$provider
  if [ "${2:-}" = "--recreate" ]; then rm -rf "${project:?}/$folder"; dotnet build "$project" -v q -nologo -p:RunAnalyzers=false; fi
  dotnet ef migrations add "$name" --project "$project" --context "${provider}HubDbContext" --output-dir "$folder" --no-build
done

# Where a start looks first.
sed -i "s/const string Newest = \"[^\"]*\"/const string Newest = \"$name\"/" "$project/Data/HubMigrations.cs"

# The embedded database's model is compiled, for it is a third of a start otherwise. SQL Server's can't be: it maps a function.
dotnet build "$project" -v q -nologo -p:RunAnalyzers=false
rm -rf "${project:?}/Data/Compiled"
dotnet ef dbcontext optimize --project "$project" --context SqliteHubDbContext --output-dir Data/Compiled/Sqlite --no-build
