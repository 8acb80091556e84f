package dev.carrel.environment;

/**
 * A machine beyond this one, played by a network namespace behind a cable of its own: it listens at
 * an ordinary address, and at the one where clouds keep a machine's secrets.
 */
final class Outside implements AutoCloseable {
  static final String ADDRESS = "198.51.100.2";
  static final String METADATA = "169.254.169.254";
  static final int PORT = 8080;

  private static final String NAME = "carrel-it-outside";
  private static final String CABLE = "crlitout0";

  Outside() {
    close();
    Host.run(
        "docker",
        "run",
        "-d",
        "--name",
        NAME,
        "--network",
        "none",
        "carrel-test/busybox:1",
        "sh",
        "-c",
        "while true; do echo outside | nc -l -p " + PORT + "; done");
    String pid = Host.run("docker", "inspect", "-f", "{{.State.Pid}}", NAME);
    Host.run("ip", "link", "add", CABLE, "type", "veth", "peer", "name", "crlitout1");
    Host.run("ip", "link", "set", "crlitout1", "netns", pid);
    Host.run("ip", "addr", "add", "198.51.100.1/30", "dev", CABLE);
    Host.run("ip", "link", "set", CABLE, "up");
    inside(pid, "ip", "addr", "add", ADDRESS + "/30", "dev", "crlitout1");
    inside(pid, "ip", "link", "set", "crlitout1", "up");
    inside(pid, "ip", "addr", "add", METADATA + "/32", "dev", "crlitout1");
    inside(pid, "ip", "route", "add", "default", "via", "198.51.100.1");
    Host.run("ip", "route", "add", METADATA + "/32", "via", ADDRESS);
  }

  private static void inside(String pid, String... words) {
    String[] all = new String[words.length + 4];
    System.arraycopy(new String[] {"nsenter", "-t", pid, "-n"}, 0, all, 0, 4);
    System.arraycopy(words, 0, all, 4, words.length);
    Host.run(all);
  }

  @Override
  public void close() {
    Host.tryTo("ip", "route", "del", METADATA + "/32");
    Host.tryTo("docker", "rm", "-f", NAME);
    Host.tryTo("ip", "link", "del", CABLE);
  }
}
