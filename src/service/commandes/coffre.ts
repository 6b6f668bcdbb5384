import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { Coffre } from "#dossier/lectures/coffre.ts";

/** First byte: version of the format. Then the nonce and the tag of AES-GCM. */
const VERSION = 1;
const NONCE = 12;
const SCEAU = 16;

/** AES-256-GCM under a key derived from the platform's own (HKDF-SHA256, one for each usage). */
export function openCoffre(cle: string): Coffre {
  const keyFor = (usage: string) => Buffer.from(hkdfSync("sha256", cle, "", `blaise-coffre:${usage}`, 32));
  return {
    sceller(clair, usage) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv("aes-256-gcm", keyFor(usage), nonce);
      const corps = Buffer.concat([cipher.update(clair, "utf8"), cipher.final()]);
      return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), corps]);
    },
    ouvrir(scelle, usage) {
      const octets = Buffer.from(scelle);
      if (octets[0] !== VERSION || octets.length < 1 + NONCE + SCEAU) throw new Error("sealed by another version");
      const cipher = createDecipheriv("aes-256-gcm", keyFor(usage), octets.subarray(1, 1 + NONCE));
      cipher.setAuthTag(octets.subarray(1 + NONCE, 1 + NONCE + SCEAU));
      return Buffer.concat([cipher.update(octets.subarray(1 + NONCE + SCEAU)), cipher.final()]).toString("utf8");
    },
  };
}
