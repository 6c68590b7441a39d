// The stock browser clients of the Segment and Snowplow protocols, pointed at our collector.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { inFreshProfile } from './browser.mjs';

const SEGMENT = `
  import { AnalyticsBrowser } from '@segment/analytics-next';
  window.start = ({ key, host }) => {
    window.analytics = AnalyticsBrowser.load({
      writeKey: key,
      cdnSettings: {
        integrations: { 'Segment.io': { apiKey: key, apiHost: host + '/v1', protocol: 'http' } },
      },
    });
  };`;

const SNOWPLOW = `
  import * as snowplow from '@snowplow/browser-tracker';
  import * as shop from '@snowplow/browser-plugin-snowplow-ecommerce';
  window.snowplow = { ...snowplow, ...shop };
  window.start = ({ appId, host }) =>
    snowplow.newTracker('sp', host, {
      appId,
      plugins: [shop.SnowplowEcommercePlugin()],
      stateStorageStrategy: 'cookieAndLocalStorage',
    });`;

/** The order of calls is read from their times, and both libraries know no finer time than this. */
function nextMillisecond() {
  const now = Date.now();
  return new Promise((resolve) => {
    const look = () => (Date.now() > now ? resolve() : setTimeout(look));
    look();
  });
}

/** Waits for something that happens outside of the page; the scenario's own bound ends a vain wait. */
async function until(page, holds) {
  while (!holds()) {
    await page.waitForTimeout(50);
  }
}

async function bundle(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('.', import.meta.url)) },
    bundle: true,
    format: 'iife',
    define: { 'process.env.NODE_ENV': '"production"' },
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0].text;
}

async function onAPage(collector, client, act) {
  const script = await bundle(client);
  return inFreshProfile(async (context) => {
    await context.route(/\/client\/(start|next)/, (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: '<!doctype html><title>Client</title><script src="/client/bundle.js"></script>',
      }),
    );
    await context.route('**/client/bundle.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: script }),
    );
    await context.addInitScript(`window.nextMillisecond = ${nextMillisecond}`);
    const page = context.pages()[0];
    const answers = [];
    page.on('response', (response) => {
      if (response.request().method() === 'POST') {
        answers.push(response.status());
      }
    });
    await page.goto(collector + '/client/start?utm_source=facebook&utm_medium=social');
    const seen = await act(page, answers);
    return { answers, ...seen };
  });
}

/** Browses, logs in, and buys, by the library of Segment. */
export async function segment({ collector, key, user, email }) {
  return onAPage(collector, SEGMENT, async (page, answers) => {
    const host = new URL(collector).host;
    const anonymousId = await page.evaluate(
      async ({ key, host, user, email }) => {
        window.start({ key, host });
        await analytics.page('Shop', 'Start');
        await nextMillisecond();
        await analytics.track('Products Searched', { query: 'linen' });
        await nextMillisecond();
        await analytics.track('Product Viewed', {
          product_id: 'D-201',
          name: 'Hel linen dress',
          category: 'Dresses',
          price: '289.00',
          currency: 'PLN',
        });
        await nextMillisecond();
        await analytics.track('Product Added', { product_id: 'D-201', price: 289, quantity: 1 });
        await nextMillisecond();
        await analytics.identify(user, { email, firstName: 'Ola' });
        await nextMillisecond();
        await analytics.track('Order Completed', {
          order_id: 'S-1',
          total: 304.99,
          revenue: 289,
          currency: 'PLN',
          products: [{ product_id: 'D-201', price: 289, quantity: 1 }],
        });
        await nextMillisecond();
        await analytics.track('Fitting Booked', { room: 3 });
        return (await analytics.user()).anonymousId();
      },
      { key, host, user, email },
    );
    await until(page, () => answers.length >= 7);
    return { anonymousId };
  });
}

/** Browses, looks for a while, logs in, and buys, by the tracker of Snowplow. */
export async function snowplow({ collector, appId, user }) {
  return onAPage(collector, SNOWPLOW, async (page) => {
    const taken = [];
    page.on('requestfinished', (request) => {
      if (request.method() === 'POST' && request.url().includes('/tp2')) {
        taken.push(...JSON.parse(request.postData()).data.map(({ e }) => e));
      }
    });
    await page.evaluate(
      async ({ appId, collector, user }) => {
        window.start({ appId, host: collector });
        const { snowplow } = window;
        snowplow.enableActivityTracking({ minimumVisitLength: 1, heartbeatDelay: 1 });
        snowplow.trackPageView();
        await nextMillisecond();
        snowplow.trackProductView({ id: 'J-101', name: 'Mazury rain jacket', category: 'Jackets', price: 399, currency: 'PLN' });
        await nextMillisecond();
        snowplow.trackAddToCart({
          products: [{ id: 'J-101', category: 'Jackets', price: 399, currency: 'PLN', quantity: 1 }],
          total_value: 399,
          currency: 'PLN',
        });
        await nextMillisecond();
        snowplow.trackStructEvent({ category: 'video', action: 'play', label: 'rain' });
        await nextMillisecond();
        snowplow.setUserId(user);
        snowplow.trackTransaction({
          transaction_id: 'W-1',
          revenue: 399,
          currency: 'PLN',
          payment_method: 'card',
          products: [{ id: 'J-101', category: 'Jackets', price: 399, currency: 'PLN', quantity: 1 }],
        });
      },
      { appId, collector, user },
    );
    const pings = () => taken.filter((e) => e === 'pp').length;
    let moves = 0;
    await until(page, () => {
      void page.mouse.move(300 + (moves++ % 40), 200);
      return pings() >= 2 && taken.length - pings() >= 5;
    });
    const duid = await page.evaluate(() => /_sp_id\.[^=]*=([^.]+)/.exec(document.cookie)?.[1]);
    return { duid, seen: taken.length };
  });
}
