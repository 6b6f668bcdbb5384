import type { ResultatRow } from "#donnees/formats/rows.ts";
import { nameBailleur } from "#donnees/regles/bailleur/nom-bailleur.ts";
import { type Compte, type CompteLocalise, undoDeductions, withoutDoubles } from "#droit/regles/attribution/compte.ts";
import { countEnQpv } from "#droit/regles/en-qpv.ts";
import { countHorsQpv } from "#droit/regles/hors-qpv.ts";
import type { PartIncertaine } from "#droit/regles/part.ts";
import { countsAsPremierQuartile, hasKnownRessources } from "#droit/regles/quartile.ts";
import { ceilShare } from "#socle/regles/shared/taux.ts";
import type { Controle, Mesures, ParcBilan } from "./bilan.ts";
import { type Cadre, isEnCours } from "./cadre.ts";
import type { Parties } from "./parties.ts";

/** Counts of one scope, and its stock when the vintage of the year is published. */
type Perimetre = {
  readonly comptes: readonly Compte[];
  readonly mesures: Mesures | null;
  readonly parc: StockCompte | null;
};
type StockCompte = {
  readonly logements: number;
  readonly qpv: number;
  readonly horsQpv: number;
  readonly vacantsQpv: number | null;
  readonly vacantsHorsQpv: number | null;
};

/** A count, or a share in percent; null when the data cannot give it. */
type Grandeur = { readonly valeur: number; readonly pourcent?: true } | null;

export type ControlesQuestion = {
  readonly resultats: readonly ResultatRow[];
  /** Counts of the territory, then of its bailleurs. */
  readonly parties: Parties;
  /** Counted from tables: a bailleur without a table is unknown, whereas without a lease it has 0. */
  readonly surComptes: boolean;
  readonly noms: ReadonlyMap<string, string>;
  readonly parc: ParcBilan | null;
  /** Of the same vintage as `parc`, by commune of the perimeter. */
  readonly communes: ReadonlyMap<string, StockCommune>;
  readonly cadre: Cadre;
};

/** Dwellings of a commune, sides apart. */
export type StockCommune = Pick<StockCompte, "logements" | "qpv" | "horsQpv"> & { readonly nom: string };

/** Every figure printed elsewhere for the year, beside ours by the State's method (nothing deduced): « contrôles de cohérence ». */
export function checkResultats(question: ControlesQuestion): readonly Controle[] {
  const seen = new Map<string, number>();
  const porteurs = new Set(question.resultats.map(({ bailleur }) => bailleur));
  const perimetres = new Map([...porteurs].map((bailleur) => [bailleur, scopeOf(question, bailleur)]));
  return question.resultats.map((resultat) => {
    const perimetre = perimetres.get(resultat.bailleur) ?? null;
    const commune = COMMUNE.exec(resultat.grandeur)?.groups?.commune;
    const grandeur =
      commune === undefined
        ? ((perimetre && GRANDEURS[resultat.grandeur]?.(perimetre, question.cadre)) ?? null)
        : readCommune(question, resultat, commune);
    return {
      code: uniqueCode(`${resultat.grandeur}.${resultat.bailleur ?? "epci"}.${resultat.annee}`, seen),
      libelle: sayControle(question, resultat, commune),
      imprime: resultat.imprime,
      recalcule: grandeur === null ? "non calculable" : show(grandeur, decimals(resultat.imprime)),
      accord: isEnCours(question.cadre) ? null : agrees(grandeur, resultat),
      explication: resultat.explication,
      source: resultat.source,
    };
  });
}

/** « logements-52448 », « part-qpv-52448 »: of the stock of one commune. */
const COMMUNE = /^(?:logements|part-qpv)-(?<commune>[0-9][0-9AB][0-9]{3})$/;

function readCommune(
  { parc, communes, cadre }: ControlesQuestion,
  { grandeur }: ResultatRow,
  commune: string,
): Grandeur {
  const stock = parc?.millesime === String(cadre.periode.annee) ? communes.get(commune) : undefined;
  if (!stock) return null;
  if (grandeur.startsWith("logements-")) return { valeur: stock.logements };
  const situes = stock.qpv + stock.horsQpv;
  // A dwelling of no known side would be in the share or not: it is then not told.
  if (situes === 0 || situes < stock.logements) return null;
  return { valeur: (stock.qpv * 100) / situes, pourcent: true };
}

