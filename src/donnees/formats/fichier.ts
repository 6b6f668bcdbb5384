import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Fichier, Progres } from "./lecture.ts";

/** A file on disk. `nom`: the officer's name for it, since a deposited file is stored under its hash. Refuses `fichier-introuvable`. */
export async function openFichier(chemin: string, nom: string = basename(chemin)): Promise<Fichier> {
  const info = await stat(chemin).catch(() => null);
  if (!info?.isFile()) {
    throw new Refus(
      "fichier-introuvable",
      `Le fichier « ${chemin} » n’existe pas ou n’est pas lisible. Vérifiez le chemin.`,
      { chemin },
    );
  }
  return { nom, taille: info.size, open: () => createReadStream(chemin, { highWaterMark: 1 << 20 }) };
}

/** A file in memory: the demonstration's, and tests'. */
export function fichierOf(nom: string, octets: Uint8Array): Fichier {
  return {
    nom,
    taille: octets.length,
    async *open() {
      for (let at = 0; at < octets.length; at += 1 << 20) yield octets.subarray(at, at + (1 << 20));
    },
  };
}

/** Reports the bytes read, over all passes: the caller compares with the size. */
export function watchFichier(fichier: Fichier, progres: Progres): Fichier {
  let read = 0;
  return {
    ...fichier,
    async *open() {
      for await (const chunk of fichier.open()) {
        read += chunk.length;
        progres(read);
        yield chunk;
      }
    },
  };
}
