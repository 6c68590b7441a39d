package io.impuls.testkit.shop.api;

import io.impuls.testkit.shop.store.BasketTable;

/** Reaches past the domain, and prints. */
public final class BasketResource {

  private final BasketTable table = new BasketTable();

  /** Not fine, twice. */
  public void show() {
    System.out.println(table);
  }
}
