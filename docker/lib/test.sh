# shellcheck shell=bash
# docker/carrel test: what the tests need, then all of them.
#
# The tests find their places in the environment, and fail with a word where one is missing:
#   DOCKER_HOST, CARREL_TEST_ENGINE   a real engine that they may fill (they remove what they make)
#   CARREL_TEST_KEYCLOAK    an unpacked and built Keycloak (bin/kc.sh start --optimized)
#   CARREL_TEST_CHROMIUM    a Chromium for Playwright
#   CARREL_TEST_BASE        the bootstrapped base image's reference
#   CARREL_TEST_WHEELHOUSES, CARREL_TEST_INDEX_URLS   what the host's pip is told, as a portal's
#                           CARREL_PACKAGES_WHEELHOUSES and CARREL_PACKAGES_INDEX_URLS take it
# Beside these: dockerd, docker, ip and unshare on the PATH, for engines of the tests' own; in
# the engine, carrel-test/busybox:1 (static, 2 MB) and the bootstrapped base.

run_tests() { # [maven options]
  open_home
  with_lock "$CARREL_HOME/run/up.lock" prepare_tests
  export_test_places
  step "Running every test (./mvnw verify)"
  cd "$CHECKOUT" || exit
  rm -rf target/surefire-reports target/failsafe-reports # an earlier run's counts are not this one's
  local outcome=0
  # A failed unit test does not keep the integration tests from telling what they know.
  PATH=$PATH:/usr/sbin:/sbin ./mvnw -B verify -Dmaven.test.failure.ignore=true "$@" </dev/null || outcome=$?
  local counts
  counts=$(count_tests)
  # A run without tests proves nothing.
  [[ $counts == *' 0 failed,'* && $counts != 0\ passed* ]] || outcome=1
  printf '%s\n' "$counts"
  return "$outcome"
}

# One report for each test class; the attributes of its <testsuite> element hold the sums.
count_tests() {
  { find target/surefire-reports target/failsafe-reports -name 'TEST-*.xml' \
    -exec grep -h -m 1 '<testsuite ' {} + 2>/dev/null || true; } | awk '
    function attribute(name) {
      return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0
    }
    {
      tests += attribute("tests")
      failed += attribute("failures") + attribute("errors")
      skipped += attribute("skipped")
    }
    END { printf "%d passed, %d failed, %d skipped\n", tests - failed - skipped, failed, skipped }'
}

export_test_places() {
  find_engine
  export DOCKER_HOST CARREL_TEST_ENGINE=$DOCKER_HOST
  JAVA_HOME=$("$CHECKOUT/mvnw" --print-java-home)
  CARREL_TEST_KEYCLOAK=$(keycloak_dist)
  CARREL_TEST_CHROMIUM=$(chromium_program)
  CARREL_TEST_BASE=$(tail -n 1 "$CARREL_HOME/log/base-run.log")
  export JAVA_HOME CARREL_TEST_KEYCLOAK CARREL_TEST_CHROMIUM CARREL_TEST_BASE
  export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
  package_sources
  export CARREL_TEST_WHEELHOUSES=${CARREL_PACKAGES_WHEELHOUSES:-}
  export CARREL_TEST_INDEX_URLS=${CARREL_PACKAGES_INDEX_URLS:-}
  # The tests make instances of their own: this one's settings would lead them astray.
  local setting
  for setting in ${!CARREL_*} ${!OIDC_*}; do
    [[ $setting == CARREL_TEST_* || $setting == CARREL_CACHE ]] || unset "$setting"
  done
}

prepare_tests() {
  step "Setting up what the tests need"
  find_jdk
  need_node
  ensure_engine
  # Where the engine is elsewhere, the tests that start one of their own need its programs here.
  { have docker && PATH=$PATH:/usr/sbin have dockerd; } || need_packages docker.io
  need_packages busybox-static iproute2 nftables
  chromium_program >/dev/null || need_packages chromium
  ensure_keycloak_dist
  ensure_busybox
  "$CHECKOUT/docker/bootstrap-base" | tee "$CARREL_HOME/log/base-run.log"
}

chromium_program() {
  command -v chromium || command -v chromium-browser || command -v google-chrome
}

ensure_busybox() {
  local reference=carrel-test/busybox:1 work
  if image_exists "$reference"; then return; fi
  step "Making the test image $reference"
  work=$(mktemp -d)
  mkdir -p "$work/root"/{bin,etc,root,tmp}
  chmod 1777 "$work/root/tmp"
  cp "$(command -v busybox || echo /bin/busybox)" "$work/root/bin/busybox"
  local applet
  for applet in $("$work/root/bin/busybox" --list); do
    [[ $applet == busybox ]] || ln -sf busybox "$work/root/bin/$applet"
  done
  printf 'root:x:0:0:root:/:/bin/sh\n' >"$work/root/etc/passwd"
  tar --create --numeric-owner --owner=0 --group=0 --file "$work/root.tar" -C "$work/root" .
  import_image "$reference" "$work/root.tar" 'CMD ["/bin/sh"]'
  rm -rf "$work"
}
