import { z } from "@hono/zod-openapi";
import { sourcePublieeRow } from "#bilan/lectures/ports.ts";
import { adresseRow } from "#donnees/lectures/localisation/ports.ts";
import { anomalieRow, lotRow } from "#donnees/lectures/lot/ports.ts";
import { VUES_BAILLEURS } from "#donnees/regles/bailleur/succession.ts";
import { OBJETS } from "#donnees/regles/convention/objet.ts";

/** Answers of `/api/v1`. Rates are between 0 and 1 with five decimals; null is « unknown » or « nothing to count », never 0. */
const verdict = z.enum(["atteint", "non-atteint", "indecidable", "en-cours", "sans-objet"]).openapi({
  description:
    "« indecidable » : ce qu’on ignore de certaines attributions peut renverser la réponse. « en-cours » : un trimestre de la période n’est pas publié en entier.",
});
export const taux = z.number().nullable();
/** Present when bailleurs took over from others. */
export const lectureBailleurs = z.object({ vue: z.enum(VUES_BAILLEURS), phrases: z.array(z.string()).readonly() });
export const compte = z.number().int();
/** null: not written. */
export const texte = z.string().nullable();

/** What one version asks of the leases of its days, and their counts. */
export function partFields<V extends z.ZodType>(verdictLu: V) {
  return {
    du: z.iso.date(),
    au: z.iso.date(),
    taux,
    nombre: compte.nullable(),
    acte: z.string(),
    realise: compte,
    assiette: compte,
    attendu: compte,
    manque: compte,
    inconnus: compte.nullable(),
    verdict: verdictLu,
  };
}

const cible = z
  .object({
    taux,
    nombre: compte.nullable(),
    attendu: compte,
    manque: compte.nullable(),
    verdict,
    contredit: z.boolean(),
    incomplet: z.boolean(),
    acte: z.string(),
    parts: z
      .array(z.object(partFields(verdict)))
      .readonly()
      .optional()
      .openapi({ description: "Année qu’un avenant partage : chaque version, jugée sur ses propres baux." }),
    calcul: z.string().optional().openapi({ description: "Comment les jours de plusieurs versions ont été pesés." }),
  })
  .openapi("Cible");

const territorialise = z
  .object({
    objet: z.enum(OBJETS),
    titre: z.string(),
    porteur: z.string(),
    nom: z.string(),
    lieu: z.string().openapi({ description: "« territoire », ou « commune:52448 », « secteur:… », « qpv:… »." }),
    nomLieu: z.string(),
    du: z.iso.date(),
    au: z.iso.date(),
    libelleDuree: z.string(),
    ecrit: z.object({ taux, nombre: compte.nullable() }),
    acte: z.string(),
    realise: compte,
    assiette: compte,
    taux,
    bornes: z.array(z.number()).length(2).nullable(),
    petitEffectif: z.boolean(),
    inconnus: compte,
    sansLieu: compte.openapi({
      description: "Baux dont le lieu ou le réservataire n’est pas connu : dans les bornes.",
    }),
    attendu: compte,
    manque: compte,
    verdict,
    enCours: z.string().nullable(),
  })
  .openapi("ObjectifTerritorialise");

const constat = z.object({
  assiette: compte.openapi({ description: "Dénominateur : attributions situées de ce côté, ressources connues." }),
  realise: compte,
  attendu: compte.openapi({ description: "Arrondi supérieur de plancher × assiette." }),
  manque: compte.nullable().openapi({ description: "Nul tant que la période est en cours." }),
  taux,
  bornes: z.array(z.number()).length(2).nullable().openapi({
    description:
      "Taux le plus bas et le plus haut, selon ce que sont les attributions dont la localisation, les ressources ou le relogement sont inconnus, et celles que le fichier a peut-être déjà.",
  }),
  inconnus: z
    .object({
      total: compte,
      situation: compte,
      ressources: compte,
      relogement: compte,
      doublon: compte,
      rejet: compte.optional(),
    })
    .openapi({
      description:
        "Attributions dont un fait inconnu peut changer le compte ; une attribution peut manquer de plusieurs. « rejet » : lignes rejetées des fichiers, chacune peut-être une attribution ; absent s’il n’y en a pas.",
    }),
  suffit: compte.nullable().openapi({
    description:
      "Le moins d’attributions à renseigner pour trancher, quoi qu’elles soient ; nul si le verdict est sûr.",
  }),
  verdict,
  contredit: z.boolean().openapi({
    description: "Une autre extraction de l’année est sûre du contraire : le verdict est « indecidable ».",
  }),
  incomplet: z.boolean().openapi({
    description:
      "Bilan sur comptes : le tableau ne dit pas combien de baux sont sans ressources connues ; le verdict est « indecidable ».",
  }),
  etat: z.object({ realise: compte, assiette: compte }).nullable().openapi({
    description: "Comme l’État compte, sur les localisations déclarées seules ; nul si c’est le même compte.",
  }),
  plancher: z.number(),
  cible: cible.nullable(),
  plancherRetrospectif: z.boolean(),
  petitEffectif: z.boolean().openapi({ description: "Assiette sous 20 : montrer la fraction, pas le pourcentage." }),
  regle: z.string(),
});

