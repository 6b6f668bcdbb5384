import { z } from "zod";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import type { Lecteur } from "#socle/sql/sql.ts";
import type { DossierRelogement } from "../lectures/ports.ts";
import { MOTIFS_BLOCAGE, OBJETS_DECISION_COMITE } from "../regles/comite.ts";
import { SATISFACTIONS } from "../regles/enquete.ts";
import { ETATS_RELOGEMENT } from "../regles/etat.ts";
import { ACCOMPAGNEMENTS, BESOINS_ACCES, ETAPES_RELOGEMENT, ZONES_SOUHAITEES } from "../regles/menage.ts";
import { offreRow, reponse } from "./offre-row.ts";

const decisionRow = z.object({
  id: z.number(),
  relogement: z.number(),
  objet: z.enum(OBJETS_DECISION_COMITE),
  le: z.string(),
  motif: z.string(),
  offre: z.number().nullable(),
});

const nombre = z.number().nullable();

/** One row a file, with its contents as JSON: see `SELECT` of dossier.queries.ts. */
export const dossierRow: Lecteur<DossierRelogement> = z.object({
  id: z.number(),
  operation: z.number(),
  operationNom: z.string(),
  reference: z.string(),
  bailleur: z.object({ organisation: z.number(), nom: z.string() }),
  etat: z.enum(ETATS_RELOGEMENT),
  etatDepuis: z.string(),
  personnes: nombre,
  quartile: z.enum(["q1", "q2-4", "inconnu"]),
  ressources: z.enum(["positives", "nulles", "absentes"]),
  origine: z.object({
    identRpls: z.string().nullable(),
    typologie: z.enum(TYPOLOGIES).nullable(),
    loyer: nombre,
    charges: nombre,
    apl: nombre,
    surface: nombre,
  }),
  souhait: z.object({
    typologies: z.array(z.enum(TYPOLOGIES)),
    zone: z.enum(ZONES_SOUHAITEES),
    communes: z.array(z.string()),
    acces: z.enum(BESOINS_ACCES),
    resteAChargeMax: nombre,
    accession: reponse,
  }),
  beneficiaireActionLogement: reponse,
  accompagnement: z.enum(ACCOMPAGNEMENTS),
  decohabitationDe: nombre,
  prochaineEtape: z.object({ quoi: z.enum(ETAPES_RELOGEMENT), le: z.string().nullable() }).nullable(),
  closLe: z.string().nullable(),
  revision: z.number(),
  synthetique: z.boolean(),
  offres: z.array(offreRow),
  decisions: z.array(decisionRow),
  enquete: z
    .object({
      le: z.string(),
      logement: z.enum(SATISFACTIONS).nullable(),
      quartier: z.enum(SATISFACTIONS).nullable(),
      accompagnement: z.enum(SATISFACTIONS).nullable(),
      effort: nombre,
    })
    .nullable(),
  blocage: z.object({ id: z.number(), motif: z.enum(MOTIFS_BLOCAGE), ouvertLe: z.string() }).nullable(),
});
