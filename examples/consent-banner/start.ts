const oldestNode = 24;
const siteKey = 'rother-ferry';

if (Number.parseInt(process.versions.node) < oldestNode) {
  console.error(`Node ${process.versions.node} is too old for this. Type: npx node examples/consent-banner/start.ts`);
  process.exit(1);
}

// Only now: an older Node cannot even load what is behind these.
const { explainError, siteSnippet, startGateway, stopOnSignal } = await import('@handlr/gateway');
const { startFerrySite } = await import('./ferry-site.ts');

try {
  const gateway = await startGateway({ HANDLR_LOG_LEVEL: 'warn', ...process.env });
  const { html: snippet, contentSecurityPolicy } = siteSnippet(
    gateway.publicUrl,
    siteKey,
    await gateway.offerKeys(siteKey),
  );
  const address = { port: gateway.port === 0 ? 0 : gateway.port + 1, host: '127.0.0.1' };
  const site = await startFerrySite({ snippet, contentSecurityPolicy }, address);
  stopOnSignal(async () => {
    await site.close();
    await gateway.stop();
  });
  await gateway.offerSite({
    siteKey,
    name: 'Rother Ferry',
    origins: [site.url],
    appearance: { accent: '#a8322a' },
    // The site's banner asks; a second dialog would ask twice.
    consent: {
      ask: 'never',
      controller: 'Rother Ferry CIC',
      processor: 'Strand Answering Ltd',
      contact: 'privacy@rother-ferry.example',
    },
  });
  console.log(`Ferry    ${site.url}`);
  console.log(`Console  ${gateway.publicUrl}/console/`);
  console.log(`Gateway  ${gateway.publicUrl}`);
  if (gateway.setUpLink !== null) console.log(`Set up   ${gateway.setUpLink}`);
  console.log('Ctrl+C stops everything.');
} catch (error) {
  const explained = explainError(error);
  if (explained === null) throw error;
  console.error(explained);
  process.exit(1);
}
