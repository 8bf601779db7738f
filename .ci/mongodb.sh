#!/usr/bin/env bash
# Starts a MongoDB-compatible server for the contract of the job store and prints its address:
#   .ci/mongodb.sh <pid of the owner> <empty folder>
# The server (mongo-java-server, fetched by Maven) is in memory, on a free port of this machine, and ends with its owner.
# What it did stands in the folder. Fails within four minutes where it cannot be had.
set -euo pipefail
owner="$1"
folder="$2"
here="$(cd "$(dirname "$0")" && pwd)/mongodb"

for tool in java mvn; do
  command -v "$tool" >"$folder/which.log" || { echo "there is no $tool here" >&2; exit 1; }
done

cp "$here/pom.xml" "$folder/pom.xml"
timeout 180 mvn --quiet --batch-mode --file "$folder/pom.xml" \
  org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies \
  -DoutputDirectory="$folder/lib" >"$folder/maven.log" 2>&1 || {
  echo "Maven could not fetch the server:" >&2
  tail -n 5 "$folder/maven.log" >&2
  exit 1
}

java -cp "$folder/lib/*" "$here/MongoForTests.java" "$owner" >"$folder/address" 2>"$folder/server.log" &
server=$!

for _ in $(seq 120); do
  if [ -s "$folder/address" ]; then
    cat "$folder/address"
    exit 0
  fi
  kill -0 "$server" 2>>"$folder/server.log" || break
  sleep 0.25
done
echo "the server did not start:" >&2
tail -n 5 "$folder/server.log" >&2
kill "$server" 2>>"$folder/server.log" || true
exit 1
