import { defineTable } from "#socle/regles/table/table.ts";
import type { RegleLue } from "../lectures/regles/regles.ts";
import { LIBELLE_ISSUE_REGLE } from "../regles/regle.ts";

/** One line a rule. */
export const RESUME_REGLES = defineTable<RegleLue>({
  code: "resume",
  titre: "Les règles, en une ligne",
  colonnes: [
    { code: "regle", titre: "Règle", part: 2.2, valeur: ({ libelle }) => libelle },
    {
      code: "seuil",
      titre: "Le texte demande",
      part: 1.6,
      valeur: ({ seuil, confiance }) => (confiance === "B" ? `${seuil} (à confirmer)` : seuil),
    },
    { code: "verdict", titre: "Verdict", part: 1.4, valeur: verdictsOf },
    {
      code: "compte",
      titre: "Ce qui est compté",
      part: 3,
      valeur: ({ reponses, genre }) => reponses[0]?.phrases[0] ?? (genre === "taux-communes" ? "par commune" : "—"),
    },
  ],
});

/** The second reading is written when it differs from the first. */
function verdictsOf({ reponses, genre }: RegleLue): string {
  const [first, second] = reponses;
  if (!first) return genre === "taux-communes" ? "par commune" : "non jugée";
  if (!second || second.issue === first.issue) return LIBELLE_ISSUE_REGLE[first.issue];
  return [first, second].map(({ issue, libelle }) => `${LIBELLE_ISSUE_REGLE[issue]} (${libelle})`).join("\u00A0; ");
}
