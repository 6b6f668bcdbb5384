import { formatJourCourt } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { EvenementDit } from "../lectures/lire-suivi.ts";

const QUAND: Colonne<EvenementDit> = {
  code: "quand",
  titre: "Quand",
  valeur: ({ le }) => `${formatJourCourt(le)} ${le.slice(11, 16)}`,
  largeur: 20,
  part: 1.3,
};
const DE_QUI: Colonne<EvenementDit> = {
  code: "de_qui",
  titre: "De qui",
  valeur: ({ par }) => par,
  largeur: 30,
  part: 2,
};
const QUOI: Colonne<EvenementDit> = {
  code: "quoi",
  titre: "Quoi",
  valeur: ({ phrase }) => phrase,
  largeur: 70,
  part: 4,
};

/** Columns of the page, the workbook and the PDF. */
export const EVENEMENTS = defineTable<EvenementDit>({
  code: "evenements",
  titre: "Du plus récent au plus ancien",
  colonnes: [QUAND, DE_QUI, QUOI],
});

/** Columns of the CSV: the instant and the code of the event. */
export const EVENEMENTS_BRUTS: readonly Colonne<EvenementDit>[] = [
  { ...QUAND, valeur: ({ le }) => le },
  DE_QUI,
  {
    code: "genre",
    titre: "Genre",
    definition: "Nature de l’évènement, sous son code.",
    valeur: ({ genre }) => genre,
  },
  QUOI,
];
