import { createServer } from 'node:http';
import type { Browser } from 'playwright-core';
import { Server } from 'socket.io';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium, nothingStored, openPage, readStorage, runAxe } from '../support/chromium.ts';
import { listenAnywhere } from '../support/listen.ts';

const strictPolicy = "default-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
const http = createServer((request, response) => {
  const script = request.url === '/worker.js';
  response.writeHead(200, {
    'content-type': script ? 'text/javascript' : 'text/html',
    ...(request.url === '/strict' && { 'content-security-policy': strictPolicy }),
  });
  response.end(script ? '' : '<!doctype html><html lang="en"><title>Page</title><main><h1>Page</h1></main></html>');
});
const sockets = new Server(http, { transports: ['websocket'] });
let browser: Browser;
let origin: string;

beforeAll(async () => {
  origin = `http://localhost:${await listenAnywhere(http)}`;
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
  await sockets.close();
});

test('storage is read in every medium, and a fresh page has none', async () => {
  const { page, close } = await openPage(browser);
  await page.goto(origin);
  expect(await readStorage(page)).toEqual(nothingStored);
  await page.evaluate(async () => {
    document.cookie = 'crumb=1';
    localStorage.setItem('local', '2');
    sessionStorage.setItem('session', '3');
    await (await caches.open('shelf')).put('/kept', new Response('5'));
    await navigator.serviceWorker.register('/worker.js');
    await (await navigator.storage.getDirectory()).getFileHandle('file', { create: true });
    await new Promise((resolve) => {
      const opening = indexedDB.open('base');
      opening.onupgradeneeded = () => opening.result.createObjectStore('store').put(new Uint8Array([10, 255]), 'key');
      opening.onsuccess = () => resolve(opening.result.close());
    });
  });
  expect(await readStorage(page)).toEqual({
    cookies: { 'localhost crumb': '1' },
    localStorage: { local: '2' },
    sessionStorage: { session: '3' },
    indexedDb: { base: { store: { key: '"0aff"' } } },
    caches: { shelf: { [`${origin}/kept`]: '5' } },
    serviceWorkers: [`${origin}/`],
    files: ['file'],
  });
  await close();
});

test('the wire holds requests, headers, bodies and frames both ways', async () => {
  sockets.once('connection', (socket) => socket.emit('hello', 'from-server'));
  const { page, wire, close } = await openPage(browser, { extraHTTPHeaders: { 'x-canary': 'in-a-header' } });
  await page.goto(origin);
  wire.clear();
  await page.evaluate(async (address) => {
    await fetch('/posted', { method: 'POST', body: 'in-a-body' });
    await new Promise<void>((resolve) => {
      const socket = new WebSocket(`${address.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
      socket.onopen = () => socket.send('40');
      socket.onmessage = ({ data }) => {
        if (String(data).includes('from-server')) resolve();
      };
    });
  }, origin);
  expect(wire.to(origin)).toMatchObject([{ method: 'POST', url: `${origin}/posted`, body: 'in-a-body' }]);
  expect(wire.sockets).toHaveLength(1);
  expect(wire.frames).toContainEqual(expect.objectContaining({ direction: 'sent', payload: '40' }));
  expect(wire.frames.at(-1)).toMatchObject({ direction: 'received', payload: expect.stringContaining('from-server') });
  expect(await wire.sentText()).toContain('in-a-header');
  await close();
});

test('axe looks into open shadow roots, under the strictest policy', async () => {
  const { page, problems, close } = await openPage(browser);
  await page.goto(`${origin}/strict`);
  expect(await runAxe(page)).toEqual([]);
  await page.evaluate(() => {
    const root = document.querySelector('main')?.attachShadow({ mode: 'open' });
    root?.append(document.createElement('button'));
  });
  expect((await runAxe(page)).map(({ rule }) => rule)).toContain('button-name');
  expect(problems).toEqual([]);
  await close();
});
