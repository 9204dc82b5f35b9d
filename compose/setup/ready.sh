#!/usr/bin/env bash
# Asks a collector's query port, whether it is ready; the collector's image has no curl to rely on.
set -euo pipefail

exec 3<>"/dev/tcp/127.0.0.1/$1"
printf 'GET /health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r status <&3
case $status in
  *' 200 '*) ;;
  *) exit 1 ;;
esac
