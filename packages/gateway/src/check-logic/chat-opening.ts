import type { ChatRow } from '@handlr/privacy';
import type { ChatOpening } from '@handlr/protocol';

type OpeningFields = Pick<ChatRow, 'kind' | 'department' | 'language' | 'answers' | 'promptedBy'>;

/*
 * CHD1  What checks brought about goes with the chat that the visitor opened, and is kept as a part of it; agents see it there.
 */

/** As the chat's row keeps it. */
export function openingFields(opening: ChatOpening): OpeningFields {
  const { kind = 'chat', department = null, language = null, answers = [], promptedBy = null } = opening;
  return { kind, department, language, answers: JSON.stringify(answers), promptedBy };
}

export function openingOnWire({ kind, department, language, answers, promptedBy }: OpeningFields): ChatOpening {
  const asked: ChatOpening['answers'] = JSON.parse(answers);
  return {
    kind,
    ...(department !== null && { department }),
    ...(language !== null && { language }),
    ...(asked !== undefined && asked.length > 0 && { answers: asked }),
    ...(promptedBy !== null && { promptedBy }),
  };
}
