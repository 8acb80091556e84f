# shellcheck shell=bash
# Talking to the person, becoming root, and getting what the distribution has.

step() { printf '%s\n' "==> $*"; }
note() { printf '%s\n' "    $*"; }
warn() { printf '%s\n' "    ! $*" >&2; }

die() { # the cause, then what to do about it, one argument a line
  printf '\n%s\n' "carrel: $1" >&2
  shift
  (($# == 0)) || printf '        %s\n' "$@" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

as_root() {
  if ((EUID == 0)); then
    "$@"
  elif have sudo; then
    sudo -- "$@"
  else
    die "'$1' needs root, and there is no sudo here." "Run this command as root."
  fi
}

last_lines() { # FILE [COUNT]: the end of a log, set off from our own words
  [[ -s $1 ]] || return 0
  printf '      | %s\n' "the end of $1:" >&2
  # Not what the JVM says about its class cache at its end, after the cause.
  grep -avE '^$|AOT ?[Cc](ache|onfiguration)' "$1" | tail -n "${2:-15}" | cut -c1-400 | sed 's/^/      | /' >&2
}

# Several packages at once; silent where all are there.
need_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null | grep -q '^install ok installed$' ||
      missing+=("$package")
  done
  ((${#missing[@]} > 0)) || return 0
  have apt-get || die "These packages are needed and not installed: ${missing[*]}" \
    "Only Debian's and Ubuntu's apt-get is known here: install them with your own package manager."
  step "Installing from the distribution: ${missing[*]}"
  local log=$CARREL_HOME/log/apt.log
  if ! apt_install "${missing[@]}" >"$log" 2>&1; then
    as_root apt-get update >>"$log" 2>&1 || true
    apt_install "${missing[@]}" >>"$log" 2>&1 || {
      last_lines "$log"
      die "apt-get could not install: ${missing[*]}" \
        "Look at the lines above; then try: apt-get update && apt-get install ${missing[*]}"
    }
  fi
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "$@" </dev/null
}

need() { # COMMAND PACKAGE: a command, from that package where it is missing
  have "$1" || need_packages "$2"
  have "$1" || die "'$1' is still missing after installing $2." "Install it and run this again."
}

# One at a time: runs the rest of the arguments while holding the lock file $1.
with_lock() {
  local file=$1
  shift
  (
    flock -n 9 || {
      note "waiting for another run that holds $file ..."
      flock 9
    }
    "$@"
  ) 9>"$file"
}
