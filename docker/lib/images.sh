# shellcheck shell=bash
# Images in the engine, without a docker client: there may be none.

image_exists() { engine_call GET "/images/$1/json" -o /dev/null 2>/dev/null; }

import_image() { # REFERENCE TARFILE [Dockerfile instruction]...
  local reference=$1 file=$2 query answer change
  shift 2
  query="fromSrc=-&repo=$(url_encoded "${reference%:*}")&tag=$(url_encoded "${reference##*:}")"
  for change in "$@"; do query+="&changes=$(url_encoded "$change")"; done
  # The engine reports a failed import inside a 200.
  answer=$(engine_call POST "/images/create?$query" -H 'Content-Type: application/x-tar' -T "$file") ||
    die "The engine refused the image $reference." "Is its disk full (df -h, docker system df)?"
  [[ $answer != *'"errorDetail"'* ]] || die "The engine could not import $reference: $answer"
}

url_encoded() {
  local text=$1 out='' char i
  for ((i = 0; i < ${#text}; i++)); do
    char=${text:i:1}
    case $char in
      [a-zA-Z0-9._~-]) out+=$char ;;
      *) printf -v char '%%%02X' "'$char" && out+=$char ;;
    esac
  done
  printf '%s' "$out"
}

# At least one base that a recipe can start from: what a registry has, or else one made here.
ensure_base() {
  if registry_answers; then
    note "base images: the registry $(registry_host) answers, they are pulled when first used"
  elif ! DOCKER_HOST=$DOCKER_HOST "$CHECKOUT/docker/bootstrap-base" >"$CARREL_HOME/log/base-run.log" 2>&1; then
    last_lines "$CARREL_HOME/log/base-run.log" 20
    warn "No registry answers and no base image could be made: recipes have nothing to start from yet."
    warn "Mend what the lines above name, then run docker/bootstrap-base; the portal need not be restarted."
    return 1
  else
    note "base image: $(tail -n 1 "$CARREL_HOME/log/base-run.log") (no registry answers at $(registry_host))"
  fi
}

registry_host() {
  local prefix=${CARREL_CATALOGUE_REGISTRY_PREFIX:-registry-1.docker.io}
  prefix=${prefix#*://}
  printf '%s\n' "${prefix%%/*}"
}

registry_answers() { # any answer is one: an anonymous caller gets 401
  curl -s -o /dev/null -m 4 "https://$(registry_host)/v2/" ||
    { [[ -n ${CARREL_CATALOGUE_REGISTRY_PREFIX:-} ]] && curl -s -o /dev/null -m 4 "http://$(registry_host)/v2/"; }
}
