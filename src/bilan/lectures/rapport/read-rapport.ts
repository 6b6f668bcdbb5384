import type { Base } from "#socle/lectures/base.ts";
import type { Bilan, Constat, Mesures, RelogementsBilan } from "../bilan.ts";
import type { Rapport } from "./ports.ts";

/** A frozen report in the shape of today's documents, with its frozen figures. null: none. */
export async function readRapport(base: Pick<Base, "rapports">, epci: string, numero: string): Promise<Rapport | null> {
  const rapport = await base.rapports.find(epci, numero);
  return rapport === null ? null : { ...rapport, bilan: completeBilan(rapport.bilan) };
}

/** As frozen: fields added since are absent. */
type Fige<T, Ajouts extends keyof T> = Omit<T, Ajouts> & Partial<Pick<T, Ajouts>>;
type ConstatFige = Fige<Constat, "inconnus" | "suffit" | "etat" | "contredit">;
type Ajoutees = {
  readonly deduites?: number;
  readonly nonLocalisees: Fige<Mesures["nonLocalisees"], "probablesQpv" | "probablesHorsQpv">;
};

/** Its bounds only covered the unlocated, none of which was deduced. */
function completeMesures<M extends Mesures>(mesures: M): M {
  const { deduites, nonLocalisees }: Ajoutees = mesures;
  return {
    ...mesures,
    deduites: deduites ?? 0,
    nonLocalisees: {
      ...mesures.nonLocalisees,
      probablesQpv: nonLocalisees.probablesQpv ?? 0,
      probablesHorsQpv: nonLocalisees.probablesHorsQpv ?? 0,
    },
    horsQpv: completeConstat(mesures.horsQpv, mesures),
    qpv: completeConstat(mesures.qpv, mesures),
  };
}

/** No other extraction was compared. */
const AUCUNE_AUTRE = { contredit: false };

function completeConstat<C extends ConstatFige>(constat: C, { nonLocalisees: { total } }: Mesures): C {
  const cible = constat.cible && { ...AUCUNE_AUTRE, ...constat.cible };
  const fige = { suffit: null, etat: null, ...AUCUNE_AUTRE, ...constat, cible };
  return {
    ...fige,
    inconnus: { situation: total, ressources: 0, relogement: 0, doublon: 0, total, ...constat.inconnus },
  };
}

/** Every lease was then assumed to be counted once. */
function completeRelogements(
  relogements: Fige<RelogementsBilan, "possibles" | "reloges" | "possiblesCommission" | "possiblesRegistre">,
): RelogementsBilan {
  return { possibles: 0, reloges: null, possiblesCommission: 0, possiblesRegistre: 0, ...relogements };
}

function completeBilan(bilan: Bilan): Bilan {
  const { horsTerritoire, enCours, extractions }: Partial<Pick<Bilan, "horsTerritoire" | "enCours" | "extractions">> =
    bilan;
  const { deduction }: { readonly deduction?: number } = bilan.desaccords;
  return {
    ...completeMesures(bilan),
    ...(bilan.relogements ? { relogements: completeRelogements(bilan.relogements) } : {}),
    horsTerritoire: horsTerritoire ?? [],
    enCours: enCours ?? null,
    extractions: extractions ?? [],
    desaccords: { ...bilan.desaccords, deduction: deduction ?? 0 },
    bailleurs: bilan.bailleurs.map(completeMesures),
    trimestres: bilan.trimestres.map(completeMesures),
    cumuls: bilan.cumuls.map(completeMesures),
    ventilations: bilan.ventilations.map((one) => ({ ...one, lignes: one.lignes.map(completeMesures) })),
  };
}
