# shellcheck shell=bash
# docker/carrel gpu-check: the real checks, on a machine with a GPU.

gpu_check() { # [FOLDER]
  local into=${1:-gpu-check-$(date +%Y%m%d-%H%M%S)}
  have nvidia-smi || die "There is no nvidia-smi on this machine, so it has no GPU to check." \
    "Install NVIDIA's driver and its Container Toolkit, then run this again."
  open_home
  mkdir -p "$into" || die "The folder $into cannot be made." "Name another: docker/carrel gpu-check FOLDER"
  into=$(realpath "$into")
  step "Writing what the tool says into $into"
  keep "$into/query.xml" nvidia-smi -q -x
  keep "$into/list.txt" nvidia-smi -L
  keep "$into/capabilities.csv" nvidia-smi --query-gpu=uuid,compute_cap --format=csv,noheader
  keep "$into/summary.txt" nvidia-smi
  find_jdk
  ensure_engine
  engine_call GET /info -m 20 >"$into/engine.json"
  [[ ! -d /etc/cdi && ! -d /var/run/cdi ]] || keep "$into/cdi.txt" find /etc/cdi /var/run/cdi -type f
  "$CHECKOUT/docker/bootstrap-base" >"$CARREL_HOME/log/base-run.log"
  local base
  base=$(tail -n 1 "$CARREL_HOME/log/base-run.log")
  step "Reading, giving and looking from inside, as the portal does"
  cd "$CHECKOUT" || exit
  ./mvnw -B -q test-compile </dev/null
  local outcome=0
  CARREL_TEST_ENGINE=$DOCKER_HOST ./mvnw -B -q exec:java -Dexec.classpathScope=test \
    -Dexec.mainClass=dev.carrel.engine.docker.GpuCheck -Dexec.args="$base $CARREL_HOME/gpu-check" \
    </dev/null 2>&1 | tee "$into/report.txt" || outcome=$?
  rm -rf "$CARREL_HOME/gpu-check"
  note "Serial numbers stand in query.xml: take them out before you hand it on."
  return "$outcome"
}

keep() { # FILE COMMAND: its output in a file, its failure as a word there
  local file=$1
  shift
  timeout 120 "$@" >"$file" 2>&1 || printf '(status %d)\n' $? >>"$file"
  note "$(basename "$file")"
}
