#!/usr/bin/env bash
# Makes each password once. Who reads it owns it, and nobody else can.
set -euo pipefail
umask 077

folder=${1:-/secrets}
elastic_stack=1000:1000
collector=10001:10001

# make NAME OWNER
make() {
  [ ! -s "$folder/$1" ] || return 0
  head -c 24 /dev/urandom | base64 | tr '+/' '-_' >"$folder/$1.new"
  chown "$2" "$folder/$1.new"
  mv "$folder/$1.new" "$folder/$1"
}

chmod 755 "$folder"
make elastic "$elastic_stack"
make kibana_system "$elastic_stack"
make kibana_key "$elastic_stack"
make throughline "$elastic_stack"
make collector "$collector"
