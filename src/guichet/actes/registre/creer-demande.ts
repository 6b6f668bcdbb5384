import { randomBytes, randomUUID } from "node:crypto";
import { coterDemande } from "#dossier/actes/cotation/coter.ts";
import { ecrireEvenement } from "#dossier/lectures/evenement/ecrire-evenement.ts";
import { lireReperes } from "#dossier/lectures/lire-dossier.ts";
import { guichetsOf } from "#dossier/lectures/registre/guichets.ts";
import { OCTETS_CODE, writeReference } from "#dossier/regles/code-reprise.ts";
import { deriveMenage } from "#dossier/regles/derive-menage.ts";
import type { Question } from "#dossier/regles/question.ts";
import type { Identite, ModeLogement, PersonneDossier, Reponses, TypologieCherchee } from "#dossier/regles/reponses.ts";
import { logementActuelOf, rechercheOf, revenusOf } from "#dossier/regles/sections.ts";
import type { Base } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";

export type DemandeAuGuichet = {
  readonly epci: string;
  readonly guichet: number;
  readonly identite: Identite;
  readonly personnes: number;
  /** Income of the household, in euros a month; null: unknown yet. */
  readonly revenuMensuel: number | null;
  readonly typologie: TypologieCherchee | null;
  /** Current dwelling, which tells a first demande from a mutation; null: unknown yet. */
  readonly logement: ModeLogement | null;
  /** INSEE codes, in the household's order of preference. */
  readonly communes: readonly string[];
  /** ISO instant; `aujourdhui` is its day in Paris. */
  readonly maintenant: string;
  readonly aujourdhui: string;
};

/**
 * Creates the file of a person present at the desk, to be registered; returns its identifier. It holds the same answers as a demande of the
 * portal, and their derived values: what the desk does not ask stays unknown until the steps ask it. Refuses `guichet-autre`,
 * `commune-hors`.
 */
export async function creerDemande(base: Base, demande: DemandeAuGuichet): Promise<string> {
  const { epci, guichet, communes } = demande;
  if (!(guichetsOf(base, epci) ?? []).includes(guichet)) {
    throw new Refus("guichet-autre", "Choisissez votre guichet dans la liste.");
  }
  await checkCommunes(base, epci, communes);
  const demandeur = randomUUID();
  const synthetique = (await base.territoires.find(epci))?.demonstration ?? false;
  await base.transaction(async (tx) => {
    await tx.registres.add({
      demandeur,
      epci,
      guichet,
      synthetique,
      identite: demande.identite,
      deposeeLe: demande.maintenant,
      reference: writeReference(randomBytes(OCTETS_CODE)),
    });
    await ecrireReponses(tx, demandeur, demande);
    await ecrireEvenement(tx, { epci, demandeur, code: "demande-deposee", objet: `organisation:${guichet}` });
    await tx.journal.ecrire({
      acte: "dossier-cree",
      ressource: "demande-identite",
      epci,
      demandeur,
      objet: `demande:${demandeur}`,
    });
    await coterDemande(tx, epci, demandeur, demande.aujourdhui);
  });
  return demandeur;
}

async function ecrireReponses(tx: Base, demandeur: string, demande: DemandeAuGuichet): Promise<void> {
  const { epci, identite, aujourdhui } = demande;
  const souhaits = demande.communes.map((commune) => ({ commune }));
  const personnes = personnesOf(demande.personnes);
  const reponses = reponsesOf(demande);
  for (const personne of personnes) await tx.dossiers.ajouterPersonne(demandeur, epci, personne);
  await tx.dossiers.ecrireSouhaits(demandeur, epci, souhaits);
  const dossier = { identite, reponses, personnes, souhaits, sensibles: null };
  await tx.dossiers.ecrireMenage(demandeur, reponses, deriveMenage(dossier, await lireReperes(tx, epci, aujourdhui)));
}

/** The count of persons is known, not who they are: nothing is derived from them until the steps describe each one. */
function personnesOf(nombre: number): readonly PersonneDossier[] {
  const inconnue = { qualite: "autre" as const, lien: null, nom: null, prenom: null, naissance: null };
  return Array.from({ length: nombre - 1 }, (_, index) => ({ rang: index + 1, ...inconnue }));
}

/** Answers in the form of the steps. A question asked in part stays unanswered, with that part filled in. */
function reponsesOf({ identite, personnes, revenuMensuel, typologie, logement }: DemandeAuGuichet): Reponses {
  const seul = personnes === 1;
  const entieres: readonly (readonly [Question, boolean])[] = [
    ["vous/identite", true],
    ["vous/joindre", Boolean(identite.telephone || identite.courriel || identite.adresse)],
    ["menage/composition", seul],
  ];
  return {
    repondues: Object.fromEntries(entieres.filter(([, repondue]) => repondue).map(([question]) => [question, 1])),
    ...(seul && { menage: { seul } }),
    ...(revenuMensuel !== null && { revenus: { ...revenusOf({}), mensuel: revenuMensuel } }),
    ...(logement !== null && { logementActuel: { ...logementActuelOf({}), mode: logement } }),
    ...(typologie !== null && { recherche: { ...rechercheOf({}), typologies: [typologie] } }),
  };
}

async function checkCommunes(base: Base, epci: string, communes: readonly string[]): Promise<void> {
  const known = new Set((await base.territoires.communes(epci)).map(({ commune }) => commune));
  if (communes.length > 0 && communes.every((commune) => known.has(commune))) return;
  throw new Refus("commune-hors", "Choisissez au moins une commune du territoire.");
}
