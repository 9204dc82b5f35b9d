#!/usr/bin/env bash
# Gives every process, and the person in front of Kibana, a user of their own.
set -euo pipefail

elasticsearch=${ELASTICSEARCH_URL:-http://elasticsearch:9200}
secrets=${SECRETS:-/secrets}

# send METHOD PATH, the body on standard input. No password is ever an argument.
send() {
  curl -sS --fail-with-body -o /dev/stderr -w '\n' -X "$1" \
    -K <(printf 'user = "elastic:%s"\n' "$(<"$secrets/elastic")") \
    -H 'Content-Type: application/json' --data-binary @- "$elasticsearch$2"
}

send POST /_security/user/kibana_system/_password <<BODY
{"password": "$(<"$secrets/kibana_system")"}
BODY

here=${BASH_SOURCE%/*}

send PUT /_security/role/throughline_collector <"$here/collector-role.json"
send PUT /_security/user/collector <<BODY
{"password": "$(<"$secrets/collector")", "roles": ["throughline_collector"]}
BODY

send PUT /_security/role/throughline_reader <"$here/reader-role.json"
send PUT /_security/user/throughline <<BODY
{"password": "$(<"$secrets/throughline")", "roles": ["throughline_reader", "kibana_admin"]}
BODY
