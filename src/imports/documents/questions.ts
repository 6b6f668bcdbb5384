import type { AdresseALocaliser } from "#donnees/lectures/localisation/ports.ts";
import { COLONNES_REPONSES } from "#donnees/regles/reponse/reponse.ts";
import { renderFeuillesNues } from "#socle/documents/rendre.ts";
import { feuilleOf } from "#socle/documents/table.ts";
import { renderTableCsv } from "#socle/documents/table-csv.ts";
import { defineTable } from "#socle/regles/table/table.ts";

/** One line a dwelling, with the question and the two columns that the bailleur fills; the rest says which it is. */
const QUESTIONS = defineTable<AdresseALocaliser, never>({
  code: "questions",
  titre: "Logements à localiser",
  colonnes: [
    { code: "commune", titre: "COMMUNE", valeur: ({ communeNom, commune }) => communeNom ?? commune, largeur: 24 },
    { code: "adresse", titre: "ADRESSE", valeur: ({ adresse }) => adresse, largeur: 32 },
    { code: "residence", titre: "RESIDENCE", valeur: ({ residence }) => residence, largeur: 24 },
    { code: "numero_rpls", titre: "NUMERO_RPLS", valeur: ({ numeroRpls }) => numeroRpls },
    { code: "typologie", titre: "TYPOLOGIE", valeur: ({ typologie }) => typologie },
    { code: "annees", titre: "BAUX_DE", valeur: ({ annees }) => annees.join(", ") },
    {
      code: "question",
      titre: "QUESTION",
      valeur: () => "Ce logement est-il en quartier prioritaire ? Répondez oui, non ou ne sait pas.",
      largeur: 60,
    },
    { code: "reponse", titre: COLONNES_REPONSES.reponse, valeur: () => null, largeur: 26 },
    { code: "source", titre: COLONNES_REPONSES.source, valeur: () => null, largeur: 40 },
    { code: "reference", titre: COLONNES_REPONSES.reference, valeur: ({ cleAdresse }) => cleAdresse, largeur: 40 },
  ],
});

export function renderQuestionsCsv(adresses: readonly AdresseALocaliser[]): string {
  const { colonnes, lignes } = feuilleOf(QUESTIONS, adresses);
  return renderTableCsv(
    [colonnes.map(({ titre }) => titre), ...lignes.map((ligne) => ligne.map(sayCellule))],
    "tableur",
  );
}

const sayCellule = (cellule: unknown) => (typeof cellule === "string" ? cellule : null);

export function renderQuestionsXlsx(adresses: readonly AdresseALocaliser[]): Promise<Uint8Array> {
  return renderFeuillesNues("Logements à localiser", [["Questions", feuilleOf(QUESTIONS, adresses)]]);
}
