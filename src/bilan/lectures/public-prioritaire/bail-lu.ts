import { isLabelledByAny } from "#donnees/regles/public-prioritaire/label.ts";
import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import { isPrioritaire } from "#droit/regles/publics-prioritaires.ts";
import type { BailRapproche, LigneListe, Liste } from "./ports.ts";

/** A lease, with each source's answer about its household on the day of signature. `null`: on no such list. */
export type BailLu = BailRapproche & {
  readonly sne: Reponse;
  readonly syplo: Reponse | null;
  readonly liste: Reponse | null;
};

export function isSyplo({ liste }: { readonly liste: Liste }): boolean {
  return liste === "syplo";
}

/** A bailleur's list only covers its own leases. */
export function readBail(bail: BailRapproche): BailLu {
  const own = bail.labels.filter((label) => label.liste === "bailleur" && label.bailleur === bail.bailleur);
  return {
    ...bail,
    sne: isPrioritaire(bail),
    syplo: readLabels(bail.labels.filter(isSyplo), bail.bailSigneLe),
    liste: readLabels(own, bail.bailSigneLe),
  };
}

function readLabels(labels: readonly LigneListe[], jour: string): Reponse | null {
  return labels.length === 0 ? null : isLabelledByAny(labels, jour);
}

export function isInverse({ sne, syplo, liste }: BailLu): boolean {
  return sne === "oui" && syplo !== "oui" && liste !== "oui";
}

export function isPerdu({ sne, syplo, liste }: BailLu): boolean {
  return sne === "non" && (syplo === "oui" || liste === "oui");
}

/** Unticked in the SNE, and unknown on a list. */
export function isIndecis({ sne, syplo, liste }: BailLu): boolean {
  return sne !== "oui" && syplo !== "oui" && liste !== "oui" && (syplo === "inconnu" || liste === "inconnu");
}