const propositions = z.object({
  comptees: z
    .object({ total: compte, autresQuartiles: compte, sansRessources: compte, nonLocalisees: compte })
    .nullable()
    .openapi({
      description: "Faites dans Blaise ; nul si aucune ne l’est, ce qui ne dit rien de celles faites ailleurs.",
    }),
  imprimees: z
    .array(z.object({ source: z.string(), total: compte, autresQuartiles: compte.nullable() }))
    .readonly()
    .optional()
    .openapi({ description: "Ce qu’un tableau imprimé ailleurs en compte, quel que soit leur auteur." }),
  phrase: z.string(),
});

const mesures = z.object({
  horsQpv: constat.extend({ premierQuartile: compte, reloges: compte }).openapi("ConstatHorsQpv"),
  qpv: constat.extend({ propositions: propositions.nullable() }).openapi("ConstatQpv"),
  nonLocalisees: z.object({
    total: compte,
    premierQuartile: compte,
    autres: compte,
    probablesQpv: compte.openapi({
      description: "Le parc publié rend ce côté probable ; les bornes n’en tiennent pas compte.",
    }),
    probablesHorsQpv: compte,
  }),
  deduites: compte.openapi({ description: "Attributions dont le côté est déduit des périmètres et du parc publiés." }),
  sansRessources: compte.nullable().openapi({ description: "Nul : compté d’après un tableau qui ne le dit pas." }),
  ressourcesNulles: compte.nullable(),
  total: compte,
});

const ligne = mesures.extend({ code: z.string(), libelle: z.string() }).openapi("Ligne");

/** Reports frozen before rejected lines were counted do not say them. */
export const sourceSchema = sourcePublieeRow
  .partial({ lues: true, rejetees: true, ecartees: true })
  .extend({ libelle: z.string() })
  .openapi("SourceCitee");

const confiance = z.enum(["R", "M", "S", "B"]).openapi({
  description: "R lu, M recalculé, S dit par la convention, B à confirmer.",
});

export const methodeSchema = z
  .object({
    regle: z.string(),
    titre: z.string(),
    article: z.string(),
    texte: z.string(),
    formule: z.string(),
    confiance,
    parametres: z
      .array(z.object({ nom: z.string(), valeur: z.string(), depuis: z.string(), source: z.string(), confiance }))
      .readonly(),
  })
  .openapi("Methode");

const controle = z
  .object({
    code: z.string(),
    libelle: z.string(),
    imprime: z.string(),
    recalcule: z.string(),
    accord: z.boolean().nullable().openapi({ description: "null : il n’y a rien à comparer." }),
    explication: z.string().nullable(),
    source: z.string(),
  })
  .openapi("Controle");

const situes = z.object({ logements: compte, qpv: compte, horsQpv: compte, inconnue: compte });

const rejetees = z.object({ nonLues: compte, ecartees: compte, phrase: z.string() }).optional().openapi({
  description:
    "Lignes rejetées des fichiers : « nonLues », chacune peut-être une de plus ; « ecartees », mises de côté avec une raison. Absent s’il n’y en a pas.",
});

const parc = situes
  .extend({
    millesime: z.string(),
    rejetees,
    vacantsQpv: compte.nullable(),
    vacantsHorsQpv: compte.nullable(),
    bailleurs: z.array(situes.extend({ siren: z.string(), nom: z.string() })).readonly(),
  })
  .openapi("Parc");

