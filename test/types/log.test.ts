import { test } from 'vitest';
import type { Log } from '../../packages/gateway/src/log/index.ts';

test('the log takes the listed fields of a listed event, and nothing else', () => {
  const use = (log: Log, request: { method: string; headers: Record<string, string> }) => {
    log.event('http-request', { method: 'GET', route: '/', status: 200, durationMs: 1 });
    log.error('event-failed', new Error('x'), { event: 'chat:open' });
    // @ts-expect-error the list has no such event
    log.event('unheard-of', {});
    // @ts-expect-error this event lists no fields
    log.event('gateway-stopped', { siteId: 'shop' });
    // @ts-expect-error no event has an address
    log.event('connection-admitted', { namespace: '/visitor', address: '192.0.2.1' });
    // @ts-expect-error a field's value is plain
    log.event('event-refused', { code: { email: 'jane@example.com' } });
    // @ts-expect-error a request is not a list of fields: it has nothing that this event lists
    log.event('gateway-stopped', request);
  };
  void use;
});
