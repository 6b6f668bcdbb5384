import Papa from "papaparse";
import { refusals } from "../refusals.ts";
import { LIGNE_MAX } from "./releve-octets.ts";

export type Dialecte = {
  readonly separateur: string;
  readonly finDeLigne: "\n" | "\r";
};

/**
 * One record. `texte.slice(debut, fin)` is its source, line end included, only cut when needed. `malforme`: a misplaced quote. `ligne`: physical line
 * where the record starts.
 */
export type SurEnregistrement = (
  cells: string[],
  ligne: number,
  source: { readonly texte: string; readonly debut: number; readonly fin: number },
  etat: { readonly malforme: boolean; readonly derniere: boolean },
) => void;

type Pas = {
  readonly data: string[][];
  readonly errors: readonly { readonly code: string; readonly index?: number }[];
  readonly meta: { readonly cursor: number };
};

/**
 * Cuts blocks of text into records. `add` emits every complete record, `end` the last one. papaparse cuts by blocks: its fast path (no quote in the
 * block) is four times faster than csv-parse (docs/decisions/0004). Throws `guillemet-non-ferme`, `ligne-trop-longue`.
 */
export class LecteurCsv {
  readonly #dialecte: Dialecte;
  readonly #nom: string;
  readonly #onRecord: SurEnregistrement;
  #reste = "";
  #ligne = 1;

  constructor(nom: string, dialecte: Dialecte, onRecord: SurEnregistrement) {
    this.#nom = nom;
    this.#dialecte = dialecte;
    this.#onRecord = onRecord;
  }

  add(texte: string): void {
    const input = this.#reste === "" ? texte : this.#reste + texte;
    this.#reste = input.slice(this.#parse(input, true));
    if (this.#reste.length <= LIGNE_MAX) return;
    const ouvrant = this.#openQuote(this.#reste);
    throw ouvrant === null ? refusals.ligneTropLongue(this.#nom, this.#ligne) : refusals.guillemetNonFerme(ouvrant);
  }

  end(): void {
    if (this.#reste !== "") this.#parse(this.#reste, false);
    this.#reste = "";
  }

  /** Returns how many characters of `texte` were read. */
  #parse(texte: string, ignoreLast: boolean): number {
    const { separateur: delimiter, finDeLigne: newline } = this.#dialecte;
    const quoted = texte.includes('"');
    let debut = 0;
    const step = ({ data, errors, meta }: Pas) => {
      const cells = data[0];
      if (!cells) return;
      const fin = meta.cursor;
      const malforme = errors.length > 0 && this.#judge(errors, texte, debut, fin);
      trimCr(cells);
      const derniere = !ignoreLast && fin === texte.length && !texte.endsWith(newline);
      this.#onRecord(cells, this.#ligne, { texte, debut, fin }, { malforme, derniere });
      this.#ligne += quoted ? Math.max(1, countLines(texte, debut, fin, newline)) : 1;
      debut = fin;
    };
    // The parser's own class: `Papa.parse` would guess again, at each block, what the survey has found. Its types know rows as unknown.
    const parser = new Papa.Parser({ delimiter, newline, step: step as (results: unknown) => void });
    parser.parse(ignoreLast || !texte.endsWith(newline) ? texte : texte.slice(0, -1), 0, ignoreLast);
    return debut;
  }

  /** A quote that spans lines was never closed where it should be: the rest cannot be trusted. Inside one line, only that line is lost. */
  #judge(errors: Pas["errors"], texte: string, debut: number, fin: number): boolean {
    const last = errors.at(-1);
    const isOpen = last?.code === "MissingQuotes";
    const lines = countLines(texte, debut, fin, this.#dialecte.finDeLigne);
    if (!isOpen && lines <= 1) return true;
    const at = errors[0]?.index ?? debut;
    throw refusals.guillemetNonFerme(this.#ligne + countLines(texte, debut, at, this.#dialecte.finDeLigne));
  }

  /** Physical line of the quote still open at the end of `texte`; null: none. */
  #openQuote(texte: string): number | null {
    const { separateur, finDeLigne } = this.#dialecte;
    const at = texte.search(new RegExp(`(?:^|[${separateur === "|" ? "\\|" : separateur}\\r\\n])"`));
    return at < 0 ? null : this.#ligne + countLines(texte, 0, at + 1, finDeLigne);
  }
}

function countLines(texte: string, debut: number, fin: number, newline: string): number {
  let count = 0;
  for (let at = texte.indexOf(newline, debut); at >= 0 && at < fin; at = texte.indexOf(newline, at + 1)) count++;
  return count;
}

/** Lines cut at "\n" keep the "\r" of Windows files, mixed ones included. */
function trimCr(cells: string[]): void {
  const last = cells.length - 1;
  const cell = cells[last];
  if (cell?.endsWith("\r")) cells[last] = cell.slice(0, -1);
}
