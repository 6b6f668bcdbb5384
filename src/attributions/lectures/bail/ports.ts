import type { BauxEnAttente } from "#bilan/lectures/bail/baux-en-attente.ts";
import type { Contingent, Origine, Quartile, Reponse, Ressources } from "#droit/regles/attribution/attribution.ts";
import type { ListePerimetres } from "#droit/regles/generation-qpv.ts";
import type { NatureDemande } from "#observatoire/regles/registre/registre.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import type { BailAnnule, CauseAnnulation } from "../../regles/bail/annulation.ts";

/** What the file of the household says on the day of the lease, and that the lease keeps. */
export type MenageDuBail = {
  readonly personnes: number | null;
  readonly revenuMensuel: number | null;
  readonly uniteConso: number | null;
  /** Year and month are enough for the band of age. */
  readonly naissance: string | null;
  readonly quartile: Quartile;
  readonly nature: NatureDemande;
  readonly bailleurActuel: string | null;
  readonly priorite: Reponse;
  readonly salarie: Reponse;
  readonly actionLogement: Reponse;
  readonly ancienneteLe: string | null;
  readonly synthetique: boolean;
};

/** The lease as a fact, frozen. What ties it to its file (key of the number, desk) is read by storage. */
export type BailASigner = {
  readonly epci: string;
  readonly candidature: number;
  readonly liberation: number;
  readonly demandeur: string;
  readonly organisation: number;
  readonly reservataire: number | null;
  readonly signeLe: string;
  readonly commune: string;
  readonly secteur: string | null;
  readonly numeroRpls: string;
  readonly typologie: string | null;
  readonly loyer: number | null;
  readonly charges: number | null;
  readonly situation: Situation;
  readonly generationQpv: ListePerimetres | null;
  readonly quartile: Quartile;
  readonly seuil: number | null;
  readonly seuilAnnee: number | null;
  readonly uniteConso: number | null;
  readonly ressources: Ressources;
  readonly contingent: Contingent;
  readonly droit: number | null;
  readonly origine: Origine;
  readonly prioritaire: Reponse;
  readonly dalo: Reponse;
  readonly relogement: Reponse;
  readonly salarie: Reponse;
  readonly actionLogementAvant: Reponse;
  readonly menage: string;
  readonly age: string;
  readonly ancienneteLe: string | null;
  readonly synthetique: boolean;
};

export type BailSigne = {
  readonly id: number;
  /** null: the file was erased, or is told apart. */
  readonly demandeur: string | null;
  readonly liberation: number | null;
  readonly candidature: number | null;
  readonly bailleur: string;
  readonly signeLe: string;
  readonly commune: string | null;
  readonly situation: Situation;
  readonly quartile: Quartile;
  readonly contingent: Contingent;
  readonly salarie: Reponse;
  readonly actionLogementAvant: Reponse;
  readonly actionLogementApres: Reponse;
  readonly actionLogementLe: string | null;
};

/** Leases alike in all of these. */
export type CompteReconnaissance = {
  readonly situation: Situation;
  readonly avant: Reponse;
  readonly apres: Reponse;
  readonly nombre: number;
};

export type BailQueries = {
  /** Leases signed in Blaise since that day, of those that the person reads. */
  reconnaissances(epci: string, depuis: string): Promise<readonly CompteReconnaissance[]>;
  /** By year; `bailleur`: a SIREN, null for all those that the person reads. A household rehoused after a commission counts once. */
  enAttente(epci: string, bailleur: string | null): Promise<readonly BauxEnAttente[]>;
  menage(epci: string, demandeur: string): Promise<MenageDuBail | null>;
  /** null: the dwelling has a lease already, or its bailleur has no SIREN. The published cubes count it at once. */
  signer(bail: BailASigner): Promise<number | null>;
  ofLiberation(epci: string, liberation: number): Promise<BailSigne | null>;
  /** The latest first: leases of the dwelling that were taken back. */
  annules(epci: string, liberation: number): Promise<readonly BailAnnule[]>;
  /** Period of a published file that has this very lease; null: none has. */
  periodePubliee(epci: string, id: number): Promise<string | null>;
  /** false: it is taken back already. What it had moved comes back, published cubes included. */
  annuler(
    epci: string,
    id: number,
    annulation: { readonly le: string; readonly cause: CauseAnnulation; readonly motif: string },
  ): Promise<boolean>;
  reconnaitre(epci: string, id: number, reponse: Reponse, le: string): Promise<boolean>;
};
