import { formatJourCourt } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { EvenementDit } from "../lectures/lire-suivi.ts";

/** The trail of a demande: the page, the workbook and the PDF. */
export const EVENEMENTS = defineTable<EvenementDit>({
  code: "evenements",
  titre: "Du plus récent au plus ancien",
  colonnes: [
    {
      code: "quand",
      titre: "Quand",
      valeur: ({ le }) => `${formatJourCourt(le)} ${le.slice(11, 16)}`,
      largeur: 20,
      part: 1.3,
    },
    { code: "de_qui", titre: "De qui", valeur: ({ par }) => par, largeur: 30, part: 2 },
    { code: "quoi", titre: "Quoi", valeur: ({ phrase }) => phrase, largeur: 70, part: 4 },
  ],
});
