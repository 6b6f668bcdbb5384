import { randomBytes } from "node:crypto";
import { hash, parseOptions, verify } from "@node-rs/argon2";
import type { Hacheur } from "../../lectures/connexion/outils.ts";

/** OWASP, Password Storage Cheat Sheet: argon2id, 19 MiB, 2 passes, 1 thread. 2 is Algorithm.Argon2id, whose enum is erased from types. */
const ARGON2ID = 2;
export const PARAMETRES = {
  algorithm: ARGON2ID,
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
  outputLen: 32,
} as const;

/** Runs in libuv's threads: at most four hashes at a time, 19 MiB each. */
export function createHacheur(): Hacheur {
  const factice = hash(randomBytes(32), PARAMETRES);
  return {
    hash: (motDePasse) => hash(motDePasse, PARAMETRES),
    verify: (phc, motDePasse) => verify(phc, motDePasse).catch(() => false),
    isCurrent,
    factice: () => factice,
  };
}

function isCurrent(phc: string): boolean {
  try {
    const { algorithm, memoryCost, timeCost, parallelism, outputLen } = parseOptions(phc);
    return (
      Number(algorithm) === ARGON2ID &&
      memoryCost >= PARAMETRES.memoryCost &&
      timeCost >= PARAMETRES.timeCost &&
      parallelism === PARAMETRES.parallelism &&
      outputLen === PARAMETRES.outputLen
    );
  } catch {
    return false;
  }
}
