import { styleText } from 'node:util';

const oldestNode = 24;
const siteKey = 'demo-shop';

if (Number.parseInt(process.versions.node) < oldestNode) {
  console.error(`Node ${process.versions.node} is too old for this. Type: npm start (it brings its own Node)`);
  process.exit(1);
}

// Only now: an older Node cannot even load what is behind these.
const { explainError, siteSnippet, startGateway, stopOnSignal } = await import('@handlr/gateway');
const { shopChecks } = await import('./shop-checks.ts');
const { createShop } = await import('./shop-server.ts');

try {
  // The address block is what matters here; the log can be had with HANDLR_LOG_LEVEL=info.
  const started = await startGateway({ HANDLR_LOG_LEVEL: 'warn', ...process.env });
  const { publicUrl, setUpLink, stop, port } = started;
  const { html, contentSecurityPolicy } = siteSnippet(publicUrl, siteKey, await started.offerKeys(siteKey));
  const shop = await createShop({ snippet: html, contentSecurityPolicy })
    // Another host than the gateway's, so that the two are as foreign to each other as in life.
    .listen({ port: port === 0 ? 0 : port + 1, host: '127.0.0.1' })
    .catch(async (error: unknown) => {
      await stop();
      throw error;
    });
  await started.offerSite({ siteKey, name: 'Wrenmarsh Pottery', origins: [shop.url] });
  await started.offerChecks(siteKey, shopChecks);
  stopOnSignal(async () => {
    await shop.close();
    await stop();
  });
  console.log(welcome(publicUrl, shop.url, setUpLink));
} catch (error) {
  const explained = explainError(error);
  if (explained === null) throw error;
  console.error(explained);
  process.exit(1);
}

function welcome(gatewayUrl: string, shopUrl: string, setUpLink: string | null): string {
  const console = `${gatewayUrl}/console/`;
  const lines: readonly (readonly [label: string, address: string])[] = [
    ['Shop', shopUrl],
    ['Console', console],
    ['Gateway', gatewayUrl],
    setUpLink === null ? ['Sign in at', console] : ['Set up', setUpLink],
  ];
  const next =
    setUpLink === null
      ? 'Open the shop, and answer its chats in the console.'
      : 'Begin with the set-up link, which works once; then open the shop and say hello.';
  return [
    '',
    `  ${styleText('bold', 'Handlr Chat is running')}`,
    '',
    ...lines.map(([label, address]) => `  ${styleText('dim', label.padEnd(12))}${styleText('cyan', address)}`),
    '',
    `  ${styleText('dim', `${next} Ctrl+C stops everything.`)}`,
    '',
  ].join('\n');
}
