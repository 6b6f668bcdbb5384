import { readdirSync, readFileSync } from "node:fs";
import { fichierOf } from "#donnees/formats/fichier.ts";
import type { Fichier } from "#donnees/formats/lecture.ts";
import type { Source } from "#socle/regles/shared/source.ts";
import { FABRIQUES } from "./fabriques.ts";

/** What the specification of bad inputs wants of one file. */
export type Attendu = {
  /** Number in the specification, 1 to 78. */
  readonly cas: number;
  readonly titre: string;
  readonly source: Source;
  /** REJ: the file is refused. LIG: the line is. AVE: accepted, and said. OK: accepted as if nothing were odd. */
  readonly verdict: "REJ" | "LIG" | "AVE" | "OK";
  readonly code: string | null;
  /** Physical line of the file, the first is 1. */
  readonly ligne: number | null;
  readonly colonne: string | null;
  readonly message: string | null;
  /** Judged by the reading alone, or by the lot (territory, other lines, other vintages). */
  readonly etape: "lecture" | "lot";
  readonly fichier?: string;
  /** A healthy file that says the same: the rows must be the same. */
  readonly reference?: string;
  /** By line: some fields of the row, when they are not the reference's. */
  readonly lignes?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Rejected lines, when they are not the one line of `ligne`. */
  readonly rejetees?: readonly number[];
  /** Made when the tests run: too big to be kept. */
  readonly fabrique?: string;
};

export type Case = Attendu & { readonly dossier: string; readonly fichierLu: Fichier };

const FICHIERS = new URL("fichiers/", import.meta.url);

/** Every case, in order. */
export function loadCases(): readonly Case[] {
  return readdirSync(FICHIERS)
    .sort()
    .map((dossier) => {
      const attendu = JSON.parse(readFileSync(new URL(`${dossier}/attendu.json`, FICHIERS), "utf8")) as Attendu;
      return { ...attendu, dossier, fichierLu: openCase(dossier, attendu) };
    });
}

function openCase(dossier: string, { fichier, fabrique }: Attendu): Fichier {
  const made = fabrique === undefined ? undefined : FABRIQUES[fabrique];
  if (made) return made();
  if (fichier === undefined) throw new Error(`${dossier}: no file`);
  return fichierOf(fichier, readInput(`${dossier}/${fichier}`));
}

/** Bytes of a file of the corpus, « 44b-parc-en-forte-baisse/avant.csv ». */
export function readInput(path: string): Uint8Array {
  return readFileSync(new URL(path, FICHIERS));
}
