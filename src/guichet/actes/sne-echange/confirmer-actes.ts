import { ecrireEvenement } from "#dossier/lectures/evenement/ecrire-evenement.ts";
import { type ActeVie, vivre } from "#dossier/regles/vie.ts";
import type { Base } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { type ActePropose, computeEchange } from "../../lectures/sne-echange/compute-echange.ts";

/** « renouveler:<demandeur> », the value of a checkbox. */
export function cleActe({ acte, demandeur }: Pick<ActePropose, "acte" | "demandeur">): string {
  return `${acte}:${demandeur}`;
}

const ACTE_VIE: Readonly<Record<ActePropose["acte"], ActeVie>> = {
  renouveler: { transition: "renouveler" },
  radier: { transition: "radier", motif: "attribution" },
};
const ACTE_JOURNAL = { renouveler: "demande-renouvelee", radier: "demande-radiee" } as const;

/**
 * Writes on the desk's files the renewals and radiations that the national file shows: the ticked ones only, all or none.
 * Throws `sne-rien-coche`, `sne-acte-perime`.
 */
export function confirmerActes(base: Base, epci: string, coches: readonly string[]): Promise<number> {
  return base.transaction(async (tx) => {
    const { actes, stock } = await computeEchange(tx, epci);
    const voulus = actes.filter((acte) => coches.includes(cleActe(acte)));
    if (coches.length === 0) throw new Refus("sne-rien-coche", "Cochez au moins une ligne, puis confirmez.");
    if (voulus.length < new Set(coches).size) {
      throw new Refus(
        "sne-acte-perime",
        "Une ligne cochée n’est plus proposée : le dossier ou le fichier national a changé. Relisez la liste.",
      );
    }
    for (const acte of voulus) await confirmer(tx, epci, acte, stock?.periode ?? null);
    return voulus.length;
  });
}

async function confirmer(tx: Base, epci: string, { demandeur, acte, le }: ActePropose, stock: string | null) {
  const vie = await tx.sneEchanges.vie(epci, demandeur);
  if (vie === null) throw new Refus("sne-acte-perime", "Ce dossier n’est plus de votre guichet. Relisez la liste.");
  // The day is the national system's, from which validity and radiation count.
  await tx.sneEchanges.ecrireVie(epci, demandeur, vivre(vie, ACTE_VIE[acte], le));
  const precisions = { acte, le, stock };
  await ecrireEvenement(tx, { epci, demandeur, code: "suivi-importe", precisions });
  await tx.journal.ecrire({
    acte: ACTE_JOURNAL[acte],
    ressource: "demande-identite",
    epci,
    demandeur,
    objet: `sne:${stock ?? "baux"}`,
  });
}
