import { LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import { formatBornes, formatCompte, joinFrench } from "#socle/regles/shared/format.ts";
import { type Colonne, type DefinitionTable, defineTable } from "#socle/regles/table/table.ts";
import type { BilanFlux, ColonneFlux, FluxDepartement, VentilationFlux } from "../lectures/contingent/bilan-flux.ts";
import type { CompteurConvention } from "../lectures/contingent/contingents.ts";
import type { CodeReservataire } from "../regles/contingent/droit.ts";
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

/** Tells apart two conventions of the same parties. */
export function colonneContingent<L>(codeOf: (ligne: L) => CodeReservataire | undefined): Colonne<L> {
  return {
    code: "contingent",
    titre: "Contingent",
    definition: "Contingent du SNE sur lequel porte la convention.",
    part: 2,
    largeur: 28,
    valeur: (ligne) => {
      const code = codeOf(ligne);
      return code === undefined ? null : LIBELLE_CONTINGENT[code];
    },
  };
}

/** Conventions of a whole département: what its flux has given there, and this territory's share of it. */
export const DEPARTEMENTS_FLUX = defineTable<FluxDepartement>({
  code: "departements",
  titre: "Flux du département, et part de ce territoire",
  colonnes: [
    { code: "reservataire", titre: "Réservataire", part: 2, largeur: 30, valeur: ({ reservataire }) => reservataire },
    colonneContingent(({ contingent }) => contingent),
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
        "Baux de ce territoire parmi ceux lus dans le département ; entre deux bornes quand un contingent est inconnu, une ligne non lue ou un trimestre absent.",
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

/** Which territories the table counts, which it does not, and what is not read of those that it counts. */
export function sayDepartements(lignes: readonly FluxDepartement[]): string {
  const names = (of: (ligne: FluxDepartement) => readonly string[]) => [...new Set(lignes.flatMap(of))];
  const [lus, nonLus] = [names(({ lus }) => lus), names(({ nonLus }) => nonLus)];
  const nonLues = Math.max(0, ...lignes.map((ligne) => ligne.nonLues ?? 0));
  const incomplets = names(({ incomplets }) => incomplets ?? []);
  return [
    "Une convention de flux est celle du département.",
    `Baux comptés\u00A0: ${lus.length > 0 ? joinFrench(lus) : "aucun"}.`,
    ...(nonLus.length > 0
      ? [`Ouverts dans Blaise, mais non lus par votre habilitation\u00A0: ${joinFrench(nonLus)}.`]
      : []),
    ...(nonLues > 0
      ? [
          `${formatCompte(nonLues, "ligne rejetée", "lignes rejetées")} des fichiers des autres territoires\u00A0: chacune est peut-être un bail de plus, et compte parmi les possibles.`,
        ]
      : []),
    ...(incomplets.length > 0
      ? [
          `Trimestre passé sans fichier entier\u00A0: ${joinFrench(incomplets)}. Le nombre de ses baux est inconnu\u00A0; la part va jusqu’à la borne qu’ils laissent possible.`,
        ]
      : []),
    "Ceux des autres communes du département ne sont pas dans Blaise\u00A0: le compte est un minimum.",
  ].join(" ");
}

type Prevue = BilanFlux["prevision"]["lignes"][number];

export function tablePrevision({ annee }: Pick<BilanFlux["prevision"], "annee">): DefinitionTable<Prevue> {
  return defineTable({
    code: "prevision",
    titre: `Sorties prévues en ${annee}`,
    colonnes: [
      { code: "bailleur", titre: "Bailleur", part: 2, largeur: 30, valeur: ({ bailleur }) => bailleur },
      { code: "reservataire", titre: "Réservataire", part: 2, largeur: 30, valeur: ({ reservataire }) => reservataire },
      colonneContingent(({ contingent }) => contingent),
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
    colonneContingent(({ convention }) => convention.contingent),
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
