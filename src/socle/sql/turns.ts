export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/** A PostgreSQL connection does one thing at a time: users of one connection take turns. A failure does not stop the next. */
export function makeTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
