import { z } from "zod";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import type { OffreDuRelogeur } from "../lectures/ports.ts";
import { MOTIFS_REFUS_OFFRE, REPONSES_OFFRE } from "../regles/offre.ts";

export const reponse = z.enum(["oui", "non", "inconnu"]);

/**
 * Once accepted, the offered dwelling is the household's home: its address is read by those who read the names, and by its bailleur.
 * `visible`: SQL condition on the offer `o`.
 */
export const LIT_LES_NOMS = "exists (select from nominatif.menage_reloge m where m.relogement = o.relogement)";

/** An offer `o` with the bailleur `b` of its dwelling, as one JSON object. */
export const offreJson = (visible: string) => `json_build_object(
           'id', o.id, 'relogement', o.relogement, 'numero', o.numero,
           'proposeeLe', o.proposee_le, 'visiteeLe', o.visitee_le, 'reponse', o.reponse, 'reponduLe', o.repondu_le,
           'motifRefus', o.motif_refus, 'precision', o.precision, 'raisonRang', o.raison_rang,
           'decisionComite', o.decision_comite, 'bailSigneLe', o.bail_signe_le,
           'logement', json_build_object(
             'identRpls', case when ${visible} then o.ident_rpls end,
             'adresse', case when ${visible} then o.adresse else 'adresse non communiquée' end,
             'commune', o.commune, 'secteur', o.secteur, 'situation', o.situation,
             'typologie', o.typologie, 'surface', o.surface, 'loyer', o.loyer, 'charges', o.charges, 'apl', o.apl,
             'premiereLocationLe', o.premiere_location_le, 'conventionneLe', o.conventionne_le,
             'rehabilite', o.rehabilite, 'residentialise', o.residentialise, 'loyerBaisse', o.loyer_baisse, 'pru1', o.pru1,
             'droitActionLogement', o.droit_action_logement,
             'bailleur', json_build_object('organisation', o.relogeur, 'nom', b.nom)))`;

const nombre = z.number().nullable();
const jour = z.string().nullable();

/** The dwelling of an offer, without its bailleur. */
export const logementRow = z.object({
  identRpls: z.string().nullable(),
  adresse: z.string(),
  commune: z.string(),
  secteur: z.string().nullable(),
  situation: z.enum(["qpv", "hors-qpv", "inconnue"]),
  typologie: z.enum(TYPOLOGIES).nullable(),
  surface: nombre,
  loyer: nombre,
  charges: nombre,
  apl: nombre,
  premiereLocationLe: jour,
  conventionneLe: jour,
  rehabilite: reponse,
  residentialise: reponse,
  loyerBaisse: reponse,
  pru1: reponse,
  droitActionLogement: reponse,
});

export const offreRow: z.ZodType<OffreDuRelogeur> = z.object({
  id: z.number(),
  relogement: z.number(),
  numero: z.number(),
  proposeeLe: z.string(),
  visiteeLe: jour,
  reponse: z.enum(REPONSES_OFFRE),
  reponduLe: jour,
  motifRefus: z.enum(MOTIFS_REFUS_OFFRE).nullable(),
  precision: z.string().nullable(),
  raisonRang: z.string().nullable(),
  decisionComite: nombre,
  bailSigneLe: jour,
  logement: logementRow.extend({ bailleur: z.object({ organisation: z.number(), nom: z.string() }) }),
});