export const bilanSchema = mesures
  .extend({
    territoire: z.string(),
    nom: z.string(),
    demonstration: z.boolean(),
    annee: compte,
    periode: z.string(),
    libellePeriode: z.string(),
    perimetre: z.string().nullable(),
    seuilPremierQuartile: compte.nullable(),
    bailleur: z.string().nullable(),
    lectureBailleurs: lectureBailleurs.optional(),
    bailleurs: z.array(mesures.extend({ siren: z.string(), nom: z.string() })).readonly(),
    trimestres: z.array(ligne).readonly(),
    cumuls: z.array(ligne).readonly(),
    ventilations: z
      .array(z.object({ axe: z.string(), titre: z.string(), lignes: z.array(ligne).readonly() }))
      .readonly(),
    parc: parc.nullable(),
    relogements: z
      .object({
        signes: compte,
        horsFichier: compte,
        possibles: compte,
        reloges: z.tuple([compte, compte]).readonly().nullable(),
        possiblesCommission: compte,
        possiblesRegistre: compte,
        phrase: z.string().nullable(),
      })
      .nullable()
      .openapi({
        description:
          "Baux signés dans Blaise. « possibles » et « possiblesCommission » : peut-être déjà dans le fichier publié ; « possiblesRegistre » : baux signés après une commission qui sont peut-être celui d’un ménage relogé ; tous dans aucun total et dans les bornes ; « reloges » : le moins et le plus de baux de ménages relogés, nul si rien n’est en suspens.",
      }),
    desaccords: z.object({ situation: compte, quartile: compte, deduction: compte }),
    enCours: z
      .string()
      .nullable()
      .openapi({ description: "Ce qui manque pour que la période soit entière ; nul si elle l’est." }),
    surComptes: z.object({ source: z.string(), fichier: z.string(), phrase: z.string() }).nullable().openapi({
      description: "Tableau de comptes d’après lequel l’année est comptée ; nul si elle l’est d’après des baux.",
    }),
    territorialises: z.array(territorialise).optional(),
    extractions: z
      .array(
        z.object({
          source: z.string(),
          objet: z.enum(["hors-qpv", "qpv"]),
          realise: compte,
          assiette: compte,
          inconnues: compte,
          sansRessources: compte.optional(),
          toutes: z.array(z.number()).nullable().optional(),
          possibles: z.tuple([compte, compte]).readonly().optional(),
          bornes: z.array(z.number()).nullable(),
          verdict,
          contredit: z.boolean(),
          contreditCible: z.boolean().optional(),
          phrase: z.string(),
        }),
      )
      .openapi({
        description:
          "Autres extractions de l’année, connues par leurs seuls comptes imprimés : leur intervalle, leur verdict.",
      }),
    rejetees,
    tardifs: z
      .array(z.object({ trimestre: z.number().int().min(1).max(4), baux: compte }))
      .readonly()
      .nullable()
      .openapi({
        description:
          "Baux absents du premier fichier entier de leur trimestre ; ils comptent. Nul si le rapport est plus ancien que cette mesure.",
      }),
    delai: z
      .object({
        baux: compte,
        connus: compte,
        moisUnAn: compte,
        quartiles: z.tuple([compte, compte, compte]).readonly().nullable(),
        phrase: z.string(),
      })
      .optional()
      .openapi({
        description:
          "De la demande au bail, en mois entiers : quartiles des délais connus, nuls s’ils sont trop peu ; moisUnAn compte les baux signés moins d’un an après la demande.",
      }),
    horsTerritoire: z
      .array(z.object({ commune: z.string(), baux: compte }))
      .readonly()
      .openapi({ description: "Baux de communes hors du territoire : gardés, dans aucun compte." }),
    obligation: z.string().optional().openapi({
      description: "Dit quand la réforme des attributions n’oblige pas le territoire, ou quand on ne le sait pas.",
    }),
    controles: z.array(controle).readonly(),
    methodes: z.array(methodeSchema).readonly(),
    sources: z.array(sourceSchema).readonly(),
  })
  .openapi("Bilan");

export const territoireSchema = z
  .object({ epci: z.string(), nom: z.string(), demonstration: z.boolean() })
  .openapi("Territoire");

export const lotSchema = lotRow
  .pick({
    id: true,
    source: true,
    profil: true,
    periode: true,
    fichier: true,
    sha256: true,
    statut: true,
    lignesLues: true,
    acceptees: true,
    rejetees: true,
    doublons: true,
    champsAbsents: true,
    deposeLe: true,
    publieLe: true,
  })
  .openapi("Lot");

/** Without the cells of the file, which may hold personal data. */
const anomalieSchema = anomalieRow.omit({ exemple: true }).extend({
  gravite: z
    .enum(anomalieRow.shape.gravite.options)
    .openapi({ description: "LIG : ligne rejetée ; AVE : ligne gardée." }),
});

export const lotDetailSchema = lotSchema.extend({ anomalies: z.array(anomalieSchema).readonly() }).openapi("LotDetail");

export const aLocaliserSchema = adresseRow
  .pick({
    cleAdresse: true,
    commune: true,
    adresse: true,
    residence: true,
    bailleur: true,
    lignes: true,
    premierQuartile: true,
    annees: true,
  })
  .openapi("AdresseALocaliser");

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: compte,
    code: z.string().openapi({ description: "Stable : c’est lui qu’un programme lit." }),
    details: z.record(z.string(), z.unknown()),
    reference: z.string().optional(),
  })
  .openapi("Probleme");
