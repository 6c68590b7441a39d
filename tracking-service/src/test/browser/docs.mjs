// The snippets of docs/tracking.md, on a page as they stand there.
import { delivered, inFreshProfile, kept } from './browser.mjs';

/** Puts the HTML on a page, runs the calls, uses the forms, and gives the visitor's cookie. */
export async function documentation({ collector, html, calls }) {
  return inFreshProfile(async (context) => {
    const body = html.replaceAll('https://track.example.com', collector);
    await context.route(collector + '/documentation', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Doc</title>' + body }),
    );
    const page = context.pages()[0];
    await page.goto(collector + '/documentation');
    await page.evaluate(calls);
    await page.evaluate(() => document.addEventListener('submit', (event) => event.preventDefault()));
    await page.getByLabel('E-mail').fill('jan@example.com');
    await page.getByLabel('First name').fill('Jan');
    await page.getByRole('button', { name: 'Sign up' }).click();
    await page.getByLabel('Fast enough').check();
    await page.getByRole('button', { name: 'Answer' }).click();
    await page.getByRole('button', { name: 'Remember' }).click();
    await delivered(page);
    return kept(page);
  });
}
