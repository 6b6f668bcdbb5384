import { textes } from "#socle/documents/feuille.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { renderTableCsv } from "#socle/documents/table-csv.ts";
import type { EvenementsComptes } from "../lectures/evenement/compter-evenements.ts";
import { LIBELLE_GENRE_EVENEMENT } from "../regles/evenement.ts";

/** One line a month, a body and a kind: what a pivot table reads. */
export function renderComptesEvenementsCsv({ lignes }: EvenementsComptes): string {
  const codees = lignes.map(({ mois, par, genre, nombre }) => [mois, par, genre, nombre]);
  return renderTableCsv([["mois", "de_qui", "genre", "nombre"], ...codees], "tableur");
}

export function renderComptesEvenementsXlsx({ lignes }: EvenementsComptes): Promise<Uint8Array> {
  const colonnes = [
    ...textes(["Mois", 10], ["De qui", 34], ["Nature", 22]),
    { titre: "Évènements", format: "nombre" as const },
  ];
  const dites = lignes.map(({ mois, par, genre, nombre }) => [mois, par, LIBELLE_GENRE_EVENEMENT[genre], nombre]);
  return renderClasseur("Évènements", [["Évènements", { colonnes, lignes: dites }]]);
}
