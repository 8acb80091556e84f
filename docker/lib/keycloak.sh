# shellcheck shell=bash
# The demonstration's sign-in: a local Keycloak with the realm in docker/keycloak/realm.json.
#
# The server is unpacked and built once for the machine's user (seconds instead of a minute for each
# start); an instance's folder holds links to it and its own data.
KEYCLOAK_VERSION=26.7.3
KEYCLOAK_PATIENCE=300

keycloak_dist() { printf '%s/keycloak-%s\n' "$CARREL_CACHE" "$KEYCLOAK_VERSION"; }

ensure_keycloak_dist() {
  mkdir -p "$CARREL_CACHE"
  [[ -f $(keycloak_dist)/.ready ]] || with_lock "$CARREL_CACHE/keycloak.lock" make_keycloak_dist
}

make_keycloak_dist() {
  local dist log=$CARREL_HOME/log/keycloak-setup.log
  dist=$(keycloak_dist)
  [[ ! -f $dist/.ready ]] || return 0 # another run was faster
  step "Getting Keycloak $KEYCLOAK_VERSION (190 MB, once)"
  rm -rf "$dist" "$dist.marks"
  # Asked of Maven's repositories, which a closed network mirrors already for the build.
  if ! "$CHECKOUT/mvnw" -q -N -B -f "$CHECKOUT/.mvn/unpack.xml" \
    org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack \
    -Dartifact="org.keycloak:keycloak-quarkus-dist:$KEYCLOAK_VERSION:zip" \
    -DoutputDirectory="$CARREL_CACHE" -Dunpack.marks="$dist.marks" >"$log" 2>&1 </dev/null; then
    last_lines "$log"
    die "Keycloak could not be fetched from Maven's repositories." \
      "Mend the network or the mirror in ~/.m2/settings.xml and run this again," \
      "or name your own sign-in server in OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET."
  fi
  rm -rf "$dist.marks"
  if ! "$dist/bin/kc.sh" build --db=dev-file >>"$log" 2>&1 </dev/null; then
    last_lines "$log"
    die "Keycloak's own build step failed." "The lines above say why; the whole log is $log."
  fi
  touch "$dist/.ready"
}

# Starts it and returns at once; await_keycloak says when it is ready.
start_keycloak() {
  local home=$CARREL_HOME/keycloak port dist link
  if running keycloak; then
    if realm_is_current "$home"; then
      note "sign-in: Keycloak already runs"
      return
    fi
    # It would send everybody who signs in to the address that the portal had before.
    halt keycloak 20
  fi
  ensure_keycloak_dist
  dist=$(keycloak_dist)
  port=$(keycloak_port)
  (umask 077 && mkdir -p "$home/data/import") # its database holds the secrets too
  for link in bin conf lib providers themes version.txt; do ln -sfn "$dist/$link" "$home/$link"; done
  render_realm "$home"
  step "Starting Keycloak with the demonstration's accounts"
  (
    export KC_BOOTSTRAP_ADMIN_USERNAME=admin JAVA_OPTS_KC_HEAP="-Xms64m -Xmx384m"
    KC_BOOTSTRAP_ADMIN_PASSWORD=$(secret keycloak-admin)
    export KC_BOOTSTRAP_ADMIN_PASSWORD
    launch keycloak "$dist/bin/kc.sh" start --optimized --import-realm --cache=local \
      --http-enabled=true --http-host=127.0.0.1 --http-port="$port" \
      --hostname="http://127.0.0.1:$port" -Dkc.home.dir="$home"
  )
}

# A changed realm (another port, a newer version of the file) starts from an empty database: the
# accounts' ids are fixed in the file, so the portal knows them again.
render_realm() { # HOME
  realm_is_current "$1" && return
  rm -rf "$1/data/h2"
  (umask 077 && rendered_realm >"$(realm_file "$1")")
}

realm_is_current() { # HOME
  [[ -f $(realm_file "$1") && $(<"$(realm_file "$1")") == "$(rendered_realm)" ]]
}

realm_file() { printf '%s/data/import/carrel-realm.json\n' "$1"; }

rendered_realm() {
  sed -e "s/@CLIENT_SECRET@/$(secret oidc-client)/" -e "s/@PORTAL_PORT@/$(portal_port)/" \
    "$CHECKOUT/docker/keycloak/realm.json"
}

# Part of the issuer's name, and so of every account's key: once chosen, it stays.
keycloak_port() {
  local port
  port=$(remembered_port keycloak)
  if [[ -z $port ]]; then
    port=$(free_port_from $(($(portal_port) + 100)))
    remember_port keycloak "$port"
  elif ! port_is_free "$port" && ! running keycloak; then
    die "Port $port, where this instance's Keycloak belongs, is taken by another program." \
      "Stop that program (ss -ltnp | grep :$port). The port is part of the accounts' identity, so it stays."
  fi
  printf '%s\n' "$port"
}

demo_issuer() { printf 'http://127.0.0.1:%s/realms/carrel\n' "$(remembered_port keycloak)"; }

await_keycloak() {
  local outcome=0
  await_http keycloak "$(demo_issuer)/.well-known/openid-configuration" "$KEYCLOAK_PATIENCE" || outcome=$?
  ((outcome == 0)) && return
  last_lines "$CARREL_HOME/log/keycloak.log" 25
  if ((outcome == 1)); then
    die "Keycloak ended while starting." "The lines above say why."
  fi
  die "Keycloak was not ready within $KEYCLOAK_PATIENCE s." \
    "Is the machine very busy or short of memory? Run docker/carrel up again: it goes on from here."
}

demo_token() { # USER: an OIDC access token for the REST interface, good for 12 hours
  local user=$1 answer
  answer=$(curl -sS -m 20 "$(demo_issuer)/protocol/openid-connect/token" \
    --data-urlencode grant_type=password --data-urlencode client_id=carrel-cli \
    --data-urlencode client_secret@"$CARREL_HOME/secrets/oidc-client" --data-urlencode scope=openid \
    --data-urlencode "username=$user" --data-urlencode "password=$user") ||
    die "The sign-in server does not answer at $(demo_issuer)." "Start the instance: docker/carrel up"
  if [[ $answer =~ \"access_token\":\"([^\"]+)\" ]]; then
    printf '%s\n' "${BASH_REMATCH[1]}"
  else
    die "No token for '$user'." "The demonstration knows alice, bob, carol and olga." "Keycloak said: $answer"
  fi
}
