import { constants } from "node:os";

/** What must be done, synchronously, if the process exits now. */
const duties = new Set<() => void>();

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** `duty` runs when the process exits, by a signal too, unless the function returned was called before. */
export function onProcessExit(duty: () => void): () => void {
  if (duties.size === 0) {
    process.on("exit", runDuties);
    for (const signal of SIGNALS) process.on(signal, onSignal);
  }
  duties.add(duty);
  return () => {
    if (!duties.delete(duty) || duties.size > 0) return;
    process.off("exit", runDuties);
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
}

function runDuties(): void {
  for (const duty of duties) duty();
}

/** A program that handles the signal itself ends in its own time, by `exit` or by calling off its duties. */
function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) === 1) process.exit(128 + constants.signals[signal]);
}
