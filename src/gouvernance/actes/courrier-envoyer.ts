import type { Base } from "#socle/lectures/base.ts";
import type { Courrier, IssueCourrier, MessageCourrier } from "#socle/lectures/courrier.ts";
import type { EnvoiReunion } from "../lectures/ports.ts";
import { findReunion } from "./reunion-ecrire.ts";

export type TourneeCourrier = {
  readonly epci: string;
  readonly reunion: number;
  readonly courrier: Courrier;
  readonly compose: (envoi: EnvoiReunion) => MessageCourrier;
  /** ISO instant. */
  readonly maintenant: string;
  /** Is there time for one more message? The others wait, and are sent again on demand. */
  readonly encore: () => boolean;
};

/**
 * Sends the messages not sent yet, one by one, each in a transaction that locks its line, so that two concurrent senders
 * never send the same. Only those of the last rank: a former one would put a moved meeting back in its place. Stops when the server
 * does not answer. Throws `reunion-inconnue`.
 */
export async function envoyerCourrier(base: Base, tournee: TourneeCourrier): Promise<void> {
  const { epci, reunion, encore } = tournee;
  const attente = await listEnAttente(base, epci, reunion);
  for (const { id } of attente) {
    if (!encore()) return;
    const issue = await envoyerUn(base, tournee, id);
    if (issue?.etat === "echec" && issue.panne) {
      await noterPanne(base, tournee, issue.motif);
      return;
    }
  }
}

async function listEnAttente(base: Base, epci: string, id: number): Promise<readonly EnvoiReunion[]> {
  const { sequence } = await findReunion(base, epci, id);
  const envois = await base.reunions.envois(epci, id);
  return envois.filter((envoi) => envoi.sequence === sequence && isEnAttente(envoi));
}

function isEnAttente({ etat }: Pick<EnvoiReunion, "etat">): boolean {
  return etat === "a-envoyer" || etat === "echec";
}

function envoyerUn(
  base: Base,
  { epci, courrier, compose, maintenant }: TourneeCourrier,
  id: number,
): Promise<IssueCourrier | null> {
  return base.transaction(async (tx) => {
    const envoi = await tx.reunions.takeEnvoi(epci, id);
    if (envoi === null) return null;
    const issue = await courrier.envoyer(compose(envoi));
    const parti = issue.etat !== "echec";
    await tx.reunions.noteEnvoi(epci, id, {
      etat: issue.etat,
      motif: parti ? null : issue.motif,
      le: parti ? maintenant : null,
    });
    return issue;
  });
}

async function noterPanne(base: Base, { epci, reunion }: TourneeCourrier, motif: string): Promise<void> {
  for (const { id, etat } of await listEnAttente(base, epci, reunion)) {
    if (etat === "a-envoyer") await base.reunions.noteEnvoi(epci, id, { etat: "echec", motif, le: null });
  }
}
