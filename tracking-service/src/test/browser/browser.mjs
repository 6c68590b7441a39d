// Profiles of Chromium, as visitors have them.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

// what a headless browser says of itself is a robot's, and robots do not make visits
const AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';

function executable() {
  const found = [process.env.IMPULS_CHROMIUM]
    .concat((process.env.PATH || '').split(delimiter).map((folder) => join(folder, 'chromium')))
    .concat('/usr/bin/chromium')
    .find((file) => file && existsSync(file));
  if (!found) {
    throw new Error('no chromium: apt-get update && apt-get install -y chromium');
  }
  return found;
}

/** Calls `act(context)` in a browser that has never been anywhere, and throws it away. */
export async function inFreshProfile(act, options = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'impuls-chromium-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: executable(),
    headless: true,
    viewport: { width: 1280, height: 860 },
    args: [
      '--headless',
      '--user-agent=' + AGENT,
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    ...options,
  });
  try {
    // nothing leaves this machine: the outside answers with an empty page
    await context.route(
      (url) => url.protocol.startsWith('http') && !/^(127\.0\.0\.1|localhost)$/.test(url.hostname),
      (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<title>x</title>' }),
    );
    return await act(context);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the site has left in the browser. */
export async function kept(page) {
  return {
    cookies: (await page.context().cookies()).map(({ name, value, httpOnly, sameSite }) => ({
      name,
      value,
      httpOnly,
      sameSite,
    })),
    local: await page.evaluate(() => Object.keys(localStorage).sort()),
  };
}

/** Moves the mouse until the page's own clock has gone on for so long, as a reader's hand does. */
export async function look(page, seconds) {
  const until = (await page.evaluate(() => Date.now())) + 1_000 * seconds;
  for (let i = 0; (await page.evaluate(() => Date.now())) < until; i++) {
    await page.mouse.move(400 + (i % 40), 300);
    await page.waitForTimeout(100);
  }
}

/** Waits for what the page had planned for "at once": timers of no delay run in their order. */
export async function settled(page) {
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
}

/**
 * Acts, and waits for an answer to events that were sent since. Its headers are enough, and set the cookie: whether the body of an
 * answer to a page that was left has come, the browser may never say.
 */
export async function answered(page, act) {
  await Promise.all([page.waitForResponse('**/v1/events'), act()]);
}

/** Waits until everything that happened so far was taken by the collector. */
export async function delivered(page) {
  await page.waitForFunction(
    () =>
      localStorage.getItem('impuls.met') &&
      !Object.keys(localStorage).some((key) => key.startsWith('impuls.e.')),
  );
}
