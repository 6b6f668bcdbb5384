import { formatNombre } from "#socle/regles/shared/format.ts";
import { type DefinitionTable, defineTable } from "#socle/regles/table/table.ts";
import type { GroupeConvenu, ObjectifConvenu, OperationConvenue } from "../lectures/convention-objectif.ts";
import { labelPropre } from "../regles/convention-objectif.ts";

type Ligne = Omit<OperationConvenue, "cadre" | "logements"> & { readonly logements: number | string | null };

/** Operations of one kind, on the page and in the document. */
export function tableGroupe({ titre }: Pick<GroupeConvenu, "titre">): DefinitionTable<Ligne> {
  return defineTable({
    code: "operations",
    titre,
    colonnes: [
      {
        code: "operation",
        titre: "Opération",
        definition: "Nom de l’opération de construction, de démolition ou de travaux.",
        part: 3,
        valeur: ({ nom }) => nom,
      },
      { code: "lieu", titre: "Lieu", part: 2.6, valeur: ({ lieu }) => lieu },
      { code: "logements", titre: "Logements", genre: "nombre", part: 1.2, valeur: ({ logements }) => logements },
      { code: "financements", titre: "Financements", part: 2, valeur: ({ financements }) => financements },
      { code: "calendrier", titre: "Calendrier", part: 1.5, valeur: ({ calendrier }) => calendrier },
      { code: "etat", titre: "État", part: 1.6, valeur: ({ etat }) => etat },
    ],
  });
}

/** Prefixed by « au moins » when the size of an operation is unknown. */
export function totalGroupe({ logements, inconnues }: Pick<GroupeConvenu, "logements" | "inconnues">): Ligne {
  const compte = `${inconnues > 0 ? "au moins " : ""}${formatNombre(logements)}`;
  return { nom: "Ensemble", lieu: "", logements: compte, financements: "", calendrier: "", etat: "" };
}

export const OBJECTIFS_CONVENUS = defineTable<ObjectifConvenu>({
  code: "objectifs",
  titre: "Objectifs d’attribution",
  colonnes: [
    {
      code: "objectif",
      titre: "Objectif",
      definition: "Ce que l’objectif demande.",
      part: 2.4,
      valeur: ({ objet }) => objet,
    },
    { code: "annee", titre: "Année", part: 0.8, valeur: ({ annee }) => String(annee) },
    { code: "de_qui", titre: "De qui", part: 1.4, valeur: ({ propre }) => labelPropre(propre) },
    { code: "ecrit", titre: "Écrit", part: 2.4, valeur: ({ ecrit }) => ecrit },
    { code: "acte", titre: "Acte", definition: "Acte qui porte l’étape.", part: 3, valeur: ({ acte }) => acte },
  ],
});
