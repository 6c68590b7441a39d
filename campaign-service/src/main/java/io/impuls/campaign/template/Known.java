package io.impuls.campaign.template;

import io.quarkus.qute.CompletedStage;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.ValueResolver;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * What a template may ask for: a text by its name, null when it is not known.
 *
 * @param text gives the text of a name
 */
record Known(UnaryOperator<String> text) {

  /**
   * The only way from a template to data. It answers names without parameters on {@link Known} and
   * nothing on anything else, so a text has no properties and no object has methods.
   */
  static final class Lookup implements ValueResolver {
    @Override
    public boolean appliesTo(EvalContext context) {
      return context.getBase() instanceof Known && context.getParams().isEmpty();
    }

    @Override
    public CompletionStage<Object> resolve(EvalContext context) {
      return CompletedStage.of(((Known) context.getBase()).text().apply(context.getName()));
    }
  }
}
