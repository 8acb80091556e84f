package dev.carrel.catalogue;

import java.util.Optional;

/**
 * The versions that people choose a base by.
 *
 * @param framework of the framework itself, or of the distribution where there is none
 * @param python major and minor, like {@code 3.12}; what pip will install for
 * @param cuda like {@code 13.0}
 * @param cudnn like {@code 9}
 */
public record Versions(
    String framework, Optional<String> python, Optional<String> cuda, Optional<String> cudnn) {}
