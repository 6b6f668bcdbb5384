import { randomUUID } from "node:crypto";
import type { Base } from "#socle/lectures/base.ts";
import { joinFrench } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { composePv, cutPv, hashPv, sealPv } from "../../lectures/cal/pv.ts";
import { libelleLogement, readSeance, requireToutes, type SeanceLue, uneFois } from "../../lectures/cal/seance-lue.ts";
import { checkEtat, checkQuorum } from "../../regles/cal/seance.ts";
import type { CandidatCal } from "./ports.ts";

/** What of the agenda waits for its decision or its opinion, as sentences. */
export function manquesCloture({
  logements,
  candidats,
  examens,
}: Pick<SeanceLue, "logements" | "candidats" | "examens">): readonly string[] {
  const occupations = examens.flatMap(({ avis }, rang) => (avis === null ? [`avis sur l’occupation ${rang + 1}`] : []));
  const aDecider = logements
    .filter(
      ({ etat, liberation }) =>
        etat === "inscrit" || candidats.some((c) => c.liberation === liberation && isEnAttente(c)),
    )
    .map((logement) => `${logement.bien.reference}, ${libelleLogement(logement)}`);
  return [...aDecider, ...occupations];
}

function isEnAttente({ etat }: CandidatCal): boolean {
  return etat === "presentee";
}

/**
 * Ends a session whose dwellings are all decided, and freezes its minutes. false: that form had already closed it. Refuses `seance-inconnue`, `droit-absent`,
 * `cal-etat`, `cal-quorum`, `cal-incomplete`, `cal-jeton`.
 */
export function cloreSeance(
  base: Base,
  {
    epci,
    seance: id,
    jeton,
    maintenant,
  }: { readonly epci: string; readonly seance: number; readonly jeton: string; readonly maintenant: string },
): Promise<boolean> {
  return base.serialisable(async (tx) => {
    const lue = await readSeance(tx, epci, id);
    const { seance } = lue;
    requireToutes(tx, seance);
    return uneFois(tx, seance, { jeton, acte: "cloture", maintenant, dit: null }, async () => {
      checkEtat(seance.etat, ["ouverte"], "clore la séance");
      checkQuorum(lue.quorum);
      const manques = manquesCloture(lue);
      if (manques.length > 0) {
        throw new Refus("cal-incomplete", `Il manque ce qui suit : ${joinFrench(manques)}. Décidez, ou reportez.`);
      }
      const pv = sealPv(composePv(lue), randomUUID);
      const parties = cutPv(lue, pv);
      await tx.cal.figerPv(seance, { numero: lue.reference, parties, empreinte: hashPv(pv), figeLe: maintenant });
      await tx.cal.passer(seance, "ouverte", "close", { maintenant });
      await tx.journal.ecrire({ acte: "cal-close", ressource: "seance", epci: seance.epci, objet: `seance:${id}` });
    });
  });
}
