import type { Hacheur } from "#acces/lectures/connexion/outils.ts";

export type HacheurFactice = Hacheur & {
  /** Hashes verified so far. */
  readonly verifies: () => number;
};

/** Instant, readable, and counts: « v2:<password> »; a hash « v1:… » is of former parameters. */
export function createHacheurFactice(): HacheurFactice {
  let verifies = 0;
  return {
    hash: async (motDePasse) => `v2:${motDePasse}`,
    verify: async (phc, motDePasse) => {
      verifies += 1;
      return phc === `v2:${motDePasse}` || phc === `v1:${motDePasse}`;
    },
    isCurrent: (phc) => phc.startsWith("v2:"),
    factice: async () => "v2:\u0000personne",
    verifies: () => verifies,
  };
}
