import type { GenreRefus, Refus } from "../../regles/shared/refus.ts";

const STATUTS = {
  saisie: 422,
  illisible: 400,
  "a-connecter": 401,
  interdit: 403,
  absent: 404,
  methode: 405,
  conflit: 409,
  "trop-grand": 413,
  hote: 421,
  "trop-souvent": 429,
  "plus-tard": 503,
} as const satisfies Readonly<Record<GenreRefus, number>>;

export function statutOf({ genre }: Refus): (typeof STATUTS)[GenreRefus] {
  return STATUTS[genre];
}
