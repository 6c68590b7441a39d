package io.impuls.contracts.event;

import java.math.BigDecimal;

/**
 * A product, or one line of an order or cart.
 *
 * @param id the shop's number of it
 * @param name its name
 * @param category its category, levels separated by a dot, slash or arrow as the shop writes it
 * @param brand its maker
 * @param price of one piece
 * @param quantity pieces; negative for returned ones
 * @param url its page
 */
public record Product(
    String id,
    String name,
    String category,
    String brand,
    BigDecimal price,
    BigDecimal quantity,
    String url) {}
