// The pages as a reader meets them, in headless Chromium. run.sh starts it.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import puppeteer from 'puppeteer-core';

const { ADDRESS: address, CASE: place, PICTURES: pictures } = process.env;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const wide = { width: 1280, height: 900 };
const tablet = { width: 768, height: 1024 };
const narrow = { width: 320, height: 640 };

let browser;
let page;
let faults;

before(async () => {
  browser = await puppeteer.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'], protocolTimeout: 60000 });
  page = await browser.newPage();
  await page.setViewport(wide);
  page.on('console', (line) => line.type() === 'error' && faults.push(`console: ${line.text()}`));
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => { faults.push('a dialog'); dialog.dismiss(); });
  page.on('request', (request) => {
    // Chromium draws its own date fields with data: addresses.
    if (!/^data:/.test(request.url()) && !request.url().startsWith(address)) faults.push(`outside: ${request.url()}`);
  });
});

after(() => browser.close());

async function open(path) {
  faults = [];
  await page.bringToFront();
  await page.goto(address + path, { waitUntil: 'load' });
}

async function calm() {
  assert.deepEqual(faults, []);
  assert.equal(await page.evaluate(() => window.hurt), undefined, 'a document ran a script');
}

const json = async (path) => (await fetch(address + path)).json();
const text = (selector) => page.$eval(selector, (element) => element.textContent.trim());
const part = encodeURIComponent;

// The addresses of one page of each kind.
async function addresses() {
  const { stories } = await json('/api/stories');
  const [first] = stories;
  const hostile = stories.find((s) => s.title.includes('Lock gates') || s.title.includes('hurt'));
  const story = await json(`/api/stories/${part(first.id)}`);
  const switched = story.collations.find((c) => c.support.reasons.some((r) => r.edge));
  const { hits } = await json('/api/search?q=brannoch');
  const bad = await json(`/api/stories/${part(hostile.id)}`);
  return {
    pile: '/',
    search: '/?q=%22lock+gates%22',
    story: `/story/${part(first.id)}`,
    lineage: `/story/${part(first.id)}/lineage`,
    collation: `/collation/${part(switched.id)}`,
    document: `/document/${part(story.documents[0].id)}?start=0&end=20#at`,
    names: '/names',
    outlets: '/outlets',
    'story as known then': `/story/${part(first.id)}?as_of=2021-10-13`,
    'story as known before': `/story/${part(first.id)}?as_of=1999-01-01`,
    'story as known never': `/story/${part(first.id)}?as_of=%3Cscript%3E`,
    'hostile story': `/story/${part(hostile.id)}`,
    'hostile lineage': `/story/${part(hostile.id)}/lineage`,
    'hostile collation': `/collation/${part(bad.collations[0].id)}`,
    ...Object.fromEntries(hits.map((hit, n) => [`hostile document ${n + 1}`, `/document/${part(hit.id)}`])),
  };
}

async function violations() {
  const { violations: found } = await page.evaluate(`${axe}; axe.run(document, { resultTypes: ['violations'] })`);
  return found.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.target} ${n.failureSummary}`).join(' | ')}`);
}

test('every page is calm, fits, and has no violation, at any width, light and dark', async (t) => {
  for (const [name, path] of Object.entries(await addresses())) {
    await t.test(name, async () => {
      for (const size of [wide, tablet, narrow]) {
        await page.setViewport(size);
        for (const scheme of ['light', 'dark']) {
          await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
          await open(path);
          assert.deepEqual(await violations(), [], `${size.width}, ${scheme}`);
          await calm();
        }
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(over <= 0, `${over} pixels too wide at ${size.width}`);
      }
      await page.setViewport(wide);
      await page.emulateMediaFeatures([]);
    });
  }
});

