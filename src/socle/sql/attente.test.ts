import { expect, it } from "vitest";
import { attenteMax } from "./sql.ts";

it("the wait before another try doubles from 8 ms, and never passes 300", () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 40].map(attenteMax)).toEqual([8, 16, 32, 64, 128, 256, 300, 300, 300]);
});
