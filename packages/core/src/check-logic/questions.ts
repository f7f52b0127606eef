import type { Question } from '@handlr/protocol';

/*
 * CHK10  Questions are asked along the branches that the answers take; an answer changed takes back those that no branch leads to any more.
 * CHK11  Whatever is answered, they come to an end: no question is asked twice.
 */

/** What was answered, by the question's id: the label of a choice, or words; '' where an optional question was left out. */
export type Answers = Readonly<Record<string, string>>;

export type QuestionWalk = {
  /** In the order of asking, with their answers. */
  readonly answered: readonly { readonly question: Question; readonly answer: string }[];
  /** What is asked now; null: all is answered. */
  readonly question: Question | null;
  /** What the choices so far came to; the later one counts. */
  readonly department: string | null;
  readonly language: string | null;
};

export function walkQuestions(questions: readonly Question[], answers: Answers): QuestionWalk {
  let walk: QuestionWalk = { answered: [], question: questions[0] ?? null, department: null, language: null };
  // CHK11
  for (let steps = questions.length; steps > 0 && walk.question !== null; steps -= 1) {
    const { question } = walk;
    const answer = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
    if (answer === undefined || !isAnswer(question, answer)) return walk;
    const choice = question.choices?.find(({ label }) => label === answer);
    walk = {
      answered: [...walk.answered, { question, answer }],
      question: following(questions, question, choice?.next ?? question.next),
      department: choice?.department ?? walk.department,
      language: choice?.language ?? walk.language,
    };
  }
  return walk;
}

/** The question after this one; null at the end. */
export function following(
  questions: readonly Question[],
  question: Question,
  next: string | undefined,
): Question | null {
  if (next === undefined) return questions[questions.indexOf(question) + 1] ?? null;
  return questions.find(({ id }) => id === next) ?? null;
}

function isAnswer({ choices, optional }: Question, answer: string): boolean {
  if (answer.trim() === '') return optional === true;
  return choices?.some(({ label }) => label === answer) ?? true;
}
