package io.impuls.testkit.shop.store;

/** What the others must not use. */
public final class BasketTable {}
