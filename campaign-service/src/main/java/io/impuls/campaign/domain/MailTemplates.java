package io.impuls.campaign.domain;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Port: checks and fills templates, which their authors must not be able to abuse. */
public interface MailTemplates {

  /**
   * Gives everything that is wrong with a template; empty when it can be filled for anybody.
   *
   * @param alwaysKnown names that every occasion knows; any other may be unknown of a person
   */
  List<Fault> check(MailTemplate template, Set<String> alwaysKnown);

  /**
   * Fills a template.
   *
   * @throws UnfitTemplate when it cannot be filled with this data
   */
  MailTemplate.Filled fill(MailTemplate template, Map<String, String> data) throws UnfitTemplate;

  /**
   * Something wrong with a template.
   *
   * @param part {@code subject}, {@code html} or {@code text}
   * @param line where in the part, from 1; 0 for the whole
   * @param message what is wrong
   */
  record Fault(String part, int line, String message) {}

  /** A template that does not fit a person's data; the message names the fault and no data. */
  final class UnfitTemplate extends Exception {
    public UnfitTemplate(String message) {
      super(message);
    }
  }
}
