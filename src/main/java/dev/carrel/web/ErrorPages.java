package dev.carrel.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages and notices that say what went wrong. */
final class ErrorPages {
  private ErrorPages() {}

  @CheckedTemplate(basePath = "web", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Error(Problem problem, String advice) implements TemplateInstance {}

  @CheckedTemplate(basePath = "web", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Refused(Problem problem, String advice) implements TemplateInstance {}
}
