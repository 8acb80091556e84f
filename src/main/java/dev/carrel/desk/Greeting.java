package dev.carrel.desk;

import java.time.LocalTime;

final class Greeting {
  private Greeting() {}

  static String at(LocalTime time, String name) {
    int hour = time.getHour();
    String words =
        hour < 5
            ? "Still up"
            : hour < 12 ? "Good morning" : hour < 18 ? "Good afternoon" : "Good evening";
    return name.isBlank() ? words : words + ", " + name;
  }
}
