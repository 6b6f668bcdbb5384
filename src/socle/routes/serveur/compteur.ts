import { createHmac, randomBytes } from "node:crypto";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";

/** At most `nombre` in `secondes`. */
export type Palier = { readonly nombre: number; readonly secondes: number };

/** Counters shared by all the processes of an installation. `secret`: draws boxes, the same for all processes, and absent from the database. */
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
  /** null: counted, and allowed; else the whole seconds to wait. A refused trial counts too, but does not lengthen the wait. */
  consume(cle: string): Promise<number | null>;
  /** Gives one trial back. */
  reward(cle: string): Promise<void>;
  clear(cle: string): Promise<void>;
};

/** `nom` separates this count from the others of the installation. Without `partage`, each process counts alone, and a restart forgets. */
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

/** Set of keys seen lately; with `partage`, shared by all processes and kept over restarts. */
export type Souvenir = { has(cle: string): Promise<boolean>; add(cle: string): Promise<void> };

export function openSouvenir(nom: string, secondes: number, partage: Partage | null): Souvenir {
  const memoire = openLimiteur(nom, { nombre: 1, secondes }, partage);
  const secret = partage?.secret ?? randomBytes(32);
  // Whole hashes rather than boxes: only successes are stored, so nobody can fill the table.
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

/** Default number of boxes in which keys are counted. */
export const CASES = 1 << 17;

/**
 * Counts keys in `cases` boxes, so that memory and table are bounded whatever is tried. Two callers in one box share its allowance; a secret decides
 * the box of an address, so nobody can choose to share somebody's.
 */
export function openCases(cases: number, partage: Partage | null): (...parts: readonly string[]) => string {
  const secret = partage?.secret ?? randomBytes(32);
  return (...parts) => String(createHmac("sha256", secret).update(parts.join("\n")).digest().readUInt32BE() % cases);
}
