import { direDecision } from "#attributions/actes/cal/notifier.ts";
import { type EchangeLu, listProposes } from "#attributions/lectures/echange/lire-echanges.ts";
import type { Examen } from "#attributions/regles/rapprochement/examen.ts";
import { type AttenteDite, lireAttente } from "#dossier/lectures/cotation/lire-attente.ts";
import { type CotationLue, lireCotation } from "#dossier/lectures/cotation/lire-cotation.ts";
import type { EvenementLu } from "#dossier/lectures/evenement/ports.ts";
import type { PropositionFaite } from "#dossier/lectures/proposition/ports.ts";
import { direEvenement } from "#dossier/regles/dire-evenement.ts";
import { type EtatProposee, etatProposee } from "#dossier/regles/proposition/proposition.ts";
import type { Base } from "#socle/lectures/base.ts";
import { LIBELLE_ACTE } from "#socle/regles/journal/acte.ts";
import { introuvable } from "#socle/regles/shared/refus.ts";
import type { DossierSuivi, NonConfirmee } from "./ports.ts";

const EVENEMENTS_MAX = 200;

export type EvenementDit = EvenementLu & { readonly phrase: string; readonly par: string };
export type PropositionDite = PropositionFaite & {
  readonly etat: EtatProposee;
  /** Examination of the household for this dwelling; null: the proposal came from no candidature. */
  readonly examen: Examen | null;
};

export type SuiviLu = {
  readonly epci: string;
  readonly dossier: DossierSuivi;
  /** What the national system has not accepted yet. */
  readonly nonConfirmees: readonly NonConfirmee[];
  readonly propositions: readonly PropositionDite[];
  /** Exchanges of its dwelling that both bailleurs agreed to, the latest first. */
  readonly echanges: readonly EchangeLu[];
  /** Notified decisions, those about this household only. */
  readonly decisions: readonly DecisionDite[];
  readonly evenements: readonly EvenementDit[];
  readonly nonLus: number;
  /** null: the file is not scored, or the territory has no scheme. */
  readonly cotation: CotationLue | null;
  /** null: the released figures bound no wait. */
  readonly attente: AttenteDite | null;
  readonly aujourdhui: string;
};

/** Sentences of the letter that notified the decision. */
export type DecisionDite = { readonly id: number; readonly le: string; readonly phrases: readonly string[] };

type Demande = { readonly epci: string; readonly demandeur: string; readonly aujourdhui: string };

/** Throws `dossier-inconnu`. */
export async function lireSuivi(base: Base, { epci, demandeur, aujourdhui }: Demande): Promise<SuiviLu> {
  const [dossier, nonConfirmees, propositions, echanges, evenements, messages, cotation, decisions] = await Promise.all(
    [
      readDossier(base, epci, demandeur),
      base.suivis.nonConfirmees(epci, demandeur),
      listPropositions(base, { epci, demandeur, aujourdhui }),
      listProposes(base, epci, demandeur),
      listEvenements(base, epci, demandeur),
      base.messages.ofDemandeur(epci, demandeur),
      lireCotation(base, epci, demandeur),
      listDecisions(base, epci, demandeur),
    ],
  );
  const nonLus = messages.filter(({ auteur, luLe }) => auteur === "organisme" && luLe === null).length;
  const attente = await lireAttente(base, epci, dossier, { typologie: cotation?.typologie ?? null, aujourdhui });
  const partie = { propositions, echanges, decisions, evenements, nonLus };
  return { epci, dossier, nonConfirmees, ...partie, cotation, attente, aujourdhui };
}

/** Throws `dossier-inconnu`. */
export async function readDossier(base: Base, epci: string, demandeur: string): Promise<DossierSuivi> {
  const dossier = await base.suivis.dossier(epci, demandeur);
  if (dossier) return dossier;
  throw introuvable("dossier-inconnu", "Cette demande n’existe pas, ou n’est pas la vôtre.");
}

async function listDecisions(base: Base, epci: string, demandeur: string): Promise<readonly DecisionDite[]> {
  const lues = await base.cal.ofDemandeur(epci, demandeur);
  return lues.map((decision) => ({ id: decision.id, le: decision.decideeLe, phrases: direDecision(decision) }));
}

export async function listPropositions(
  base: Base,
  { epci, demandeur, aujourdhui }: Demande,
): Promise<readonly PropositionDite[]> {
  const faites = await base.propositions.ofDemandeur(epci, demandeur);
  const candidatures = faites.flatMap(({ candidature }) => candidature ?? []);
  const examens = candidatures.length === 0 ? null : await base.rapprochements.examens(epci, candidatures);
  return faites.map((faite) => ({
    ...faite,
    etat: etatProposee(faite, aujourdhui),
    examen: (faite.candidature === null ? null : examens?.get(faite.candidature)) ?? null,
  }));
}

/** The trail as French sentences, the latest first. */
export async function listEvenements(base: Base, epci: string, demandeur: string): Promise<readonly EvenementDit[]> {
  const lus = await base.evenements.ofDemandeur(epci, demandeur, EVENEMENTS_MAX);
  return lus.map((lu) => ({ ...lu, phrase: direEvenement(lu.code, lu.precisions), par: sayAuteur(lu) }));
}

function sayAuteur({ auteur, nomOrganisation }: EvenementLu): string {
  if (auteur === "menage") return "Demandeur";
  if (auteur === "mandataire") return "Mandataire";
  return auteur === "systeme" ? "Délai" : (nomOrganisation ?? "Organisme");
}

export type OuvertureDite = {
  readonly le: string;
  readonly organisation: string;
  readonly acte: string;
  readonly motif: string | null;
};

/** Acts of the journal that read or export the file. */
const LECTURES: readonly string[] = [
  "dossier-lu",
  "dossier-liste",
  "dossier-sensible-lu",
  "piece-lue",
  "piece-sensible-lue",
  "demandes-exportees",
  "document-exporte",
];

/** Who opened the file: the organisation, the day and the purpose; never the agent (CJEU, C-579/21, Pankki S). */
export async function listOuvertures(base: Base, demandeur: string): Promise<readonly OuvertureDite[]> {
  const lignes = await base.journal.ofDemandeur(demandeur);
  return lignes
    .filter(({ acte }) => LECTURES.includes(acte))
    .map(({ le, nomOrganisation, acte, motif }) => ({
      le,
      organisation: nomOrganisation,
      motif,
      acte: isActe(acte) ? LIBELLE_ACTE[acte] : acte,
    }));
}

function isActe(acte: string): acte is keyof typeof LIBELLE_ACTE {
  return Object.hasOwn(LIBELLE_ACTE, acte);
}