function sayControle({ noms, communes }: ControlesQuestion, resultat: ResultatRow, commune?: string): string {
  const { bailleur, annee, grandeur } = resultat;
  if (commune === undefined) {
    const nom = bailleur === null ? "EPCI" : nameBailleur(bailleur, noms);
    return `${nom} ${annee} : ${LIBELLES[grandeur] ?? grandeur}`;
  }
  const quoi = grandeur.startsWith("part-qpv-") ? "part du parc en QPV" : LIBELLES.logements;
  return `${communes.get(commune)?.nom ?? commune} ${annee} : ${quoi}`;
}

function agrees(grandeur: Grandeur, { valeur, imprime }: ResultatRow): boolean | null {
  return grandeur && valeur !== null && round(grandeur.valeur, decimals(imprime)) === valeur;
}

/** Two tables may print the same figure: the second's code is « ….2 ». */
function uniqueCode(code: string, seen: Map<string, number>): string {
  const rank = (seen.get(code) ?? 0) + 1;
  seen.set(code, rank);
  return rank === 1 ? code : `${code}.${rank}`;
}

/** null: the bailleur has no count. */
function scopeOf({ parties, parc, cadre, surComptes }: ControlesQuestion, bailleur: string | null): Perimetre | null {
  const sameVintage = parc !== null && parc.millesime === String(cadre.periode.annee) ? parc : null;
  if (bailleur === null) {
    const { comptes, mesures } = parties.ensemble;
    return { comptes: asPrinted(comptes), mesures, parc: sameVintage };
  }
  const own = parties.bailleurs.find(({ siren }) => siren === bailleur);
  if (surComptes && own === undefined) return null;
  const ligne = sameVintage?.bailleurs.find((row) => row.siren === bailleur);
  return {
    comptes: asPrinted(own?.comptes ?? []),
    mesures: own?.mesures ?? null,
    parc: ligne ? { ...ligne, vacantsQpv: null, vacantsHorsQpv: null } : null,
  };
}

/** Counts of the file only, by the State's method. */
function asPrinted(comptes: readonly CompteLocalise[]): readonly Compte[] {
  return undoDeductions(withoutDoubles(comptes));
}

function cells(situation: Compte["situation"], premier: boolean | null) {
  return ({ comptes }: Perimetre, cadre: Cadre): Grandeur => {
    const nulles = cadre.nulles.valeur;
    const kept = comptes.filter(
      (c) =>
        c.situation === situation &&
        hasKnownRessources(c, nulles) &&
        (premier === null || countsAsPremierQuartile(c, nulles) === premier),
    );
    return { valeur: sum(kept) };
  };
}

function part(count: typeof countEnQpv, read: (share: PartIncertaine, cadre: Cadre) => Grandeur) {
  return ({ comptes }: Perimetre, cadre: Cadre): Grandeur => read(count(comptes, cadre.nulles.valeur), cadre);
}

const percentOf = (share: PartIncertaine): Grandeur =>
  share.total === 0 ? null : { valeur: (share.part * 100) / share.total, pourcent: true };

function needed(cote: "horsQpv" | "qpv") {
  return (share: PartIncertaine, cadre: Cadre): Grandeur => ({
    valeur: ceilShare(share.total, cadre[cote].plancher.valeur.valeur),
  });
}

function missing(cote: "horsQpv" | "qpv") {
  return (share: PartIncertaine, cadre: Cadre): Grandeur => ({
    valeur: Math.max(0, ceilShare(share.total, cadre[cote].plancher.valeur.valeur) - share.part),
  });
}

/** A bailleur without leases has 0. null: the year's table does not give it. */
function measured(read: (mesures: Mesures) => number | null) {
  return ({ mesures }: Perimetre): Grandeur => {
    const valeur = mesures === null ? 0 : read(mesures);
    return valeur === null ? null : { valeur };
  };
}

function stock(read: (parc: StockCompte) => number | null) {
  return ({ parc }: Perimetre): Grandeur => {
    const valeur = parc === null ? null : read(parc);
    return valeur === null ? null : { valeur };
  };
}

