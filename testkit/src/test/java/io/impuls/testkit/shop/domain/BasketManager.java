package io.impuls.testkit.shop.domain;

/** Has a name that says nothing. */
public final class BasketManager {}
