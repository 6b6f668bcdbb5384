/** What one turn of the event loop may compute before those whose rows have come wait for the next one: requests, timers and `/vivant` pass in between. */
const BUDGET_MS = 3;

let began: number | null = null;
const waiting: (() => void)[] = [];

/**
 * Awaited between the rows of a query and what is computed of them. The answers of ten queries often come in one turn of the loop, and would be
 * worked on one behind the other before anything else passes: here each takes its turn as soon as this one has lasted.
 */
export function shareLoop(): Promise<void> | undefined {
  if (began === null) open();
  else if (waiting.length > 0 || performance.now() - began > BUDGET_MS) return new Promise((go) => waiting.push(go));
  return undefined;
}

function open(): void {
  began = performance.now();
  setImmediate(turn);
}

/** The next turn of the loop: the first of those who wait goes on, and the others see again. */
function turn(): void {
  began = null;
  const next = waiting.shift();
  if (!next) return;
  open();
  next();
}
