import type { Base } from "#socle/lectures/base.ts";
import { conflit, interdit, Refus } from "#socle/regles/shared/refus.ts";
import type { Coffre } from "../lectures/coffre.ts";
import { ecrireEvenement } from "../lectures/evenement/ecrire-evenement.ts";
import { type DossierOuvert, lireDossier, lireReperes, scellerSensibles } from "../lectures/lire-dossier.ts";
import { contactModifiable } from "../regles/courrier/changement-contact.ts";
import { deriveMenage, type MenageDerive } from "../regles/derive-menage.ts";
import { type CleReponse, revisionOf } from "../regles/question.ts";
import type { Identite, Reponses, ReponsesSensibles, Souhait } from "../regles/reponses.ts";
import { coterDemande } from "./cotation/coter.ts";

/** Parts that one page changes; absent: unchanged. */
export type PatchReponses = {
  readonly identite?: Partial<Identite>;
  readonly reponses?: Omit<Reponses, "repondues">;
  readonly souhaits?: readonly Souhait[];
  readonly sensibles?: ReponsesSensibles;
};

export type ReponseAEcrire = {
  readonly demandeur: string;
  readonly question: CleReponse;
  /** Count of answers already given to the question when its page was shown. */
  readonly revision: number;
  /** Computed on the locked file: another tab may have answered another question meanwhile. */
  readonly patch: (dossier: DossierOuvert) => PatchReponses;
  /** Also runs in the transaction: writes the persons of the household. */
  readonly acte?: (tx: Base, dossier: DossierOuvert) => Promise<void>;
};

/**
 * Saves one question and computes again what depends on it. Two tabs may save two questions; on the same question, the later save is refused
 * ("reponse-changee") instead of hiding the other one. Refuses "demande-radiee", "identite-enregistree".
 */
export function ecrireReponse(
  base: Base,
  deps: { readonly coffre: Coffre; readonly jour: string },
  { demandeur, question, revision, patch, acte }: ReponseAEcrire,
): Promise<void> {
  return base.transaction(async (tx) => {
    const dossier = await tenirDossier(tx, deps.coffre, demandeur);
    if (revisionOf(dossier.reponses, question) !== revision) throw changedMeanwhile();
    const changes = patch(dossier);
    await ecrireParts(tx, deps.coffre, dossier, changes);
    await acte?.(tx, dossier);
    const reponses: Reponses = {
      ...dossier.reponses,
      ...changes.reponses,
      repondues: { ...dossier.reponses.repondues, [question]: revision + 1 },
    };
    const { personnes } = acte ? await lireDossier(tx, deps.coffre, demandeur) : dossier;
    const apres = {
      identite: { ...dossier.identite, ...changes.identite },
      reponses,
      personnes,
      souhaits: changes.souhaits ?? dossier.souhaits,
      sensibles: changes.sensibles ?? dossier.sensibles,
    };
    const reperes = await lireReperes(tx, dossier.epci, deps.jour);
    const derive = keepSealed(deriveMenage(apres, reperes), deriveMenage(dossier, reperes), apres.sensibles);
    await tx.dossiers.ecrireMenage(demandeur, reponses, derive);
    await tracer(tx, dossier, question);
    await coterDemande(tx, dossier.epci, demandeur, deps.jour, apres.sensibles);
  });
}

/** An actor who may not open sealed answers cannot know that they changed: a priority that rests on them alone is kept. */
function keepSealed(
  { priorite, ...derive }: MenageDerive,
  avant: MenageDerive,
  sensibles: ReponsesSensibles | null,
): Partial<MenageDerive> {
  const scelle = sensibles === null && priorite === "inconnu" && avant.priorite === "inconnu";
  return scelle ? derive : { ...derive, priorite };
}

/** Locks the file until the end of the transaction. Refuses "dossier-inconnu", "demande-radiee". */
export async function tenirDossier(tx: Base, coffre: Coffre, demandeur: string): Promise<DossierOuvert> {
  await tx.dossiers.verrouiller(demandeur);
  const dossier = await lireDossier(tx, coffre, demandeur);
  if (dossier.etat !== "radiee") return dossier;
  throw new Refus(
    "demande-radiee",
    "Votre demande n’est plus active : elle ne peut plus être modifiée. Appelez un guichet pour la suite.",
  );
}

async function ecrireParts(tx: Base, coffre: Coffre, dossier: DossierOuvert, changes: PatchReponses): Promise<void> {
  const { id, epci } = dossier;
  if (changes.identite) await ecrireIdentite(tx, dossier, { ...dossier.identite, ...changes.identite });
  if (changes.souhaits) await tx.dossiers.ecrireSouhaits(id, epci, changes.souhaits);
  if (changes.sensibles) await tx.dossiers.ecrireSensible(id, epci, scellerSensibles(coffre, changes.sensibles));
}

/** Once registered by the desk, names and birth change at the desk, with a proof, never by this form (fraud on birth names). */
async function ecrireIdentite(
  tx: Base,
  { id, etat, identite, enregistreeLe }: DossierOuvert,
  apres: Identite,
): Promise<void> {
  if (!contactModifiable(etat, identite, apres)) {
    throw new Refus(
      "contact-a-confirmer",
      "Votre adresse électronique et votre téléphone se changent dans « Mes coordonnées et mes réglages » : l’ancienne adresse dit oui d’abord.",
    );
  }
  const civil = ({ nom, prenom, naissance }: Identite) => JSON.stringify([nom, prenom, naissance]);
  if (enregistreeLe !== null && civil(identite) !== civil(apres)) {
    throw new Refus(
      "identite-enregistree",
      "Votre nom et votre date de naissance sont enregistrés. Pour les corriger, montrez une pièce d’identité au guichet.",
    );
  }
  if (await tx.dossiers.ecrireIdentite(id, apres)) return;
  throw interdit(
    "identite-du-titulaire",
    "Votre mandat ne permet plus de changer ces réponses. La personne peut le faire elle-même, avec son code.",
  );
}

/** Saves of a draft write no event; once the demande is sent, each save writes one. */
async function tracer(tx: Base, { id, epci, etat }: DossierOuvert, question: CleReponse): Promise<void> {
  const objet = `question:${question}`;
  await tx.journal.ecrire({ acte: "dossier-modifie", ressource: "demande-menage", epci, objet, demandeur: id });
  if (etat === "brouillon") return;
  await ecrireEvenement(tx, { epci, demandeur: id, code: "etape-enregistree", precisions: { etape: question } });
}

function changedMeanwhile(): Refus {
  return conflit(
    "reponse-changee",
    "Cette réponse a changé dans une autre fenêtre. Rien n’est perdu : relisez la page, puis enregistrez à nouveau.",
  );
}
