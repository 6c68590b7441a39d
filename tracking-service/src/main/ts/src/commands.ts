import type { Facts, Happening, Order, Product } from './events.js';

/** Types of events that are about one product, by the name of their command. */
const OF_PRODUCT: Record<string, string> = {
  product: 'product.viewed',
  productClick: 'product.clicked',
  cartAdd: 'cart.added',
  cartRemove: 'cart.removed',
  wishlistAdd: 'wishlist.added',
  wishlistRemove: 'wishlist.removed',
};

/** Types of events that are about a whole cart: `[products]` or `{products, ...}`. */
const OF_CART: Record<string, string> = {
  cart: 'cart.updated',
  cartView: 'cart.viewed',
  checkout: 'checkout.started',
};

const OF_ORDER: Record<string, string> = {
  order: 'order.placed',
  orderCancel: 'order.cancelled',
  orderRefund: 'order.refunded',
};

const PRODUCT = ['id', 'name', 'category', 'brand', 'price', 'quantity', 'url'];
const ORDER = ['id', 'value', 'currency'];
const PERSON = ['userId', 'email', 'phone', 'traits'];

type Given = Record<string, unknown>;

/**
 * Gives what a command tells, or null for a command that tells nothing (an unknown one, or one that
 * the script itself carries out).
 */
export function told(
  command: string,
  first: unknown,
  second: unknown,
  pageUrl: string,
): Happening | null {
  const own = <T>(table: Record<string, T>) =>
    Object.prototype.hasOwnProperty.call(table, command) ? table[command] : undefined;
  const given = (first ?? {}) as Given;
  const ofProduct = own(OF_PRODUCT);
  if (ofProduct) {
    const [product, properties] = parted(given, PRODUCT);
    return happening(ofProduct, { product: product as Product, properties });
  }
  const ofCart = own(OF_CART);
  if (ofCart) {
    const cart: Given = Array.isArray(first) ? { products: first } : given;
    const { products = [], ...properties } = cart;
    return happening(ofCart, { products: products as Product[], properties });
  }
  const ofOrder = own(OF_ORDER);
  if (ofOrder) {
    const { products = [], ...rest } = given;
    const [order, properties] = parted(rest, ORDER);
    return happening(ofOrder, {
      order: order as Order,
      products: products as Product[],
      properties,
    });
  }
  switch (command) {
    case 'category': {
      const category = typeof first === 'string' ? first : (given.category ?? given.name);
      const products = [{ category } as Product];
      return happening('category.viewed', { products, properties: { category } });
    }
    case 'search':
      return happening('search.performed', {
        properties: { query: String(first), ...(second as Given) },
      });
    case 'survey':
      return happening('survey.' + String(first), { properties: second as Given });
    case 'download':
      return happening('file.downloaded', {
        page: { url: new URL(String(first), pageUrl).href, referrer: pageUrl },
        properties: { url: String(first) },
      });
    case 'identify': {
      const [person, traits] = parted(given, PERSON);
      const named = person as Facts;
      return happening('person.identified', { ...named, traits: { ...named.traits, ...traits } });
    }
    case 'logout':
      return happening('person.logged-out', {});
    case 'track':
      return happening(String(first), { properties: second as Given });
    default:
      return null;
  }
}

function happening(type: string, facts: Facts): Happening {
  return { type, facts };
}

/** Gives the named fields of an object, and the rest of it. */
function parted(given: Given, names: string[]): [Given, Given] {
  const [taken, rest]: [Given, Given] = [{}, {}];
  for (const name of Object.keys(given)) {
    (names.includes(name) ? taken : rest)[name] = given[name];
  }
  return [taken, rest];
}
