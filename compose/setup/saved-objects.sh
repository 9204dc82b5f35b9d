#!/usr/bin/env bash
# Loads Throughline's saved objects into Kibana, over those of an earlier start.
set -euo pipefail

kibana=${KIBANA_URL:-http://kibana:5601}
secrets=${SECRETS:-/secrets}
objects=${OBJECTS:-/kibana/throughline.ndjson}

answer=$(curl -sS --fail-with-body \
  -K <(printf 'user = "elastic:%s"\n' "$(<"$secrets/elastic")") \
  -H 'kbn-xsrf: true' -F "file=@$objects" \
  "$kibana/api/saved_objects/_import?overwrite=true")
printf '%s\n' "$answer"
case $answer in
  *'"success":true'*) ;;
  *) exit 1 ;;
esac
