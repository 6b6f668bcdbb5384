import { z } from "@hono/zod-openapi";
import { GENRES_LIEU } from "#donnees/regles/convention/lieu.ts";
import { OBJETS } from "#donnees/regles/convention/objet.ts";
import { CONTINGENTS } from "#droit/regles/attribution/attribution.ts";
import { compte, lectureBailleurs, methodeSchema, partFields, sourceSchema, taux } from "./schemas.ts";

/** Answer of `/objectifs/{annee}`: the object of the page. Rates and probabilities are between 0 and 1, five decimals; null is « unknown ». */
const entre = z.tuple([z.number(), z.number()]).readonly().nullable();

const porteur = z
  .discriminatedUnion("type", [
    z.object({ type: z.literal("epci") }),
    z.object({ type: z.literal("bailleur"), siren: z.string() }),
    z.object({
      type: z.literal("reservataire"),
      contingent: z.enum(CONTINGENTS),
      organisation: z.object({ id: compte, nom: z.string() }).optional(),
    }),
  ])
  .openapi("Porteur");

const nature = z.enum(["cible", "plancher"]).openapi({
  description:
    "« cible » : ce que la convention écrit ; « plancher » : ce que la loi impose. Jamais l’un pour l’autre.",
});

const verdict = z.enum(["atteint", "non-atteint", "indecidable", "en-cours", "sans-objet"]);

const lecture = z
  .object({
    realise: compte,
    assiette: compte,
    taux,
    petitEffectif: z.boolean(),
    compte: z
      .object({
        part: compte,
        total: compte,
        inconnusPart: compte,
        inconnusAutres: compte,
        indecis: compte,
        inconnusIndecis: compte,
      })
      .openapi({ description: "Le compte et ses quatre sortes d’inconnues ; voir la méthode « Bornes et verdict »." }),
    inconnus: z.object({
      part: compte,
      autres: compte,
      indecis: compte,
      total: compte,
      causes: z
        .object({ total: compte, situation: compte, ressources: compte, relogement: compte, doublon: compte })
        .nullable()
        .openapi({ description: "Faits manquants ; nul pour un objectif qui en a d’autres." }),
    }),
    bornes: entre.openapi({ description: "Taux le plus bas et le plus haut que l’inconnu laisse possibles." }),
    verdict: verdict.openapi({
      description: "Celui de l’année : « en-cours » tant que ses quatre trimestres ne sont pas entiers.",
    }),
    aCeJour: z.enum(["atteint", "non-atteint", "indecidable", "sans-objet"]).nullable().optional().openapi({
      description: "La même question au dernier jour compté ; nul quand un trimestre passé n’est pas entier.",
    }),
    contredit: z.string().nullable().optional().openapi({
      description: "Une autre extraction de l’année, sûre du contraire : le verdict est alors « indecidable ».",
    }),
    trancher: z.object({ suffit: compte, auMieux: compte }).nullable().openapi({
      description: "Combien d’attributions renseigner pour trancher, quand « aCeJour » est « indecidable ».",
    }),
    wilson: entre,
    clopperPearson: entre,
    midP: taux,
    reference: z.object({ taux: z.number(), nature }).nullable(),
    phrases: z.object({
      constat: z.string(),
      inconnues: z.string(),
      hasard: z.string(),
      trancher: z.string().nullable(),
    }),
  })
  .openapi("Lecture");

const attente = z
  .object({
    total: compte.nullable(),
    origine: z.enum(["annees-precedentes", "saisie", "inconnue"]),
    parMois: z.array(z.object({ mois: compte, attendus: compte })).readonly(),
    annees: z.array(z.object({ annee: compte, assiette: compte })).readonly(),
    moyenne: z.number().nullable(),
  })
  .openapi("Attente");

