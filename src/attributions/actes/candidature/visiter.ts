import type { EnvoiDeps } from "#dossier/actes/courrier/envoyer-au-menage.ts";
import { ecrireEvenement } from "#dossier/lectures/evenement/ecrire-evenement.ts";
import type { Base } from "#socle/lectures/base.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import { describeLogement, erasedDossier } from "../../lectures/candidature/logement-propose.ts";
import type { Candidature } from "../../lectures/candidature/ports.ts";
import { isEnLice, type SuiteVisite } from "../../regles/candidature/candidature.ts";
import { ownLiberation } from "../liberation/ouvrir-liberation.ts";
import { proposer } from "../proposition/proposer.ts";
import { findCandidature } from "./designer-candidat.ts";

type SurCandidature = { readonly epci: string; readonly id: number; readonly aujourdhui: string };

/**
 * « Formuler une offre de visite au demandeur en amont de la CAL » (signed document, action 2): the household reads it and answers in its own
 * follow-up. Refuses what `proposer` refuses, `candidature-inconnue`, `candidature-finie`, `visite-date`.
 */
export async function proposerVisite(
  base: Base,
  deps: EnvoiDeps,
  saisie: SurCandidature & { readonly le: string },
): Promise<void> {
  const { epci, id, aujourdhui, le } = saisie;
  const candidature = await enLice(base, epci, id);
  if (le < aujourdhui) {
    throw new Refus("visite-date", "Visite prévue le : choisissez aujourd’hui ou un jour à venir.", {
      champ: "visite",
    });
  }
  const { logement } = await ownLiberation(base, epci, candidature.liberation);
  if (candidature.demandeur === null) throw erasedDossier();
  const { demandeur } = candidature;
  await base.transaction(async (tx) => {
    const proposition = await proposer(tx, deps, {
      ...describeLogement(logement),
      epci,
      demandeur,
      nature: "visite",
      repondreAvant: le,
      jour: aujourdhui,
      relu: true,
    });
    await tx.candidatures.lierProposition(proposition, id);
    const visite = { prevueLe: le, faiteLe: candidature.visiteLe, suite: candidature.visiteSuite };
    if (!(await tx.candidatures.visiter(epci, id, visite))) throw over();
    await tx.journal.ecrire({
      acte: "candidature-visitee",
      ressource: "proposition",
      epci,
      objet: `candidature:${id}`,
      demandeur,
    });
  });
}

/** Records the outcome of the visit. Refuses `candidature-inconnue`, `candidature-finie`, `visite-date`. */
export async function noterVisite(
  base: Base,
  { epci, id, aujourdhui, le, suite }: SurCandidature & { readonly le: string; readonly suite: SuiteVisite },
): Promise<void> {
  const candidature = await enLice(base, epci, id);
  await ownLiberation(base, epci, candidature.liberation);
  if (le > aujourdhui) {
    throw new Refus("visite-date", "Visite faite le : ce jour n’est pas encore passé.", { champ: "visite_faite" });
  }
  await base.transaction(async (tx) => {
    const visite = { prevueLe: candidature.visitePrevueLe, faiteLe: le, suite };
    if (!(await tx.candidatures.visiter(epci, id, visite))) throw over();
    const objet = `candidature:${id}`;
    const demandeur = candidature.demandeur ?? undefined;
    if (demandeur) await ecrireEvenement(tx, { epci, demandeur, code: "visite-faite", precisions: { suite }, objet });
    const ligne = { acte: "candidature-visitee", ressource: "proposition", epci, objet } as const;
    await tx.journal.ecrire({ ...ligne, ...(demandeur && { demandeur }) });
  });
}

async function enLice(base: Base, epci: string, id: number): Promise<Candidature> {
  const candidature = await findCandidature(base, epci, id);
  if (isEnLice(candidature)) return candidature;
  throw over();
}

function over(): Refus {
  return conflit(
    "candidature-finie",
    "Cette candidature n’est plus en cours : la commission l’a close, ou elle a été retirée.",
  );
}
