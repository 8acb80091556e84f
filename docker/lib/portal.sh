# shellcheck shell=bash
# shellcheck disable=SC2153 # CARREL_HOME comes from docker/carrel
# The portal: built from this checkout, kept as a copy of its own, started with its settings in the
# environment.
PORTAL_PATIENCE=300

find_jdk() {
  JAVA_HOME=$("$CHECKOUT/mvnw" --print-java-home) || exit 1 # mvnw has said what to do
  export JAVA_HOME
  note "JDK: $(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$JAVA_HOME/release") in $JAVA_HOME"
}

build_portal() {
  local built=$CHECKOUT/target/quarkus-app/quarkus-run.jar log=$CARREL_HOME/log/build.log
  if [[ -f $built && -z $(newer_sources "$built") ]]; then return; fi
  need_node
  step "Building the portal (a minute or two the first time)"
  if ! (cd "$CHECKOUT" && ./mvnw -B package -Dmaven.test.skip=true -Dspotless.check.skip=true </dev/null >"$log" 2>&1); then
    # The first errors say it; Java's stack and Maven's advice follow them.
    grep -E '^\[ERROR\]' "$log" | grep -vE '^\[ERROR\] +(at |\[Help|Re-run|To see|For more|$)' |
      head -n 12 | cut -c1-400 | sed 's/^/      | /' >&2 || true
    die "The portal could not be built." "The whole log is $log." \
      "If it could not fetch something: mend the network or the mirror in ~/.m2/settings.xml."
  fi
  touch "$built" # nothing to do leaves the old time
}

newer_sources() { # JAR: the first file that changed since it was built
  find "$CHECKOUT/src/main" "$CHECKOUT/ui-assets" "$CHECKOUT/pom.xml" -name node_modules -prune -o \
    -type f -newer "$1" -print -quit
}

need_node() {
  { have node && have npm; } || need_packages nodejs npm
  local major
  major=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
  ((major >= 18)) || die "Node $(node --version) is too old to build the pages." \
    "Install Node 18 or newer (https://nodejs.org, or a newer distribution's nodejs)."
}

# A copy that a later build cannot pull from under the running portal. Named by its content, so that
# the cache of prepared classes beside it stays with the very jars it was made of.
install_portal() { # sets APP
  local id
  id=$(cd "$CHECKOUT/target/quarkus-app" && find . -type f -print0 | sort -z | xargs -0 sha256sum |
    sha256sum | cut -c1-16)
  APP=$CARREL_HOME/app/$id
  [[ ! -f $APP/quarkus-run.jar ]] || return 0
  rm -rf "$CARREL_HOME/app"
  mkdir -p "$CARREL_HOME/app"
  cp -a "$CHECKOUT/target/quarkus-app" "$APP.new"
  mv "$APP.new" "$APP"
}

# JDK 25 and newer: the first run records what it loads and writes a cache when it ends; later starts
# take a third of the time.
class_cache_option() {
  local version cache
  version=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$JAVA_HOME/release")
  ((${version%%.*} >= 25)) || return 0
  cache=$APP/classes-$version.aot
  # What a failed start recorded is worth nothing.
  if [[ -f $cache.new && -f $APP/was-ready ]]; then mv "$cache.new" "$cache"; fi
  if [[ -f $cache ]]; then
    printf -- '-XX:AOTCache=%s\n' "$cache"
  else
    rm -f "$APP/was-ready"
    printf -- '%s\n' "-XX:AOTCacheOutput=$cache.new" -Xlog:aot=off
  fi
}

start_portal() {
  if running portal; then
    note "portal: already running"
    return
  fi
  local port host=${CARREL_HOST:-127.0.0.1} options=()
  port=$(portal_port)
  port_is_free "$port" || die "Port $port is taken by another program." \
    "Stop it (ss -ltnp | grep :$port), or choose another: CARREL_PORT=8090 docker/carrel up"
  remember_port portal "$port"
  install_portal
  mapfile -t options < <(class_cache_option)
  step "Starting the portal"
  (
    export CARREL_HOST=$host CARREL_PORT=$port DOCKER_HOST
    set_unless_given CARREL_CATALOGUE_BOOTSTRAP_COMMAND "$CHECKOUT/docker/bootstrap-base"
    # On a loopback address only these names can be meant; any other is somebody's trick.
    [[ $host != 127.0.0.1 ]] || set_unless_given CARREL_WEB_HOSTS "127.0.0.1:$port,localhost:$port"
    CARREL_STATE_SECRET=$(secret state) CARREL_SESSION_SECRET=$(secret session)
    export CARREL_STATE_SECRET CARREL_SESSION_SECRET
    sign_in_settings
    package_sources
    cd "$CARREL_HOME" || exit
    # shellcheck disable=SC2086 # CARREL_JAVA_OPTS is a list
    launch portal "$JAVA_HOME/bin/java" -Xms64m "-Xmx${CARREL_HEAP:-512m}" \
      -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED "${options[@]}" ${CARREL_JAVA_OPTS:-} -jar "$APP/quarkus-run.jar"
  )
}

sign_in_settings() {
  [[ -z ${OIDC_ISSUER:-} ]] || return 0
  OIDC_ISSUER=$(demo_issuer) OIDC_CLIENT_ID=carrel OIDC_CLIENT_SECRET=$(secret oidc-client)
  export OIDC_ISSUER OIDC_CLIENT_ID OIDC_CLIENT_SECRET
}

await_portal() {
  local outcome=0 log=$CARREL_HOME/log/portal.log
  await_http portal "$(portal_url)/q/health/ready" "$PORTAL_PATIENCE" || outcome=$?
  if ((outcome == 0)); then
    (cd "$CARREL_HOME"/app/* && touch was-ready)
    return
  fi
  last_lines "$log" 30
  if ((outcome == 1)); then
    die "The portal ended while starting." "The lines above say why; the whole log is $log."
  fi
  curl -s -m 5 "$(portal_url)/q/health" | head -c 2000 >&2 || true
  die "The portal was not ready within $PORTAL_PATIENCE s." \
    "What is DOWN above is what it waits for; the whole log is $log."
}
