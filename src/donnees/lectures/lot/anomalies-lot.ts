import { french } from "../../formats/french.ts";
import type { Anomalie } from "../../formats/lecture.ts";
import type { AnomalieLot } from "./ports.ts";

/** Sums a lot's anomalies by code, with the first of each as an example: memory does not grow with the file. */
export class AnomaliesLot {
  readonly #byCode = new Map<string, { total: number; first: AnomalieLot }>();

  add(anomalies: readonly Anomalie[]): void {
    for (const anomalie of anomalies) this.addMany(anomalie, 1);
  }

  addMany(anomalie: Anomalie, lignes: number): void {
    const key = `${anomalie.gravite}:${anomalie.code}`;
    const known = this.#byCode.get(key);
    if (known) {
      known.total += lignes;
      return;
    }
    const { code, gravite, ligne, colonne, valeur, message } = anomalie;
    this.#byCode.set(key, {
      total: lignes,
      first: {
        code,
        gravite,
        lignes,
        premiereLigne: ligne,
        colonne,
        exemple: valeur.slice(0, 200),
        message: french(message),
      },
    });
  }

  find(code: string): AnomalieLot | null {
    return this.list().find((anomalie) => anomalie.code === code) ?? null;
  }

  list(): readonly AnomalieLot[] {
    return [...this.#byCode.values()].map(({ total, first }) => ({ ...first, lignes: total }));
  }
}
