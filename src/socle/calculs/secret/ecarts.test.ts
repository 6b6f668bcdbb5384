import { describe, expect, it, test } from "vitest";
import { roomOf, splits } from "./ecarts.ts";

const INFINI = 1e30;

test.each([
  ["a sum does not move", { min: 12, max: 12, vraie: 12 }, [0, 0]],
  ["« at least 10 », of 12: two may go, any may come", { min: 10, max: null, vraie: 12 }, [-2, INFINI]],
  ["« at most 15 », of 12: three may come, any may go", { min: null, max: 15, vraie: 12 }, [-INFINI, 3]],
  ["« 10 to 15 », of 12", { min: 10, max: 15, vraie: 12 }, [-2, 3]],
  ["just at its bound", { min: 12, max: null, vraie: 12 }, [0, INFINI]],
  ["a bound that is passed already leaves no room, and does not push", { min: 13, max: null, vraie: 12 }, [0, INFINI]],
  ["nothing said", { min: null, max: null, vraie: 12 }, [-INFINI, INFINI]],
])("what is said must stay true: %s", (_, relation, attendu) => {
  // `+ 0`: −0 and 0 are the same room.
  expect(roomOf(relation, INFINI).map((borne) => borne + 0)).toEqual(attendu);
});

describe("the ways in which a number may move over an interval", () => {
  const ways = (valeur: number, entiere: boolean, amplitude: number) => [...splits({ valeur, entiere }, amplitude)];

  it("as even as can be first, then all of it down, then a little", () => {
    expect(ways(100, true, 20)).toEqual([
      [10, 10],
      [20, 0],
      [1, 19],
      [2, 18],
      [3, 17],
      [4, 16],
      [6, 14],
      [8, 12],
    ]);
  });

  it("never under nought", () => {
    expect(ways(3, true, 20)).toEqual([
      [3, 17],
      [1, 19],
      [2, 18],
    ]);
  });

  it("by halves when it is not a whole number, and by no small step", () => {
    expect(ways(100, false, 5)).toEqual([
      [2.5, 2.5],
      [5, 0],
    ]);
  });
});
