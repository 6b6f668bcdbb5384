import { z } from "zod";
import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import { LISTES_PERIMETRES } from "#droit/regles/generation-qpv.ts";
import { NATURES_DEMANDE } from "#observatoire/regles/registre/registre.ts";
import { CAUSES_ANNULATION, type CauseAnnulation } from "../../regles/bail/annulation.ts";
import { contingent, quartile, reponse, situation } from "../ports.ts";

const nombre = z.coerce.number().nullable();
const texte = z.string().nullable();

/** Household on the day of the lease, as the lease keeps it. */
export const menageDuBailRow = z.object({
  personnes: nombre,
  revenuMensuel: nombre,
  uniteConso: nombre,
  /** Year and month, enough for the age band. */
  naissance: texte,
  quartile,
  nature: z.enum(NATURES_DEMANDE),
  bailleurActuel: texte,
  priorite: reponse,
  salarie: reponse,
  actionLogement: reponse,
  ancienneteLe: texte,
  synthetique: z.boolean(),
});
export type MenageDuBail = Readonly<z.infer<typeof menageDuBailRow>>;

/** The lease as a frozen fact. The queries read what ties it to its file (key of the number, desk). */
export const bailASigner = z.object({
  epci: z.string(),
  candidature: z.number(),
  liberation: z.number(),
  demandeur: z.string(),
  organisation: z.number(),
  reservataire: z.number().nullable(),
  signeLe: z.string(),
  commune: z.string(),
  secteur: texte,
  numeroRpls: z.string(),
  typologie: texte,
  loyer: z.number().nullable(),
  charges: z.number().nullable(),
  situation,
  generationQpv: z.literal(LISTES_PERIMETRES).nullable(),
  quartile,
  seuil: z.number().nullable(),
  seuilAnnee: z.number().nullable(),
  uniteConso: z.number().nullable(),
  ressources: z.enum(["positives", "nulles", "absentes"]),
  contingent,
  droit: z.number().nullable(),
  origine: z.enum(["mutation", "nouvelle-entree", "inconnue"]),
  prioritaire: reponse,
  dalo: reponse,
  relogement: reponse,
  salarie: reponse,
  actionLogementAvant: reponse,
  menage: z.string(),
  age: z.string(),
  ancienneteLe: texte,
  synthetique: z.boolean(),
});
export type BailASigner = Readonly<z.infer<typeof bailASigner>>;

export const bailSigneRow = z.object({
  id: z.number(),
  /** null: the file was erased or detached. */
  demandeur: texte,
  liberation: z.number().nullable(),
  candidature: z.number().nullable(),
  bailleur: z.string(),
  signeLe: z.string(),
  commune: texte,
  situation,
  quartile,
  contingent,
  salarie: reponse,
  actionLogementAvant: reponse,
  actionLogementApres: reponse,
  actionLogementLe: texte,
});
export type BailSigne = Readonly<z.infer<typeof bailSigneRow>>;

/** A cancelled lease: it stays written, and counts nowhere. */
export const bailAnnuleRow = z.object({
  id: z.number(),
  signeLe: z.string(),
  annuleLe: z.string(),
  cause: z.enum(CAUSES_ANNULATION),
  /** null: erased since. */
  motif: texte,
});
export type BailAnnule = Readonly<z.infer<typeof bailAnnuleRow>>;

/** Count of the leases with the same values. */
export const reconnaissanceRow = z.object({ situation, avant: reponse, apres: reponse, nombre: z.number() });
export type CompteReconnaissance = Readonly<z.infer<typeof reconnaissanceRow>>;

export type BailQueries = {
  /** Leases signed in Blaise since that day, among those that the actor reads. */
  reconnaissances(epci: string, depuis: string): Promise<readonly CompteReconnaissance[]>;
  menage(epci: string, demandeur: string): Promise<MenageDuBail | null>;
  /** null: the dwelling has a lease already, or its bailleur has no SIREN. The published cubes count it at once. */
  signer(bail: BailASigner): Promise<number | null>;
  ofLiberation(epci: string, liberation: number): Promise<BailSigne | null>;
  /** Cancelled leases of the dwelling, latest first. */
  annules(epci: string, liberation: number): Promise<readonly BailAnnule[]>;
  /** Period of the published file that holds this lease; null: none. */
  periodePubliee(epci: string, id: number): Promise<string | null>;
  /** false: cancelled already. Undoes all the effects of the lease, published cubes included. */
  annuler(
    epci: string,
    id: number,
    annulation: { readonly le: string; readonly cause: CauseAnnulation; readonly motif: string },
  ): Promise<boolean>;
  reconnaitre(epci: string, id: number, reponse: Reponse, le: string): Promise<boolean>;
};
