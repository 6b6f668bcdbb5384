import { z } from "zod";
import { CONTINGENTS } from "#droit/regles/attribution/attribution.ts";
import type { Base } from "#socle/lectures/base.ts";
import { ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import type { AttentesSaisies, EffortQuestion } from "../../lectures/effort/effort.ts";
import { chooseBailleurDeLaVue, questionSchema } from "../question.ts";

const effortSchema = questionSchema.omit({ periode: true }).extend({
  mois: ouRien(z.coerce.number().int().min(1).max(12)),
  prior: ouRien(z.enum(["jeffreys", "annee-precedente"])),
});

const PORTEUR = new RegExp(`^(epci|bailleur:\\d{9}|reservataire:(${CONTINGENTS.join("|")})(:\\d{1,9})?)$`);

/** Bounds above any territory's bearers and leases. */
const attentesSchema = z
  .array(z.tuple([z.string().regex(PORTEUR), z.coerce.number().int().min(0).max(100_000)]))
  .max(300);

type Parametres = Readonly<Record<string, string>>;

/**
 * Requested year, else the last published, else the last with leases that no file has yet; null: none is. `m.<porteur>`: typed number of expected leases. Throws `saisie-invalide`,
 * `bailleur-inconnu`.
 */
export async function readEffortQuestion(
  base: Base,
  epci: string,
  parametres: Parametres,
  action: "lire" | "exporter" = "lire",
): Promise<EffortQuestion | null> {
  const asked = parseInput(effortSchema, parametres);
  const attentes = readAttentes(parametres);
  const year =
    asked.annee ?? (await base.cubes.annees(epci)).at(-1) ?? (await base.cubes.anneesProvisoires(epci)).at(-1);
  if (year === undefined) return null;
  const vue = asked.vue ?? "alors";
  return {
    epci,
    annee: year,
    dernierMois: asked.mois,
    bailleur: await chooseBailleurDeLaVue(base, epci, { asked: asked.bailleur, vue, action }),
    vue,
    prior: asked.prior ?? "jeffreys",
    attentes,
  };
}

export function readAttentes(parametres: Parametres): AttentesSaisies {
  const typed = Object.entries(parametres)
    .filter(([nom, valeur]) => nom.startsWith("m.") && valeur.trim() !== "")
    .map(([nom, valeur]) => [nom.slice(2), valeur]);
  return new Map(parseInput(attentesSchema, typed));
}

/**
 * The address without unchanged fields: `e.<porteur>` is the estimate that the field showed, and a field equal to it was not typed. null when nothing
 * changes.
 */
export function withoutEstimates(url: URL): string | null {
  const names = [...url.searchParams.keys()];
  if (!names.some((nom) => nom.startsWith("e."))) return null;
  const kept = [...url.searchParams].filter(([nom, valeur]) => {
    if (nom.startsWith("e.")) return false;
    return !nom.startsWith("m.") || (valeur.trim() !== "" && valeur !== url.searchParams.get(`e${nom.slice(1)}`));
  });
  const query = new URLSearchParams(kept.filter(([, valeur]) => valeur !== "")).toString();
  return url.pathname + (query === "" ? "" : `?${query}`);
}
