import { setImmediate } from "node:timers/promises";

/** Batches written behind the reading: enough for the database never to wait, few enough for the memory to stay flat. */
const EN_ATTENTE = 4;

/**
 * Writes one batch after another while the next ones are being decoded: the database has a core, this process has the other.
 * A turn of the event loop after each batch lets the socket move; without it, decoding would hold the thread and the database would idle.
 * The first failure stops the rest and is thrown by the next call.
 */
export class WriteBehind {
  readonly #queue: Promise<void>[] = [];
  #last: Promise<void> = Promise.resolve();

  async add(write: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(write);
    // The failure is met by whoever awaits this batch; without a handler it would first be reported as unhandled.
    this.#last.catch(() => undefined);
    this.#queue.push(this.#last);
    await setImmediate();
    if (this.#queue.length > EN_ATTENTE) await this.#queue.shift();
  }

  async end(): Promise<void> {
    await this.#last;
  }
}
