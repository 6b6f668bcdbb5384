import type { Base } from "#socle/lectures/base.ts";
import { conflit } from "#socle/regles/shared/refus.ts";
import { situationOf } from "../../lectures/mesure-corrective/compute-mesures.ts";
import { cleanMotif } from "../../lectures/mesure-corrective/motif.ts";
import { type AnneeQuestion, readAnnee } from "../../lectures/mesure-corrective/read-annee.ts";
import { type CodeMesure, findBarreau } from "../../regles/mesure-corrective/echelle.ts";
import { checkProposition } from "../../regles/mesure-corrective/proposition.ts";

export type PropositionDemandee = AnneeQuestion & {
  readonly code: CodeMesure;
  readonly proposeeLe: string;
  readonly motif: string;
  /** Confirms the warnings about the reason. */
  readonly relu?: boolean;
};

/**
 * Proposes a rung for a missed year, to be decided later; without other effect. For persons who read every row of the territory. Returns its `id`.
 * Refuses `mesure-deja-proposee`, `mesure-fermee`, `mesure-date-future`, `mesure-avant-la-fin`, and as the reason.
 */
export async function proposerMesure(base: Base, demande: PropositionDemandee): Promise<number> {
  const { epci, annee, code, proposeeLe, aujourdhui } = demande;
  const motif = cleanMotif(demande.motif, "Motif de la proposition", demande.relu ?? false);
  return base.transaction(async (tx) => {
    const [chiffres, mesures] = await Promise.all([readAnnee(tx, demande), tx.mesures.list(epci)]);
    checkProposition(code, proposeeLe, situationOf(chiffres, { annee, mesures, aujourdhui }));
    const id = await tx.mesures.propose(epci, { annee, code, proposeeLe, motif });
    if (id === null) {
      throw conflit("mesure-deja-proposee", `« ${findBarreau(code).titre} » est déjà proposée pour ${annee}.`);
    }
    await tx.journal.ecrire({ acte: "mesure-proposee", ressource: "objectif", epci, objet: `mesure:${id}` });
    return id;
  });
}
