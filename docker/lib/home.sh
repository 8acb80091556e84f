# shellcheck shell=bash
# CARREL_HOME: where one instance keeps its data, its ports and its secrets.

open_home() { # makes the folder on first use
  # A portal that was started by hand, and failed early, may have left only its lock.
  if [[ -e $CARREL_HOME && ! -f $CARREL_HOME/instance && ! -f $CARREL_HOME/portal.lock ]] &&
    [[ -n $(ls -A "$CARREL_HOME") ]]; then
    die "$CARREL_HOME is not empty and not Carrel's." \
      "Name an empty or new folder in CARREL_HOME (its whole content is Carrel's to remove later)."
  fi
  mkdir -p "$CARREL_HOME"
  if [[ ! -f $CARREL_HOME/instance ]]; then
    printf 'carrel-%s\n' "$(random_hex 4)" >"$CARREL_HOME/instance"
  fi
  mkdir -p "$CARREL_HOME"/{log,run,ports}
  (umask 077 && mkdir -p "$CARREL_HOME/secrets")
  CARREL_INSTANCE=$(<"$CARREL_HOME/instance")
  export CARREL_HOME CARREL_INSTANCE
}

opened_home() { # for commands that only make sense after `up`
  [[ -f $CARREL_HOME/instance ]] || die "There is no Carrel in $CARREL_HOME." \
    "Start one with: docker/carrel up   (or name its folder in CARREL_HOME)"
  CARREL_INSTANCE=$(<"$CARREL_HOME/instance")
  export CARREL_INSTANCE
}

random_hex() { # BYTES
  od -An -N "$1" -tx1 /dev/urandom | tr -d ' \n'
}

secret() { # NAME: made on first use, then always the same
  local file=$CARREL_HOME/secrets/$1
  [[ -s $file ]] || (umask 077 && random_hex 16 >"$file.new" && mv "$file.new" "$file")
  cat "$file"
}

remembered_port() { # NAME: prints it, or nothing
  cat "$CARREL_HOME/ports/$1" 2>/dev/null || true
}

remember_port() { # NAME PORT
  printf '%s\n' "$2" >"$CARREL_HOME/ports/$1"
}

port_is_free() { # something that listens there accepts
  ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

free_port_from() { # FIRST
  local port
  for ((port = $1; port < $1 + 100; port++)); do
    if port_is_free "$port"; then
      printf '%s\n' "$port"
      return
    fi
  done
  die "No free port between $1 and $((port - 1))."
}

# The portal's port: what the caller says, else what this home had, else 8080.
portal_port() {
  local port=${CARREL_PORT:-$(remembered_port portal)}
  printf '%s\n' "${port:-8080}"
}

portal_url() {
  printf 'http://127.0.0.1:%s' "$(portal_port)"
}
