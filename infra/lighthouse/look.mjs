// node look.mjs ADDRESS…: what Lighthouse says of each page on a mid-range phone and a slow mobile network, as a JSON
// array on standard output. CHROMIUM is the browser, CHROMIUM_FLAGS its flags (JSON), COOKIE (name=value) who is
// logged in, LOOKS how many times each page is looked at (1 when not said; the median is told).
import lighthouse from 'lighthouse';
import { launch } from 'puppeteer-core';
import { figuresOf, median } from './figures.mjs';

const addresses = process.argv.slice(2);
const { CHROMIUM, CHROMIUM_FLAGS = '[]', COOKIE, LOOKS = '1' } = process.env;
const browser = await launch({ executablePath: CHROMIUM, args: JSON.parse(CHROMIUM_FLAGS) });
try {
  if (COOKIE) {
    const [name, ...value] = COOKIE.split('=');
    await browser.setCookie({ name, value: value.join('='), domain: new URL(addresses[0]).hostname, path: '/', httpOnly: true });
  }
  const pages = [];
  for (const address of addresses) {
    const looks = [];
    for (let i = 0; i < Number(LOOKS); i++) looks.push(await figures(address, 2));
    pages.push(median(looks));
  }
  console.log(JSON.stringify(pages));
} finally {
  await browser.close();
}

/** On a busy machine a look may fail to record anything (NO_NAVSTART): Lighthouse says to look again. */
async function figures(address, more) {
  const report = await look(address);
  return report.runtimeError && more > 0 ? figures(address, more - 1) : figuresOf(report);
}

async function look(address) {
  const page = await browser.newPage();
  // The cookie is kept; the browser's cache is emptied all the same.
  const result = await lighthouse(address, { logLevel: 'error', onlyCategories: ['performance', 'accessibility', 'best-practices'] }, undefined, page);
  await page.close();
  return result.lhr;
}
