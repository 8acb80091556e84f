#!/bin/sh
# The whole journey by REST: recipe, build with its live log, launch, a command, retire.
#
#     docs/journey.sh PORTAL TOKEN [BASE [PACKAGE==VERSION ...]]
#     docs/journey.sh http://127.0.0.1:8080 "$(docker/carrel token alice)"
#     docs/journey.sh http://127.0.0.1:8080 "$(docker/carrel token alice)" debian-python jax==0.10.2 jaxlib==0.10.2
#
# Needs curl. What it makes is called journey-<number>; the recipe, its image and the workspace stay.
set -eu

portal=${1:?"the portal's address, like http://127.0.0.1:8080"}
token=${2:?"an API token: docker/carrel token alice, or one from the Account page"}
base=${3:-debian-python}
shift 2
[ $# -eq 0 ] || shift
name=journey-$$

call() { # METHOD PATH [curl options]
  method=$1 path=$2
  shift 2
  curl -sS --fail-with-body -X "$method" "$portal/api/v1$path" \
    -H "Authorization: Bearer $token" -H 'Content-Type: application/json' "$@" || {
    echo >&2
    echo "journey: $method $path was refused; the answer above says why." >&2
    exit 1
  }
}

field() { # NAME: its value in the JSON on standard input
  sed -n "s/.*\"$1\":\"\{0,1\}\([^\",}]*\).*/\1/p" | head -n 1
}

await() { # PATH STATUS: waits until it is so, fails when it never will be
  while :; do
    answer=$(call GET "$1")
    status=$(printf '%s' "$answer" | field status)
    case $status in
      "$2") return ;;
      failed | cancelled)
        printf '%s\n' "$answer" >&2
        exit 1
        ;;
    esac
    sleep 1
  done
}

pins=
for pin in "$@"; do pins="$pins${pins:+,}\"$pin\""; done

echo "== I am"
call GET /me
echo
echo "== Recipe $name on $base"
call POST /recipes -d "{\"name\":\"$name\",\"base\":\"$base\",\"python\":[$pins],\"environment\":{\"JOURNEY\":\"$name\"}}" >/dev/null
call GET "/recipes/$name/Dockerfile"

echo "== Build"
build=$(call POST "/recipes/$name/builds" | field id)
# Follows the log until the build ends: each event's data is JSON whose last field is the line's text.
curl -sS -N "$portal/api/v1/builds/$build/log" -H "Authorization: Bearer $token" \
  -H 'Accept: text/event-stream' | sed -n 's/^data: \{0,1\}{.*"text":"\(.*\)"}$/\1/p'
await "/builds/$build" succeeded

echo "== Environment"
call POST /environments -d "{\"name\":\"$name\",\"recipe\":\"$name\",\"workspace\":\"journey\",\"cpus\":1,\"memory\":\"1g\",\"hours\":1}" >/dev/null
await "/environments/$name" running
# shellcheck disable=SC2016 # for the shell in the container
call POST "/environments/$name/exec" -d '{"command":["sh","-c","id; echo $((6 * 7)) > /workspace/answer.txt; cat /workspace/answer.txt"]}'
echo
echo "== Retire; the workspace keeps answer.txt"
call POST "/environments/$name/retire" >/dev/null
await "/environments/$name" retired
call GET /workspaces
echo
