import type { Compte } from "#droit/regles/attribution/compte.ts";
import type { PropositionsImprimees } from "#droit/regles/attribution/propositions-en-qpv.ts";
import { groupBy } from "#socle/regles/shared/group-by.ts";
import type { Situation } from "#socle/regles/shared/situation.ts";
import type { ResultatPublie } from "./ports.ts";

/** The « class × side » cells of a printed table, as leases. */
const CELLULES = [
  ["q1-qpv", "q1", "qpv"],
  ["q1-hors-qpv", "q1", "hors-qpv"],
  ["q1-inconnue", "q1", "inconnue"],
  ["q24-qpv", "q2-4", "qpv"],
  ["q24-hors-qpv", "q2-4", "hors-qpv"],
  ["q24-inconnue", "q2-4", "inconnue"],
] as const;

const AUTRES = ["reloges-hors-qpv", "sans-ressources", "total-signees", "ressources-nulles"] as const;
export const GRANDEURS_LUES: readonly string[] = [...CELLULES.map(([grandeur]) => grandeur), ...AUTRES];

/** Our files' counts for facts that a table of the same year does not separate. */
export type NosBaux = {
  /** Quartiles 2 to 4: surely rehoused hors QPV; possibly rehoused, or unlocated, which the table may place hors QPV. */
  readonly reloges: number;
  readonly possibles: number;
  /** Quartiles 2 to 4, unlocated: rehoused, or possibly. */
  readonly nonLocalises: number;
  /** Rehoused, or possibly, of unknown class, hors QPV or unlocated. */
  readonly relogesSansClasse: number;
  /** Leases in none of its cells. */
  readonly sansRessources: readonly Compte[];
};

/**
 * Leases that the table counts on these sides; null when a cell is missing, is no whole number, or is printed with two values. Facts missing from the
 * table come from `nos`, else are unknown.
 */
export function readComptes(
  rows: readonly ResultatPublie[],
  situations: readonly Situation[],
  nos: NosBaux | null,
): readonly Compte[] | null {
  const asked = CELLULES.filter(([, , situation]) => situations.includes(situation));
  const cellules = asked.flatMap(([grandeur, quartile, situation]): Compte[] => {
    const nombre = readCompte(rows, grandeur);
    return nombre === null ? [] : [{ quartile, situation, ressources: "positives", relogement: "inconnu", nombre }];
  });
  if (cellules.length < asked.length) return null;
  const [reloges, dits] = [readCompte(rows, "reloges-hors-qpv"), readSansRessources(rows)];
  // The table tells how many have no resources: our rehoused of unknown class may be in its cells.
  const sus = dits === null || nos === null ? nos : { ...nos, possibles: nos.possibles + nos.relogesSansClasse };
  return [
    ...cellules.flatMap((cellule) => tellReloges(cellule, reloges, sus)),
    ...tellSansRessources({ cellules, reloges, dits }, nos),
  ].filter(({ nombre }) => nombre > 0);
}

/** null: not printed, not a count, or printed with two values. */
export function readCompte(rows: readonly ResultatPublie[], grandeur: string): number | null {
  const valeurs = new Set(rows.filter((row) => row.grandeur === grandeur).map(({ valeur }) => valeur));
  const [valeur] = valeurs;
  return valeurs.size === 1 && valeur != null && Number.isInteger(valeur) && valeur >= 0 ? valeur : null;
}

/** Each table's count of a bearer's offers in QPV. A part larger than the whole is ignored. */
export function readPropositions(rows: readonly ResultatPublie[]): readonly PropositionsImprimees[] {
  return [...groupBy(rows, ({ source }) => source)].flatMap(([source, own]) => {
    const total = readCompte(own, "propositions-qpv");
    const autresQuartiles = readCompte(own, "propositions-qpv-q24");
    return total === null || (autresQuartiles ?? 0) > total ? [] : [{ source, total, autresQuartiles }];
  });
}

/** As printed, else the signed leases minus all cells. null: neither is available, one is no count, or they disagree. */
export function readSansRessources(rows: readonly ResultatPublie[]): number | null {
  const dits = readCompte(rows, "sans-ressources");
  if (!isPrinted(rows, "total-signees")) return dits;
  const cellules = CELLULES.map(([grandeur]) => readCompte(rows, grandeur) ?? Number.NaN);
  const reste = (readCompte(rows, "total-signees") ?? Number.NaN) - cellules.reduce((sum, nombre) => sum + nombre, 0);
  if (!(reste >= 0)) return null;
  return isPrinted(rows, "sans-ressources") && dits !== reste ? null : reste;
}

function isPrinted(rows: readonly ResultatPublie[], grandeur: string): boolean {
  return rows.some((row) => row.grandeur === grandeur);
}

/** Rehousing changes nothing for a first quartile, or in QPV. */
function tellReloges(cellule: Compte, dits: number | null, nos: NosBaux | null): readonly Compte[] {
  if (cellule.quartile === "q1" || cellule.situation === "qpv") return [cellule];
  if (cellule.situation === "inconnue") return nos === null ? [cellule] : split(cellule, 0, nos.nonLocalises);
  if (dits !== null) return split(cellule, dits, 0);
  return nos === null ? [cellule] : split(cellule, nos.reloges, nos.possibles);
}

function split(cellule: Compte, reloges: number, possibles: number): readonly Compte[] {
  const oui = Math.min(reloges, cellule.nombre);
  const inconnu = Math.min(possibles, cellule.nombre - oui);
  return [
    { ...cellule, relogement: "oui", nombre: oui },
    { ...cellule, relogement: "inconnu", nombre: inconnu },
    { ...cellule, relogement: "non", nombre: cellule.nombre - oui - inconnu },
  ];
}

type Dits = { readonly cellules: readonly Compte[]; readonly reloges: number | null; readonly dits: number | null };

/** Rehoused households beyond its leases of those quartiles hors QPV have no resources, and are among those that it counts as such. */
function tellSansRessources({ cellules, reloges, dits }: Dits, nos: NosBaux | null): readonly Compte[] {
  const autres = cellules.find(({ quartile, situation }) => quartile === "q2-4" && situation === "hors-qpv");
  const extra = reloges === null || autres === undefined ? 0 : Math.max(0, reloges - autres.nombre);
  const sans = { quartile: "inconnu", ressources: "absentes" } as const;
  const rehoused: Compte = { ...sans, situation: "hors-qpv", relogement: "oui", nombre: extra };
  if (dits !== null) {
    return [rehoused, { ...sans, situation: "inconnue", relogement: "inconnu", nombre: Math.max(0, dits - extra) }];
  }
  const connues = nos?.sansRessources ?? [];
  return reloges === null ? connues : [rehoused, ...connues.filter(({ relogement }) => relogement !== "oui")];
}
