import { type APropos, type LieuClasseur, NOMINATIF, SAISI, SERVICES } from "#socle/documents/a-propos.ts";
import { type Feuille, textes } from "#socle/documents/feuille.ts";
import { renderClasseur, renderFeuillesNues } from "#socle/documents/rendre.ts";
import type { ExportRime, TableauRime } from "../lectures/rime/export.ts";
import {
  COLONNES_RIME,
  type CodeMenageRime,
  type CodeOffreRime,
  FEUILLES_RIME,
  LIBELLE_FEUILLE_RIME,
  VALEURS_RIME,
} from "../regles/rime-colonnes.ts";

/** Sheets of the households, the offers, and the meaning of each column; the mentions above each header stay with a copied sheet. */
export function renderRimeClasseur(
  { titre, noms, mentions, tableaux }: ExportRime,
  lieu: Omit<LieuClasseur, "pour">,
): Promise<Uint8Array> {
  const aPropos: APropos = {
    ...lieu,
    titre,
    pour: noms ? NOMINATIF : SERVICES,
    sources: SAISI,
    methode: ["La feuille « Mode d’emploi » définit chaque colonne.", ...mentions],
  };
  return renderClasseur(aPropos, [
    ...tableaux.map((tableau) => [LIBELLE_FEUILLE_RIME[tableau.feuille], toFeuille(tableau, mentions)] as const),
    ["Mode d’emploi", modeEmploi()],
  ]);
}

/** An empty workbook to fill: the same sheets, with one example each. */
export function renderRimeModele(): Promise<Uint8Array> {
  return renderFeuillesNues("Ménages à reloger, modèle", [
    ...FEUILLES_RIME.map((feuille) => {
      const colonnes = COLONNES_RIME[feuille].filter(({ part }) => part !== "calcul");
      const lignes = [colonnes.map(({ exemple }) => exemple)];
      return [LIBELLE_FEUILLE_RIME[feuille], toFeuille({ feuille, colonnes, lignes }, [])] as const;
    }),
    ["Mode d’emploi", modeEmploi()],
  ]);
}

function toFeuille({ colonnes, lignes }: TableauRime, avant: readonly string[]): Feuille {
  return {
    avant,
    colonnes: colonnes.map(({ entete, genre }) => ({
      titre: entete,
      format: genre === "nombre" ? "decimal" : "texte",
      largeur: Math.min(34, Math.max(12, entete.length + 1)),
    })),
    lignes,
  };
}

const REQUISE = { toujours: "Toujours", creation: "Pour ouvrir un dossier, ou une offre", non: "Non" } as const;
const GENRE = {
  texte: "Texte",
  date: "Date jj/mm/aaaa",
  nombre: "Nombre",
  liste: "Une valeur de la liste",
  listes: "Valeurs de la liste, séparées par des virgules",
} as const;
const PART = {
  fait: "",
  identite: "Seulement dans le fichier avec noms",
  calcul: "Calculée par Blaise, jamais lue à l’import",
} as const;

function modeEmploi(): Feuille {
  return {
    colonnes: textes(
      ["Feuille", 12],
      ["Colonne", 38],
      ["Code", 22],
      ["Écriture", 30],
      ["Unité", 14],
      ["Nécessaire", 24],
      ["Valeurs", 60],
      ["Exemple", 28],
      ["Autres noms reconnus", 40],
      ["Remarque", 40],
    ),
    lignes: FEUILLES_RIME.flatMap((feuille) =>
      COLONNES_RIME[feuille].map(({ code, entete, genre, unite, requise, exemple, alias, part }) => {
        const valeurs = VALEURS_RIME[code as CodeMenageRime | CodeOffreRime]; // a code of one of the sheets
        return [
          LIBELLE_FEUILLE_RIME[feuille],
          entete,
          code,
          GENRE[genre],
          unite,
          REQUISE[requise],
          valeurs ? Object.values(valeurs).join(", ") : null,
          exemple,
          alias.join(", "),
          PART[part] || null,
        ];
      }),
    ),
  };
}
