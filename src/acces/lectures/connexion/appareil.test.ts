import { expect, it } from "vitest";
import { addAppareil, findAppareil } from "./appareil.ts";

const LE = "2026-03-10T09:00:00.000Z";

it("recognises the device of an account, by its password of the day only", () => {
  const cookie = addAppareil("", 7, "phc-7", LE);
  expect(findAppareil(cookie, 7, "phc-7", LE)).toMatch(/^7\./);
  expect(findAppareil(cookie, 7, "phc-change", LE)).toBeNull();
  expect(findAppareil(cookie, 8, "phc-7", LE)).toBeNull();
  expect(findAppareil(cookie, 7, "phc-7", "2026-09-06T08:59:59.000Z")).not.toBeNull();
  expect(findAppareil(cookie, 7, "phc-7", "2026-09-06T09:00:01.000Z")).toBeNull();
});

it("holds nothing that was changed by hand", () => {
  const cookie = addAppareil("", 7, "phc-7", LE);
  const [id, expire, tirage, signature] = cookie.split(".");
  expect(findAppareil(`8.${expire}.${tirage}.${signature}`, 8, "phc-7", LE)).toBeNull();
  expect(findAppareil(`${id}.zzzzzzz.${tirage}.${signature}`, 7, "phc-7", LE)).toBeNull();
  expect(findAppareil(`${id}.${expire}.${tirage}.`, 7, "phc-7", LE)).toBeNull();
  expect(findAppareil("~~~.~", 7, "phc-7", LE)).toBeNull();
});

it("keeps the four last accounts of a shared desk, each once", () => {
  const cookie = [1, 2, 3, 4, 5, 3].reduce((value, compte) => addAppareil(value, compte, `phc-${compte}`, LE), "");
  const known = [1, 2, 3, 4, 5].filter((compte) => findAppareil(cookie, compte, `phc-${compte}`, LE) !== null);
  expect(known).toEqual([2, 3, 4, 5]);
  expect(cookie.split("~")).toHaveLength(4);
});
