import type { Fichier } from "#donnees/formats/lecture.ts";
import { rplsEntete, rplsLine } from "../fixtures/rpls-lines.ts";
import { selon } from "../profondeur.ts";
import { csv, RPLS } from "./references.ts";

const MO = 1_000_000;
const utf8 = (texte: string) => Buffer.from(texte, "utf8");

/** A file made as it is read, so that neither the disk nor the memory ever holds it. */
function made(nom: string, taille: number, chunks: () => Iterable<Uint8Array>): Fichier {
  return {
    nom,
    taille,
    async *open() {
      yield* chunks();
    },
  };
}

export const LIGNES = selon({ ci: 60_000, preuve: 300_000 });

export const FABRIQUES: Readonly<Record<string, () => Fichier>> = {
  "ligne-de-200-mo": () =>
    made("rpls-2017.csv", 200 * MO, function* () {
      const chunk = Buffer.alloc(MO, "x");
      for (let i = 0; i < 200; i++) yield chunk;
    }),

  "dix-mille-colonnes": () =>
    made("rpls-2017.csv", 0, function* () {
      const more = Array.from({ length: 10_000 - RPLS.entete.length }, (_, i) => `C${i}`);
      yield utf8(
        csv({ entete: [...RPLS.entete, ...more], lignes: RPLS.lignes.map((line) => [...line, ...more.map(() => "")]) }),
      );
    }),

  /** The specification says six million: each run of the tests reads 60 000, that of the depth 300 000, the proof on memory a million. */
  "millions-de-lignes": () =>
    made("rpls-2017.csv", 0, function* () {
      yield utf8(`${rplsEntete()}\n`);
      for (let from = 0; from < LIGNES; from += 2_000) {
        yield utf8(`${Array.from({ length: 2_000 }, (_, i) => rplsLine(from + i)).join("\n")}\n`);
      }
    }),
};
