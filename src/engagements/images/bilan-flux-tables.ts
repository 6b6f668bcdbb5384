import { formatBornes, joinFrench } from "#socle/regles/shared/format.ts";
import { type Colonne, type DefinitionTable, defineTable } from "#socle/regles/table/table.ts";
import type { BilanFlux, ColonneFlux, FluxDepartement, VentilationFlux } from "../lectures/contingent/bilan-flux.ts";
import type { CompteurConvention } from "../lectures/contingent/contingents.ts";
import { formatImputees } from "../regles/contingent/format-compte.ts";

export function tableContingents({ annee }: Pick<BilanFlux, "annee">): DefinitionTable<ColonneFlux> {
  return defineTable({
    code: "contingents",
    titre: `Baux signés en ${annee}, par contingent`,
    colonnes: [
      { code: "contingent", titre: "Contingent", part: 3, valeur: ({ libelle }) => libelle },
      { code: "baux", titre: "Baux", genre: "nombre", valeur: ({ nombre }) => nombre },
    ],
  });
}

type LigneVentilation = VentilationFlux["lignes"][number];

/** One row per value of the cut, one column per contingent. */
export function tableVentilation(
  { contingents }: Pick<BilanFlux, "contingents">,
  { axe, titre }: VentilationFlux,
): DefinitionTable<LigneVentilation> {
  return defineTable({
    code: axe,
    titre: `Par ${titre.toLowerCase()}`,
    colonnes: [
      { code: "libelle", titre, part: 2.4, largeur: 34, valeur: ({ libelle }) => libelle },
      ...contingents.map(
        ({ libelle }, rang): Colonne<LigneVentilation> => ({
          code: `contingent-${rang}`,
          titre: libelle,
          definition: "Baux de l’année sur ce contingent.",
          genre: "nombre",
          part: 1.4,
          valeur: ({ parContingent }) => parContingent[rang] ?? null,
        }),
      ),
      { code: "ensemble", titre: "Ensemble", genre: "nombre", part: 1.2, valeur: ({ nombre }) => nombre },
    ],
  });
}

/** Total row, under the contingents and under each cut. */
export function totalOf({ contingents, total }: Pick<BilanFlux, "contingents" | "total">): LigneVentilation {
  return { code: "", libelle: "Ensemble", parContingent: contingents.map(({ nombre }) => nombre), nombre: total };
}

export const DETAILS_FLUX = defineTable<BilanFlux["details"][number]>({
  code: "details",
  titre: "Détail croisé",
  colonnes: [
    { code: "contingent", titre: "Contingent", largeur: 28, valeur: ({ contingent }) => contingent },
    { code: "typologie", titre: "Typologie", largeur: 12, valeur: ({ typologie }) => typologie },
    {
      code: "financement",
      titre: "Financement",
      largeur: 26,
      valeur: ({ financement }) => financement,
    },
    {
      code: "situation",
      titre: "Quartier prioritaire",
      largeur: 26,
      valeur: ({ situation }) => situation,
    },
    { code: "commune", titre: "Commune", largeur: 26, valeur: ({ commune }) => commune },
    {
      code: "construction",
      titre: "Période de construction",
      largeur: 22,
      valeur: ({ construction }) => construction,
    },
    { code: "baux", titre: "Baux", genre: "nombre", valeur: ({ nombre }) => nombre },
  ],
});

