import { readFileSync } from "node:fs";
import { Refus } from "#socle/regles/shared/refus.ts";

/** Refuses `fichier-illisible`. */
export function readTexte(fichier: string): string {
  try {
    return readFileSync(fichier, "utf8");
  } catch {
    throw new Refus("fichier-illisible", `Le fichier « ${fichier} » ne peut pas être lu. Vérifiez son chemin.`);
  }
}
