import type { Context } from "hono";
import { z } from "zod";
import { unknownTerritoire } from "#application/bilan/compute-bilan.ts";
import type { Territoire } from "#application/territoire/ports.ts";
import { GENERATION_QPV } from "#domain/droit/generation-qpv.ts";
import { findValeur } from "#domain/droit/parametre.ts";
import { type Periode, parsePeriode } from "#domain/shared/periode.ts";
import type { FondCarte } from "#web/bilan/carte.ts";
import type { Choix } from "#web/bilan/filtres.tsx";
import type { Cadre, Ressources } from "#web/design/cadre.ts";
import type { Depots } from "./depots.ts";
import type { AppDeps, Env } from "./deps.ts";
import { parseInput } from "./input.ts";

/** What every route works with. */
export type Site = { readonly deps: AppDeps; readonly ressources: Ressources; readonly depots: Depots };

export function emptyCadre({ deps, ressources }: Pick<Site, "deps" | "ressources">): Cadre {
  return { territoire: null, plusieursTerritoires: false, ressources, version: deps.version };
}

/** Throws `territoire-inconnu`. */
export async function openCadre(
  site: Site,
  c: Context<Env>,
): Promise<{ readonly epci: string; readonly cadre: Cadre & { readonly territoire: Territoire } }> {
  const epci = c.req.param("epci") ?? "";
  const territoires = await site.deps.base.territoires.list();
  const territoire = territoires.find((candidate) => candidate.epci === epci);
  if (!territoire) throw unknownTerritoire(epci);
  return { epci, cadre: { ...emptyCadre(site), territoire, plusieursTerritoires: territoires.length > 1 } };
}

/** An empty form field or parameter says nothing. */
const vide = z.literal("").transform(() => undefined);
const annee = z.coerce.number().int().min(1990).max(2100);

const questionSchema = z.object({
  annee: vide.or(annee).optional(),
  periode: vide.or(z.string().max(20)).optional(),
  bailleur: vide.or(z.string().regex(/^\d{9}$/)).optional(),
});

export type Question = { readonly epci: string; readonly periode: Periode; readonly bailleur: string | null };

/** Year asked for, else the last one published; null when none is. Throws `saisie-invalide`, `periode-invalide`. */
export async function readQuestion(
  { deps }: Site,
  epci: string,
  parametres: Readonly<Record<string, unknown>>,
): Promise<Question | null> {
  const asked = parseInput(questionSchema, parametres);
  const year = asked.annee ?? (await deps.base.cubes.annees(epci)).at(-1);
  if (year === undefined) return null;
  return { epci, periode: parsePeriode(year, asked.periode ?? "annee"), bailleur: asked.bailleur ?? null };
}

export async function readChoix({ deps: { base } }: Site, epci: string): Promise<Choix> {
  const [annees, noms] = await Promise.all([base.cubes.annees(epci), base.cubes.bailleurs(epci)]);
  const bailleurs = [...noms].map(([siren, nom]) => ({ siren, nom }));
  return { annees, bailleurs: bailleurs.toSorted((a, b) => a.nom.localeCompare(b.nom, "fr")) };
}

/** Contours and perimeters in force on the last day of the year. */
export async function readFond({ deps: { base } }: Site, epci: string, annee: number): Promise<FondCarte> {
  const [communes, perimetres] = await Promise.all([base.territoires.contours(epci), base.faits.perimetres(epci)]);
  const generation = findValeur(GENERATION_QPV, `${Math.max(annee, 2015)}-12-31`).valeur;
  return { communes, qpv: perimetres.filter((perimetre) => perimetre.generation === generation) };
}
