import { generateKeyPairSync } from "node:crypto";
import type { JeuEcrit } from "#droit/regles/livre.ts";
import { readCle, signContenu } from "#imports/lectures/droit/signature.ts";

/** A publisher made for a test: its key, and what it signs. */
export function makeEditeur(editeur: string | null) {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  return {
    cle: readCle(publicKey.export({ type: "spki", format: "pem" }).toString(), editeur),
    sign: (jeu: JeuEcrit) => JSON.stringify({ ...jeu, signature: signContenu(jeu, privateKey) }),
  };
}
