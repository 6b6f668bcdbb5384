import type { Base } from "#socle/lectures/base.ts";
import type { AttributionRow } from "../../../src/donnees/formats/rows.ts";
import { publishLot } from "../../../src/imports/actes/lot/publish-lot.ts";
import { preparerDiffusion } from "../../../src/observatoire/actes/diffusion/preparer-diffusion.ts";
import { publierDiffusion } from "../../../src/observatoire/actes/diffusion/publier-diffusion.ts";
import type { JeuPublie } from "../../../src/observatoire/lectures/diffusion/ports.ts";
import { drawInteger, type Random, seedRandom } from "../../../src/socle/calculs/synthese/mulberry32.ts";
import { square } from "../../fixtures/communes.ts";
import { makeDemande } from "../../fixtures/lignes.ts";
import { attribution, BAILLEUR, stageRows } from "../../fixtures/lots.ts";
import { nommer, SECTEURS, type Verite } from "./attaquant.ts";

/** A lease as the attack counts it. */
export type Bail = {
  readonly cle: number;
  readonly trimestre: string;
  readonly commune: string;
  readonly bailleur: string;
  readonly quartile: "q1" | "q2-4" | "inconnu";
  readonly situation: "qpv" | "hors-qpv" | "inconnue";
  readonly reloge: boolean;
};

export const COMMUNES = ["52448", "52550", "52327", "52182", "52171"] as const;
const BAILLEURS = [BAILLEUR, "552100554", "775672272"];

/** A territory without any release, its leases, and what has been true of them. */
export class Territoire {
  readonly base: Base;
  readonly epci: string;
  readonly parus: (readonly JeuPublie[])[] = [];
  refusees = 0;
  dureeMaxMs = 0;
  #baux: readonly Bail[] = [];
  /** Of each quarter, its leases at the first release that told it. */
  readonly #premiers = new Map<string, readonly Bail[]>();
  /** Of each year, its leases at the first release that told what they waited. */
  readonly #attentes = new Map<string, readonly Bail[]>();
  #fichiers = 0;

  constructor(base: Base, epci: string) {
    this.base = base;
    this.epci = epci;
  }

  async open(): Promise<void> {
    await this.base.territoires.add(
      { epci: this.epci, nom: `Territoire d’essai ${this.epci}`, demonstration: true },
      COMMUNES.map((commune) => ({ commune, nom: `Commune ${commune}`, population: null })),
    );
    const rows = COMMUNES.map((code, rang) => ({
      code,
      nom: `Commune ${code}`,
      population: null,
      secteur: secteurOf({ commune: code }) ?? null,
      contour: { type: "MultiPolygon" as const, coordinates: [[square(4.7 + rang * 0.08, 48.4)]] },
      source: null,
    }));
    await this.#import("communes", rows, null);
  }

  get baux(): readonly Bail[] {
    return this.#baux;
  }

  /** The quarter's file, as it is now: what was published of it before is replaced. */
  async publier(trimestre: string, baux: readonly Bail[], rejetees = 0): Promise<void> {
    this.#baux = [...this.#baux.filter((bail) => bail.trimestre !== trimestre), ...baux];
    await this.#import("sne-attributions", baux.map(rowOf), trimestre, rejetees);
  }

  /** « 2026-T3 », and how many wait in each commune: more than a year, less, for an unknown time. */
  async publierDemandes(periode: string, stocks: readonly (readonly [string, readonly number[]])[]): Promise<void> {
    const annee = Number(periode.slice(0, 4));
    const creations = [`${annee - 3}-02-10`, `${annee}-02-10`, null];
    const rows = stocks.flatMap(([commune, nombres]) =>
      nombres.flatMap((nombre, i) =>
        Array.from({ length: nombre }, (_, rang) =>
          makeDemande({
            cle: `${commune}-${i}-${rang}`,
            empreinte: `${periode}-${commune}-${i}-${rang}`,
            commune,
            creeLe: creations[i] ?? null,
            typologie: `T${1 + ((rang + i) % 4)}`,
          }),
        ),
      ),
    );
    await this.#import("sne-demandes", rows, periode);
  }

  /** Prepares a release and publishes it, unless its audit refuses it. */
  async diffuser(aujourdhui: string): Promise<boolean> {
    const { epci, base } = this;
    const begin = performance.now();
    const diffusion = await preparerDiffusion(base, { epci, aujourdhui });
    this.dureeMaxMs = Math.max(this.dureeMaxMs, performance.now() - begin);
    if (diffusion.etat !== "preparee") {
      this.refusees++;
      return false;
    }
    await publierDiffusion(base, { epci, id: diffusion.id });
    const publique = await base.diffusions.publique(epci);
    this.parus.push(publique?.jeux ?? []);
    const told = new Set(
      publique?.jeux
        .find(({ figure }) => figure.code === "attributions-trimestres")
        ?.figure.lignes.map(({ cle }) => cle),
    );
    const titre = publique?.jeux.find(({ figure }) => figure.code === "attente-typologies")?.figure.titre;
    const annee = /\d{4}/.exec(titre ?? "")?.[0];
    if (annee && !this.#attentes.has(annee))
      this.#attentes.set(
        annee,
        this.#baux.filter((bail) => bail.trimestre.startsWith(annee)),
      );
    for (const trimestre of told) {
      if (this.#premiers.has(trimestre)) continue;
      this.#premiers.set(
        trimestre,
        this.#baux.filter((bail) => bail.trimestre === trimestre),
      );
    }
    return true;
  }

