import { expect, test } from "vitest";
import { sayRessemblance } from "./dire-paire.ts";
import type { Ressemblance } from "./paire-bail.ts";

test.each<readonly [string, Ressemblance, readonly string[]]>([
  [
    "all that brings them together",
    { jours: 4, accords: ["date", "commune", "menage"], desaccords: [], score: 75 },
    [
      "Le même bail\u00A0: très probable.",
      "En accord\u00A0: le jour du bail (4\u00A0jours d’écart), la commune et la taille du ménage.",
      "Rien de connu ne les sépare.",
    ],
  ],
  [
    "days that are far",
    { jours: 40, accords: ["commune"], desaccords: ["date", "age"], score: 55 },
    [
      "Le même bail\u00A0: probable.",
      "En accord\u00A0: la commune.",
      "En désaccord\u00A0: le jour du bail (40\u00A0jours d’écart) et l’âge du titulaire.",
    ],
  ],
  [
    "little",
    { jours: 0, accords: ["date"], desaccords: [], score: 40 },
    ["Le même bail\u00A0: possible.", "En accord\u00A0: le jour du bail (le même).", "Rien de connu ne les sépare."],
  ],
  [
    "nothing but its bailleur",
    { jours: 20, accords: [], desaccords: ["age"], score: 40 },
    [
      "Le même bail\u00A0: possible.",
      "Rien ne les rapproche que le bailleur.",
      "En désaccord\u00A0: l’âge du titulaire.",
    ],
  ],
])("two leases, by %s", (_, ressemblance, phrases) => {
  expect(sayRessemblance(ressemblance)).toEqual(phrases);
});
