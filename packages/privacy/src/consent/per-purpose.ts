import type { Purpose } from '@handlr/protocol';

/** A value for each purpose; a forgotten one does not compile. */
export function perPurpose<Value>(value: (purpose: Purpose) => Value): { [P in Purpose]: Value } {
  return {
    service: value('service'),
    security: value('security'),
    functionality: value('functionality'),
    history: value('history'),
    contact: value('contact'),
    location: value('location'),
    statistics: value('statistics'),
  };
}
