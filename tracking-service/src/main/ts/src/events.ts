/** What is said about the page that an event happened on; `viewId` ties the events of one view. */
export interface Page {
  url: string;
  title?: string;
  referrer?: string;
  viewId?: string;
  /** seconds in which the page was in sight and used, since it was opened */
  activeSeconds?: number;
}

export interface Product {
  id?: string;
  name?: string;
  category?: string;
  brand?: string;
  price?: number | string;
  quantity?: number | string;
  url?: string;
}

export interface Order {
  id?: string;
  value?: number | string;
  currency?: string;
}

/** What an event says beside its type, as the native protocol names it. */
export interface Facts {
  page?: Page;
  product?: Product;
  products?: Product[];
  order?: Order;
  userId?: string;
  email?: string;
  phone?: string;
  traits?: Record<string, unknown>;
  consent?: Record<string, boolean>;
  properties?: Record<string, unknown>;
  context?: Record<string, unknown>;
}

/** An event with the id and the time that it keeps through every retry. */
export interface TrackedEvent extends Facts {
  id: string;
  type: string;
  timestamp: string;
}

/** A type and its facts: what happened, before anybody decided whether it may be told. */
export interface Happening {
  type: string;
  facts: Facts;
}
