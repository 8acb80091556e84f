# shellcheck shell=bash
# docker/carrel status and logs.

status() {
  opened_home
  printf 'Carrel in %s (%s)\n' "$CARREL_HOME" "$CARREL_INSTANCE"
  if running portal; then
    printf '  portal     %s (pid %s) at %s\n' "$(portal_words)" "$(pid_of portal)" "$(portal_url)"
  else
    printf '  portal     stopped\n'
  fi
  printf '  database   %s\n' "$(database_words)"
  printf '  sign-in    %s\n' "$(sign_in_words)"
  if find_engine 2>/dev/null; then
    printf '  engine     %s at %s%s\n' "$(engine_version)" "$DOCKER_HOST" "$(engine_owner)"
    printf '  bases      %s\n' "$(base_words)"
  else
    printf '  engine     none answers\n'
  fi
  running portal
}

portal_words() {
  if curl -sf -o /dev/null -m 5 "$(portal_url)/q/health/ready"; then echo ready
  elif curl -s -o /dev/null -m 5 "$(portal_url)/q/health/live"; then
    echo "running, but not ready (see $(portal_url)/q/health)"
  else echo "started, does not answer"; fi
}

database_words() {
  if [[ -n ${CARREL_DB_URL:-} ]]; then echo "at $CARREL_DB_URL"
  elif running portal; then echo "embedded, in $CARREL_HOME/postgres"
  else echo "embedded, stopped with the portal"; fi
}

sign_in_words() {
  if [[ -n ${OIDC_ISSUER:-} ]]; then echo "at $OIDC_ISSUER"
  elif ! running keycloak; then echo "local Keycloak, stopped"
  elif curl -sf -o /dev/null -m 5 "$(demo_issuer)/.well-known/openid-configuration"; then
    echo "local Keycloak with demonstration accounts, ready at $(demo_issuer)"
  else echo "local Keycloak, starting"; fi
}

engine_owner() {
  [[ ! -f $ENGINE_NOTES/engine ]] || echo ', started by Carrel'
}

base_words() {
  local tags
  tags=$(engine_call GET /images/json | grep -o '"carrel-base/[^"]*"' | tr -d '"' | sort -u | paste -sd' ') || true
  echo "${tags:-none made here (a registry is asked for them)}"
}

logs() { # [PART]
  opened_home
  local files=()
  case ${1:-} in
    '') files=("$CARREL_HOME"/log/{portal,keycloak,engine}.log) ;;
    *) files=("$CARREL_HOME/log/$1.log") ;;
  esac
  local file there=()
  for file in "${files[@]}"; do [[ ! -f $file ]] || there+=("$file"); done
  ((${#there[@]} > 0)) || die "There is no log of '${1:-the instance}'." \
    "There are: $(cd "$CARREL_HOME/log" && echo *.log | sed 's/\.log//g')"
  exec tail -n 50 -F "${there[@]}"
}
