/** Runs tasks one after the other, in the order in which they are given. */
export type InTurn = <Result>(task: () => Promise<Result>) => Promise<Result>;

export function createInTurn(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const next = last.then(task);
    // The next in line does not care how this one ended.
    last = next.catch(() => {});
    return next;
  };
}
