# shellcheck shell=bash
# docker/carrel up: each part in turn, the slow ones side by side.

up() { # [--detach]
  local detach=
  case ${1:-} in
    '') ;;
    --detach | -d) detach=yes ;;
    *) die "up knows only --detach, not '$1'." ;;
  esac
  refuse_open_demo
  require_owner_change
  open_home
  trap 'left_behind $?' EXIT
  [[ -n $detach ]] || trap leave INT TERM
  with_lock "$CARREL_HOME/run/up.lock" bring_up
  trap - EXIT
  welcome
  [[ -n $detach ]] || stay_in_front
}

# The demonstration's passwords are the accounts' names: never for anybody else on the network.
refuse_open_demo() {
  case ${CARREL_HOST:-127.0.0.1} in 127.* | localhost | ::1) return ;; esac
  [[ -z ${OIDC_ISSUER:-} ]] || return 0
  die "CARREL_HOST=$CARREL_HOST would open the demonstration's accounts to the network: their passwords are their names." \
    "From another machine, tunnel instead: ssh -L 8080:127.0.0.1:8080 -L 8180:127.0.0.1:8180 THIS-MACHINE" \
    "For real users name your sign-in server: OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET."
}

# Each researcher's files belong to the researcher, so the portal gives folders away.
require_owner_change() {
  local cap_eff
  cap_eff=$(awk '/^CapEff:/ { print $2 }' /proc/self/status)
  ((!(0x$cap_eff & 1))) || return 0 # CAP_CHOWN is the first of them
  ((EUID != 0)) || die "root may not give files to others here (CAP_CHOWN is missing), and workspaces belong to the researchers." \
    "Run this where root has that capability."
  die "$(id -un) may not give files to others, and each researcher's workspace belongs to the researcher." \
    "Run this with sudo: sudo docker/carrel up"
}

bring_up() {
  step "Carrel in $CARREL_HOME"
  find_jdk
  ensure_engine
  # Made while the portal is being built; it is needed only for the first recipe, so a failure is told
  # and does not stop the rest.
  (ensure_base || true) 9>&- &
  local base=$!
  [[ -n ${OIDC_ISSUER:-} ]] || start_keycloak
  build_portal
  if [[ -n ${OIDC_ISSUER:-} ]]; then
    note "sign-in: $OIDC_ISSUER"
  else
    await_keycloak # the portal asks it for its addresses while starting
  fi
  start_portal
  await_portal
  running_job "$base" && step "Waiting for the base image"
  wait "$base" || true
}

running_job() { kill -0 "$1" 2>/dev/null; }

welcome() {
  printf '\nCarrel is ready:  %s\n' "$(portal_url)"
  if [[ -z ${OIDC_ISSUER:-} ]]; then
    cat <<EOF

  Sign in as         password
  alice, bob         their name      researchers, group students
  carol              carol           researcher, group staff
  olga               olga            operator

  For this demonstration only. From another machine:
  ssh -L $(portal_port):127.0.0.1:$(portal_port) -L $(remembered_port keycloak):127.0.0.1:$(remembered_port keycloak) $(uname -n)
EOF
  fi
  printf '\nStop it with: docker/carrel down    See: docker/carrel status, docker/carrel logs\n'
}

left_behind() { # STATUS: what a failed `up` leaves running is not a secret
  (($1 == 0)) || ! { running keycloak || running portal; } ||
    printf '        %s\n' "What has been started goes on running: try again, or stop it with docker/carrel down" >&2
}

leave() { # Ctrl-C
  trap - INT TERM EXIT
  [[ -z ${FOLLOWER:-} ]] || kill "$FOLLOWER" 2>/dev/null || true
  printf '\n'
  down
  exit 130
}

stay_in_front() { # until Ctrl-C or the portal's end, showing its log
  printf 'Or with Ctrl-C here; the log follows.\n\n'
  tail -n 0 -F --pid="$(pid_of portal)" "$CARREL_HOME/log/portal.log" 2>/dev/null &
  FOLLOWER=$!
  wait "$FOLLOWER" || true
  trap - INT TERM
  warn "The portal has ended by itself."
  last_lines "$CARREL_HOME/log/portal.log"
  down
  exit 1
}
