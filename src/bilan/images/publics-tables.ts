import type { CategoriePrioritaire } from "#donnees/regles/public-prioritaire/categorie.ts";
import { LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import { formatEntre, formatJourCourt, formatNombre, MOIS } from "#socle/regles/shared/format.ts";
import { ceilShare } from "#socle/regles/shared/taux.ts";
import { type Colonne, type DefinitionTable, defineTable } from "#socle/regles/table/table.ts";
import type { ConstatQuart, EcartListe, LigneRapprochement } from "../lectures/public-prioritaire/publics.ts";

/** Leases that may change the share. */
export function countIncertaines({ indecis, contingentInconnu, doublons = 0, rejetees = 0 }: ConstatQuart): number {
  return indecis + contingentInconnu + doublons + rejetees;
}

type DecompteQuart = Readonly<Record<"attributions" | "prioritaires" | "dalo", string>> & {
  /** null: no share is tested. */
  readonly attendu: string | null;
};

/** The counts of a réservataire; 0 only of what is known to be 0, else « 0 à 152 ». */
export function decompteQuart(constat: ConstatQuart): DecompteQuart {
  const { assiette, realise, indecis, dalo, daloInconnu, attendu, plancher } = constat;
  const peutEtre = countIncertaines(constat) - indecis;
  const entre = (known: number, more: number) => (known === 0 ? formatEntre([0, more]) : formatNombre(known));
  return {
    attributions: entre(assiette, peutEtre),
    prioritaires: entre(realise, indecis + peutEtre),
    dalo: entre(dalo, daloInconnu + peutEtre),
    attendu:
      attendu === null || plancher === null ? null : entre(attendu, ceilShare(assiette + peutEtre, plancher.taux)),
  };
}

/** Without a list the count is unknown, not 0. */
function compte(
  code: "sne" | "syplo" | "bailleur" | "perdus" | "indecis" | "inverse",
  titre: string,
  definition: string,
  part: number,
): Colonne<LigneRapprochement> {
  return { code, titre, definition, genre: "nombre", part, valeur: (ligne) => ligne[code] ?? "pas de liste" };
}

export const PAR_BAILLEUR = defineTable<LigneRapprochement>({
  code: "par-bailleur",
  titre: "Attributions à un public prioritaire, par bailleur",
  colonnes: [
    { code: "nom", titre: "Bailleur", part: 3, largeur: 30, valeur: ({ nom }) => nom },
    compte("sne", "Selon le SNE", "Attributions cochées prioritaires dans le SNE.", 1.3),
    compte("syplo", "Selon SYPLO", "Attributions dont le ménage figurait dans SYPLO, la liste de la préfecture.", 1.3),
    compte("bailleur", "Selon le bailleur", "Attributions dont le ménage figurait sur la liste du bailleur.", 1.4),
    compte(
      "perdus",
      "Non cochées dans le SNE",
      "Attributions qu’une liste connaît et que le SNE dit non prioritaires.",
      1.6,
    ),
    compte("indecis", "Indécises", "Attributions dont rien ne dit si la priorité précède le bail.", 1.2),
    compte(
      "inverse",
      "Cochées, sur aucune liste",
      "Attributions cochées prioritaires dans le SNE, sur aucune liste.",
      1.6,
    ),
  ],
});

/** Leases to correct or verify, one per row. */
export const ECARTS = defineTable<EcartListe>({
  code: "ecarts",
  titre: "Attributions à corriger dans le SNE",
  colonnes: [
    { code: "bailleur", titre: "Bailleur", part: 2, valeur: ({ nomBailleur }) => nomBailleur },
    { code: "mois", titre: "Mois", part: 1.2, valeur: ({ mois }) => MOIS[mois - 1] ?? null },
    {
      code: "reservataire",
      titre: "Réservataire",
      part: 2,
      valeur: ({ contingent }) => LIBELLE_CONTINGENT[contingent],
    },
    { code: "ligne", titre: "Ligne du SNE", part: 2.4, valeur: ({ fichier, ligne }) => `${fichier}, ligne ${ligne}` },
    {
      code: "listes",
      titre: "Sur les listes",
      definition: "Listes de la préfecture ou du bailleur où le ménage figure.",
      part: 2.4,
      valeur: ({ listes }) => listes || "aucune",
    },
    {
      code: "action",
      titre: "À faire",
      definition: "Correction à porter dans le SNE.",
      part: 3,
      valeur: ({ action }) => action,
    },
  ],
});

export function tableCategories(jour: string): DefinitionTable<CategoriePrioritaire> {
  return defineTable({
    code: "categories",
    titre: `Catégories au ${formatJourCourt(jour)}`,
    colonnes: [
      { code: "code", titre: "Code", part: 1, valeur: ({ code }) => code },
      {
        code: "public",
        titre: "Public",
        definition: "Public prioritaire, tel que le texte le nomme.",
        part: 5,
        valeur: ({ libelle }) => libelle,
      },
      {
        code: "depuis",
        titre: "Depuis",
        definition: "Premier jour d’application.",
        genre: "jour",
        part: 1.4,
        valeur: ({ depuis }) => depuis,
      },
      {
        code: "texte",
        titre: "Texte",
        definition: "Article ou liste qui définit ce public.",
        part: 4,
        valeur: ({ reference }) => reference,
      },
    ],
  });
}
