// Visitors of the demo shop.
import { answered, delivered, inFreshProfile, kept, look, settled } from './browser.mjs';

const agree = (page) => page.getByRole('button', { name: 'Yes, remember me' }).click();

/** A new visitor agrees, looks around, fills a cart, says who they are, and leaves. */
export async function newVisitor({ shop, email }) {
  return inFreshProfile(async (context) => {
    const page = context.pages()[0];
    await page.goto(shop + '?utm_source=facebook&utm_medium=social');
    await agree(page);
    await delivered(page);
    const afterConsent = await kept(page);

    await page.getByRole('link', { name: 'Jackets', exact: true }).click();
    await page.getByRole('link', { name: /Mazury rain jacket/ }).click();
    await page.waitForURL('**/rain-jacket.html');
    await look(page, 3);
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByLabel('Search the shop').fill('linen');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.waitForURL('**/search.html?q=linen');
    await page.getByRole('status').getByText('1 product').waitFor();

    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Size guide (PDF)' }).click({ modifiers: ['Alt'] });
    await (await download).cancel();

    await page.goto(shop + 'survey.html');
    await page.getByLabel('Regular').check();
    await page.getByRole('button', { name: 'Send the answers' }).click();
    await page.waitForURL('**/thanks.html');

    await page.goto(shop + 'index.html');
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('About').selectOption('dresses');
    await page.getByRole('button', { name: 'Subscribe' }).click();
    await page.waitForURL('**/thanks.html');
    await page.getByRole('link', { name: 'Delivery partner' }).click();
    await page.waitForURL('https://www.example.com/**');
    await page.goto(shop + 'index.html');
    await delivered(page);
    const atTheEnd = await kept(page);
    await look(page, 1.5);
    await page.close({ runBeforeUnload: true });
    return { afterConsent, atTheEnd };
  });
}

/** Somebody who never answers the banner, then says no. */
export async function undecided({ shop }) {
  return inFreshProfile(async (context) => {
    const page = context.pages()[0];
    const requests = [];
    context.on('request', (request) => {
      if (request.url().endsWith('/v1/events')) {
        requests.push({ cookie: request.headers().cookie ?? null, body: request.postData() });
      }
    });
    await page.goto(shop + 'product/knit-dress.html');
    await look(page, 1);
    await page.getByRole('button', { name: 'Add to cart' }).click();
    const before = await kept(page);
    const sentBefore = requests.length;
    await answered(page, () => page.getByRole('button', { name: 'No, thank you' }).click());
    await answered(page, () => page.goto(shop + 'dresses.html'));
    return { before, sentBefore, after: await kept(page), requests };
  });
}

/** Somebody whose browser asks by Global Privacy Control not to be followed, and who clicks yes. */
export async function privacyControl({ shop }) {
  return inFreshProfile(
    async (context) => {
      await context.addInitScript(() =>
        Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true }),
      );
      const page = context.pages()[0];
      await answered(page, () => page.goto(shop + 'product/down-jacket.html'));
      await agree(page);
      await page.getByRole('button', { name: 'Add to cart' }).click();
      await look(page, 1);
      await answered(page, () => page.goto(shop + 'jackets.html'));
      const { cookies, local } = await kept(page);
      return { cookies, local: local.filter((key) => key.startsWith('impuls')) };
    },
    { extraHTTPHeaders: { 'Sec-GPC': '1' } },
  );
}

/** The collector cannot be reached while somebody looks around and reloads; then it can. */
export async function outage({ shop }) {
  return inFreshProfile(async (context) => {
    const page = context.pages()[0];
    await page.goto(shop);
    await agree(page);
    await delivered(page);
    await context.route('**/v1/events', (route) => route.abort());
    await page.goto(shop + 'product/wool-jacket.html');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.reload();
    const waiting = await page.evaluate(() =>
      Object.keys(localStorage)
        .filter((key) => key.startsWith('impuls.e.'))
        .map((key) => JSON.parse(localStorage.getItem(key))),
    );
    await context.unroute('**/v1/events');
    await page.reload();
    await delivered(page);
    return { waiting: waiting.map(({ id, type, timestamp }) => ({ id, type, timestamp })) };
  });
}

/** An app that changes its address without loading pages. */
export async function singlePage({ shop }) {
  return inFreshProfile(async (context) => {
    const page = context.pages()[0];
    await page.goto(shop + 'dresses.html');
    await agree(page);
    await page.evaluate(() => {
      history.pushState({}, '', '/shop/app/one');
      document.title = 'One';
    });
    await settled(page);
    await page.evaluate(() => history.pushState({}, '', '/shop/app/one#part'));
    await settled(page);
    await page.evaluate(() => history.pushState({}, '', '/shop/app/two?x=1'));
    await settled(page);
    await page.goBack();
    await settled(page);
    await page.goBack();
    await settled(page);
    await delivered(page);
    return { cookies: (await kept(page)).cookies };
  });
}

/** Somebody opens a link of a mail in a browser that has never been here, buys, and logs out. */
export async function mailLink({ link, email }) {
  return inFreshProfile(async (context) => {
    const page = context.pages()[0];
    await page.goto(link);
    await agree(page);
    await delivered(page);
    const landed = page.url();
    await page.getByRole('link', { name: /Hel linen dress/ }).click();
    await page.waitForURL('**/linen-dress.html');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByRole('link', { name: /^Cart/ }).click();
    await page.getByRole('link', { name: 'To the checkout' }).click();
    await page.getByLabel('Name').fill('Anna');
    await page.locator('#checkout').getByLabel('E-mail address').fill(email);
    await page.getByLabel('Delivery').selectOption('courier');
    await page.getByRole('button', { name: 'Place the order' }).click();
    await page.waitForURL('**/order.html?id=*');
    const order = await page.locator('#order-id').textContent();
    await page.evaluate(() => impuls('logout'));
    await delivered(page);
    return { landed, order, ...(await kept(page)) };
  });
}

/** The home page as a picture, for the documentation. */
export async function picture({ shop, file }) {
  return inFreshProfile(async (context) => {
    const page = context.pages()[0];
    await page.goto(shop);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.screenshot({ path: file });
    return {};
  });
}
