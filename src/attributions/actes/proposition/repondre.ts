import { ecrireEvenement } from "#dossier/lectures/evenement/ecrire-evenement.ts";
import type { PropositionFaite } from "#dossier/lectures/proposition/ports.ts";
import {
  checkRepondable,
  findProposee,
  type MotifRefusMenage,
  type Repondant,
} from "#dossier/regles/proposition/proposition.ts";
import type { Base, Horloge } from "#socle/lectures/base.ts";
import { interdit, Refus } from "#socle/regles/shared/refus.ts";

export type ReponseSaisie = {
  readonly epci: string;
  readonly demandeur: string;
  readonly proposition: number;
  readonly reponse: "acceptee" | "refusee";
  readonly motif: MotifRefusMenage | null;
};

/** Throws `proposition-inconnue`. */
async function findProposition(
  base: Base,
  { epci, demandeur, proposition }: Pick<ReponseSaisie, "epci" | "demandeur" | "proposition">,
): Promise<PropositionFaite> {
  return findProposee(await base.propositions.ofDemandeur(epci, demandeur), proposition);
}

/**
 * Records the answer, once and in time: by the household, the holder of its mandate, or an organisation that had it by telephone. Throws
 * `proposition-inconnue`, `proposition-repondue`, `proposition-close`, `proposition-motif`.
 */
export function repondre(base: Base, horloge: Horloge, saisie: ReponseSaisie): Promise<void> {
  const { epci, demandeur, proposition: id, reponse } = saisie;
  const jour = horloge.aujourdhui();
  return base.transaction(async (tx) => {
    const proposition = await findProposition(tx, saisie);
    checkRepondable(proposition, jour);
    const motif = readMotif(saisie);
    const par = repondantOf(base, demandeur);
    const dite = await tx.propositions.repondre(id, { reponse, par, motif, maintenant: horloge.maintenant(), jour });
    // Of two concurrent answers, the first one holds.
    if (!dite) checkRepondable(await findProposition(tx, saisie), jour);
    if (!dite) throw interdit("droit-absent", "Vous ne pouvez pas répondre à cette proposition.");
    const objet = `proposition:${id}`;
    await tx.journal.ecrire({ acte: "proposition-repondue", ressource: "proposition", epci, objet, demandeur });
    const code = reponse === "acceptee" ? "proposition-acceptee" : "proposition-refusee";
    const precisions = { ...(motif && { motif }), ...(par === "organisme" && { telephone: true }) };
    await ecrireEvenement(tx, { epci, demandeur, code, precisions, objet });
  });
}

function readMotif({ reponse, motif }: ReponseSaisie): MotifRefusMenage | null {
  if (reponse === "acceptee") return null;
  if (motif !== null) return motif;
  throw new Refus("proposition-motif", "Pourquoi refusez-vous : choisissez une raison.", { champ: "motif" });
}

function repondantOf({ acteur }: Base, demandeur: string): Repondant {
  const own = acteur.demandeurs.find(({ id }) => id === demandeur);
  if (!own) return "organisme";
  return own.lien === "titulaire" ? "menage" : "mandataire";
}
