# shellcheck shell=bash
# The container engine: found, or the distribution's installed and started.
#
# A dockerd that Carrel started is the machine's, not one instance's: its pid and the homes that use it
# are noted under /run, and the last `down` stops it.
ENGINE_NOTES=${ENGINE_NOTES:-/run/carrel}

engine_call() { # METHOD PATH [curl options]: the engine's HTTP API at $DOCKER_HOST
  local method=$1 path=$2 base
  shift 2
  local at=()
  case $DOCKER_HOST in
    unix://*) at=(--unix-socket "${DOCKER_HOST#unix://}") base=http://engine ;;
    tcp://*)
      base=http://${DOCKER_HOST#tcp://}
      if [[ -n ${DOCKER_TLS_VERIFY:-} ]]; then
        local certs=${DOCKER_CERT_PATH:-$HOME/.docker}
        base=https://${DOCKER_HOST#tcp://}
        at=(--cacert "$certs/ca.pem" --cert "$certs/cert.pem" --key "$certs/key.pem")
      fi
      ;;
    *) return 1 ;;
  esac
  curl -fsS -X "$method" "${at[@]}" "$@" "$base$path"
}

engine_answers() { engine_call GET /_ping -m 5 -o /dev/null 2>/dev/null; }

engine_sockets() {
  printf '%s\n' /var/run/docker.sock "${XDG_RUNTIME_DIR:-/run/user/$EUID}/docker.sock" \
    "${HOME:-}/.docker/run/docker.sock" "${HOME:-}/.docker/desktop/docker.sock"
}

find_engine() { # sets DOCKER_HOST; 1 where none answers, with what may not be used in ENGINE_LOCKED
  ENGINE_LOCKED=
  if [[ -n ${DOCKER_HOST:-} ]]; then
    engine_answers || return 1
    export DOCKER_HOST
    return
  fi
  local socket
  while read -r socket; do
    [[ -S $socket ]] || continue
    [[ -w $socket ]] || {
      ENGINE_LOCKED=$socket
      continue
    }
    DOCKER_HOST=unix://$socket
    if engine_answers; then
      export DOCKER_HOST
      return
    fi
  done < <(engine_sockets)
  unset DOCKER_HOST
  return 1
}

ensure_engine() {
  need curl curl
  if ! find_engine; then
    [[ -z ${DOCKER_HOST:-} ]] || die "No container engine answers at DOCKER_HOST=$DOCKER_HOST." \
      "Start it, correct the address (unix:// or tcp://), or unset DOCKER_HOST to let Carrel look for one."
    [[ -z $ENGINE_LOCKED ]] || die "There is an engine at $ENGINE_LOCKED, but $(id -un) may not use it." \
      "Run this with sudo, or: sudo usermod -aG docker $(id -un)   and sign in again."
    step "No container engine answers here: using the distribution's (docker.io)"
    with_lock "/tmp/carrel-engine-$EUID.lock" start_engine
    find_engine || die "The engine was started, and still none answers." \
      "See $CARREL_HOME/log/engine.log, or name another one in DOCKER_HOST."
  fi
  use_engine
  note "engine: $(engine_version) at $DOCKER_HOST"
}

engine_version() {
  engine_call GET /version | sed -n 's/.*"Version":"\([^"]*\)","ApiVersion":"\([^"]*\)".*/Docker \1 (API \2)/p;T;q' |
    grep . || echo "an engine of unknown version"
}

start_engine() {
  find_engine && return # another instance was faster
  local packages=(docker.io)
  have iptables || [[ -x /usr/sbin/iptables ]] || packages+=(iptables)
  if ! have dockerd && [[ ! -x /usr/sbin/dockerd ]]; then need_packages "${packages[@]}"; fi
  as_root mkdir -p "$ENGINE_NOTES/homes"
  if [[ -d /run/systemd/system ]]; then start_engine_by_systemd; else start_engine_here; fi
}

start_engine_by_systemd() {
  step "Starting docker.service"
  as_root systemctl start docker.service ||
    die "systemd could not start docker.service." "See: journalctl -u docker.service"
  as_root sh -c "echo systemd > '$ENGINE_NOTES/engine'"
  await_engine || die "docker.service runs, but its socket does not answer." \
    "See: journalctl -u docker.service"
}

