import { type LieuClasseur, SAISI } from "#socle/documents/a-propos.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { csvOf, feuilleOf } from "#socle/documents/table.ts";
import type { Colonne } from "#socle/regles/table/table.ts";
import type { EvenementsComptes, LigneEvenements } from "../lectures/evenement/compter-evenements.ts";
import { type GenreEvenement, LIBELLE_GENRE_EVENEMENT } from "../regles/evenement.ts";

/** One line a month, body and kind, for a pivot table. The CSV writes the code of the kind, the workbook its name. */
function tableOf(dire: (genre: GenreEvenement) => string): { readonly colonnes: readonly Colonne<LigneEvenements>[] } {
  return {
    colonnes: [
      { code: "mois", titre: "Mois", largeur: 10, valeur: ({ mois }) => mois },
      { code: "de_qui", titre: "De qui", largeur: 34, valeur: ({ par }) => par },
      {
        code: "genre",
        titre: "Nature",
        definition: "Évènement écrit dans les dossiers.",
        largeur: 22,
        valeur: ({ genre }) => dire(genre),
      },
      {
        code: "nombre",
        titre: "Évènements",
        definition: "Nombre d’évènements du mois, de cette nature.",
        genre: "nombre",
        valeur: ({ nombre }) => nombre,
      },
    ],
  };
}

export function renderComptesEvenementsCsv({ lignes }: EvenementsComptes): string {
  return csvOf(
    tableOf((genre) => genre),
    lignes,
    "tableur",
  );
}

export function renderComptesEvenementsXlsx({ lignes }: EvenementsComptes, lieu: LieuClasseur): Promise<Uint8Array> {
  const feuille = feuilleOf(
    tableOf((genre) => LIBELLE_GENRE_EVENEMENT[genre]),
    lignes,
  );
  return renderClasseur({ ...lieu, titre: "Évènements des demandes, par mois", sources: SAISI }, [
    ["Évènements", feuille],
  ]);
}
