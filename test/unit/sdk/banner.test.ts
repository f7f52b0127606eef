import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createConsentMode } from '../../../packages/sdk/src/consent/banner/consent-mode-words.ts';
import { type TcfBanner, type TcfData, wordsOfTcf } from '../../../packages/sdk/src/consent/banner/tcf-words.ts';

const banner = { kind: 'tcf', vendorId: 1234 } as const;

function tcf(change: Partial<TcfData> = {}, given: TcfBanner = banner) {
  const data = { eventStatus: 'useractioncomplete', gdprApplies: true, ...consents([1, 8], [1234]) };
  return wordsOfTcf(given, { ...data, ...change });
}

function consents(purposes: readonly number[], vendors: readonly number[]) {
  const granted = (ids: readonly number[]) => ({ consents: Object.fromEntries(ids.map((id) => [id, true])) });
  return { purpose: granted(purposes), vendor: granted(vendors) };
}

describe('CASE 16: TCF', () => {
  test.each(['tcloaded', 'useractioncomplete'])('%s says what was chosen', (eventStatus) => {
    expect(tcf({ eventStatus })).toEqual({ functionality: 'granted', history: 'granted' });
    expect(tcf({ eventStatus, ...consents([1], [1234]) })).toEqual({ functionality: 'granted', history: 'denied' });
    expect(tcf({ eventStatus, ...consents([], []) })).toEqual({ functionality: 'denied', history: 'denied' });
  });

  test.each(['cmpuishown', undefined, 'nonsense'])('%s says nothing', (eventStatus) => {
    const { eventStatus: _known, ...data } = { eventStatus: '', ...consents([1, 8], [1234]) };
    expect(wordsOfTcf(banner, eventStatus === undefined ? data : { ...data, eventStatus })).toBeNull();
  });

  test('is silent without a vendor of ours, and where the platform found that the GDPR does not apply', () => {
    expect(tcf({}, { kind: 'tcf' })).toBeNull();
    expect(tcf({ gdprApplies: false })).toBeNull();
  });

  test('grants nothing without consent for us, by legitimate interest, or against the publisher', () => {
    const denied = { functionality: 'denied', history: 'denied' };
    expect(tcf(consents([1, 8], [1235]))).toEqual(denied);
    expect(tcf({ purpose: {}, vendor: {} })).toEqual(denied);
    expect(wordsOfTcf(banner, { eventStatus: 'tcloaded' })).toEqual(denied);
    const restrictions = { 8: { 1234: 0 } };
    expect(tcf({ publisher: { restrictions } })).toEqual({ functionality: 'granted', history: 'denied' });
  });

  test('is mapped as the site says', () => {
    const purposes = { history: [3, 4] };
    expect(tcf(consents([3, 4], [1234]), { ...banner, purposes })).toEqual({ history: 'granted' });
    expect(tcf({}, { ...banner, purposes })).toEqual({ history: 'denied' });
  });
});

describe('CASE 16: Google Consent Mode', () => {
  // As Google's snippet pushes it.
  function gtag(..._entry: unknown[]): IArguments {
    return arguments;
  }

  test('a default that denies, denies; one that grants, says nothing; an update says what was chosen', () => {
    const hear = createConsentMode({ kind: 'consent-mode' });
    const signals = { functionality_storage: 'granted', personalization_storage: 'denied' };
    expect(hear(gtag('consent', 'default', signals))).toEqual({ functionality: 'silent', history: 'denied' });
    const update = { functionality_storage: 'granted', personalization_storage: 'granted' };
    expect(hear(['consent', 'update', update])).toEqual({ functionality: 'granted', history: 'silent' });
    expect(hear(['consent', 'update', { analytics_storage: 'granted' }])).toMatchObject({ history: 'granted' });
    expect(hear(['consent', 'default', { analytics_storage: 'denied' }])).toMatchObject({ history: 'granted' });
    expect(hear(['consent', 'update', { analytics_storage: 'denied' }])).toMatchObject({ history: 'denied' });
  });

  test.each([{ event: 'gtm.js' }, ['config', 'G-1'], null, undefined, ['consent'], ['consent', 'update', null]])(
    '%j grants nothing',
    (entry) => {
      const words = createConsentMode({ kind: 'consent-mode' })(entry) ?? {};
      expect(Object.values(words)).not.toContain('granted');
    },
  );

  test('is mapped as the site says', () => {
    const hear = createConsentMode({ kind: 'consent-mode', signals: { history: ['chat_storage'] } });
    expect(hear(['consent', 'update', { chat_storage: 'granted' }])).toEqual({ history: 'granted' });
  });
});

describe('CASE 16: in the page', () => {
  const set = vi.fn();
  beforeEach(() => {
    vi.resetModules();
    vi.useFakeTimers();
    set.mockReset();
    vi.stubGlobal('handlr', { consent: { set } });
    vi.stubGlobal('window', globalThis);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    Reflect.deleteProperty(globalThis, 'dataLayer');
  });

  const listen = (kind: 'tcf' | 'consent-mode') => {
    vi.stubGlobal('HANDLR_SITE', { consent: { banner: kind === 'tcf' ? banner : { kind } } });
    return kind === 'tcf'
      ? import('../../../packages/sdk/src/consent/banner/tcf.ts')
      : import('../../../packages/sdk/src/consent/banner/consent-mode.ts');
  };

  test('a platform that throws, never answers or answers late does no harm', async () => {
    let isBroken = true;
    const api = vi.fn((_command: string, _version: number, listener: (data: TcfData, success: boolean) => void) => {
      if (isBroken) throw new Error('Broken');
      listener({ eventStatus: 'cmpuishown', ...consents([1, 8], [1234]) }, true);
      setTimeout(() => listener({ eventStatus: 'tcloaded', ...consents([1, 8], [1234]) }, false), 1_000);
      setTimeout(() => listener({ eventStatus: 'useractioncomplete', ...consents([1, 8], [1234]) }, true), 60_000);
    });
    await listen('tcf');
    vi.advanceTimersByTime(5_000);
    vi.stubGlobal('__tcfapi', api);
    vi.advanceTimersByTime(5_000);
    isBroken = false;
    vi.advanceTimersByTime(30_000);
    expect(set).not.toHaveBeenCalled();
    vi.advanceTimersByTime(60_000);
    expect(set.mock.calls).toEqual([[{ functionality: 'granted', history: 'granted' }, 'tcf']]);
  });

  test('one that never comes is looked for no longer than a minute', async () => {
    await listen('tcf');
    vi.advanceTimersByTime(70_000);
    expect([vi.getTimerCount(), set.mock.calls]).toEqual([0, []]);
  });

  test('the data layer is read from its beginning, and goes on to work for others', async () => {
    const layer: unknown[] = [['consent', 'default', { personalization_storage: 'denied' }]];
    vi.stubGlobal('dataLayer', layer);
    await listen('consent-mode');
    expect(set.mock.lastCall).toEqual([{ functionality: 'silent', history: 'denied' }, 'consent-mode']);
    const update = { personalization_storage: 'granted', analytics_storage: 'granted' };
    expect(layer.push({ event: 'page' }, ['consent', 'update', update])).toBe(3);
    expect(set.mock.lastCall).toEqual([{ functionality: 'silent', history: 'granted' }, 'consent-mode']);
    expect(layer).toHaveLength(3);
  });
});
