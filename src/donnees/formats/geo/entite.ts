import type { Defaut } from "../values/defaut.ts";

/** A feature once its properties are read: `row` is null when it is rejected. Entities of one `cle` form one perimeter. */
export type Entite<Row> = {
  readonly row: Row | null;
  readonly cle: string;
  readonly defauts: readonly Defaut<unknown>[];
};
