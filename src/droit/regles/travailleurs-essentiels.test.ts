import { expect, test } from "vitest";
import { PART_VIDE } from "./part.ts";
import { countTravailleurs } from "./travailleurs-essentiels.ts";

test.each([
  ["oui", { total: 7, part: 7 }],
  ["non", { total: 7 }],
  ["inconnu", { total: 7, indecis: 7 }],
] as const)(
  "a lease whose answer is « %s » is in the denominator, and counts when it is known to",
  (travailleurEssentiel, attendu) => {
    expect(countTravailleurs([{ travailleurEssentiel, nombre: 7 }])).toEqual({ ...PART_VIDE, ...attendu });
  },
);
