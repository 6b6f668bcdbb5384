import { z } from "zod";
import { POPULATIONS_OCCUPATION } from "#donnees/regles/occupation/indicateur.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import { AXES_DESEQUILIBRE, type FiltreDesequilibre, TRIS_DESEQUILIBRE } from "../../lectures/desequilibre/filtre.ts";
import type { QuestionDesequilibre } from "../../lectures/desequilibre/read-analyse.ts";
import { CLASSES_ECART } from "../../regles/desequilibre/classe.ts";

/** An empty field chooses nothing. */
function libre<T>(schema: z.ZodType<T>): z.ZodType<T | null> {
  return z.preprocess((value) => (value === "" || value === undefined ? null : value), schema.nullable());
}

const code = z.string().max(200);
const schema = z.object({
  population: libre(z.enum(POPULATIONS_OCCUPATION)),
  axe: libre(z.enum(AXES_DESEQUILIBRE)),
  bailleur: libre(code),
  commune: libre(code),
  secteur: libre(code),
  classe: libre(z.enum([...CLASSES_ECART, "lues", "toutes"])),
  tri: libre(z.enum(TRIS_DESEQUILIBRE)),
  methode: libre(z.coerce.number().int().min(1).max(32_767)),
  millesime: libre(code),
  enquete: libre(code),
});

export type VueDemandee = {
  readonly question: QuestionDesequilibre;
  readonly filtre: FiltreDesequilibre;
  /** What the address says, for the links that keep it. */
  readonly adresse: Readonly<Record<string, string | number | null>>;
};

/** Throws `saisie-invalide`. */
export function readVueDemandee(
  epci: string,
  parametres: Readonly<Record<string, string>>,
  aujourdhui: string,
): VueDemandee {
  const asked = parseInput(schema, parametres);
  const { methode, millesime, enquete, ...filtre } = asked;
  return {
    question: { epci, methode, millesime, enquete, aujourdhui },
    filtre: {
      ...filtre,
      population: filtre.population ?? "occupants",
      axe: filtre.axe ?? "indice",
      classe: filtre.classe ?? "lues",
      tri: filtre.tri ?? "classe",
    },
    adresse: { ...asked, comparer: parametres.comparer ?? null },
  };
}
