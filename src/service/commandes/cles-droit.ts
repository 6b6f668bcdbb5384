import { readFileSync } from "node:fs";
import { type CleEditeur, readCle } from "#imports/lectures/droit/signature.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import editeur from "../../../droit/editeur.json" with { type: "json" };

/** Trusted publishers: that of the shipped sets, and those of the configuration. Refuses `configuration-invalide`. */
export function readClesDroit(fichiers: readonly string[]): readonly CleEditeur[] {
  return [readCle(editeur.cle.join("\n"), editeur.editeur), ...fichiers.map((fichier) => readFichier(fichier))];
}

function readFichier(chemin: string): CleEditeur {
  try {
    return readCle(readFileSync(chemin, "utf8"));
  } catch {
    throw new Refus(
      "configuration-invalide",
      `BLAISE_DROIT_CLES : « ${chemin} » n’est pas une clé publique Ed25519 lisible (PEM).`,
      { nom: "BLAISE_DROIT_CLES" },
    );
  }
}
