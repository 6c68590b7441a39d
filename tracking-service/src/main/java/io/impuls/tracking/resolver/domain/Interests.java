package io.impuls.tracking.resolver.domain;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.EventTypes;
import io.impuls.contracts.event.Product;
import io.impuls.contracts.event.SessionCategory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a visit was about: distinct products and categories, in the order in which they came up.
 *
 * @param products id to category, which is empty where none was said; at most {@link
 *     #MOST_PRODUCTS}
 * @param categories those of the products and of category pages; at most {@link #MOST_CATEGORIES}
 * @param cut whether there were more
 */
public record Interests(Map<String, String> products, Set<String> categories, boolean cut) {

  static final int MOST_PRODUCTS = 200;
  static final int MOST_CATEGORIES = 50;

  static final Interests NONE = new Interests(Map.of(), Set.of(), false);

  private static final Set<String> OF_PRODUCTS =
      Set.of(
          EventTypes.PRODUCT_VIEWED,
          EventTypes.PRODUCT_CLICKED,
          EventTypes.CART_ADDED,
          EventTypes.WISHLIST_ADDED);

  public Interests {
    products =
        products == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(products));
    categories =
        categories == null
            ? Set.of()
            : Collections.unmodifiableSet(new LinkedHashSet<>(categories));
  }

  /**
   * Gives what an event shows interest in: products that were viewed, clicked or wanted, or a
   * category by its page.
   */
  static Interests of(Event event) {
    if (event.type().equals(EventTypes.CATEGORY_VIEWED)) {
      return ofCategory(event);
    }
    if (!OF_PRODUCTS.contains(event.type()) || event.products().isEmpty()) {
      return NONE;
    }
    Map<String, String> products = new LinkedHashMap<>();
    for (Product product : event.products()) {
      if (product.id() != null) {
        products.putIfAbsent(product.id(), product.category() == null ? "" : product.category());
      }
    }
    return NONE.plus(new Interests(products, Set.of(), false));
  }

  private static Interests ofCategory(Event event) {
    Set<String> categories = new LinkedHashSet<>();
    if (event.properties().get("category") instanceof String category && !category.isBlank()) {
      categories.add(category);
    } else {
      event.products().stream()
          .map(Product::category)
          .filter(category -> category != null && !category.isBlank())
          .limit(1)
          .forEach(categories::add);
    }
    return categories.isEmpty() ? NONE : new Interests(Map.of(), categories, false);
  }

  /** Gives these interests and later ones. */
  Interests plus(Interests later) {
    if (later.products.isEmpty() && later.categories.isEmpty()) {
      return this;
    }
    Map<String, String> allProducts = new LinkedHashMap<>(products);
    Set<String> allCategories = new LinkedHashSet<>(categories);
    boolean more = cut || later.cut;
    for (Map.Entry<String, String> product : later.products.entrySet()) {
      String known = allProducts.get(product.getKey());
      if (known == null && allProducts.size() >= MOST_PRODUCTS) {
        more = true;
      } else if (known == null || known.isEmpty()) {
        allProducts.put(product.getKey(), product.getValue());
        if (!product.getValue().isEmpty()) {
          allCategories.add(product.getValue());
        }
      }
    }
    allCategories.addAll(later.categories);
    if (allCategories.size() > MOST_CATEGORIES) {
      more = true;
      allCategories = new LinkedHashSet<>(List.copyOf(allCategories).subList(0, MOST_CATEGORIES));
    }
    return new Interests(allProducts, allCategories, more);
  }

  /** Gives the categories with the number of their products. */
  List<SessionCategory> counted() {
    List<SessionCategory> counted = new ArrayList<>(categories.size());
    for (String category : categories) {
      counted.add(
          new SessionCategory(category, Collections.frequency(products.values(), category)));
    }
    return counted;
  }
}