const projection = z
  .object({
    objectif: z.object({ taux, nombre: compte.nullable(), nature }),
    besoin: compte.nullable().openapi({ description: "Baux à compter parmi les prochains attendus." }),
    besoinBornes: entre,
    verdict: verdict.optional(),
    contredit: z
      .boolean()
      .optional()
      .openapi({ description: "Une autre extraction de l’année est sûre du contraire." }),
    part: taux,
    issue: z.enum(["acquis", "possible", "impossible", "inconnue"]),
    probabilite: taux.openapi({ description: "1 ou 0 seulement si « acquis » ou « impossible »." }),
    probabiliteBornes: entre,
    attenteIncertaine: z.boolean(),
    phrase: z.string(),
    phraseProbabilite: z.string(),
  })
  .openapi("Projection");

const quantile = z.number();

const partCible = z.object(partFields(verdict)).openapi("PartAnnee");

const ligne = z
  .object({
    porteur,
    nom: z.string(),
    lecture,
    ecrit: z
      .object({ taux, nombre: compte.nullable(), tauxDuNombre: taux, acte: z.string(), calcul: z.string().optional() })
      .nullable(),
    parts: z.array(partCible).readonly().optional(),
    attente,
    prior: z.object({ a: z.number(), b: z.number(), libelle: z.string() }),
    cible: projection.nullable(),
    plancher: projection.nullable(),
    eventail: z
      .array(
        z.object({
          mois: compte,
          quantiles: z.tuple([quantile, quantile, quantile, quantile, quantile]).readonly().nullable().openapi({
            description: "Taux cumulé : quantiles à 5, 25, 50, 75 et 95 %.",
          }),
          projete: z.boolean(),
        }),
      )
      .readonly(),
    appreciationCollective: z.boolean().nullable().openapi({
      description: "L’objectif du territoire est atteint ou non à cette date ; null : on ne le sait pas.",
    }),
  })
  .openapi("LigneEffort");

const territorialisee = ligne
  .extend({
    objet: z.enum(OBJETS),
    titre: z.string(),
    lieu: z.object({ genre: z.enum(GENRES_LIEU), code: z.string() }).nullable(),
    nomLieu: z.string(),
    du: z.iso.date(),
    au: z.iso.date(),
    libelleDuree: z.string(),
    sansLieu: compte,
    arreteAu: z.iso.date(),
    acheve: z.boolean(),
    enCours: z.string().nullable(),
  })
  .openapi("LigneTerritorialisee");

const plancherLegal = z
  .object({
    taux: z.number(),
    depuis: z.string(),
    source: z.string(),
    confiance: z.enum(["R", "M", "S", "B"]),
    adaptable: z.boolean(),
    alerte: z.string().nullable(),
  })
  .openapi("PlancherLegal");

export const effortSchema = z
  .object({
    territoire: z.string(),
    nom: z.string(),
    demonstration: z.boolean(),
    annee: compte,
    arreteAu: z.string(),
    avances: compte
      .optional()
      .openapi({ description: "Baux signés dans Blaise après ce jour, provisoires et comptés." }),
    acheve: z.boolean().openapi({ description: "Les quatre trimestres sont publiés entiers, et comptés." }),
    enCours: z.string().nullable().optional().openapi({ description: "Les trimestres qui manquent, en une phrase." }),
    surComptes: z.boolean().openapi({
      description: "Aucun bail de l’année n’est publié ; un tableau imprimé ailleurs la compte : voir son bilan.",
    }),
    bailleur: z.string().nullable(),
    lectureBailleurs: lectureBailleurs.optional(),
    version: z.object({ numero: compte, titre: z.string(), depuis: z.string() }).nullable(),
    prior: z.enum(["jeffreys", "annee-precedente"]),
    poidsPrior: z.number(),
    blocs: z
      .array(
        z.object({
          objet: z.enum(OBJETS),
          titre: z.string(),
          plancher: plancherLegal.nullable(),
          ensemble: ligne.nullable(),
          lignes: z.array(ligne).readonly(),
          reponse: z.array(z.string()).readonly(),
        }),
      )
      .readonly(),
    territorialises: z.array(territorialisee).readonly().optional(),
    methodes: z.array(methodeSchema).readonly(),
    sources: z.array(sourceSchema).readonly(),
  })
  .openapi("Effort");
