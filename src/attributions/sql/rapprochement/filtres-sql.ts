import { toCents } from "#droit/regles/taux-effort.ts";
import type { Typologie } from "#droit/regles/typologie.ts";
import type { QuestionRapprochement } from "../../lectures/rapprochement/ports.ts";
import { bitOf } from "../../regles/rapprochement/classer.ts";
import type { Filtre } from "../../regles/rapprochement/examen.ts";
import { forfaitOf } from "../../regles/rapprochement/faits.ts";
import { plafondsParCategorie, RANG_FINANCEMENT } from "../../regles/rapprochement/filtres.ts";

/** Bits of `nominatif.souhait_cherche.typologies`: the indexes are defined with these values, so they are written in the text. */
const BIT: Readonly<Record<Typologie, number>> = { T1: 2, T2: 4, T3: 8, T4: 16, T5: 32, "T6+": 64 };

/** Keys that find a demande by the place of the dwelling. */
export type Lieux = { readonly commune: string; readonly secteur: string | null; readonly larges: readonly string[] };

export function lieuxOf({ epci, logement }: QuestionRapprochement): Lieux {
  const secteur = logement.secteur === null ? null : `${epci}:s:${logement.secteur}`;
  return { commune: `${epci}:${logement.commune}`, secteur, larges: [`${epci}:*`, `${epci}:?`] };
}

export type FiltresSql = {
  /** Conditions under which each filter excludes the line `s`, never null; a filter that excludes nobody is absent. */
  readonly echecs: Readonly<Partial<Record<Filtre, string>>>;
  /** Condition that chooses the index of the typology; null: any line. */
  readonly typologie: string | null;
};

/**
 * The filters of `judgeFiltres`, as far as a line of `souhait_cherche` allows: it has no need of access, which excludes nobody here.
 * `hold` keeps a value and returns its `$n`.
 */
export function filtresSql(question: QuestionRapprochement, hold: (value: unknown) => string): FiltresSql {
  const { typologie } = question.logement;
  const index = typologie === null ? null : `(s.typologies = 0 or s.typologies & ${BIT[typologie]} > 0)`;
  const all = {
    typologie: index === null ? null : `not ${index}`,
    plafond: plafond(question, hold),
    effort: effort(question, hold),
    reservation: reservation(question),
  };
  const echecs = Object.fromEntries(Object.entries(all).filter(([, condition]) => condition !== null));
  return { echecs, typologie: index };
}

function plafond({ logement, jour }: QuestionRapprochement, hold: (value: unknown) => string): string | null {
  const rang = RANG_FINANCEMENT[logement.financement];
  if (rang === 0) return null;
  const montants = plafondsParCategorie(logement, jour);
  const place = `s.position > ${rang}`;
  if (montants === null) return place;
  return `case when s.rfr is not null and s.categorie is not null then s.rfr > (${hold(montants)}::integer[])[s.categorie] else ${place} end`;
}

/** In cents and thousandths, as `depassementEffort`: integers on both sides. */
function effort({ logement, seuils }: QuestionRapprochement, hold: (value: unknown) => string): string | null {
  const { loyer, charges } = logement;
  const max = seuils?.effortMax ?? null;
  if (max === null || loyer === null || charges === null) return null;
  const sansLoyer = toCents(charges) + toCents(forfaitOf(logement, seuils));
  const total = hold(sansLoyer + toCents(loyer));
  const net = `(case when s.aide is null then ${hold(sansLoyer)}::bigint else greatest(0, ${total}::bigint - s.aide) end)`;
  return `coalesce(s.revenu > 0 and ${net} * 1000 > ${hold(max)}::bigint * s.revenu, false)`;
}

function reservation({ logement }: QuestionRapprochement): string | null {
  const colonne = ({ COLACT: "action_logement", PPRIOR: "prioritaire", PFONCT: "agent_etat" } as const)[
    logement.contingent as string
  ];
  return colonne === undefined ? null : `s.${colonne} is false`;
}

/** One bit for each filter that excludes the line. */
export function echecsSql({ echecs }: FiltresSql): string {
  const bits = Object.entries(echecs).map(([filtre, condition]) => {
    // The keys are filters: `filtresSql` wrote them.
    return `case when ${condition} then ${bitOf(filtre as Filtre)} else 0 end`;
  });
  return bits.length === 0 ? "0" : bits.join(" + ");
}

/** A line that nothing excludes; the choice of the index already applies the filter of the typology. */
export function eligibleSql({ echecs, typologie }: FiltresSql): string {
  const { typologie: _, ...others } = echecs;
  const conditions = [
    ...(typologie === null ? [] : [typologie]),
    ...Object.values(others).map((one) => `not (${one})`),
  ];
  return conditions.length === 0 ? "true" : conditions.join(" and ");
}
