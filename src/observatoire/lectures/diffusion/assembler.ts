import { createHash } from "node:crypto";
import type { CelluleSecret, Relation, Systeme } from "#socle/calculs/secret/systeme.ts";
import { protectSmall } from "#socle/calculs/secret/tableau.ts";
import type { Matiere } from "./jeu.ts";
import type { NombreGele, SystemeGele } from "./ports.ts";
import type { Connu } from "./references.ts";

export type Assemblage = {
  readonly systeme: Systeme;
  /** Numbers of earlier releases, unchanged. */
  readonly geles: ReadonlyMap<string, NombreGele>;
  /** Numbers released earlier that would differ today. */
  readonly corriges: number;
};

/** Numbers shown or masked by earlier releases, by key, as in the first. */
export function gelesOf(historique: readonly SystemeGele[]): ReadonlyMap<string, NombreGele> {
  const geles = new Map<string, NombreGele>();
  for (const nombre of historique.flatMap(({ nombres }) => nombres)) {
    if (!geles.has(nombre.cle)) geles.set(nombre.cle, nombre);
  }
  return geles;
}

/**
 * Joins the numbers of a new release with all those that earlier ones showed or masked. A released number keeps its value and mask, whatever the
 * files become. When that breaks a sum of counts (a year's communes hold late leases that its earlier quarters lack), the difference becomes a number
 * under secrecy: late leases are households. `connus`: numbers everyone reads elsewhere. `seuil`: least count that may be shown.
 */
export function assembler(
  { cellules, relations, connus }: Pick<Matiere, "cellules" | "relations"> & { readonly connus: readonly Connu[] },
  historique: readonly SystemeGele[],
  seuil: number,
): Assemblage {
  const geles = gelesOf(historique);
  const merged = mergeCellules(cellules);
  const all = [...merged.values()].map((cellule) => freeze(cellule, geles.get(cellule.cle)));
  const gone = [...geles.values()].filter(({ cle }) => !merged.has(cle)).map((nombre) => freeze(blank(nombre), nombre));
  const { imprimes, egalites } = tieConnus([...all, ...gone], connus, geles);
  const present = new Map([...all, ...gone, ...imprimes].map((cellule) => [cellule.cle, cellule]));
  const linked = adjust([...historique.flatMap((gele) => gele.relations), ...relations, ...egalites], present, seuil);
  return {
    systeme: { cellules: [...present.values(), ...linked.ecarts], relations: linked.relations },
    geles,
    corriges: [...merged.values()].filter(({ cle, valeur }) => {
      const gele = geles.get(cle);
      return gele?.publie === true && gele.valeur !== valeur;
    }).length,
  };
}

/** A printed number is a cell of its own, equal to ours until the files change. */
function tieConnus(
  cellules: readonly CelluleSecret[],
  connus: readonly Connu[],
  geles: ReadonlyMap<string, NombreGele>,
) {
  const etats = new Map(cellules.map(({ cle, etat }) => [cle, etat]));
  const named = connus.map(({ cle, valeur }) => ({ cle, valeur, imprime: `imprime|${valeur}|${cle}` }));
  // When ours was released before the printing, no mask can hide their difference any more.
  const tied = named.filter(
    ({ cle, imprime }) => etats.has(cle) && (etats.get(cle) !== "publiee" || geles.has(imprime)),
  );
  const imprimes = tied.map(
    ({ imprime, valeur }): CelluleSecret => ({
      cle: imprime,
      valeur,
      entiere: true,
      motif: null,
      amplitude: 0,
      poids: 1,
      etat: "connue",
    }),
  );
  const egalites = tied.map(({ cle }, rang): Relation => {
    const termes = [[cle, 1] as const, [imprimes[rang]?.cle ?? "", -1] as const];
    return { termes, min: 0, max: 0 };
  });
  return { imprimes, egalites };
}

