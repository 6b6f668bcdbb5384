import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type {
  ChiffreChange,
  Croisement,
  LigneCroisee,
  LigneOrigine,
} from "../lectures/bilan-bailleur/bilan-bailleur.ts";
import type { OriginePrecisee } from "../lectures/bilan-bailleur/fiche.ts";

/** Changes since a version was signed, for the page, the document and the workbook. */
export const ECARTS = defineTable<ChiffreChange>({
  code: "ecarts",
  titre: "Chiffres de cette version et des données publiées aujourd’hui",
  colonnes: [
    {
      code: "chiffre",
      titre: "Chiffre",
      definition: "Chiffre comparé.",
      largeur: 70,
      part: 5,
      valeur: ({ nom }) => nom,
    },
    {
      code: "alors",
      titre: "Alors",
      definition: "Chiffre tel qu’il était compté au jour indiqué.",
      genre: "nombre",
      part: 1.2,
      valeur: ({ alors }) => alors,
    },
    {
      code: "aujourdhui",
      titre: "Aujourd’hui",
      definition: "Chiffre compté sur les données publiées aujourd’hui.",
      genre: "nombre",
      part: 1.2,
      valeur: ({ aujourdhui }) => aujourdhui,
    },
    {
      code: "ecart",
      titre: "Écart",
      definition: "Différence entre les deux chiffres.",
      genre: "nombre",
      part: 1.2,
      valeur: ({ ecart }) => ecart,
    },
  ],
});

/** The contingent's code is only in the workbook. */
export const ORIGINES = defineTable<LigneOrigine>({
  code: "origines",
  titre: "Origine des demandeurs : contingent, ancien logement et DALO",
  colonnes: [
    { code: "code", titre: "Code", largeur: 12, ecran: false, valeur: ({ contingent }) => contingent },
    {
      code: "contingent",
      titre: "Contingent",
      largeur: 30,
      part: 3,
      valeur: ({ libelleContingent }) => libelleContingent,
      tri: true,
    },
    {
      code: "origine",
      titre: "Origine",
      definition: "Organisme dont vient le ménage, tel que le contingent le dit.",
      largeur: 30,
      part: 2.6,
      valeur: ({ libelleOrigine }) => libelleOrigine,
      tri: true,
    },
    {
      code: "dalo",
      titre: "Reconnus DALO",
      definition: "Ménages reconnus prioritaires par la commission de médiation.",
      genre: "nombre",
      part: 1.3,
      valeur: ({ dalo }) => dalo.oui,
      tri: true,
    },
    {
      code: "non_dalo",
      titre: "Non reconnus",
      definition: "Ménages dont le fichier dit qu’ils ne sont pas reconnus DALO.",
      genre: "nombre",
      part: 1.3,
      valeur: ({ dalo }) => dalo.non,
      tri: true,
    },
    {
      code: "dalo_inconnu",
      titre: "DALO inconnu",
      definition: "Ménages dont la reconnaissance n’est pas renseignée.",
      genre: "nombre",
      part: 1.3,
      valeur: ({ dalo }) => dalo.inconnu,
      tri: true,
    },
    {
      code: "total",
      titre: "Total",
      genre: "nombre",
      part: 1.3,
      valeur: ({ total }) => total,
      tri: true,
    },
  ],
});

type LignePrecision = OriginePrecisee["partenaires"][number] & Pick<OriginePrecisee, "libelle">;

export const PRECISIONS = defineTable<LignePrecision>({
  code: "precisions",
  titre: "Origine précisée par le bailleur, que le SNE ne dit pas",
  colonnes: [
    { code: "contingent", titre: "Contingent", largeur: 30, part: 3, valeur: ({ libelle }) => libelle, tri: true },
    {
      code: "partenaire",
      titre: "Partenaire",
      definition: "Organisme qui a dit l’origine du demandeur.",
      largeur: 40,
      part: 3,
      valeur: ({ nom }) => nom,
      tri: true,
    },
    {
      code: "demandeurs",
      titre: "Demandeurs",
      definition: "Nombre de demandeurs concernés.",
      genre: "nombre",
      part: 1.3,
      valeur: ({ nombre }) => nombre,
      tri: true,
    },
  ],
});

/** One row per partner; demandeurs without a named partner come last. */
export function listPrecisions(precisions: readonly OriginePrecisee[]): readonly LignePrecision[] {
  return precisions.flatMap(({ libelle, partenaires, nonPrecise }) =>
    [...partenaires, { nom: "Non précisé", nombre: nonPrecise }].map((partenaire) => ({ ...partenaire, libelle })),
  );
}

/** Counts crossed by two answers, with the unknown and the total. */
export function tableCroisement({ titre, premiereColonne, modalites }: Croisement) {
  const comptes = modalites.map(
    ({ libelle }, rang): Colonne<LigneCroisee> => ({
      code: `modalite-${rang}`,
      titre: libelle,
      genre: "nombre",
      part: 1.3,
      valeur: ({ valeurs }) => valeurs[rang] ?? null,
    }),
  );
  return defineTable<LigneCroisee>({
    code: "croisement",
    titre,
    colonnes: [
      { code: "libelle", titre: premiereColonne, part: 3, valeur: ({ libelle }) => libelle },
      ...comptes,
      {
        code: "total",
        titre: "Total",
        genre: "nombre",
        part: 1.3,
        valeur: ({ total }) => total,
      },
    ],
  });
}

export function ensembleOf({ totaux, total }: Croisement): LigneCroisee {
  return { code: "ensemble", libelle: "Ensemble", valeurs: totaux, total };
}
