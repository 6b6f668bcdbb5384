import { createHmac, randomBytes } from "node:crypto";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";

/** At most `nombre` in `secondes`. */
export type Palier = { readonly nombre: number; readonly secondes: number };

/** Where all the processes of an installation count together. `secret`: draws boxes, the same for all of them, and is not in the database. */
export type Partage = {
  readonly client: {
    query(requete: {
      readonly text: string;
      readonly values: readonly unknown[];
    }): Promise<{ rows: readonly unknown[] }>;
  };
  readonly secret: string;
};

export type Compteur = {
  /** null: counted, and allowed; else the whole seconds to wait. What is refused counts too, and lengthens no wait. */
  consume(cle: string): Promise<number | null>;
  /** Takes one back. */
  reward(cle: string): Promise<void>;
  /** Begins anew. */
  clear(cle: string): Promise<void>;
};

/** `nom` tells this count from all the others of the installation. Without `partage` each process counts for itself, and a restart forgets. */
export function openCompteur(nom: string, palier: Palier, partage: Partage | null): Compteur {
  const compteur = openLimiteur(nom, palier, partage);
  return {
    async consume(cle) {
      try {
        await compteur.consume(cle);
        return null;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
        throw refused;
      }
    },
    reward: async (cle) => void (await compteur.reward(cle, 1)),
    clear: async (cle) => void (await compteur.delete(cle)),
  };
}

/** What was seen, and for how long that is remembered: by all the processes, and by the next ones too, with `partage`. */
export type Souvenir = { has(cle: string): Promise<boolean>; add(cle: string): Promise<void> };

export function openSouvenir(nom: string, secondes: number, partage: Partage | null): Souvenir {
  const memoire = openLimiteur(nom, { nombre: 1, secondes }, partage);
  const secret = partage?.secret ?? randomBytes(32);
  // Whole fingerprints, not boxes: only what succeeded is here, and nobody fills it.
  const empreinte = (cle: string) => createHmac("sha256", secret).update(cle).digest("base64url");
  return {
    has: async (cle) => (await memoire.get(empreinte(cle))) !== null,
    add: async (cle) => void (await memoire.set(empreinte(cle), 1, secondes)),
  };
}

function openLimiteur(nom: string, { nombre, secondes }: Palier, partage: Partage | null) {
  const commun = { keyPrefix: `${nom}-${secondes}`, points: nombre, duration: secondes };
  if (partage === null) return new RateLimiterMemory(commun);
  return new RateLimiterPostgres({
    ...commun,
    storeClient: partage.client,
    storeType: "pool",
    schemaName: "acces",
    tableName: "compteur",
    tableCreated: true,
  });
}

/** Keys are counted in this many boxes, unless it is said otherwise. */
export const CASES = 1 << 17;

/**
 * Keys are counted in `cases` boxes, so that memory and table are bounded whatever is tried. Two callers in one box share its allowance; which box an
 * address has depends on a secret, so that nobody can choose to share somebody's.
 */
export function openCases(cases: number, partage: Partage | null): (...parts: readonly string[]) => string {
  const secret = partage?.secret ?? randomBytes(32);
  return (...parts) => String(createHmac("sha256", secret).update(parts.join("\n")).digest().readUInt32BE() % cases);
}
