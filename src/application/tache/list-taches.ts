import { type Periode, parsePeriode, type Trimestre } from "#domain/shared/periode.ts";
import type { Source } from "#domain/shared/source.ts";
import type { Base } from "../base.ts";
import type { Bilan } from "../bilan/bilan.ts";
import type { CaseBilan } from "../bilan-bailleur/bilan-bailleur.ts";
import type { Lot } from "../lot/ports.ts";
import type { AlerteMenage } from "../relogement/fiche-alertes.ts";

/** Something a person has to do, with what it bears on. `echeance` is an ISO day, null when nothing sets one. */
export type Tache = { readonly echeance: string | null } & (
  | { readonly kind: "lot-a-publier"; readonly lot: Lot }
  | { readonly kind: "lot-interrompu"; readonly lot: Lot }
  | { readonly kind: "source-absente"; readonly source: Source }
  | {
      readonly kind: "a-localiser";
      readonly adresses: number;
      readonly attributions: number;
      readonly premierQuartile: number;
    }
  /** `attendu` is false when the quarter's attributions are published and only the report is missing. */
  | {
      readonly kind: "bilan-a-produire";
      readonly annee: number;
      readonly trimestre: Trimestre;
      readonly attendu: boolean;
    }
  | { readonly kind: "controle-en-ecart"; readonly annee: number; readonly ecarts: number }
  | { readonly kind: "seuil-absent"; readonly annee: number }
  | { readonly kind: "bilan-bailleur-a-signer"; readonly annee: number; readonly trimestre: CaseBilan }
  | { readonly kind: "bilan-flux-a-transmettre"; readonly annee: number; readonly conventions: number }
  | { readonly kind: "bilans-bailleurs-attendus"; readonly annee: number; readonly attendus: number }
  | { readonly kind: "pack-a-figer"; readonly annee: number; readonly trimestre: Trimestre }
  | {
      readonly kind: "menages-a-reloger";
      readonly alerte: AlerteMenage;
      readonly menages: number;
      readonly immeubles: number;
    }
  | { readonly kind: "immeubles-a-confier"; readonly immeubles: number }
);

/** Without these there is no bilan, no bounds, or no map. */
const SOURCES_UTILES = ["sne-attributions", "rpls", "qpv", "seuils", "communes"] as const satisfies readonly Source[];

/**
 * Dated tasks of a territory, the dated ones first. `compute` gives the bilan of a whole year, to see its controls.
 * A bilan that cannot be computed raises no task here: its page says why.
 */
export async function listTaches(
  base: Base,
  epci: string,
  aujourdhui: string,
  compute: (annee: number) => Promise<Bilan>,
): Promise<readonly Tache[]> {
  const [lots, annees] = await Promise.all([base.lots.list(epci), base.cubes.annees(epci)]);
  const taches = [
    ...listLots(lots),
    ...(await bilanDue(base, epci, aujourdhui, lots)),
    ...(await localisationDue(base, epci)),
    ...listSourcesAbsentes(lots),
    ...(await seuilsAbsents(base, epci, lots, annees)),
    ...(await controlesEnEcart(annees, compute)),
  ];
  return taches.toSorted((a, b) => (a.echeance ?? "9999").localeCompare(b.echeance ?? "9999"));
}

function listLots(lots: readonly Lot[]): Tache[] {
  return lots.flatMap((lot): Tache[] => {
    if (lot.statut === "pret") return [{ kind: "lot-a-publier", lot, echeance: null }];
    if (lot.statut === "interrompu") return [{ kind: "lot-interrompu", lot, echeance: null }];
    return [];
  });
}

function listSourcesAbsentes(lots: readonly Lot[]): Tache[] {
  return SOURCES_UTILES.filter((source) => !lots.some((lot) => lot.source === source && isUseful(lot))).map(
    (source) => ({
      kind: "source-absente",
      source,
      echeance: null,
    }),
  );
}

function isUseful({ statut }: Lot): boolean {
  return statut === "publie" || statut === "pret" || statut === "lecture";
}

async function localisationDue(base: Base, epci: string): Promise<Tache[]> {
  const adresses = await base.localisations.aLocaliser(epci);
  if (adresses.length === 0) return [];
  const sum = (key: "lignes" | "premierQuartile") => adresses.reduce((total, adresse) => total + adresse[key], 0);
  const [attributions, premierQuartile] = [sum("lignes"), sum("premierQuartile")];
  return [{ kind: "a-localiser", adresses: adresses.length, attributions, premierQuartile, echeance: null }];
}

/** The last quarter that has ended. Its SNE file is expected by the 15th of the month that follows. */
async function bilanDue(base: Base, epci: string, aujourdhui: string, lots: readonly Lot[]): Promise<Tache[]> {
  const { annee, trimestre } = lastQuarter(aujourdhui);
  const code: Periode["code"] = `T${trimestre}`;
  const frozen = (await base.rapports.list(epci)).some((r) => r.annee === annee && r.periode.endsWith(code));
  if (frozen) return [];
  const published = lots.some(
    (lot) =>
      lot.source === "sne-attributions" &&
      lot.statut === "publie" &&
      (lot.periode === String(annee) || lot.periode === `${annee}-${code}`),
  );
  return [{ kind: "bilan-a-produire", annee, trimestre, attendu: !published, echeance: dueDay(annee, trimestre) }];
}

export function lastQuarter(aujourdhui: string): { readonly annee: number; readonly trimestre: Trimestre } {
  const annee = Number(aujourdhui.slice(0, 4));
  const mois = Number(aujourdhui.slice(5, 7));
  if (mois <= 3) return { annee: annee - 1, trimestre: 4 };
  return { annee, trimestre: mois <= 6 ? 1 : mois <= 9 ? 2 : 3 };
}

function dueDay(annee: number, trimestre: Trimestre): string {
  const { dernierMois } = parsePeriode(annee, `T${trimestre}`);
  return dernierMois === 12 ? `${annee + 1}-01-15` : `${annee}-${String(dernierMois + 1).padStart(2, "0")}-15`;
}

/** With no threshold file at all, the missing source is the one task. */
async function seuilsAbsents(
  base: Base,
  epci: string,
  lots: readonly Lot[],
  annees: readonly number[],
): Promise<Tache[]> {
  if (!lots.some((lot) => lot.source === "seuils" && isUseful(lot))) return [];
  const seuils = await Promise.all(annees.map((annee) => base.cubes.seuil(epci, annee)));
  return annees
    .filter((_, i) => seuils[i] === null)
    .map((annee): Tache => ({ kind: "seuil-absent", annee, echeance: null }));
}

/** Only differences that nobody has explained yet are work to do. */
async function controlesEnEcart(
  annees: readonly number[],
  compute: (annee: number) => Promise<Bilan>,
): Promise<Tache[]> {
  const taches: Tache[] = [];
  for (const annee of annees) {
    const { controles } = await compute(annee);
    const ecarts = controles.filter((controle) => controle.accord === false && controle.explication === null).length;
    if (ecarts > 0) taches.push({ kind: "controle-en-ecart", annee, ecarts, echeance: null });
  }
  return taches;
}
