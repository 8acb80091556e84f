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
    gpus)
      bench_gpus
      return
      ;;
    *) die "Which benchmark?" "docker/carrel bench engine | build | log | launch | pages | start | gpus" ;;
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

# Neither a portal nor an engine: the queue's decision, and weeks of a shared machine under three policies.
bench_gpus() {
  local class
  cd "$CHECKOUT" || exit
  step "Benchmark gpus (some minutes)"
  ./mvnw -B -q test-compile </dev/null
  for class in dev.carrel.gpu.plan.PlannerBenchmark dev.carrel.gpu.simulation.GpuSimulation; do
    ./mvnw -B -q exec:java -Dexec.classpathScope=test -Dexec.mainClass="$class" </dev/null
  done
}