const GRANDEURS: Readonly<Record<string, (perimetre: Perimetre, cadre: Cadre) => Grandeur>> = {
  "q1-qpv": cells("qpv", true),
  "q1-hors-qpv": cells("hors-qpv", true),
  "q1-inconnue": cells("inconnue", true),
  "q24-qpv": cells("qpv", false),
  "q24-hors-qpv": cells("hors-qpv", false),
  "q24-inconnue": cells("inconnue", false),
  "total-qpv": cells("qpv", null),
  "total-hors-qpv": cells("hors-qpv", null),
  "total-inconnue": cells("inconnue", null),
  total: ({ comptes }, cadre) => ({ valeur: sum(comptes.filter((c) => hasKnownRessources(c, cadre.nulles.valeur))) }),
  "total-signees": measured(({ total, sansRessources }) => (sansRessources === null ? null : total)),
  "sans-ressources": measured(({ sansRessources }) => sansRessources),
  "ressources-nulles": measured(({ ressourcesNulles }) => ressourcesNulles),
  "reloges-hors-qpv": measured(({ horsQpv: { reloges, inconnus } }) => (inconnus.relogement > 0 ? null : reloges)),
  "taux-hors-qpv": part(countHorsQpv, percentOf),
  "attendu-hors-qpv": part(countHorsQpv, needed("horsQpv")),
  "manque-hors-qpv": part(countHorsQpv, missing("horsQpv")),
  "taux-qpv": part(countEnQpv, percentOf),
  "attendu-qpv": part(countEnQpv, needed("qpv")),
  "manque-qpv": part(countEnQpv, missing("qpv")),
  logements: stock((parc) => parc.logements),
  "logements-qpv": stock((parc) => parc.qpv),
  "logements-hors-qpv": stock((parc) => parc.horsQpv),
  "vacants-qpv": stock((parc) => parc.vacantsQpv),
  "vacants-hors-qpv": stock((parc) => parc.vacantsHorsQpv),
};

const LIBELLES: Readonly<Record<string, string>> = {
  "q1-qpv": "premier quartile en QPV",
  "q1-hors-qpv": "premier quartile hors QPV",
  "q1-inconnue": "premier quartile, localisation inconnue",
  "q24-qpv": "quartiles 2 à 4 en QPV",
  "q24-hors-qpv": "quartiles 2 à 4 hors QPV",
  "q24-inconnue": "quartiles 2 à 4, localisation inconnue",
  "total-qpv": "attributions en QPV",
  "total-hors-qpv": "attributions hors QPV",
  "total-inconnue": "attributions non localisées",
  total: "attributions aux ressources renseignées",
  "total-signees": "attributions suivies d’un bail signé",
  "sans-ressources": "attributions sans ressources",
  "ressources-nulles": "attributions à 0 €",
  "reloges-hors-qpv": "relogés des quartiles 2 à 4 ou sans ressources connues, hors QPV",
  "taux-hors-qpv": "part du premier quartile hors QPV",
  "attendu-hors-qpv": "nombre attendu hors QPV",
  "manque-hors-qpv": "marge restant à faire hors QPV",
  "taux-qpv": "part des quartiles 2 à 4 en QPV",
  "attendu-qpv": "nombre attendu en QPV",
  "manque-qpv": "marge restant à faire en QPV",
  logements: "logements sociaux",
  "logements-qpv": "logements sociaux en QPV",
  "logements-hors-qpv": "logements sociaux hors QPV",
  "vacants-qpv": "logements vacants en QPV",
  "vacants-hors-qpv": "logements vacants hors QPV",
};

/** « 11,5 » has one decimal: ours is compared, and shown, with as many. */
function decimals(imprime: string): number {
  return /[.,](\d+)/.exec(imprime)?.[1]?.length ?? 0;
}

function round(valeur: number, decimales: number): number {
  const factor = 10 ** decimales;
  return Math.floor(valeur * factor + 0.5 + 1e-9) / factor;
}

function show(grandeur: NonNullable<Grandeur>, decimales: number): string {
  if (!grandeur.pourcent) return String(grandeur.valeur);
  const text = round(grandeur.valeur, Math.max(decimales, 1)).toFixed(Math.max(decimales, 1)).replace(".", ",");
  return `${text} %`;
}

function sum(comptes: readonly Compte[]): number {
  return comptes.reduce((total, compte) => total + compte.nombre, 0);
}
