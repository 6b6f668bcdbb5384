import { createHash, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { canonicalJson } from "#socle/lectures/canonical-json.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { JeuLu } from "./lire-jeu.ts";

/**
 * A trusted publisher: an Ed25519 public key, and its SHA-256 as a name. `editeur`: the only publisher whose sets it signs; null: any
 * publisher without a key of its own.
 */
export type CleEditeur = { readonly cle: KeyObject; readonly empreinte: string; readonly editeur: string | null };

/** Throws when the text holds no Ed25519 public key (PEM). */
export function readCle(pem: string, editeur: string | null = null): CleEditeur {
  const cle = createPublicKey(pem);
  if (cle.asymmetricKeyType !== "ed25519") throw new Error("not an Ed25519 key");
  const spki = cle.export({ type: "spki", format: "der" });
  return { cle, empreinte: createHash("sha256").update(spki).digest("hex"), editeur };
}

/** Signs the canonical content, whatever the order of its keys and its spaces. In base64. */
export function signContenu(contenu: unknown, prive: KeyObject): string {
  return sign(null, bytesOf(contenu), prive).toString("base64");
}

export function hashContenu(contenu: unknown): string {
  return createHash("sha256").update(bytesOf(contenu)).digest("hex");
}

/** Key that signed this exact content. Refuses `droit-non-signe`, `droit-signature`. */
export function verifySignature({ jeu, signe, signature }: JeuLu, cles: readonly CleEditeur[]): CleEditeur {
  const nom = `« ${jeu.nom} » de ${jeu.editeur}, version ${jeu.version}`;
  if (signature === null || signature === "") {
    throw new Refus(
      "droit-non-signe",
      `Le jeu ${nom} n’est pas signé. Demandez à son éditeur le fichier signé : rien n’a été importé.`,
      { jeu: jeu.nom },
    );
  }
  const bytes = bytesOf(signe);
  const own = cles.filter(({ editeur }) => editeur === jeu.editeur);
  const believed = own.length > 0 ? own : cles.filter(({ editeur }) => editeur === null);
  const found = believed.find(({ cle }) => verify(null, bytes, cle, Buffer.from(signature, "base64")));
  if (found) return found;
  throw new Refus(
    "droit-signature",
    `Le jeu ${nom} a été modifié depuis sa signature, ou son éditeur n’est pas de ceux que la configuration connaît ` +
      "(BLAISE_DROIT_CLES). Rien n’a été importé.",
    { jeu: jeu.nom },
  );
}

function bytesOf(contenu: unknown): Buffer {
  return Buffer.from(canonicalJson(contenu), "utf8");
}
