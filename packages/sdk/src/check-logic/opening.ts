import { type Answers, walkQuestions } from '@handlr/core';
import type { ChatOpening, Question } from '@handlr/protocol';
import type { Chat } from '../chat-in-progress/chat-events.ts';

/*
 * What goes with the chat once the visitor writes, and the questions that are asked before.
 *
 * CHD5  What checks chose and what the visitor answered leaves the device with the chat that the visitor opens by writing, and not before.
 */
export function createOpening(chat: Pick<Chat, 'setOpening'>) {
  let opening: ChatOpening = {};
  let questions: readonly Question[] = [];
  let answers: Answers = {};

  return {
    say,
    ask: (given: readonly Question[]): void => void (questions = given),
    /** What is asked now; nothing once a prompt was answered, which is a beginning of its own. */
    asked() {
      const { question, answered } = walkQuestions(questions, answers);
      if (question === null || opening.promptedBy !== undefined) return null;
      return { question, isFirst: answered.length === 0 };
    },
    answer(text: string): void {
      const { question: asked } = walkQuestions(questions, answers);
      if (asked === null) return;
      answers = { ...answers, [asked.id]: text };
      const { department, language, answered } = walkQuestions(questions, answers);
      say({
        ...(department !== null && { department }),
        ...(language !== null && { language }),
        answers: answered.flatMap(({ question, answer }) =>
          answer.trim() === '' ? [] : [{ question: question.text, answer: answer.trim() }],
        ),
      });
    },
    back(): void {
      const last = walkQuestions(questions, answers).answered.at(-1);
      if (last === undefined) return;
      const { [last.question.id]: _taken, ...others } = answers;
      answers = others;
    },
    /** It went with a chat. */
    reset(): void {
      [opening, questions, answers] = [{}, [], {}];
      chat.setOpening(opening);
    },
  };

  function say(more: ChatOpening): void {
    opening = { ...opening, ...more };
    chat.setOpening(opening);
  }
}
