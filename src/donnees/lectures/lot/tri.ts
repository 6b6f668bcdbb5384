import type { Source } from "#socle/regles/shared/source.ts";
import type { LigneLue, RowBySource } from "../../formats/lecture.ts";
import type { AnomaliesLot } from "./anomalies-lot.ts";
import type { CheckLigne } from "./check-ligne.ts";
import type { Rejet, RowADeposer } from "./ports.ts";
import type { Situer } from "./situer-logements.ts";

type Regles<S extends Source> = {
  readonly isOurs: (row: RowBySource[S]) => boolean;
  readonly check: CheckLigne;
  readonly situer: Situer | null;
  readonly anomalies: AnomaliesLot;
  /** The number of the line in the lot, when the file completes another. */
  readonly numeroter: ((ligne: LigneLue<unknown>) => number) | null;
};

/** Rejected lines held in memory before they are written, which bounds it for a wholly wrong file. */
const REJETS_MAX = 5_000;

/** Sorts and counts the lines read: stored, rejected, or of another territory. */
export class Tri<S extends Source> {
  readonly comptes = { acceptees: 0, rejetees: 0 };
  readonly #lignes: AsyncIterator<readonly LigneLue<RowBySource[S]>[]>;
  readonly #regles: Regles<S>;
  #rejets: Rejet[] = [];
  #over = false;

  constructor(lots: AsyncIterable<readonly LigneLue<RowBySource[S]>[]>, regles: Regles<S>) {
    this.#lignes = lots[Symbol.asyncIterator]();
    this.#regles = regles;
  }

  get isOver(): boolean {
    return this.#over;
  }

  /** Batches of accepted rows, until the file ends or rejects must be written. Call again until `isOver`. */
  async *accepted(): AsyncGenerator<readonly RowADeposer<S>[]> {
    while (this.#rejets.length < REJETS_MAX) {
      const next = await this.#lignes.next();
      if (next.done) {
        this.#over = true;
        return;
      }
      const rows = this.#sort(next.value);
      this.comptes.acceptees += rows.length;
      if (rows.length > 0) yield rows;
    }
  }

  takeRejets(): readonly Rejet[] {
    const rejets = this.#rejets;
    this.comptes.rejetees += rejets.length;
    this.#rejets = [];
    return rejets;
  }

  #sort(lignes: readonly LigneLue<RowBySource[S]>[]): readonly RowADeposer<S>[] {
    const { isOurs, check, situer, anomalies, numeroter } = this.#regles;
    const rows: RowADeposer<S>[] = [];
    for (const line of renumber(lignes, numeroter)) {
      anomalies.add(line.kind === "rejetee" ? rejecting(line) : line.anomalies);
      if (line.kind === "rejetee") this.#rejets.push(line);
      if (line.kind !== "acceptee") continue;
      if (!isOurs(line.row)) {
        anomalies.add([notOurs(line.ligne)]);
        continue;
      }
      const checked = check(line.row, line.ligne);
      if (checked.anomalies.length > 0) anomalies.add(checked.anomalies);
      rows.push({ ligne: line.ligne, row: withSituation(checked.row, situer) });
    }
    return rows;
  }
}

/** A rejected line counts for why it is rejected: what else is doubtful of it is counted once it is kept. */
export function rejecting({ anomalies }: Pick<Rejet, "anomalies">): Rejet["anomalies"] {
  return anomalies.filter(({ gravite }) => gravite === "LIG");
}

function renumber<Row>(
  lignes: readonly LigneLue<Row>[],
  numeroter: Regles<Source>["numeroter"],
): readonly LigneLue<Row>[] {
  if (numeroter === null) return lignes;
  return lignes.map((line) => {
    const ligne = numeroter(line);
    return { ...line, ligne, anomalies: line.anomalies.map((anomalie) => ({ ...anomalie, ligne })) };
  });
}

function notOurs(ligne: number) {
  const message = "Ligne d’un autre territoire : laissée de côté.";
  return { code: "autre-territoire", gravite: "AVE" as const, ligne, colonne: null, valeur: "", message };
}

function withSituation<Row extends object>(row: Row, situer: Situer | null): Row {
  if (!situer || !("longitude" in row) || !("latitude" in row)) return row;
  const { longitude, latitude } = row;
  return typeof longitude === "number" && typeof latitude === "number"
    ? { ...row, ...situer(longitude, latitude) }
    : row;
}
