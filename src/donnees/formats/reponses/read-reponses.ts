import { Refus } from "#socle/regles/shared/refus.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import { COLONNES_REPONSES } from "../../regles/reponse/reponse.ts";
import { foldEntete } from "../decode/entete.ts";
import type { Fichier } from "../lecture.ts";
import { openTables, type TableBrute } from "../tables/open-tables.ts";

/** `situation` null: nothing is answered; « illisible »: something is, that is no answer. */
export type ReponseLue = {
  readonly ligne: number;
  readonly cleAdresse: string;
  readonly ecrite: string;
  readonly situation: Situation | "illisible" | null;
  readonly source: string;
};

const MOTS: Readonly<Record<string, Situation>> = {
  OUI: "qpv",
  QPV: "qpv",
  NON: "hors-qpv",
  HORSQPV: "hors-qpv",
  NESAITPAS: "inconnue",
  INCONNU: "inconnue",
  INCONNUE: "inconnue",
};

const scoreOf = (cells: readonly string[]) => {
  const plies = new Set(cells.map(foldEntete));
  return Object.values(COLONNES_REPONSES).filter((nom) => plies.has(foldEntete(nom))).length;
};

/** What a bailleur answered. Refuses `reponses-inconnues` (no column of ours), and what bytes and workbooks are refused for. */
export async function readReponses(fichier: Fichier): Promise<readonly ReponseLue[]> {
  const { tables } = await openTables(fichier, scoreOf);
  for (const table of tables) {
    const rang = table.lignes.findIndex(({ cells }) => scoreOf(cells) >= 2);
    if (rang >= 0) return readLignes(table, rang);
  }
  throw new Refus(
    "reponses-inconnues",
    `« ${fichier.nom} » n’est pas un fichier de questions de Blaise : il y faut les colonnes ${COLONNES_REPONSES.reference} et ${COLONNES_REPONSES.reponse}. Renvoyez au bailleur celui de cette page.`,
  );
}

function readLignes({ lignes }: TableBrute, rang: number): readonly ReponseLue[] {
  const plies = (lignes[rang]?.cells ?? []).map(foldEntete);
  const cellOf = (cells: readonly string[], nom: string) => (cells[plies.indexOf(foldEntete(nom))] ?? "").trim();
  return lignes.slice(rang + 1).flatMap(({ ligne, cells }) => {
    const cleAdresse = cellOf(cells, COLONNES_REPONSES.reference);
    if (cleAdresse === "") return [];
    const ecrite = cellOf(cells, COLONNES_REPONSES.reponse);
    const situation = ecrite === "" ? null : (MOTS[foldEntete(ecrite)] ?? "illisible");
    return [{ ligne, cleAdresse, ecrite, situation, source: cellOf(cells, COLONNES_REPONSES.source).slice(0, 250) }];
  });
}
