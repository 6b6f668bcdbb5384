import { assembler } from "../../src/observatoire/lectures/diffusion/assembler.ts";
import type { NombreGele, SystemeGele } from "../../src/observatoire/lectures/diffusion/ports.ts";
import { auditer } from "../../src/socle/calculs/secret/auditer.ts";
import { masquer } from "../../src/socle/calculs/secret/masquer.ts";
import type { Audit, CelluleVue, Relation } from "../../src/socle/calculs/secret/systeme.ts";
import { type Dimension, readTableau, TOUT } from "../../src/socle/calculs/secret/tableau.ts";
import { drawInteger, type Random, seedRandom } from "../../src/socle/calculs/synthese/mulberry32.ts";

const SEUIL = 11;
const GRAINE = 25_112_026;
const HISTOIRES = 8;
const TRIMESTRES = 12;

/** Leases of one place, by class of resources and side. */
type Compte = { readonly commune: string; readonly quartile: string; readonly situation: string; nombre: number };

const QUARTILES = ["q1", "q2-4", "inconnu"];
const SITUATIONS = ["qpv", "hors-qpv", "inconnue"];

export type Histoire = {
  readonly diffusions: number;
  readonly refusees: number;
  readonly nombres: number;
  readonly publies: number;
  readonly primaires: number;
  readonly corrections: number;
  /** Published counts from 1 to s − 1. */
  readonly petits: number;
  /** Hidden numbers that all the releases together leave less than s wide. */
  readonly retrouvables: number;
  readonly largeurMin: number;
  /** The same, had only small counts been masked. */
  readonly retrouvablesNaif: number;
  readonly dureeMaxMs: number;
};

/**
 * A territory that releases every quarter, and every year when it is over, tables that change from one release to the next, from counts
 * that late leases correct after they were published. Then an attacker who has kept everything.
 */
export async function playHistoire(seed: number, trimestres: number): Promise<Histoire> {
  const random = seedRandom(seed);
  const communes = Array.from({ length: drawInteger(random, 3, 5) }, (_, i) => `c${i}`);
  const secteurs = splitSecteurs(communes, random);
  const periodes = new Map<string, Compte[]>();
  const parues: SystemeGele[] = [];
  let [refusees, corrections, dureeMaxMs] = [0, 0, 0];
  for (let rang = 0; rang < trimestres; rang++) {
    corrections += correct(periodes, random);
    periodes.set(nameOf(rang), drawComptes(communes, random));
    const matiere = matiereOf(rang, periodes, { communes, secteurs, random });
    const { systeme } = assembler({ ...matiere, connus: [] }, parues, SEUIL);
    const begin = performance.now();
    const { masquees, impossibles, audit } = await masquer(systeme);
    dureeMaxMs = Math.max(dureeMaxMs, performance.now() - begin);
    if (!audit.sure || impossibles.length > 0) {
      refusees++;
      continue;
    }
    parues.push({
      nombres: systeme.cellules.map((cellule): NombreGele => ({ ...cellule, publie: !masquees.has(cellule.cle) })),
      relations: systeme.relations,
    });
  }
  return {
    diffusions: parues.length,
    refusees,
    corrections,
    dureeMaxMs: Math.round(dureeMaxMs),
    ...(await attack(parues)),
  };
}

function nameOf(rang: number): string {
  return `${2016 + Math.floor(rang / 4)}-T${(rang % 4) + 1}`;
}

function splitSecteurs(communes: readonly string[], random: Random): ReadonlyMap<string, readonly string[]> {
  const cut = drawInteger(random, 1, communes.length - 1);
  return new Map([
    ["s0", communes.slice(0, cut)],
    ["s1", communes.slice(cut)],
  ]);
}

/** One large place, others small: counts as uneven as those of the signed document. */
function drawComptes(communes: readonly string[], random: Random): Compte[] {
  const places = communes.flatMap((commune, i) => QUARTILES.map((quartile) => ({ commune, quartile, large: i === 0 })));
  return places.flatMap(({ large, ...place }) =>
    SITUATIONS.map((situation) => {
      const rare = place.quartile === "inconnu" || situation === "inconnue";
      const most = rare ? 4 : large ? 60 : 25;
      return { ...place, situation, nombre: random() < 0.25 ? 0 : drawInteger(random, 0, most) };
    }),
  );
}

/** Leases registered late, in quarters that are public already. */
function correct(periodes: ReadonlyMap<string, Compte[]>, random: Random): number {
  let count = 0;
  for (const comptes of periodes.values()) {
    for (const compte of comptes) {
      if (random() > 0.03) continue;
      compte.nombre += drawInteger(random, 1, 3);
      count++;
    }
  }
  return count;
}

type Lieux = {
  readonly communes: readonly string[];
  readonly secteurs: ReadonlyMap<string, readonly string[]>;
  readonly random: Random;
};

