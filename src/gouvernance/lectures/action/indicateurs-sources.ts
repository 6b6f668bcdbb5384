import { computeEffort } from "#bilan/lectures/effort/compute-effort.ts";
import type { Effort } from "#bilan/lectures/effort/effort.ts";
import { computePublics } from "#bilan/lectures/public-prioritaire/compute-publics.ts";
import type { PublicsPrioritaires } from "#bilan/lectures/public-prioritaire/publics.ts";
import { type CadreDemandes, chooseDelai, chooseSilence } from "#observatoire/lectures/demande/compter.ts";
import { cadreDemandes, readDemandes } from "#observatoire/lectures/demande/compute-demandes.ts";
import { referenceOf } from "#observatoire/lectures/demande/derive-demandes.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { Realisation } from "./ports.ts";

export type QuestionIndicateurs = { readonly epci: string; readonly aujourdhui: string };

/** `valeur` null: unknown, and `phrase` says why. */
export type ValeurLue = {
  readonly valeur: number | null;
  readonly genre: "nombre" | "taux";
  /** Total of which `valeur` is a part; absent: `valeur` is no part, or is a rate. */
  readonly sur?: number;
  readonly phrase: string;
};

/** Data shared by several figures, each computed once, on demand. null: nothing is published yet. */
export type Source = QuestionIndicateurs & {
  readonly base: Base;
  /** Last year with leases. */
  annee(): Promise<number | null>;
  effort(): Promise<Effort | null>;
  publics(): Promise<PublicsPrioritaires | null>;
  demandes(): Promise<CadreDemandes | null>;
  /** Facts that the actions follow. */
  realisations(): Promise<readonly Realisation[]>;
};

export function openSources(base: Base, { epci, aujourdhui }: QuestionIndicateurs): Source {
  const annee = once(async () => (await base.cubes.annees(epci)).at(-1) ?? null);
  return {
    base,
    epci,
    aujourdhui,
    annee,
    effort: once(async () => {
      const derniere = await annee();
      if (derniere === null) return null;
      const libre = { dernierMois: null, bailleur: null, prior: "jeffreys", attentes: new Map() } as const;
      return computeEffort(base, { epci, annee: derniere, ...libre });
    }),
    publics: once(async () => {
      const derniere = await annee();
      return derniere === null ? null : computePublics(base, { epci, annee: derniere, bailleur: null }, aujourdhui);
    }),
    demandes: once(() => readStock(base, epci)),
    realisations: once(() => base.actions.realisations(epci)),
  };
}

/** Last published stock, counted as on its page; null too when it has no cube because it was published before cubes existed. */
async function readStock(base: Base, epci: string): Promise<CadreDemandes | null> {
  const [stock] = await base.demandes.stocks(epci);
  if (!stock) return null;
  const reference = referenceOf(stock.periode);
  const delais = { delai: chooseDelai(null, reference), silence: chooseSilence(null, reference) };
  const lu = await readDemandes(base, epci, stock, delais);
  return lu.comptes.length === 0 ? null : cadreDemandes(lu, lu.comptes, { ...delais, filtre: "" });
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | null = null;
  return () => {
    asked ??= read();
    return asked;
  };
}

export function unknown(genre: ValeurLue["genre"], phrase: string): ValeurLue {
  return { valeur: null, genre, phrase };
}

export const SANS_BAUX = "Inconnu\u00A0: aucune attribution n’est publiée.";
export const SANS_STOCK = "Inconnu\u00A0: aucun stock de demandes n’est publié.";