start_engine_here() {
  step "Starting dockerd in the background (no systemd here)"
  local log=$CARREL_HOME/log/engine.log pid
  clear_stale_engine_pid
  ensure_cgroups
  PATH=$PATH:/usr/sbin:/sbin as_root setsid dockerd >>"$log" 2>&1 </dev/null 9>&- &
  pid=$!
  disown "$pid"
  if ! await_engine "$pid"; then
    last_lines "$log"
    die "dockerd did not start." \
      "The lines above say why. Usual causes: no iptables or cgroups in the kernel, too little" \
      "disk, or this machine is itself a container without privileges." \
      "With an engine elsewhere, name it in DOCKER_HOST."
  fi
  as_root sh -c "cat /var/run/docker.pid > '$ENGINE_NOTES/engine'"
}

ensure_cgroups() { # systemd would have mounted them
  ! grep -q ' cgroup2\? ' /proc/mounts || return 0
  need_packages cgroupfs-mount
  as_root cgroupfs-mount || warn "the kernel's control groups could not be mounted"
}

clear_stale_engine_pid() { # left by a crash, it may name a pid that is somebody else's by now
  local file=/var/run/docker.pid pid
  [[ -f $file ]] || return 0
  pid=$(<"$file")
  [[ $(cat "/proc/$pid/comm" 2>/dev/null) == dockerd ]] || as_root rm -f "$file"
}

await_engine() { # [PID]: until it answers; gives up when that process is gone
  local waited
  for ((waited = 0; waited < 240; waited++)); do
    if DOCKER_HOST=unix:///var/run/docker.sock engine_answers; then return 0; fi
    [[ -z ${1:-} ]] || kill -0 "$1" 2>/dev/null || sudo_alive "$1" || return 1
    sleep 0.25
  done
  return 1
}

sudo_alive() { [[ -d /proc/$1 ]]; }

use_engine() { # notes that this home needs the engine which Carrel started
  [[ -f $ENGINE_NOTES/engine ]] || return 0
  as_root sh -c "echo '$CARREL_HOME' > '$ENGINE_NOTES/homes/$CARREL_INSTANCE'"
}

# Stops the engine only if Carrel started it, and nobody else needs it.
release_engine() {
  [[ -f $ENGINE_NOTES/engine ]] || return 0
  as_root rm -f "$ENGINE_NOTES/homes/$CARREL_INSTANCE"
  local home
  for home in "$ENGINE_NOTES"/homes/*; do
    [[ -f $home ]] || continue
    if (CARREL_HOME=$(<"$home") && running portal); then
      note "engine: left running for the instance in $(<"$home")"
      return 0
    fi
  done
  find_engine || true
  if [[ -n ${DOCKER_HOST:-} ]] && foreign_containers_run; then
    note "engine: left running, because containers that are not Carrel's run in it"
    return 0
  fi
  stop_engine
}

foreign_containers_run() {
  local all ours
  all=$(engine_call GET /containers/json | grep -o '"Id":"' | wc -l)
  ours=$(engine_call GET '/containers/json?filters=%7B%22label%22%3A%5B%22carrel.instance%22%5D%7D' |
    grep -o '"Id":"' | wc -l)
  ((all > ours))
}

stop_engine() {
  local engine waited
  engine=$(<"$ENGINE_NOTES/engine")
  step "Stopping the container engine that Carrel started"
  if [[ $engine == systemd ]]; then
    as_root systemctl stop docker.service docker.socket
  elif [[ $(cat "/proc/$engine/comm" 2>/dev/null) == dockerd ]]; then
    as_root kill -TERM "$engine"
    for ((waited = 0; waited < 150; waited++)); do
      [[ -d /proc/$engine ]] || break
      sleep 0.2
    done
    [[ ! -d /proc/$engine ]] || warn "dockerd (pid $engine) has not ended yet."
  fi
  as_root rm -f "$ENGINE_NOTES/engine"
}
