import { z } from "zod";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import type { DossierRelogement } from "../lectures/ports.ts";
import { MOTIFS_BLOCAGE, OBJETS_DECISION_COMITE } from "../regles/comite.ts";
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

/** One row a file, its offers and decisions as JSON: see `SELECT` of dossier.queries.ts. */
export const dossierRow = z
  .object({
    id: z.number(),
    operation: z.number(),
    operationNom: z.string().nullable(),
    reference: z.string(),
    organisation: z.number(),
    bailleurNom: z.string(),
    etat: z.enum(ETATS_RELOGEMENT),
    etatDepuis: z.string(),
    personnes: nombre,
    quartile: z.enum(["q1", "q2-4", "inconnu"]),
    ressources: z.enum(["positives", "nulles", "absentes"]),
    origineRpls: z.string().nullable(),
    origineTypologie: z.enum(TYPOLOGIES).nullable(),
    origineLoyer: nombre,
    origineCharges: nombre,
    origineApl: nombre,
    origineSurface: nombre,
    typologies: z.array(z.enum(TYPOLOGIES)),
    zone: z.enum(ZONES_SOUHAITEES),
    communes: z.array(z.string()),
    acces: z.enum(BESOINS_ACCES),
    resteAChargeMax: nombre,
    accession: reponse,
    actionLogement: reponse,
    accompagnement: z.enum(ACCOMPAGNEMENTS),
    decohabitationDe: nombre,
    etape: z.enum(ETAPES_RELOGEMENT).nullable(),
    etapeLe: z.string().nullable(),
    closLe: z.string().nullable(),
    revision: z.number(),
    synthetique: z.boolean(),
    offres: z.array(offreRow),
    decisions: z.array(decisionRow),
    blocage: z.object({ id: z.number(), motif: z.enum(MOTIFS_BLOCAGE), ouvertLe: z.string() }).nullable(),
  })
  .transform((row): DossierRelogement => {
    const { id, operation, reference, etat, etatDepuis, personnes, quartile, ressources } = row;
    const { accompagnement, decohabitationDe, closLe, revision, synthetique, offres, decisions, blocage } = row;
    return {
      id,
      operation,
      reference,
      etat,
      etatDepuis,
      personnes,
      quartile,
      ressources,
      accompagnement,
      decohabitationDe,
      closLe,
      revision,
      synthetique,
      offres,
      decisions,
      blocage,
      // Known to the role by its files, and not by the register.
      operationNom: row.operationNom ?? `Opération ${operation}`,
      bailleur: { organisation: row.organisation, nom: row.bailleurNom },
      origine: {
        identRpls: row.origineRpls,
        typologie: row.origineTypologie,
        loyer: row.origineLoyer,
        charges: row.origineCharges,
        apl: row.origineApl,
        surface: row.origineSurface,
      },
      souhait: {
        typologies: row.typologies,
        zone: row.zone,
        communes: row.communes,
        acces: row.acces,
        resteAChargeMax: row.resteAChargeMax,
        accession: row.accession,
      },
      beneficiaireActionLogement: row.actionLogement,
      prochaineEtape: row.etape === null ? null : { quoi: row.etape, le: row.etapeLe },
    };
  });
