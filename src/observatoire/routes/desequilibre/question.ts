import { z } from "zod";
import { POPULATIONS_OCCUPATION } from "#donnees/regles/occupation/indicateur.ts";
import { ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import { AXES_DESEQUILIBRE, type FiltreDesequilibre, TRIS_DESEQUILIBRE } from "../../lectures/desequilibre/filtre.ts";
import type { QuestionDesequilibre } from "../../lectures/desequilibre/read-analyse.ts";
import { CLASSES_ECART } from "../../regles/desequilibre/classe.ts";

const code = z.string().max(200);
const schema = z.object({
  population: ouRien(z.enum(POPULATIONS_OCCUPATION)),
  axe: ouRien(z.enum(AXES_DESEQUILIBRE)),
  bailleur: ouRien(code),
  commune: ouRien(code),
  secteur: ouRien(code),
  classe: ouRien(z.enum([...CLASSES_ECART, "lues", "toutes"])),
  tri: ouRien(z.enum(TRIS_DESEQUILIBRE)),
  methode: ouRien(z.coerce.number().int().min(1).max(32_767)),
  millesime: ouRien(code),
  enquete: ouRien(code),
});

export type VueDemandee = {
  readonly question: QuestionDesequilibre;
  readonly filtre: FiltreDesequilibre;
  /** Parameters as given, for links. */
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
