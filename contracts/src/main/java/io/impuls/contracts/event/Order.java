package io.impuls.contracts.event;

import java.math.BigDecimal;

/**
 * An order or its cancellation.
 *
 * @param id the shop's number of it
 * @param value total in {@code currency}; zero and negative totals are valid
 * @param currency ISO 4217 code
 */
public record Order(String id, BigDecimal value, String currency) {}