test('the keyboard alone reaches every control of every page, and is held by none', async (t) => {
  for (const [name, path] of Object.entries(await addresses())) {
    await t.test(name, async () => {
      await open(path);
      const wanted = await page.evaluate(() => {
        const all = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex]')];
        const seen = all.filter((e) => e.tabIndex >= 0 && e.id !== 'main' && e.checkVisibility());
        seen.forEach((e, n) => { e.dataset.stop = n; });
        return seen.length;
      });
      const reached = new Set();
      for (let n = 0; n < wanted * 3 + 10 && reached.size < wanted; n += 1) {
        await page.keyboard.press('Tab');
        const stop = await page.evaluate(() => document.activeElement.dataset.stop);
        if (stop !== undefined) reached.add(stop);
      }
      assert.equal(reached.size, wanted);
      await calm();
    });
  }
});

test('a story is told as it was known on a day', async () => {
  const { 'story as known then': then, 'story as known before': before } = await addresses();
  await open(then);
  const now = await text('main h1');
  await open(before);
  assert.equal(await text('main h1'), now);
  assert.match(await text('main'), /Nothing of this story is shown to have been published by then/);
  await Promise.all([page.waitForNavigation(), page.click('.as-of a')]);
  await page.$eval('input[name=as_of]', (field) => { field.value = '1999-01-01'; });
  await Promise.all([page.waitForNavigation(), page.click('.as-of button')]);
  assert.ok(page.url().endsWith('as_of=1999-01-01'));
  await calm();
});

test('on paper nothing is lost: every edge, every evidence, nothing dark', async () => {
  const { story } = await addresses();
  const devtools = await page.createCDPSession();
  const dark = [{ name: 'prefers-color-scheme', value: 'dark' }];
  await devtools.send('Emulation.setEmulatedMedia', { media: 'print', features: dark });
  await open(story);
  const hidden = await page.$$eval('.edge, .passage, .evidence, .key li', (all) => all
    .filter((e) => getComputedStyle(e).display === 'none' || !e.checkVisibility()).length);
  assert.equal(hidden, 0);
  assert.equal(await page.$eval('body', (body) => getComputedStyle(body).backgroundColor), 'rgb(255, 255, 255)');
  await devtools.send('Emulation.setEmulatedMedia', { media: '', features: [] });
  await calm();
});

test('the dossier in one file is calm too, and has no violation', async () => {
  const file = await browser.newPage();
  after(() => file.close());
  await file.goto(`file://${place}/index.html`);
  const found = await file.evaluate(`${axe}; axe.run(document, { resultTypes: ['violations'] })`);
  assert.deepEqual(found.violations.map((v) => `${v.id}: ${v.nodes[0].target}`), []);
  assert.equal(await file.evaluate(() => window.hurt), undefined);
  await page.bringToFront();
});

test('a switch takes an edge out and the support is found anew', async () => {
  const { collation } = await addresses();
  await open(collation);
  const before = await text('[data-support]');
  const turn = async (on) => {
    for (const box of await page.$$('[data-edge]')) {
      if ((await box.evaluate((b) => b.checked)) !== on) {
        await box.focus();
        await page.keyboard.press('Space');
      }
    }
  };
  await turn(false);
  await page.waitForFunction((was) => document.querySelector('[data-support]').textContent.trim() !== was, {}, before);
  assert.match(await text('.reasons [role=status]'), /left out: rests on/);
  await page.waitForSelector('.gone');
  await turn(true);
  await page.waitForFunction((was) => document.querySelector('[data-support]').textContent.trim() === was
    && !document.querySelector('.gone'), {}, before);
  await calm();
});

test('names are judged by single keys, with undo, and kept in the file', async () => {
  await open('/names');
  const rows = () => (existsSync(`${place}/decisions.jsonl`)
    ? readFileSync(`${place}/decisions.jsonl`, 'utf8').split('\n').filter(Boolean).map((row) => JSON.parse(row)) : []);
  const names = await page.$$eval('.pair', (all) => all.slice(0, 3).map((p) => [p.dataset.a, p.dataset.b]));
  await page.focus('.pair');
  for (const [key, n] of [['s', 1], ['d', 2], ['u', 3]]) {
    await page.keyboard.press(key);
    await page.waitForFunction((count) => document.querySelector('[data-decided]').textContent === String(count), {}, n);
  }
  assert.deepEqual(rows().map((r) => [r.a, r.b]), names);
  assert.deepEqual(rows().map((r) => r.decision), ['same', 'different', 'unsure']);
  await page.keyboard.press('z');
  await page.waitForFunction(() => document.querySelector('[data-decided]').textContent === '2');
  assert.equal(rows().length, 2);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.b), names[2][1]);
  await page.keyboard.press('k');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.b), names[1][1]);
  await page.reload();
  assert.deepEqual(await page.$$eval('.pair', (all) => all.slice(0, 3).map((p) => p.querySelector('[aria-pressed=true]')?.dataset.judge ?? null)), ['same', 'different', null]);
  await page.click('[data-undo]');
  await page.waitForFunction(() => document.querySelector('[data-decided]').textContent === '1');
  await page.click('[data-undo]');
  await page.waitForFunction(() => document.querySelector('[data-decided]').textContent === '0');
  assert.deepEqual(rows(), []);
  await calm();
});

