// Calls as a shop makes them, by the published clients alone. Usage: node send.mjs COLLECTOR SEGMENT_KEY TIME
import { Analytics } from '@segment/analytics-node';
import {
  buildAddToCart,
  buildEcommerceTransaction,
  buildPagePing,
  buildPageView,
  buildSelfDescribingEvent,
  newTracker,
} from '@snowplow/node-tracker';

const [collector, segmentKey, time] = process.argv.slice(2);
const url = new URL(collector);
const happened = new Date(time);

async function segment() {
  const analytics = new Analytics({ writeKey: segmentKey, host: collector, flushAt: 10 });
  const person = { userId: 'node-anna', timestamp: happened };
  analytics.identify({
    ...person,
    anonymousId: 'node-anon',
    traits: { email: 'node-anna@example.test', firstName: 'Anna' },
  });
  analytics.page({
    ...person,
    name: 'Home',
    properties: { url: 'https://shop.example/home?utm_source=facebook', title: 'Home' },
  });
  analytics.track({
    ...person,
    event: 'Product Viewed',
    properties: { product_id: 'P-17', name: 'Runner', price: 59.99, currency: 'PLN' },
  });
  analytics.track({
    ...person,
    event: 'Order Completed',
    properties: {
      order_id: 'O-node',
      total: 129.97,
      currency: 'PLN',
      products: [{ product_id: 'P-17', price: 59.99, quantity: 2 }],
    },
  });
  analytics.track({ ...person, event: 'Survey Sent', properties: { mark: 5 } });
  analytics.group({ ...person, groupId: 'g-55', traits: { name: 'Initech' } });
  const failed = [];
  analytics.on('error', (error) => failed.push(error));
  await analytics.closeAndFlush({ timeout: 20_000 });
  if (failed.length > 0) {
    throw new Error(JSON.stringify(failed));
  }
}

async function snowplow(eventMethod, name) {
  const failures = [];
  const tracker = newTracker(
    { namespace: 'shop', appId: 'shop-backend', encodeBase64: eventMethod === 'get' },
    {
      endpoint: url.hostname,
      port: Number(url.port),
      protocol: 'http',
      eventMethod,
      bufferSize: 1,
      onRequestFailure: (failure) => failures.push(failure),
    },
  );
  tracker.setUserId(name);
  tracker.setDomainUserId(`device-of-${name}-0123`);
  tracker.setIpAddress('203.0.113.7');
  tracker.setUseragent('Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0');
  const at = { type: 'ttm', value: happened.getTime() };
  const view = { pageUrl: 'https://shop.example/buty', pageTitle: 'Buty — żółte' };
  tracker.track(buildPageView({ ...view, referrer: 'https://www.google.com/' }), [], at);
  tracker.track(buildPagePing(view), [], at);
  tracker.track(
    buildAddToCart({ sku: 'P-17', name: 'Runner', quantity: 2, unitPrice: 59.99, currency: 'PLN' }),
    [],
    at,
  );
  tracker.track(
    buildEcommerceTransaction({ orderId: `O-${name}`, total: 129.97, currency: 'PLN' }),
    [],
    at,
  );
  tracker.track(
    buildSelfDescribingEvent({
      event: { schema: 'iglu:com.acme/poll/jsonschema/1-0-0', data: { answer: 'B' } },
    }),
    [{ schema: 'iglu:com.acme/user/jsonschema/1-0-0', data: { tier: 'gold' } }],
    at,
  );
  await tracker.flush();
  if (failures.length > 0) {
    throw new Error(JSON.stringify(failures));
  }
}

await segment();
await snowplow('post', 'node-post');
await snowplow('get', 'node-get');
console.log('sent');
