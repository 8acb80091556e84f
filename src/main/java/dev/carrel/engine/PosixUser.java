package dev.carrel.engine;

/** Whom a container's processes run as. */
public record PosixUser(int uid, int gid) {

  public PosixUser {
    if (uid <= 0 || gid <= 0) {
      throw new IllegalArgumentException("uid and gid must be above 0, not " + uid + ":" + gid);
    }
  }

  @Override
  public String toString() {
    return uid + ":" + gid;
  }
}
