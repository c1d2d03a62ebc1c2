# shellcheck shell=bash
# Sourced by ./mvnw and ./dev: sets JAVA_HOME to a JDK of at least $required_jdk, or ends with one sentence.
# Looks at JAVA_HOME, the java on the PATH, then the folders where JDKs are usually installed.
required_jdk=25

# Major version of the JDK in $1, from its release file; 0 where there is no compiler.
jdk_major() {
  local version=0
  if [ -x "$1/bin/javac" ] && [ -r "$1/release" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  fi
  echo "${version:-0}"
}

# Prints every place where a JDK may be, one a line, best first.
jdk_candidates() {
  local java
  echo "${JAVA_HOME:-}"
  if java=$(command -v java); then
    # Follow /usr/bin/java -> /etc/alternatives/java -> .../bin/java by hand: macOS has no readlink -f before 12.3.
    while [ -L "$java" ]; do java=$(cd "$(dirname "$java")" && cd "$(dirname "$(readlink "$java")")" && pwd -P)/java; done
    dirname "$(dirname "$java")"
  fi
  printf '%s\n' /usr/lib/jvm/* /opt/java/* /opt/jdk* /usr/local/openjdk-* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*
}

find_jdk() {
  local home major newer=
  while IFS= read -r home; do
    major=$([ -z "$home" ] || jdk_major "$home")
    # The very version first: the tools of the build know it.
    if [ "${major:-0}" -eq "$required_jdk" ]; then
      export JAVA_HOME=$home
      return 0
    fi
    if [ "${major:-0}" -gt "$required_jdk" ] && [ -z "$newer" ]; then newer=$home; fi
  done < <(jdk_candidates)
  if [ -n "$newer" ]; then
    export JAVA_HOME=$newer
    return 0
  fi
  echo "JDK $required_jdk or newer was not found in JAVA_HOME, on the PATH or in the usual folders. Install it with 'sdk install java $required_jdk-tem', 'brew install openjdk@$required_jdk' or 'apt-get install temurin-$required_jdk-jdk' (Adoptium's repository), or set JAVA_HOME." >&2
  return 1
}
