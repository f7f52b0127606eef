import { StoreUnavailableError } from '../unavailable.ts';

/** Lets questions through, and knows when the last of them is answered. */
export function createUnderWay() {
  const questions = new Set<Promise<unknown>>();
  let isClosed = false;

  return {
    add: async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
      if (isClosed) throw new StoreUnavailableError('it is closed');
      const question = ask();
      questions.add(question);
      try {
        return await question;
      } finally {
        questions.delete(question);
      }
    },

    /** Lets no more through, and waits for those that are under way. */
    ended: async (): Promise<void> => {
      isClosed = true;
      await Promise.allSettled(questions);
    },
  };
}
