import type { AdmitContext, EffectiveConsent, RegisterEntry } from '@handlr/privacy';
import type { Statement } from '@handlr/protocol';
import type { SiteIdentity } from '../site-configuration.ts';
import type { DeviceStorage } from '../storage/device-storage.ts';
import type { Surroundings, Undo } from '../surroundings/surroundings.ts';
import type { Tabs } from '../tabs/tabs.ts';
import type { BannerMethod, BannerWords, Consent } from './consent.ts';
import type { ConsentRecord } from './consent-record.ts';

/** What the page said, or another tab told, before there was anybody to hear it. */
export type Early = { readonly words: BannerWords; readonly method: BannerMethod } | { readonly shared: unknown };

type Lasting = Pick<RegisterEntry<never>, 'purpose' | 'lifetimeMs'>;

/** The consent of this device, and what its shell needs of it. */
export type ConsentEngine = Consent & {
  /** All that this device has to say; null while it has nothing to say that would be true for other pages as well. */
  statement(): Statement | null;
  /** That `history` is withdrawn, whatever else holds by now. */
  withdrawal(leastNumber: number): Statement;
  /** The gateway holds a statement of this number. */
  heardOf(number: number): void;
  /** Says the same a second time, above everything that is known. */
  restate(): void;
  /** What the gate asks, for one entry: it goes no later than the decision that it rests on. */
  context(entry: Lasting): AdmitContext;
  /** The number of the session that goes on; null until this page has followed it, and without `history`. */
  session(): number | null;
  /** Says so when something else is allowed than before. */
  update(): void;
  /** Looks for what tabs that cannot talk with this one decided, such as those of another subdomain. */
  look(): void;
  /** The page was away. */
  returned(): void;
  /** As if nothing had ever been said on this device. */
  forget(): Promise<void>;
  close(): void;
};

/** The same, without what is only loaded beside it. */
export type ConsentCore = Omit<ConsentEngine, 'visitorEmail' | 'session'>;

type Changed = { readonly consent: EffectiveConsent };

export type EngineDeps = {
  readonly site: SiteIdentity;
  readonly record: ConsentRecord;
  readonly storage: Pick<DeviceStorage, 'purge' | 'list'>;
  readonly surroundings: Pick<Surroundings, 'nowMs' | 'hasGpc'>;
  readonly tabs: Tabs;
  /** In the order in which it came. */
  readonly early: readonly Early[];
  /** Whether the visitor has opened a chat. */
  hasChat(): boolean;
  /** Whether both sides have written in it. */
  hasExchanged(): boolean;
  on(name: 'consent', listener: (payload: Changed) => void): Undo;
  emit(name: 'consent', payload: Changed): void;
  changed(): void;
};