/** A number of two tables is one number: two values would make one of the tables wrong. */
function mergeCellules(cellules: readonly CelluleSecret[]): ReadonlyMap<string, CelluleSecret> {
  const merged = new Map<string, CelluleSecret>();
  for (const cellule of cellules) {
    const known = merged.get(cellule.cle);
    if (known && known.valeur !== cellule.valeur) {
      throw new Error(`two values for ${cellule.cle}: ${known.valeur} and ${cellule.valeur}`);
    }
    merged.set(cellule.cle, known ? merge(known, cellule) : cellule);
  }
  return merged;
}

function merge(a: CelluleSecret, b: CelluleSecret): CelluleSecret {
  return {
    ...a,
    motif: a.motif ?? b.motif,
    amplitude: Math.max(a.amplitude, b.amplitude),
    poids: Math.max(a.poids, b.poids),
    etat: a.etat === "masquee" || b.etat === "masquee" ? "masquee" : a.etat === "publiee" ? "publiee" : b.etat,
  };
}

function freeze(cellule: CelluleSecret, gele: NombreGele | undefined): CelluleSecret {
  if (!gele) return cellule;
  const { valeur, motif, amplitude, publie } = gele;
  return { ...cellule, valeur, motif, amplitude, etat: publie ? "publiee" : "masquee" };
}

function blank(nombre: NombreGele): CelluleSecret {
  return { ...nombre, poids: 1, etat: "masquee" };
}

type Liens = { readonly relations: readonly Relation[]; readonly ecarts: readonly CelluleSecret[] };

function adjust(relations: readonly Relation[], cellules: ReadonlyMap<string, CelluleSecret>, seuil: number): Liens {
  const kept = new Map<string, Relation>();
  const ecarts = new Map<string, CelluleSecret>();
  for (const relation of relations) {
    const { held, ecart } = closeRelation(relation, cellules, seuil);
    if (held) kept.set(JSON.stringify(held), held);
    // Frozen by an earlier release with its relation, or new.
    if (ecart && !cellules.has(ecart.cle)) ecarts.set(ecart.cle, ecart);
  }
  return { relations: [...kept.values()], ecarts: [...ecarts.values()] };
}

type Close = { readonly held: Relation | null; readonly ecart?: CelluleSecret };

/**
 * Repairs a broken sum with its difference; a broken inequality is dropped. The difference of a sum of amounts is treated as known, the worst case,
 * since it counts nobody.
 */
function closeRelation(relation: Relation, cellules: ReadonlyMap<string, CelluleSecret>, seuil: number): Close {
  const { termes, min, max } = relation;
  const sum = round(termes.reduce((total, [cle, coefficient]) => total + coefficient * valeurOf(cellules, cle), 0));
  if (min === null || min !== max) {
    const holds = sum >= (min ?? -Infinity) - 1e-9 && sum <= (max ?? Infinity) + 1e-9;
    return { held: holds ? relation : null };
  }
  const manque = round(sum - min);
  if (manque === 0) return { held: relation };
  if (termes.some(([cle]) => cellules.get(cle)?.entiere === false)) return { held: { termes, min: sum, max: sum } };
  const ecart = ecartOf(termes, manque, seuil);
  return { held: { termes: [...termes, [ecart.cle, -Math.sign(manque)]], min, max }, ecart };
}

function valeurOf(cellules: ReadonlyMap<string, CelluleSecret>, cle: string): number {
  return cellules.get(cle)?.valeur ?? 0;
}

function round(nombre: number): number {
  return Math.round(nombre * 1e6) / 1e6;
}

/** Its sign is treated as known: a real reader knows less. */
function ecartOf(termes: Relation["termes"], manque: number, seuil: number): CelluleSecret {
  const sum = createHash("sha256").update(JSON.stringify(termes)).digest("hex").slice(0, 16);
  const valeur = Math.abs(manque);
  return {
    cle: `ecart|${sum}|${manque}`,
    valeur,
    entiere: true,
    ...protectSmall(valeur, seuil),
    poids: 1,
    etat: "masquee",
  };
}