test('search finds phrases, marks them, and filters', async () => {
  await open('/');
  await page.type('#q', '"lock gates" outlet:brannoch');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  assert.match(await text('#found'), /^1 document in 1 story/);
  assert.match(await text('.hit'), /lock/i);
  await page.select('select[name=outlet]', 'Brannoch Post');
  await page.click('input[name=differ]');
  await Promise.all([page.waitForNavigation(), page.click('.search button')]);
  assert.ok(page.url().includes('outlet=Brannoch'));
  assert.equal(await page.$eval('input[name=differ]', (box) => box.checked), true);
  await calm();
});

test('columns scroll together, and need not', async () => {
  const { collation } = await addresses();
  await open(collation);
  const tops = () => page.$$eval('.column .words', (all) => all.map((c) => c.scrollTop));
  await page.$$eval('.column .words', (all) => all.forEach((c) => { c.style.height = '4rem'; c.scrollTop = 0; }));
  const started = await tops();
  await page.$eval('.column .words', (column) => { column.scrollTop += 40; });
  await new Promise((done) => { setTimeout(done, 300); });
  const moved = await tops();
  if (started.length > 1 && moved[0] > started[0]) assert.ok(moved[1] !== started[1] || started[1] === 0, `${started} ${moved}`);
  await calm();
});

test('what is highlighted in a document is chosen, without a script', async () => {
  const { document } = await addresses();
  await open(document);
  const shadow = () => page.$eval('.q', (mark) => getComputedStyle(mark).backgroundColor);
  const shown = await shadow();
  await page.click('.show-q');
  assert.notEqual(await shadow(), shown);
  assert.ok(await page.$('#at'), 'the place that was asked for is marked');
  await calm();
});

test('the lineage tells its edges to whoever points at a document', async () => {
  const { lineage } = await addresses();
  await open(lineage);
  await page.$eval('.drawing a[data-node]', (a) => a.focus());
  assert.ok((await page.$$('.edge.here')).length > 0 || (await text('.edges-here')) === '');
  await page.$$eval('.drawing a[data-node]', (all) => all.forEach((a) => { a.focus(); if (document.querySelector('.edge.here')) a.dataset.found = 1; }));
  assert.ok(await page.$('[data-found]'), 'some document has edges');
  await calm();
});

test('every part is reached by the keyboard', async () => {
  await open('/');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  await calm();
});

test('pictures', { skip: !pictures }, async () => {
  mkdirSync(pictures, { recursive: true });
  const all = await addresses();
  const shots = [
    ['pile', all.pile, wide, 'light'],
    ['story', all.story, wide, 'light'], ['collation', all.collation, wide, 'light'],
    ['document', all.document, wide, 'light'], ['lineage', all.lineage, wide, 'light'],
    ['names', all.names, wide, 'light'], ['outlets', all.outlets, wide, 'light'], ['search', '/?q=ferry', wide, 'light'],
    ['story-dark', all.story, wide, 'dark'], ['collation-narrow', all.collation, narrow, 'light'],
    ['pile-narrow', all.pile, narrow, 'dark'], ['document-narrow', all.document, narrow, 'light'],
  ];
  for (const [name, path, size, scheme] of shots) {
    await page.setViewport(size);
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await open(path);
    await page.screenshot({ path: `${pictures}/${name}.png` });
  }
});