/** Conventions of a whole département: what its flux has given there, and this territory's share of it. */
export const DEPARTEMENTS_FLUX = defineTable<FluxDepartement>({
  code: "departements",
  titre: "Flux du département, et part de ce territoire",
  colonnes: [
    { code: "reservataire", titre: "Réservataire", part: 2, largeur: 30, valeur: ({ reservataire }) => reservataire },
    { code: "bailleur", titre: "Bailleur", part: 2, largeur: 30, valeur: ({ bailleur }) => bailleur },
    {
      code: "departement",
      titre: "Département",
      definition: "Département sur lequel porte la convention.",
      valeur: ({ departement }) => departement,
    },
    {
      code: "objectif",
      titre: "Objectif",
      definition: "Logements de l’année que la part de la convention représente dans le département, arrondis.",
      genre: "nombre",
      valeur: ({ objectif }) => objectif,
    },
    {
      code: "imputees",
      titre: "Imputées, département",
      definition: "Baux du contingent signés dans les territoires du département dont les baux sont lus ici.",
      genre: "nombre",
      valeur: ({ departementLu }) => departementLu && formatImputees(departementLu.certaines, departementLu.possibles),
    },
    {
      code: "ici",
      titre: "Dont ce territoire",
      definition: "Parmi eux, baux signés dans ce territoire.",
      genre: "nombre",
      valeur: ({ ici }) => ici && formatImputees(ici.certaines, ici.possibles),
    },
    {
      code: "part",
      titre: "Part du territoire",
      definition:
        "Baux de ce territoire parmi ceux lus dans le département ; entre deux bornes quand un contingent est inconnu.",
      valeur: ({ part }) => part && formatBornes(part),
    },
    {
      code: "reste",
      titre: "Reste au plus",
      definition: "Objectif moins les baux imputés ; moins si un territoire non lu en a signé.",
      genre: "nombre",
      valeur: ({ resteAuPlus }) => resteAuPlus,
    },
  ],
});

/** Which territories the table counts, and which it does not. */
export function sayDepartements(lignes: readonly FluxDepartement[]): string {
  const [lus, nonLus] = (["lus", "nonLus"] as const).map((qui) => [...new Set(lignes.flatMap((ligne) => ligne[qui]))]);
  const closed =
    nonLus && nonLus.length > 0
      ? ` Ouverts dans Blaise, mais non lus par votre habilitation\u00A0: ${joinFrench(nonLus)}.`
      : "";
  return `Une convention de flux est celle du département. Baux comptés\u00A0: ${lus?.length ? joinFrench(lus) : "aucun"}.${closed} Ceux des autres communes du département ne sont pas dans Blaise\u00A0: le compte est un minimum.`;
}

type Prevue = BilanFlux["prevision"]["lignes"][number];

export function tablePrevision({ annee }: Pick<BilanFlux["prevision"], "annee">): DefinitionTable<Prevue> {
  return defineTable({
    code: "prevision",
    titre: `Sorties prévues en ${annee}`,
    colonnes: [
      { code: "bailleur", titre: "Bailleur", part: 2, largeur: 30, valeur: ({ bailleur }) => bailleur },
      { code: "reservataire", titre: "Réservataire", part: 2, largeur: 30, valeur: ({ reservataire }) => reservataire },
      {
        code: "motif",
        titre: "Motif",
        definition: "Pourquoi ces logements sortiront du flux.",
        part: 4,
        largeur: 60,
        valeur: ({ libelle }) => libelle,
      },
      { code: "logements", titre: "Logements", genre: "nombre", valeur: ({ nombre }) => nombre },
    ],
  });
}

type LigneConvention = Omit<CompteurConvention["lignes"][number], "convention"> &
  Pick<CompteurConvention, "convention">;

export function lignesAssiette({ compteurs }: Pick<BilanFlux, "compteurs">): readonly LigneConvention[] {
  return compteurs.flatMap(({ convention, lignes }) => lignes.map((ligne) => ({ ...ligne, convention })));
}

/** Subtractions are negative: the column sums to the base. */
export const ASSIETTE = defineTable<LigneConvention>({
  code: "assiette",
  titre: "Assiette et soustractions (à confirmer)",
  colonnes: [
    {
      code: "reservataire",
      titre: "Réservataire",
      part: 2,
      largeur: 30,
      valeur: ({ convention }) => convention.nomReservataire,
    },
    { code: "bailleur", titre: "Bailleur", part: 2, largeur: 30, valeur: ({ convention }) => convention.nomBailleur },
    {
      code: "ligne",
      titre: "Ligne",
      definition: "Poste de l’assiette du flux, ajouté ou soustrait.",
      part: 4,
      largeur: 60,
      valeur: ({ libelle }) => libelle,
    },
    { code: "logements", titre: "Logements", genre: "nombre", valeur: ({ sens, nombre }) => sens * nombre },
  ],
});