  /** Of each quarter when it was first told, of each year now, and of what came between. */
  verite(): Verite {
    const vrais = new Map<string, number>();
    for (const [trimestre, baux] of this.#premiers) countCross(vrais, trimestre, baux);
    const annees = new Set([...this.#premiers.keys()].map((trimestre) => trimestre.slice(0, 4)));
    for (const annee of annees) {
      const baux = this.#baux.filter((bail) => bail.trimestre.startsWith(annee));
      const told = [...this.#premiers].flatMap(([trimestre, some]) => (trimestre.startsWith(annee) ? some : []));
      countCross(vrais, annee, baux);
      const now = new Map<string, number>();
      const then = new Map<string, number>();
      countCross(now, annee, baux);
      countCross(then, annee, told);
      for (const [nom, nombre] of now) vrais.set(nom.replace("attributions|", "tard|"), nombre - (then.get(nom) ?? 0));
      vrais.set(nommer("tard", annee, "communes"), baux.length - told.length);
      countAttentes(vrais, { annee, attendus: this.#attentes.get(annee), told, baux });
      for (const commune of COMMUNES)
        vrais.set(nommer("commune", annee, commune), baux.filter((bail) => bail.commune === commune).length);
      for (const quartile of ["q2-4", "inconnu"])
        vrais.set(nommer("reloges", annee, quartile), told.filter((bail) => isReloge(bail, quartile)).length);
    }
    return vrais;
  }

  async #import(
    ...[source, rows, periode, rejetees = 0]: [
      Parameters<typeof stageRows>[1],
      Parameters<typeof stageRows>[2],
      string | null,
      number?,
    ]
  ): Promise<void> {
    const fichier = `${periode ?? source}-${++this.#fichiers}.csv`;
    const lot = await stageRows(this.base, source, rows, {
      epci: this.epci,
      fichier,
      rejetees,
      ...(periode === null ? {} : { periode }),
    });
    await publishLot(this.base, lot, { confirme: true });
  }
}

function isReloge({ reloge, situation, quartile }: Bail, asked: string): boolean {
  return reloge && situation === "hors-qpv" && quartile === asked;
}

function countCross(vrais: Map<string, number>, periode: string, baux: readonly Bail[]): void {
  for (const quartile of ["q1", "q2-4", "inconnu", "total"])
    for (const situation of ["qpv", "hors-qpv", "inconnue", "total"])
      vrais.set(
        nommer("attributions", periode, quartile, situation),
        baux.filter(
          (bail) =>
            (quartile === "total" || bail.quartile === quartile) &&
            (situation === "total" || bail.situation === situation),
        ).length,
      );
}

type AnneeAttendue = {
  readonly annee: string;
  /** Of the first release that told what they waited; undefined: none did. */
  readonly attendus: readonly Bail[] | undefined;
  readonly told: readonly Bail[];
  readonly baux: readonly Bail[];
};

function countAttentes(vrais: Map<string, number>, { annee, attendus, told, baux }: AnneeAttendue): void {
  if (!attendus) return;
  for (const axe of ["tailles", "secteurs"]) vrais.set(nommer("tard", annee, axe), attendus.length - told.length);
  for (const secteur of Object.keys(SECTEURS))
    vrais.set(nommer("tard", annee, "secteur", secteur), inSecteur(attendus, secteur) - inSecteur(baux, secteur));
  for (const [part, siens] of partsOf(attendus)) {
    if (part !== "total") vrais.set(nommer("attente", annee, part, "total"), siens.length);
    for (const attente of ATTENTES)
      vrais.set(nommer("attente", annee, part, attente), siens.filter(({ cle }) => attenteOf(cle) === attente).length);
  }
}

/** By size, by secteur, and all of them. */
function partsOf(baux: readonly Bail[]): ReadonlyMap<string, readonly Bail[]> {
  return new Map([
    ...TAILLES.map((taille) => [taille, baux.filter(({ cle }) => typologieOf(cle) === taille)] as const),
    ...Object.keys(SECTEURS).map((secteur) => [secteur, baux.filter((un) => secteurOf(un) === secteur)] as const),
    ["total", baux],
  ]);
}

function secteurOf({ commune }: Pick<Bail, "commune">): string | undefined {
  return Object.keys(SECTEURS).find((secteur) => SECTEURS[secteur]?.includes(commune));
}

function inSecteur(baux: readonly Bail[], secteur: string): number {
  return baux.filter((un) => secteurOf(un) === secteur).length;
}

/** Of each band, a delay in days; none for the last. */
const MOIS_ATTENDUS: Readonly<Record<string, number | null>> = {
  "0-6": 100,
  "6-12": 250,
  "12-24": 500,
  "24-plus": 900,
  inconnue: null,
};
const ATTENTES = Object.keys(MOIS_ATTENDUS);
const TAILLES = ["T1", "T2", "T3", "T4"];

/** Uneven, and as if drawn apart from all that is drawn of a lease. */
function attenteOf(cle: number): string {
  const at = (cle * 7_919) % 100;
  return ATTENTES[[40, 65, 85, 97, 100].findIndex((bound) => at < bound)] ?? "inconnue";
}

function typologieOf(cle: number): string {
  const at = (cle * 104_729) % 97;
  return TAILLES[[8, 35, 75, 97].findIndex((bound) => at < bound)] ?? "T4";
}

function rowOf({ cle, trimestre, commune, bailleur, quartile, situation, reloge }: Bail): AttributionRow {
  const [annee = "", rang = ""] = trimestre.split("-T");
  const mois = String(Number(rang) * 3 - (cle % 3)).padStart(2, "0");
  return attribution(
    {
      bailleur,
      commune,
      situationDeclaree: situation,
      quartileDeclare: quartile,
      revenuMensuel: null,
      uniteConso: null,
      relogement: reloge ? "oui" : "non",
      typologie: typologieOf(cle),
      delaiJours: MOIS_ATTENDUS[attenteOf(cle)] ?? null,
      bailSigneLe: `${annee}-${mois}-${String(1 + (cle % 27)).padStart(2, "0")}`,
    },
    cle,
  );
}

let next = 0;

export function bail(given: Partial<Bail> & Pick<Bail, "trimestre">): Bail {
  return {
    cle: ++next,
    commune: COMMUNES[0],
    bailleur: BAILLEUR,
    quartile: "q2-4",
    situation: "hors-qpv",
    reloge: false,
    ...given,
  };
}

/** One place larger than the others, a few of each rare class: as uneven as the counts of the signed document. */
function drawBail(random: Random, trimestre: string, communes: readonly string[]): Bail {
  const pick = <T>(values: readonly T[], weights: readonly number[]): T => {
    const used = weights.slice(0, values.length);
    const at = random() * used.reduce((sum, weight) => sum + weight, 0);
    const rang = used.findIndex((_, i) => at < used.slice(0, i + 1).reduce((sum, weight) => sum + weight, 0));
    return values[rang] as T; // `at` is under the sum of all weights
  };
  const quartile = pick(["q1", "q2-4", "inconnu"] as const, [30, 65, 3]);
  return bail({
    trimestre,
    commune: pick(communes, [60, 20, 10, 6, 4]),
    bailleur: pick(BAILLEURS, [60, 30, 10]),
    quartile,
    situation: pick(["hors-qpv", "qpv", "inconnue"] as const, [55, 40, 3]),
    reloge: quartile !== "q1" && random() < 0.06,
  });
}

/** Late leases, and leases that the file tells otherwise: a few, of a quarter that may be public already. */
function correct(
  random: Random,
  baux: readonly Bail[],
  trimestre: string,
  communes: readonly string[],
): readonly Bail[] {
  const kept = baux
    .filter(() => random() > 0.005)
    .map((one) => (random() < 0.01 ? { ...drawBail(random, trimestre, communes), cle: one.cle } : one));
  return [...kept, ...Array.from({ length: drawInteger(random, 0, 4) }, () => drawBail(random, trimestre, communes))];
}

/** Of a territory that is open: quarters one after the other, released quarter by quarter or less often, corrected in between. */
export async function playHistoire(
  base: Base,
  { epci, seed }: { readonly epci: string; readonly seed: number },
  trimestres: number,
): Promise<Territoire> {
  const random = seedRandom(seed);
  const territoire = new Territoire(base, epci);
  const communes = COMMUNES.slice(0, drawInteger(random, 2, COMMUNES.length));
  const size = drawInteger(random, 40, 120);
  for (let rang = 0; rang < trimestres; rang++) {
    const now = nameOf(rang);
    await territoire.publier(
      now,
      Array.from({ length: drawInteger(random, size / 2, size) }, () => drawBail(random, now, communes)),
    );
    for (let before = 0; before < rang; before++) {
      if (random() > 0.4) continue;
      const name = nameOf(before);
      const baux = territoire.baux.filter(({ trimestre }) => trimestre === name);
      await territoire.publier(name, correct(random, baux, name, communes));
    }
    if (rang % 4 === 3 || random() < 0.7) await territoire.diffuser("2021-06-15");
  }
  return territoire;
}

function nameOf(rang: number): string {
  return `${2017 + Math.floor(rang / 4)}-T${(rang % 4) + 1}`;
}
