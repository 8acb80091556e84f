# shellcheck shell=bash
# docker/carrel bench: one benchmark, printed as figures and ratios of one run.

run_bench() { # NAME
  local class
  case ${1:-} in
    engine) class=dev.carrel.engine.docker.EngineBenchmark ;;
    build) class=dev.carrel.build.bench.BuildOverheadBenchmark ;;
    log) class=dev.carrel.build.bench.LogFanOutBenchmark ;;
    launch) class=dev.carrel.bench.LaunchBenchmark ;;
    pages) class=dev.carrel.bench.PageBenchmark ;;
    start) class=dev.carrel.bench.StartBenchmark ;;
    *) die "Which benchmark?" "docker/carrel bench engine | build | log | launch | pages | start" ;;
  esac
  open_home
  with_lock "$CARREL_HOME/run/up.lock" prepare_tests
  export_test_places
  step "Benchmark $1 (leave the machine alone meanwhile)"
  cd "$CHECKOUT" || exit
  # The packaged portal first: some benchmarks run it as a process.
  ./mvnw -B -q package -DskipTests </dev/null
  exec ./mvnw -B -q exec:java \
    -Dexec.classpathScope=test -Dexec.mainClass="$class" </dev/null
}
