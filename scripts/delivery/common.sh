# shellcheck shell=bash
# Sourced by the scripts beside it. They run from the repository's root and leave what they make in target/delivery/SERVICE,
# because a variable does not live from one of their processes to the next.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

fail() {
  echo "$*" >&2
  exit 1
}

# Ends unless each of these variables has a value.
need() {
  local name
  for name in "$@"; do [ -n "${!name:-}" ] || fail "$name is not set; docs/buildspecs.md lists the variables"; done
}

# Where the files of this build are.
out() { echo "target/delivery/$SERVICE"; }

# What an earlier step has left, such as the commit.
left() { cat "$(out)/$1" 2>/dev/null || fail "$(out)/$1 is missing: run scripts/delivery/$2 first"; }

# The parts of REPOSITORY_URI: REGISTRY/NAME.
registry() { echo "${REPOSITORY_URI%%/*}"; }
repository() { echo "${REPOSITORY_URI#*/}"; }

# aws ecr with the account and the region that REPOSITORY_URI names, so that it may be another account's.
ecr() {
  local account=()
  if [[ $(registry) =~ ^([0-9]{12})\.dkr\.ecr\.([a-z0-9-]+)\. ]]; then
    account=(--registry-id "${BASH_REMATCH[1]}" --region "${BASH_REMATCH[2]}")
  fi
  aws ecr "$1" ${account[@]+"${account[@]}"} --repository-name "$(repository)" "${@:2}"
}

# Prints the digest of the image with a tag; nothing if there is none.
digest_of() {
  local answer
  if answer=$(ecr describe-images --image-ids "imageTag=$1" --query 'imageDetails[0].imageDigest' --output text 2>&1); then
    [[ $answer =~ ^sha256:[0-9a-f]{64}$ ]] || fail "The registry gave no digest for $1: $answer"
    echo "$answer"
  elif [[ $answer != *ImageNotFoundException* ]]; then
    fail "The registry cannot be asked for $REPOSITORY_URI:$1: $answer"
  fi
}