/** The quarter, the year when it is over, and an earlier quarter cut otherwise. */
function matiereOf(
  rang: number,
  periodes: ReadonlyMap<string, readonly Compte[]>,
  { communes, secteurs, random }: Lieux,
) {
  const now = nameOf(rang);
  const year = now.slice(0, 4);
  const quarters = [...periodes.keys()].filter((periode) => periode.startsWith(year));
  const over = rang % 4 === 3;
  const periode: Dimension = over
    ? { code: "periode", arbre: new Map([[year, quarters]]) }
    : { code: "periode", arbre: new Map(), seuls: [now] };
  const again: Dimension = { code: "periode", arbre: new Map(), seuls: [nameOf(drawInteger(random, 0, rang))] };
  const lieu: Dimension = { code: "lieu", arbre: new Map([[TOUT, [...secteurs.keys()]], ...secteurs]) };
  const quartile: Dimension = { code: "quartile", arbre: new Map([[TOUT, QUARTILES]]), sensible: true };
  const situation: Dimension = { code: "situation", arbre: new Map([[TOUT, SITUATIONS]]) };
  const choices: readonly (readonly Dimension[])[] = [
    [periode, lieu, quartile],
    [periode, quartile, situation],
    [again, lieu, situation],
    [again, lieu, quartile, situation],
  ];
  const tables = choices
    .filter((_, i) => i < 2 || random() < 0.5)
    .map((dimensions) =>
      readTableau({ famille: "attributions", dimensions, valeur: (noeuds) => countAt(dimensions, noeuds) }, SEUIL),
    );
  return {
    cellules: tables.flatMap(({ cellules }) => cellules),
    relations: tables.flatMap(({ relations }) => relations),
  };

  function countAt(dimensions: readonly Dimension[], noeuds: readonly string[]): number {
    const at = new Map(dimensions.map(({ code }, i) => [code, noeuds[i] ?? TOUT]));
    const place = at.get("lieu") ?? TOUT;
    const places = place === TOUT ? communes : (secteurs.get(place) ?? [place]);
    return [...periodes]
      .filter(([name]) => name.startsWith(at.get("periode") ?? ""))
      .flatMap(([, comptes]) => comptes)
      .filter(({ commune }) => places.includes(commune))
      .filter((compte) => (at.get("quartile") ?? TOUT) === TOUT || at.get("quartile") === compte.quartile)
      .filter((compte) => (at.get("situation") ?? TOUT) === TOUT || at.get("situation") === compte.situation)
      .reduce((sum, { nombre }) => sum + nombre, 0);
  }
}

/** Everything that was ever published, and every sum: what is left to guess. */
async function attack(parues: readonly SystemeGele[]) {
  const seen = new Map<string, NombreGele>();
  for (const nombre of parues.flatMap(({ nombres }) => nombres)) {
    const before = seen.get(nombre.cle);
    if (before && (before.publie !== nombre.publie || before.valeur !== nombre.valeur))
      throw new Error(`${nombre.cle} has changed`);
    seen.set(nombre.cle, nombre);
  }
  const nombres = [...seen.values()];
  const relations = parues.at(-1)?.relations ?? [];
  const audit = await look(nombres, relations, ({ publie }) => publie);
  if (audit.defaut !== null) throw new Error(audit.defaut);
  const naif = await look(nombres, relations, ({ motif }) => motif !== "effectif");
  return {
    nombres: nombres.length,
    publies: nombres.filter(({ publie }) => publie).length,
    primaires: nombres.filter(({ motif }) => motif !== null).length,
    petits: nombres.filter(({ publie, valeur }) => publie && valeur > 0 && valeur < SEUIL).length,
    retrouvables: audit.dangereuses.length,
    largeurMin: Math.min(...audit.intervalles.map(({ largeur }) => largeur)),
    retrouvablesNaif: naif.dangereuses.length,
  };
}

function look(
  nombres: readonly NombreGele[],
  relations: readonly Relation[],
  shown: (nombre: NombreGele) => boolean,
): Promise<Audit> {
  const vues = nombres.map(
    (nombre): CelluleVue => ({
      cle: nombre.cle,
      publie: shown(nombre) ? nombre.valeur : null,
      entiere: true,
      amplitude: nombre.motif === null ? null : SEUIL,
    }),
  );
  return auditer(vues, relations);
}

/** Histories of three years: no hidden number that all the releases together give back, no small one shown. */
export async function proveSecret(): Promise<Record<string, unknown>> {
  const histoires: Histoire[] = [];
  for (let i = 0; i < HISTOIRES; i++) {
    const histoire = await playHistoire(GRAINE + i, TRIMESTRES);
    if (histoire.retrouvables > 0 || histoire.petits > 0)
      throw new Error(JSON.stringify({ seed: GRAINE + i, histoire }));
    process.stderr.write(`${i + 1}/${HISTOIRES} ${JSON.stringify(histoire)}\n`);
    histoires.push(histoire);
  }
  const sum = (read: (histoire: Histoire) => number) =>
    histoires.reduce((total, histoire) => total + read(histoire), 0);
  return {
    graine: GRAINE,
    seuil: SEUIL,
    histoires: HISTOIRES,
    trimestres: TRIMESTRES,
    diffusions: sum(({ diffusions }) => diffusions),
    refusees: sum(({ refusees }) => refusees),
    corrections: sum(({ corrections }) => corrections),
    nombres: sum(({ nombres }) => nombres),
    publies: sum(({ publies }) => publies),
    primaires: sum(({ primaires }) => primaires),
    petitsPublies: 0,
    retrouvables: 0,
    largeurMin: Math.min(...histoires.map(({ largeurMin }) => largeurMin)),
    retrouvablesSansSecondaire: sum(({ retrouvablesNaif }) => retrouvablesNaif),
    dureeMaxMs: Math.max(...histoires.map(({ dureeMaxMs }) => dureeMaxMs)),
  };
}
