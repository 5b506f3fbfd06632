import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundlePage } from '../../../../scripts/build.mjs';
import { backendWith, listeningServer } from '../test-server.ts';
import { findChromium } from './chromium.ts';
import { readPage } from './files.ts';

const executablePath = findChromium();
if (!executablePath)
  console.warn('The page is not tested: no Chromium here (apt-get install chromium, or set GORILLA_CHROMIUM).');

const EVIL = '<img src=x onerror="document.title=1"> <script>document.title=2</script>';

describe.skipIf(!executablePath)('the page, in a real Chromium', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'gorilla-page-'));
  const key = 'a-key-of-twenty-chars';
  const taught: { text: string; name: string | undefined }[] = [];
  let browser: Browser;
  let page: Page;
  let served: Awaited<ReturnType<typeof listeningServer>>;
  let locked: Awaited<ReturnType<typeof listeningServer>>;
  const foreign: string[] = [];
  const faults: string[] = [];

  beforeAll(async () => {
    await bundlePage(folder);
    const parts = {
      page: readPage(folder),
      backend: await backendWith((backend) => ({
        show: async (name) => {
          const shown = await backend.show(name);
          return shown.map((each) => ({ ...each, operation: { ...each.operation, description: EVIL } }));
        },
      })),
      teaching: {
        teach: async (document: Buffer, name: string | undefined) => {
          taught.push({ text: document.toString('utf8'), name });
          return {
            name: name ?? 'acme',
            operations: 2,
            parameters: 3,
            skipped: [{ pointer: '#/x', reason: EVIL }],
            hints: [],
          };
        },
      },
    };
    served = await listeningServer({}, parts);
    locked = await listeningServer({ keys: [key] }, parts);
    browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox', '--disable-gpu'] });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await served?.close();
    await locked?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    page = await browser.newPage();
    page.on('request', (request) => {
      if (![served.url, locked.url].some((url) => request.url().startsWith(url))) foreign.push(request.url());
    });
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(served.url);
  });
  afterEach(async () => {
    await page.close();
    expect(foreign).toEqual([]);
    expect(faults.splice(0)).toEqual([]);
  });

  const ask = async (text: string) => {
    await page.getByLabel('Your task').fill(text);
    await page.keyboard.press('Enter');
    await page.getByRole('article').first().waitFor();
  };
  const candidates = (options = {}) => page.getByRole('listbox', { name: 'Candidates' }).getByRole('option', options);
  const call = () => page.locator('.text code').textContent();

  it('answers, and links each argument to its words and its document', async () => {
    await ask('scale web to 3');
    expect(await call()).toBe('kubectl scale --replicas 3 web');
    expect(await page.locator('mark').allTextContents()).toEqual(['web', '3']);
    await page.getByRole('link', { name: '--replicas' }).focus();
    expect(await page.locator('mark.active').allTextContents()).toEqual(['3']);
    await page.getByRole('link', { name: '--replicas' }).click();
    expect(await page.locator('tr.meant').textContent()).toContain('The new desired number of replicas');
    await page.getByText('test:kubectl 1.2.3, CC0-1.0').waitFor();
  });

  it('is used with the keyboard alone', async () => {
    await page.locator('textarea:focus').waitFor();
    await page.keyboard.insertText('remove old.log and scale web to 3');
    await page.keyboard.press('Enter');
    await candidates().first().waitFor();
    expect(await call()).toBe('rm old.log');
    await candidates().first().focus();
    await page.keyboard.press('ArrowDown');
    await page.getByText('kubectl scale --replicas 3 web').waitFor();
    expect(await candidates({ selected: true }).textContent()).toContain('kubectl scale');
    await page.keyboard.press('/');
    await page.locator('textarea:focus').waitFor();
  });

  it('fills blanks, and says which value cannot be one', async () => {
    await ask('scale web');
    const form = page.getByRole('form', { name: 'What is missing' });
    await form.getByRole('textbox').fill('many');
    await form.getByRole('button').click();
    await form.getByRole('alert').waitFor();
    expect(await form.getByRole('alert').textContent()).toBe('A number, please');
    await form.getByRole('textbox').fill('4');
    await page.keyboard.press('Enter');
    await form.waitFor({ state: 'detached' });
    expect(await call()).toBe('kubectl scale --replicas 4 web');
    expect(await page.locator('.arguments').textContent()).toContain('given by you');
  });

  it('copies in the languages that the operation has', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await ask('issue "It breaks" in octocat/hello');
    const tab = (name: string) => page.getByRole('tab', { name });
    await tab('Python').click();
    await page.getByText('import requests').waitFor();
    await page.getByRole('button', { name: 'Copy the call as python' }).click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toContain("'title': 'It breaks'");
    expect(await tab('Command line').isDisabled()).toBe(true);
    await tab('curl').click();
    expect(await call()).toContain('curl https://api.github.com/repos/octocat/hello/issues');
  });

  it('browses and searches the zoo; markup of documents is text', async () => {
    await page.getByRole('link', { name: /^Zoo/ }).click();
    await page.getByRole('link', { name: 'coreutils' }).click();
    await page.getByRole('link', { name: 'rm', exact: true }).click();
    await page.getByRole('heading', { name: 'coreutils:rm' }).waitFor();
    expect(await page.locator('.documentation').first().textContent()).toBe(EVIL);
    expect(await page.locator('main img, main script').count()).toBe(0);
    await page.goBack();
    await page.goBack();
    await page.getByRole('searchbox').fill('new size');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'kubectl scale' }).waitFor();
    expect(await page.title()).toBe('Gorilla');
  });

  it('teaches what is uploaded', async () => {
    await page.getByRole('link', { name: 'Teach' }).click();
    const document = 'openapi: 3.1.0';
    await page.setInputFiles('input[type=file]', {
      name: 'acme.yaml',
      mimeType: 'application/yaml',
      buffer: Buffer.from(document),
    });
    await page.getByLabel('What it is called').fill('acme');
    await page.getByRole('button', { name: 'Teach' }).click();
    await page.getByText('2 operations, 3 parameters').waitFor();
    expect(taught).toEqual([{ text: document, name: 'acme' }]);
    await page.getByText('1 parts could not be read').click();
    expect(await page.locator('details').textContent()).toContain('<script>');
  });

  it('says when nothing serves, and when the server refuses', async () => {
    await ask('order a pizza');
    await page.getByText('No such call').waitFor();
    await page.getByPlaceholder('all providers').fill('nosuch');
    await page.getByRole('button', { name: 'Find the call' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('no provider nosuch');
  });

  it('asks for the key of a server that wants one', async () => {
    await page.goto(locked.url);
    await page.getByLabel('This server wants a key').fill(key);
    await page.getByRole('button', { name: 'Use it' }).click();
    await page.getByRole('link', { name: 'Zoo (4)' }).waitFor();
    await ask('scale web to 3');
    expect(await call()).toBe('kubectl scale --replicas 3 web');
  });

  it('is dark where the system is, and as the person says', async () => {
    const ground = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await ground();
    await page.emulateMedia({ colorScheme: 'light' });
    await expect.poll(ground).not.toBe(dark);
    await page.getByRole('button', { name: /^Colours/ }).click();
    // The page paints when it has drawn, not when the click returns.
    await expect.poll(ground).toBe(dark);
  });
});
