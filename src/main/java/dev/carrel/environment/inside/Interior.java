package dev.carrel.environment.inside;

import dev.carrel.engine.GeneratedFile;
import dev.carrel.engine.HomeMount;
import java.util.List;
import java.util.Map;

/** What a container gets so that the account is at home in it. */
public record Interior(HomeMount home, List<GeneratedFile> files, Map<String, String> variables) {}
