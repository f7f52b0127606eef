import type { BanRow } from '@handlr/privacy';
import { type BanChoices, type BanScope, refusal, type Result, success } from '@handlr/protocol';
import type { NetworkTag } from '../locate/index.ts';
import type { Services } from '../services.ts';
import type { StoredChat } from '../storage/index.ts';

type Needed = Pick<Services, 'store' | 'bans' | 'consents'>;

/** What can be banned of the visitor in this chat. */
export async function listChoices({ bans, ...services }: Needed, chat: StoredChat): Promise<BanChoices> {
  const tag = newest(bans.presences.networkOf(chat));
  const others = bans.presences
    .here(chat.siteId)
    .filter(({ principal }) => !principal.chats.has(chat.chatId) && isSame(newest(principal.networkTags), tag));
  return {
    visitor: (await visitorOf(services, chat)) !== null,
    network: tag !== null,
    othersOnNetwork: others.length,
  };
}

/** Whom a ban of this scope means; the keys that it needs are there when it answers. Call it in turn. */
export async function chooseTarget(
  { bans, ...services }: Needed,
  chat: StoredChat,
  scope: BanScope,
): Promise<Result<Pick<BanRow, 'scope' | 'subject' | 'epoch'>>> {
  if (scope === 'chat') return success({ scope, subject: chat.capabilityHash, epoch: null });
  if (scope === 'visitor') {
    const visitorId = await visitorOf(services, chat);
    return visitorId === null ? refusal('withheld') : success({ scope, subject: visitorId, epoch: null });
  }
  const tag = newest(bans.presences.networkOf(chat));
  if (tag === null) return refusal('conflict');
  const { epoch } = tag;
  if (!(await bans.keys.keep({ siteId: chat.siteId, epoch }))) return refusal('conflict');
  const subject = bans.keys.subjectOf(chat.siteId, tag);
  return subject === null ? refusal('conflict') : success({ scope, subject, epoch });
}

/** Known while they agree to it, by the chat's own record too. */
async function visitorOf({ store, consents }: Pick<Needed, 'store' | 'consents'>, chat: StoredChat) {
  const { history } = await consents.ofChat(chat);
  return history.allowed ? ((await store.findVisitorOfChat(chat))?.visitorId ?? null) : null;
}

/** Of the epoch in which they came: tags of older ones are there only because older bans need them. */
function newest(tags: readonly NetworkTag[]): NetworkTag | null {
  return tags.reduce<NetworkTag | null>((best, tag) => (best === null || tag.epoch > best.epoch ? tag : best), null);
}

function isSame(one: NetworkTag | null, other: NetworkTag | null): boolean {
  return one !== null && other !== null && one.epoch === other.epoch && one.tag === other.tag;
}
