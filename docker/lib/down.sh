# shellcheck shell=bash
# docker/carrel down: stops what `up` started. With --purge, removes what it and the portal have made.

down() { # [--purge] [--yes]
  local purge='' yes='' argument
  for argument in "$@"; do
    case $argument in
      --purge) purge=yes ;;
      --yes | -y) yes=yes ;;
      *) die "down knows --purge and --yes, not '$argument'." ;;
    esac
  done
  opened_home
  [[ -z $purge || -n $yes ]] || ask_before_purge
  if running portal; then
    step "Stopping the portal$(! records_classes || echo ', which prepares faster starts this first time')"
    halt portal 120
  fi
  stop_surviving_database
  if running keycloak; then
    step "Stopping Keycloak"
    halt keycloak 20
  fi
  if [[ -n $purge ]]; then
    purge_engine
    lower_shield
    release_engine
    purge_home
  else
    release_engine
    settle_shield
    note "Data, images and environments are kept; docker/carrel up goes on with them."
    note "To remove them: docker/carrel down --purge"
  fi
}

records_classes() { grep -qa AOTCacheOutput "/proc/$(pid_of portal)/cmdline"; }

# The embedded database outlives a portal that was killed.
stop_surviving_database() {
  local file pid waited
  for file in "$CARREL_HOME"/postgres/data-*/postmaster.pid; do
    [[ -f $file ]] || continue
    pid=$(head -n 1 "$file")
    [[ $(readlink "/proc/$pid/exe" 2>/dev/null) == "$CARREL_HOME"/postgres/* ]] || continue
    step "Stopping the database"
    kill -INT "$pid" # PostgreSQL's fast shutdown
    for ((waited = 0; waited < 150; waited++)); do
      [[ -e $file ]] || break
      sleep 0.2
    done
  done
}

ask_before_purge() {
  [[ -t 0 ]] || die "--purge removes all data, and nobody is here to be asked." "Say so: docker/carrel down --purge --yes"
  printf 'This removes every account, recipe, image, environment and workspace of the Carrel in\n%s\n' "$CARREL_HOME"
  local answer
  read -rp "Type 'purge' to do it: " answer
  [[ $answer == purge ]] || die "Nothing was removed."
}

# What bears this instance's label in the engine, and nothing else.
purge_engine() {
  if ! find_engine; then
    warn "No engine answers: the containers and images of $CARREL_INSTANCE stay in it, wherever it is."
    return
  fi
  step "Removing the containers, networks and images of $CARREL_INSTANCE"
  local filter id
  filter=$(own_filter)
  for id in $(engine_ids "/containers/json?all=true&$filter"); do
    engine_call DELETE "/containers/$id?force=true&v=true" || warn "container $id could not be removed"
  done
  for id in $(engine_ids "/networks?$filter"); do
    engine_call DELETE "/networks/$id" || warn "network $id could not be removed"
  done
  for id in $(engine_ids "/images/json?$filter"); do
    engine_call DELETE "/images/$id?force=true" -o /dev/null || warn "image $id could not be removed"
  done
}

own_filter() { printf 'filters=%s' "$(url_encoded "{\"label\":[\"carrel.instance=$CARREL_INSTANCE\"]}")"; }

# The filter between environments and this host stays as long as one of them runs.
settle_shield() {
  local running=0
  if find_engine; then running=$(engine_ids "/containers/json?$(own_filter)" | wc -l); fi
  if ((running > 0)); then
    note "$running environment(s) go on running, shielded from this host; --purge would end them."
  else
    lower_shield
  fi
}

lower_shield() { # by the commands that the portal left for this
  local commands=$CARREL_HOME/shield.remove
  [[ -f $commands ]] || return 0
  # A rule that is gone already, with a reboot perhaps, is no failure; that nothing may be touched is.
  if (as_root true) 2>/dev/null; then
    as_root sh "$commands" 2>/dev/null || true
    rm -f "$commands"
  else
    warn "The environments' packet filter stays: take it away with: sudo sh $commands"
  fi
}

engine_ids() { # PATH: the Id of each object in the answered list
  engine_call GET "$1" | tr ',{' '\n' | sed -n 's/^"Id":"\([^"]*\)"$/\1/p' | sort -u
}

purge_home() {
  step "Removing $CARREL_HOME"
  # Workspaces belong to the accounts' own uids.
  rm -rf --one-file-system "$CARREL_HOME" 2>/dev/null || as_root rm -rf --one-file-system "$CARREL_HOME"
}
