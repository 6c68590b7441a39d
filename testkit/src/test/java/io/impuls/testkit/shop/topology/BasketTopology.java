package io.impuls.testkit.shop.topology;

import io.impuls.testkit.shop.store.BasketTable;

/** Reaches a database without a port. */
public final class BasketTopology {

  private final BasketTable table = new BasketTable();

  /** Not fine. */
  public BasketTable table() {
    return table;
  }
}
