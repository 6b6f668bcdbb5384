import type { Facteur, HypothesesSimulation, Levier } from "./hypotheses.ts";

export const LEVIERS: readonly Levier[] = ["partHorsQpv", "reconstitution", "partPlai", "partPlaiQ1", "gainAnnuel"];

export const FACTEURS: readonly Facteur[] = [...LEVIERS, "attributionsHorsQpv", "rotationHorsQpv", "decalage"];

/** Range of each lever, both ends included. A yearly gain beyond ten points would reach any rate within a few years. */
export const PLAGE: Readonly<Record<Levier, { readonly bas: number; readonly haut: number }>> = {
  partHorsQpv: { bas: 0, haut: 1 },
  reconstitution: { bas: 0, haut: 1 },
  partPlai: { bas: 0, haut: 1 },
  partPlaiQ1: { bas: 0, haut: 1 },
  gainAnnuel: { bas: -0.1, haut: 0.1 },
};

export const LIBELLE_FACTEUR: Readonly<Record<Facteur, string>> = {
  partHorsQpv: "Part des relogés hors QPV",
  reconstitution: "Part des logements démolis qui sont reconstruits",
  partPlai: "Part de PLAI dans la reconstitution",
  partPlaiQ1: "Part des PLAI neufs attribués au premier quartile",
  gainAnnuel: "Gain annuel des attributions ordinaires",
  attributionsHorsQpv: "Attributions hors QPV par an",
  rotationHorsQpv: "Rotation hors QPV",
  decalage: "Décalage des démolitions et de leurs relogements",
};

/** The same hypotheses with one factor changed. */
export function withFacteur(h: HypothesesSimulation, facteur: Facteur, valeur: number): HypothesesSimulation {
  switch (facteur) {
    case "attributionsHorsQpv":
      return { ...h, attributionsAnnuelles: { ...h.attributionsAnnuelles, horsQpv: valeur } };
    case "rotationHorsQpv": {
      const { horsQpv } = h.parc;
      return horsQpv === null ? h : { ...h, parc: { ...h.parc, horsQpv: { ...horsQpv, rotation: valeur } } };
    }
    case "decalage":
      return { ...h, groupes: h.groupes.map((groupe) => ({ ...groupe, annee: groupe.annee + valeur })) };
    default:
      return { ...h, leviers: { ...h.leviers, [facteur]: valeur } };
  }
}

/** Current value of a factor; null when it does not apply. */
export function readFacteur(h: HypothesesSimulation, facteur: Facteur): number | null {
  switch (facteur) {
    case "attributionsHorsQpv":
      return h.attributionsAnnuelles.horsQpv;
    case "rotationHorsQpv":
      return h.parc.horsQpv?.rotation ?? null;
    case "decalage":
      return h.groupes.length === 0 ? null : 0;
    default:
      return h.leviers[facteur];
  }
}
