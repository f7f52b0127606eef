import type { CheckFault, Question } from '@handlr/protocol';
import { findLabelFaults } from './action-faults.ts';
import { nearestWord } from './nearest-word.ts';

/** One way on from a question, and where it is written. */
type Branch = { readonly path: string; readonly next: string | null };

/** CHK18 */
export function findQuestionFaults(questions: readonly Question[], path: string): CheckFault[] {
  const faults = questions.flatMap((question, at) => findOwnFaults(questions, question, at, `${path}[${at}]`));
  // Ways are followed only where every one leads somewhere.
  return faults.length > 0 ? faults : findWayFaults(questions, path);
}

function findOwnFaults(questions: readonly Question[], question: Question, at: number, path: string): CheckFault[] {
  const { id, choices = [], next, optional } = question;
  const faults = findLabelFaults(choices, `${path}.choices`);
  if (id === 'end') {
    faults.push({
      path: `${path}.id`,
      text: '“end” means the end of the questions.',
      suggestion: 'Choose another id.',
    });
  }
  if (questions.findIndex((each) => each.id === id) !== at) {
    const text = `Another question is called “${id}” already.`;
    faults.push({ path: `${path}.id`, text, suggestion: 'Give each question an id of its own.' });
  }
  if (next !== undefined && optional !== true && choices.length > 0 && choices.every((choice) => choice.next)) {
    const text = 'This is never followed: every choice says where it goes on.';
    faults.push({ path: `${path}.next`, text, suggestion: 'Take it out, or let a choice say nothing.' });
  }
  const known = ['end', ...questions.map((each) => each.id)];
  const ways = [
    { path: `${path}.next`, next },
    ...choices.map((choice, index) => ({ path: `${path}.choices[${index}].next`, next: choice.next })),
  ];
  for (const way of ways) {
    if (way.next === undefined || known.includes(way.next)) continue;
    const nearest = nearestWord(way.next, known);
    const suggestion = nearest === null ? `Write one of these: ${known.join(', ')}.` : `Did you mean “${nearest}”?`;
    faults.push({ path: way.path, text: `There is no question “${way.next}”.`, suggestion });
  }
  return faults;
}

function findWayFaults(questions: readonly Question[], path: string): CheckFault[] {
  const faults: CheckFault[] = [];
  const reached = new Set<string>();

  follow(0, []);
  questions.forEach(({ id }, at) => {
    if (reached.has(id)) return;
    const suggestion = `Let a choice go on to “${id}”, or take the question out.`;
    faults.push({ path: `${path}[${at}]`, text: 'No answer leads to this question.', suggestion });
  });
  return faults;

  /** Each question once; `way`: the ids on the way to it. */
  function follow(at: number, way: readonly string[]): void {
    const question = questions[at];
    if (question === undefined || reached.has(question.id)) return;
    reached.add(question.id);
    const soFar = [...way, question.id];
    for (const branch of branchesOf(questions, at, path)) {
      if (branch.next !== null && soFar.includes(branch.next)) {
        const text = `The questions go round in a circle: ${[...soFar.slice(soFar.indexOf(branch.next)), branch.next].join(', ')}.`;
        faults.push({ path: branch.path, text, suggestion: 'Go on to a later question, or to “end”.' });
      } else if (branch.next !== null) {
        follow(
          questions.findIndex(({ id }) => id === branch.next),
          soFar,
        );
      }
    }
  }
}

function branchesOf(questions: readonly Question[], at: number, path: string): readonly Branch[] {
  const { choices = [], next, optional } = questions[at] ?? { id: '', text: '' };
  const whole = `${path}[${at}]`;
  const own = branch(next, next === undefined ? whole : `${whole}.next`);
  const ofChoices = choices.map((choice, index) =>
    choice.next === undefined ? own : branch(choice.next, `${whole}.choices[${index}].next`),
  );
  return choices.length === 0 || optional === true ? [own, ...ofChoices] : ofChoices;

  function branch(to: string | undefined, place: string): Branch {
    if (to === 'end') return { path: place, next: null };
    return { path: place, next: to ?? questions[at + 1]?.id ?? null };
  }
}
