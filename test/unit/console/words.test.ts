import { describe, expect, test } from 'vitest';
import type { Command } from '../../../packages/console/src/palette/commands.ts';
import { rankCommands } from '../../../packages/console/src/palette/rank-commands.ts';
import { advisePassword } from '../../../packages/console/src/password/password-advice.ts';
import { countryName } from '../../../packages/console/src/visitor-card/country.ts';
import { isWebAddress, pagePath } from '../../../packages/console/src/visitor-card/page-address.ts';
import { countKept, purposesInOrder, statusWords } from '../../../packages/console/src/visitor-card/purpose-words.ts';
import { visitorLabel } from '../../../packages/console/src/visitor-card/visitor-label.ts';
import {
  lengthWords,
  moment,
  pagesByDay,
  shortDay,
  visitsWords,
} from '../../../packages/console/src/visit-history/history-words.ts';
import { chatOf } from './chats.ts';

describe('advice on a password', () => {
  const personal = ['Maya Lindqvist', 'maya@handlr.example'];

  test.each([
    ['', 0, false],
    ['short', 1, false],
    ['elevenchars', 1, false],
    ['twelve chars', 2, true],
    ['aaaaaaaaaaaaaaaa', 1, true],
    ['abcabcabcabcabc', 1, true],
    ['lindqvist1234', 1, true],
    ['password12345', 1, true],
    ['copper lantern rivers', 3, true],
    ['お茶を飲みながら猫を眺める', 2, true],
  ])('%j lights %i bars, allowed: %s', (password, bars, allowed) => {
    const advice = advisePassword(password, personal);
    expect([advice.bars, advice.allowed]).toEqual([bars, allowed]);
  });

  test('counts characters as people do', () => {
    expect(advisePassword('🐈'.repeat(11), []).words).toBe('1 more character.');
  });
});

describe('the palette', () => {
  const command = (label: string, hint = ''): Command => ({
    id: label,
    section: 'Go to',
    label,
    hint,
    shortcut: null,
    run: () => undefined,
  });
  const commands = [
    command('End chat…', 'André'),
    command('André', 'Wrenmarsh'),
    command('Theme dark'),
    command('Visitor', 'Andreas & Co'),
  ];
  const find = (query: string): string[] => rankCommands(commands, query).map(({ label }) => label);

  test('finds by the beginning of words, labels before hints, without minding accents', () => {
    expect(find('andre')).toEqual(['André', 'End chat…', 'Visitor']);
  });

  test('needs every word', () => {
    expect(find('end andre')).toEqual(['End chat…']);
    expect(find('dark nothing')).toEqual([]);
  });

  test('leaves the order alone while nothing is typed', () => {
    expect(find('  ')).toEqual(commands.map(({ label }) => label));
  });
});

describe('the visitor', () => {
  test.each([
    [{ visitorName: 'Nora', country: 'GB' }, 'Nora'],
    [{ visitorName: null, country: 'DE' }, 'Visitor from Germany'],
    [{ visitorName: null, country: null }, 'Visitor'],
  ])('is called %j %s', (chat, label) => {
    expect(visitorLabel(chat)).toBe(label);
  });

  test('comes from a country, known by name or not', () => {
    expect([countryName('JP'), countryName('ZZ'), countryName('not a code')]).toEqual([
      'Japan',
      'Unknown Region',
      'not a code',
    ]);
  });

  test('opened the box on a page, whose path is readable', () => {
    expect(pagePath('https://a.example/caf%C3%A9/?b=c')).toBe('/café/?b=c');
    expect(pagePath('https://a.example/%E0%A4%A')).toBe('/%E0%A4%A');
    expect(pagePath('nonsense')).toBe('nonsense');
    expect([isWebAddress('https://a.example'), isWebAddress('javascript:alert(1)'), isWebAddress('')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('agreed to some purposes, each of which the card names', () => {
    const { consent } = chatOf('chat');
    expect(purposesInOrder().toSorted()).toEqual(Object.keys(consent).toSorted());
    expect(countKept(consent)).toEqual({ kept: 2, all: 7 });
  });

  test('agreed, or need not: then it is said whether they could object', () => {
    expect([statusWords('service', 'exempt'), statusWords('security', 'exempt')]).toEqual(['Always', 'Always']);
    expect(statusWords('statistics', 'exempt')).toBe('Until they object');
    expect(statusWords('functionality', 'exempt')).toBe('Until they object');
    expect(statusWords('functionality', 'granted')).toBe('Agreed');
  });
});

describe('visits', () => {
  const at = (year: number, month: number, day: number, hour = 12) => new Date(year, month - 1, day, hour, 5).getTime();
  const now = at(2026, 3, 4);

  test('are dated as shortly as they stay clear', () => {
    expect(shortDay(at(2026, 3, 4, 0), now)).toBe('Today');
    expect(shortDay(at(2026, 3, 3, 23), now)).toBe('Yesterday');
    expect(shortDay(at(2026, 2, 28), now)).toBe('28 Feb');
    expect(shortDay(at(2025, 11, 30), now)).toBe('30 Nov 2025');
    expect(moment(at(2026, 3, 3, 23), now)).toMatch(/^Yesterday, /);
  });

  test('lead through pages, day by day', () => {
    const pages = [at(2026, 3, 4), at(2026, 3, 4, 9), at(2026, 3, 3)].map((time) => ({
      url: '',
      title: '',
      at: time,
      seconds: null,
    }));
    const days = pagesByDay(pages, now);
    expect(days.map(({ day }) => day)).toEqual(['Today', 'Yesterday']);
    expect(days.flatMap((day) => day.pages)).toEqual(pages);
  });

  test('are counted, and chats measured', () => {
    expect([visitsWords(1), visitsWords(12)]).toEqual(['First visit', '12 visits']);
    expect(lengthWords({ chatId: 'chat', openedAt: now, endedAt: now + 12 * 60_000 })).toBe('12 minutes');
    expect(lengthWords({ chatId: 'chat', openedAt: now, endedAt: null })).toBe('Not ended');
  });
});
