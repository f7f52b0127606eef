import { type ChatOpening, limits, type Page } from '@handlr/protocol';
import { reducedPage } from '../surroundings/reduced-page.ts';
import type { Surroundings } from '../surroundings/surroundings.ts';
import { wellFormed } from './well-formed.ts';

/*
 * CIP7  The page on which the box was opened leaves the browser reduced, and only with the chat.
 */

/** What the visitor's side says of itself when it opens a chat: the page, reduced here in the browser, and a name if given. */
export function createIntroduction({ page }: Pick<Surroundings, 'page'>, siteName: string) {
  let openedOn: Page | null = null;
  let name = '';
  let opening: ChatOpening = {};

  return {
    /** The box was opened on this page. */
    notePage(): void {
      openedOn = reducedPage(page(), siteName);
    },
    setName(given: string): void {
      name = wellFormed(given).trim().slice(0, limits.displayNameLength);
    },
    setOpening: (given: ChatOpening): void => void (opening = given),
    introduce: (): ChatOpening & { page: Page; name?: string } => ({
      ...opening,
      page: openedOn ?? reducedPage(page(), siteName),
      ...(name !== '' && { name }),
    }),
  };
}
