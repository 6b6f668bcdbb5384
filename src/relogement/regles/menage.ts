import type { Quartile, Reponse, Ressources } from "#droit/regles/attribution/attribution.ts";
import type { Typologie } from "#droit/regles/typologie.ts";
import type { EtatRelogement } from "./etat.ts";

/** What a dwelling must have for this household: a coded need, never its reason (health data stays with whoever assessed it). */
export const BESOINS_ACCES = [
  "aucun",
  "rez-de-chaussee-ou-ascenseur",
  "accessible-fauteuil",
  "logement-adapte",
  "inconnu",
] as const;
export type BesoinAcces = (typeof BESOINS_ACCES)[number];

export const LIBELLE_BESOIN_ACCES: Readonly<Record<BesoinAcces, string>> = {
  aucun: "Aucun",
  "rez-de-chaussee-ou-ascenseur": "Rez-de-chaussée ou ascenseur",
  "accessible-fauteuil": "Accessible en fauteuil",
  "logement-adapte": "Logement adapté",
  inconnu: "Non évalué",
};

/** Who follows the household besides the officer (signed document, action 11: services sociaux, CIL-PASS assistance). */
export const ACCOMPAGNEMENTS = ["aucun", "service-social", "asll", "cil-pass", "autre", "inconnu"] as const;
export type Accompagnement = (typeof ACCOMPAGNEMENTS)[number];

export const LIBELLE_ACCOMPAGNEMENT: Readonly<Record<Accompagnement, string>> = {
  aucun: "Aucun",
  "service-social": "Service social de secteur",
  asll: "Accompagnement social lié au logement (ASLL)",
  "cil-pass": "Cil-Pass Assistance (Action Logement)",
  autre: "Autre accompagnement",
  inconnu: "Non évalué",
};

export const ZONES_SOUHAITEES = ["hors-qpv", "qpv", "indifferente", "inconnue"] as const;
export type ZoneSouhaitee = (typeof ZONES_SOUHAITEES)[number];

/** A dwelling and its monthly costs, in euros. null: unknown. */
export type CoutLogement = {
  readonly loyer: number | null;
  readonly charges: number | null;
  readonly apl: number | null;
  /** m² of habitable surface. */
  readonly surface: number | null;
};

/** Wishes and needs told in the interview. Empty lists: any. */
export type SouhaitRelogement = {
  readonly typologies: readonly Typologie[];
  readonly zone: ZoneSouhaitee;
  /** INSEE codes. */
  readonly communes: readonly string[];
  readonly acces: BesoinAcces;
  /** Reste à charge that the household says it can pay, euros a month. */
  readonly resteAChargeMax: number | null;
  readonly accession: Reponse;
};

/**
 * A household to rehouse, without its names: what the partners of the convention follow. `reference`: made by Blaise (« ORC-017 ») in the order of
 * entry, not from the door. Names, income and composition are in `IdentiteReloge`.
 */
export type MenageAReloger = {
  readonly id: number;
  /** `id` of the demolition (programme). */
  readonly operation: number;
  readonly operationNom: string;
  readonly reference: string;
  /** Bailleur of the dwelling to demolish. */
  readonly bailleur: { readonly organisation: number; readonly nom: string };
  readonly etat: EtatRelogement;
  readonly etatDepuis: string;
  readonly personnes: number | null;
  readonly quartile: Quartile;
  readonly ressources: Ressources;
  readonly origine: CoutLogement & { readonly identRpls: string | null; readonly typologie: Typologie | null };
  readonly souhait: SouhaitRelogement;
  readonly beneficiaireActionLogement: Reponse;
  readonly accompagnement: Accompagnement;
  /** File of the household that a young adult or a couple leaves to be housed apart; null: none. */
  readonly decohabitationDe: number | null;
  readonly prochaineEtape: { readonly quoi: EtapeRelogement; readonly le: string | null } | null;
  /** ISO day of the signed lease or of the departure; null: open. */
  readonly closLe: string | null;
  readonly revision: number;
  readonly synthetique: boolean;
};

export const ETAPES_RELOGEMENT = ["entretien", "visite", "reponse", "cal", "signature", "comite", "rappel"] as const;
export type EtapeRelogement = (typeof ETAPES_RELOGEMENT)[number];

export const LIBELLE_ETAPE_RELOGEMENT: Readonly<Record<EtapeRelogement, string>> = {
  entretien: "Entretien",
  visite: "Visite",
  reponse: "Réponse attendue",
  cal: "Passage en commission d’attribution",
  signature: "Signature du bail",
  comite: "Comité de suivi",
  rappel: "Rappeler le ménage",
};

/** Names, income and composition: open to those who rehouse, never to the EPCI or the coordination. */
export type IdentiteReloge = {
  readonly nom: string;
  readonly prenom: string;
  readonly telephone: string | null;
  readonly courriel: string | null;
  /** ISO date of birth of the future tenant. */
  readonly naissance: string | null;
  /** Door, as the people of the building write it (« 2-11 »). */
  readonly porte: string | null;
  readonly adultes: number | null;
  readonly enfants: number | null;
  /** Net income of the whole household, euros a month. */
  readonly revenuMensuel: number | null;
  readonly uniteConso: number | null;
};
