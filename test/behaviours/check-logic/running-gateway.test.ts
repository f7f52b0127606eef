import { afterAll, beforeAll, expect, test } from 'vitest';
import { shopOrigin, siteKey, startTestGateway, type TestGateway } from '../../support/gateway.ts';
import { connectAgent } from '../../support/socket-client.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

const fetched = async (name: string) => {
  const answer = await fetch(`${gateway.url}/sites/${siteKey}/${name}`, { headers: { origin: shopOrigin } });
  return { answer, body: await answer.text() };
};

test('CHK26 a site is answered from when an agent’s socket opens until it closes', async () => {
  const available = async () => JSON.parse((await fetched('availability.json')).body).available;
  expect(await available()).toBe(false);
  const auditor = await connectAgent(gateway.url, await gateway.signIn('auditor'));
  expect(await available()).toBe(false);
  const agent = await connectAgent(gateway.url, await gateway.signIn('agent', gateway.siteId));
  expect(await available()).toBe(true);
  agent.close();
  await expect.poll(available).toBe(false);
  auditor.close();
});

test('CHK24 a supervisor’s checks reach pages; an agent may not see them', async () => {
  const { siteId } = gateway;
  const supervisor = await connectAgent(gateway.url, await gateway.signIn('supervisor', siteId));
  const agent = await connectAgent(gateway.url, await gateway.signIn('agent', siteId));
  expect(await agent.ask('checks:show', { siteId })).toEqual({ ok: false, error: { code: 'forbidden' } });
  const check = { id: 'a', name: 'A', on: true, when: { is: 'exit-intent' }, then: [{ do: 'hide' }], scope: 'page' };
  const saved = await supervisor.ask('checks:save', { siteId, revision: 0, checks: { checks: [check] } });
  expect(saved).toEqual({ ok: true, value: { revision: 1, faults: [] } });
  const { answer, body } = await fetched('checks.json');
  expect(JSON.parse(body).checks).toMatchObject([{ id: 'a', then: [{ do: 'hide' }] }]);
  expect(answer.headers.get('set-cookie')).toBeNull();
  supervisor.close();
  agent.close();
});
