import { createCapability } from '@handlr/core';
import { addressNeedles, type Needle, secretNeedles, textNeedles } from '../../support/byte-scan.ts';
import { knownAddresses } from '../../support/known-addresses.ts';
import type { TestRandom } from '../../support/random.ts';
import type { PlaceKind } from './place.ts';

export type Canary = {
  readonly group: string;
  readonly channel: string;
  readonly value: string;
  readonly isAddress: boolean;
  readonly needles: readonly Needle[];
  /** Where it belongs, by design or by a browser's. Anywhere else it is a leak. */
  readonly keptIn: readonly PlaceKind[];
};

/** Makes values that stand nowhere by chance, and remembers by which channel each went in. */
export interface Canaries {
  /** Reads like a name: what looks only for random text lets it through. */
  word(channel: string, keptIn?: readonly PlaceKind[]): string;
  /** 256 bits in base64url. */
  secret(channel: string, keptIn?: readonly PlaceKind[]): string;
  /** Public, and known to the database of countries. */
  address(channel: string): string;
  /** A text or secret that somebody else made, as soon as it is known. Twice is once. */
  note(channel: string, value: string, keptIn?: readonly PlaceKind[]): void;
}

/** All canaries of a run. */
export type Aviary = { group(name: string): Canaries; list(): readonly Canary[] };

const mostAddresses = 400;
const syllables = 6;
const consonants = 'bdfgklmnprstvz'.split('');
const vowels = 'aeiou'.split('');
const secretForm = /^[\w-]{43}$/;

export function createAviary(random: TestRandom): Aviary {
  const byValue = new Map<string, Canary>();
  const addresses = knownAddresses(mostAddresses, random)
    .map(({ address }) => address)
    .filter(isNoText);

  return { group, list: () => [...byValue.values()] };

  function group(name: string): Canaries {
    return {
      word: (channel, keptIn) => add({ channel, keptIn, value: word() }),
      secret: (channel, keptIn) => add({ channel, keptIn, value: createCapability(random) }),
      address: (channel) => add({ channel, value: address(), isAddress: true }),
      note: (channel, value, keptIn) => void add({ channel, keptIn, value }),
    };

    function add({ channel, value, isAddress = false, keptIn = [] }: Given): string {
      const needlesOf = isAddress ? addressNeedles : secretForm.test(value) ? secretNeedles : textNeedles;
      if (!byValue.has(value)) {
        byValue.set(value, { group: name, channel, value, isAddress, needles: needlesOf(value), keptIn });
      }
      return value;
    }
  }

  function word(): string {
    const syllable = (): string => random.pick(consonants) + random.pick(vowels);
    return Array.from({ length: syllables }, syllable).join('');
  }

  function address(): string {
    const next = addresses.pop();
    if (next === undefined) throw new RangeError('There are no more addresses');
    return next;
  }
}

type Given = {
  readonly channel: string;
  readonly value: string;
  readonly isAddress?: boolean;
  readonly keptIn?: readonly PlaceKind[] | undefined;
};

/** The four bytes of some IPv4 addresses are also a word. Two that are not ASCII make it none. */
function isNoText(address: string): boolean {
  return address.includes(':') || address.split('.').filter((octet) => Number(octet) > 127).length >= 2;
}
