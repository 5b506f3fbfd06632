/** npm run docs:page: pictures of the page of `gorilla serve`, as it is built, over the real zoo, in a real Chromium. Writes docs/page-*.png. */
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { serveProcess } from '../eval/load/load.ts';
import { findChromium } from '../src/surfaces/http/page/chromium.ts';

const executablePath = findChromium();
if (!executablePath) throw new Error('No Chromium here: apt-get install chromium, or set GORILLA_CHROMIUM.');

const served = await serveProcess();
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const size = { viewport: { width: 1100, height: 760 } };

async function ask(page: Page, request: string): Promise<void> {
  await page.goto(served.url);
  await page.getByRole('link', { name: /^Zoo \(/ }).waitFor();
  await page.getByLabel('Your task').fill(request);
  await page.keyboard.press('Enter');
  await page.locator('.languages button:disabled').first().waitFor();
}

async function picture(
  name: string,
  colorScheme: 'light' | 'dark',
  show: (page: Page) => Promise<void>,
): Promise<void> {
  const page = await browser.newPage({ ...size, colorScheme });
  page.setDefaultTimeout(120_000);
  await show(page);
  await page.screenshot({ path: fileURLToPath(new URL(`../docs/page-${name}.png`, import.meta.url)) });
  await page.close();
}

try {
  await picture('ask', 'light', async (page) => {
    await ask(page, 'keep logs of group /aws/lambda/billing for two weeks');
    await page.getByRole('link', { name: '--retention-in-days' }).hover();
  });
  await picture('blanks', 'dark', (page) => ask(page, 'reboot an ec2 instance'));
  await picture('zoo', 'light', async (page) => {
    await page.goto(`${served.url}/#zoo`);
    await page.getByRole('link', { name: 'aws', exact: true }).waitFor();
  });
} finally {
  await browser.close();
  await served.close();
}
