import { PLAGE } from "../../regles/simulation/facteur.ts";
import type { Facteur, HypothesesSimulation } from "../../regles/simulation/hypotheses.ts";

/**
 * How far the tornado moves each factor on both sides of the scenario: a choice of Blaise, the same for every territory and printed with the figure.
 * Shares in points, attributions and rotation as a part of their own value, the calendar in years.
 */
const ECARTS: Readonly<Record<Facteur, { readonly de: number; readonly mode: "points" | "part" | "annees" }>> = {
  partHorsQpv: { de: 0.15, mode: "points" },
  reconstitution: { de: 0.1, mode: "points" },
  partPlai: { de: 0.2, mode: "points" },
  partPlaiQ1: { de: 0.3, mode: "points" },
  gainAnnuel: { de: 0.005, mode: "points" },
  attributionsHorsQpv: { de: 0.1, mode: "part" },
  rotationHorsQpv: { de: 0.1, mode: "part" },
  decalage: { de: 1, mode: "annees" },
};

type Bornees = Pick<HypothesesSimulation, "leviers" | "attributionsAnnuelles" | "parc" | "groupes">;

/** Keeps the shares within the range of their lever; a factor that does not apply (no stock, no demolition) has no bounds. */
export function chooseBornes(hypotheses: Bornees): HypothesesSimulation["bornes"] {
  const { leviers, attributionsAnnuelles, parc, groupes } = hypotheses;
  const around = (facteur: Facteur, valeur: number) => {
    const { de, mode } = ECARTS[facteur];
    const ecart = mode === "part" ? de * valeur : de;
    return { bas: valeur - ecart, haut: valeur + ecart };
  };
  const levier = (facteur: keyof typeof leviers) => {
    const { bas, haut } = around(facteur, leviers[facteur]);
    const plage = PLAGE[facteur];
    return { bas: round(Math.max(bas, plage.bas)), haut: round(Math.min(haut, plage.haut)) };
  };
  return {
    partHorsQpv: levier("partHorsQpv"),
    reconstitution: levier("reconstitution"),
    partPlai: levier("partPlai"),
    partPlaiQ1: levier("partPlaiQ1"),
    gainAnnuel: levier("gainAnnuel"),
    attributionsHorsQpv: whole(around("attributionsHorsQpv", attributionsAnnuelles.horsQpv)),
    ...(parc.horsQpv === null ? {} : { rotationHorsQpv: around("rotationHorsQpv", parc.horsQpv.rotation) }),
    ...(groupes.length === 0 ? {} : { decalage: around("decalage", 0) }),
  };
}

/** Leases are integers: rounded outwards, so that the bar is never narrower than stated. */
function whole({ bas, haut }: { readonly bas: number; readonly haut: number }) {
  return { bas: Math.floor(round(bas)), haut: Math.ceil(round(haut)) };
}

/** Rounds away floating-point noise: 0.35 + 0.15 is not exactly 0.5, and both are printed. */
function round(valeur: number): number {
  return Math.round(valeur * 1e6) / 1e6;
}
