import { z } from "zod";
import { type ActionBilan, bailleursVisibles, chooseBailleur } from "#donnees/lectures/bailleur/bailleur-choisi.ts";
import { nameDansLeTemps } from "#donnees/regles/bailleur/nom-bailleur.ts";
import { heirOn, VUES_BAILLEURS, type VueBailleurs } from "#donnees/regles/bailleur/succession.ts";
import type { Base } from "#socle/lectures/base.ts";
import { type Periode, parsePeriode } from "#socle/regles/shared/periode.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { ouRien, parseInput } from "#socle/routes/serveur/input.ts";
import { findDerniereAnnee, readAnneesBilan } from "../lectures/annees.ts";
import type { Choix } from "../pages/filtres.tsx";

export const questionSchema = z.object({
  annee: ouRien(z.coerce.number().int().min(1990).max(2100)),
  periode: ouRien(z.string().max(20)),
  bailleur: ouRien(z.string().regex(/^\d{9}$/)),
  vue: ouRien(z.enum(VUES_BAILLEURS)),
});

/** Last year with a bilan that the person may read; null: none. */
export function findAnneeLue(base: Base, epci: string): Promise<number | null> {
  return findDerniereAnnee(base.cubes, epci, bailleursVisibles(base.acteur, epci, "lire"));
}

export type Question = {
  readonly epci: string;
  readonly periode: Periode;
  readonly bailleur: string | null;
  readonly vue: VueBailleurs;
};

/** Requested year, else the last published; null: none is. Throws `saisie-invalide`, `periode-invalide`. */
export async function readQuestion(
  base: Base,
  epci: string,
  parametres: Readonly<Record<string, unknown>>,
  action: ActionBilan = "lire",
): Promise<Question | null> {
  const asked = parseInput(questionSchema, parametres);
  const year = asked.annee ?? (await findDerniereAnnee(base.cubes, epci, bailleursVisibles(base.acteur, epci, action)));
  if (year === null) return null;
  const vue = asked.vue ?? "alors";
  const bailleur = await chooseBailleurDeLaVue(base, epci, { asked: asked.bailleur, vue, action });
  return { epci, periode: parsePeriode(year, asked.periode ?? "annee"), bailleur, vue };
}

/** Returns the refusal of a missing parameter, which the page shows beside the filters; rethrows any other. */
export async function orParametreAbsent<T>(figures: Promise<T>): Promise<T | Refus> {
  try {
    return await figures;
  } catch (error) {
    if (error instanceof Refus && error.code === "parametre-absent") return error;
    throw error;
  }
}

/** Refusal of a document when nothing is published. */
export function bilanVide(): Refus {
  return new Refus("bilan-vide", "Aucune attribution n’est publiée : il n’y a pas encore de bilan.");
}

/** In the view « aujourdhui », a bailleur that ended is its successor. Throws `bailleur-inconnu`. */
export async function chooseBailleurDeLaVue(
  base: Base,
  epci: string,
  { asked, vue, action }: { readonly asked: string | null; readonly vue: VueBailleurs; readonly action: ActionBilan },
): Promise<string | null> {
  const chosen = chooseBailleur(base.acteur, epci, asked, action);
  if (vue === "alors" || chosen === null) return chosen;
  const heir = heirOn(await base.bailleurs.successions(epci), chosen, null);
  return chooseBailleur(base.acteur, epci, heir, action);
}

/** `offered`: years to choose from; by default those with a bilan, or with leases that no file has yet. */
export async function readChoix(base: Base, epci: string, offered?: Promise<readonly number[]>): Promise<Choix> {
  const visibles = bailleursVisibles(base.acteur, epci, "lire");
  const [annees, provisoires, noms, successions] = await Promise.all([
    offered ?? readAnneesBilan(base.cubes, epci, visibles),
    offered ? [] : base.cubes.anneesProvisoires(epci),
    base.cubes.bailleurs(epci),
    base.bailleurs.successions(epci),
  ]);
  const bailleurs = [...noms]
    .filter(([siren]) => visibles === null || visibles.includes(siren))
    .map(([siren, nom]) => ({ siren, nom: nameDansLeTemps(siren, nom, successions) }));
  return {
    tous: visibles === null,
    annees: [...new Set([...annees, ...provisoires])].toSorted((a, b) => a - b),
    bailleurs: bailleurs.toSorted((a, b) => a.nom.localeCompare(b.nom, "fr")),
    vues: successions.length > 0,
  };
}
