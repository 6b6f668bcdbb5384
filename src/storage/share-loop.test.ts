import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, it } from "vitest";
import { shareLoop } from "./share-loop.ts";

function compute(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

it("lets timers pass between works that are ready in the same turn of the loop, and does them all in their order", async () => {
  const done: (number | "timer")[] = [];
  let stop = false;
  const tick = () => {
    done.push("timer");
    if (!stop) setTimeout(tick, 1);
  };
  setTimeout(tick, 1);
  await Promise.all(
    [0, 1, 2, 3].map(async (rank) => {
      await shareLoop();
      compute(10);
      done.push(rank);
    }),
  );
  stop = true;
  expect(done.filter((one) => one !== "timer")).toEqual([0, 1, 2, 3]);
  // Together they would make one turn of 40 ms, and the timer would come after all of them.
  expect(done.indexOf("timer")).toBeLessThan(done.indexOf(2));
});

it("does not make a lone work wait", async () => {
  await nextTurn();
  expect(shareLoop()).toBeUndefined();
});
