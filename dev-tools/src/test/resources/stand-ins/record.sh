# shellcheck shell=bash
# Sourced by the stand-ins: notes the call, and fails if FAIL is in it.
set -eu
call="$(basename "$0") $*"
echo "$call" >>"$STATE/calls"
if [ -n "${FAIL:-}" ] && [[ $call == *"$FAIL"* ]]; then
  echo "An error occurred (AccessDeniedException): told to fail" >&2
  exit 254
fi
