# shellcheck shell=bash
# Programs that outlive this script: started in a session of their own, found again by pid and start
# time (a pid alone may belong to somebody else after a reboot).

start_time() { # PID: the kernel's start ticks, which differ for each use of a pid
  local stat fields
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  read -ra fields <<<"${stat##*) }" # the name before it may hold spaces
  [[ ${fields[0]} != Z ]] || return 1 # ended, only not collected by its parent
  printf '%s\n' "${fields[19]}"
}

running() { # NAME
  local pid ticks
  read -r pid ticks 2>/dev/null <"$CARREL_HOME/run/$1" || return 1
  [[ $(start_time "$pid") == "$ticks" ]]
}

pid_of() { # NAME
  cut -d' ' -f1 "$CARREL_HOME/run/$1"
}

launch() { # NAME COMMAND...: in the background, with its output in log/NAME.log
  local name=$1 log=$CARREL_HOME/log/$1.log
  shift
  # Kept from growing for ever; what came before is one file back.
  if [[ -f $log && $(stat -c %s "$log") -gt 20000000 ]]; then mv "$log" "$log.1"; fi
  setsid "$@" >>"$log" 2>&1 </dev/null 9>&- &
  local pid=$!
  disown "$pid"
  printf '%s %s\n' "$pid" "$(start_time "$pid" || echo gone)" >"$CARREL_HOME/run/$name"
}

halt() { # NAME SECONDS: asks its process group to end, and makes it end after that time
  local name=$1 patience=$2 pid waited=0
  running "$name" || {
    rm -f "$CARREL_HOME/run/$name"
    return 0
  }
  pid=$(pid_of "$name")
  kill -TERM "$pid" 2>/dev/null || true
  while running "$name"; do
    if ((waited++ >= patience * 5)); then
      warn "$name did not end within ${patience} s; it is being killed."
      kill -KILL -- "-$pid" 2>/dev/null || kill -KILL "$pid" 2>/dev/null || true
      sleep 0.5
      break
    fi
    sleep 0.2
  done
  rm -f "$CARREL_HOME/run/$name"
}

await_http() { # NAME URL SECONDS: until it answers 2xx; 1 when the program ended, 2 when time is up
  local name=$1 url=$2 patience=$3 waited=0
  until curl -sf -o /dev/null -m 5 "$url"; do
    running "$name" || return 1
    ((waited++ < patience * 4)) || return 2
    sleep 0.25
  done
}
