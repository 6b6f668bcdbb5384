import { expect, test } from "vitest";
import { Places } from "./places.ts";

test("never more at once than there are places, in the order they came, whatever fails", async () => {
  const places = new Places(2);
  const order: number[] = [];
  let [running, most] = [0, 0];
  const works = [0, 1, 2, 3, 4].map((i) =>
    places.run(async () => {
      order.push(i);
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      if (i === 1) throw new Error("failed");
      return i;
    }),
  );
  const results = await Promise.allSettled(works);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled", "fulfilled"]);
  expect(order).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(2);
});
