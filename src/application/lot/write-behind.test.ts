import { expect, it } from "vitest";
import { WriteBehind } from "./write-behind.ts";

it("writes in order, one at a time, a few batches behind the reading", async () => {
  const behind = new WriteBehind();
  const written: number[] = [];
  let open = 0;
  let most = 0;
  for (let i = 0; i < 20; i++) {
    await behind.add(async () => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setTimeout(resolve, 1));
      written.push(i);
      open--;
    });
    expect(i - written.length).toBeLessThanOrEqual(4);
  }
  await behind.end();
  expect(written).toEqual(Array.from({ length: 20 }, (_, i) => i));
  expect(most).toBe(1);
});

it("stops at the first failure, and throws it", async () => {
  const behind = new WriteBehind();
  const written: number[] = [];
  const run = async () => {
    for (let i = 0; i < 20; i++) {
      await behind.add(async () => {
        if (i === 3) throw new Error("full disk");
        written.push(i);
      });
    }
    await behind.end();
  };
  await expect(run()).rejects.toThrow("full disk");
  expect(written).toEqual([0, 1, 2]);
});
