import { drawInteger, drawWeighted, type Random, shuffle } from "#socle/calculs/synthese/mulberry32.ts";
import type { LigneAttribution } from "./attributions.ts";
import { bailleurOf, type CleBailleur } from "./bailleurs.ts";
import { dayOf, formatDay, type Jour } from "./calendrier.ts";
import type { Ligne } from "./csv.ts";
import { csvDemo, type FichierDemo } from "./fichier.ts";

type Quota = readonly [bailleur: CleBailleur, contingent: string, nombre: number];

/** Leases ticked in the SNE's priority tab that the préfet's list knows too: 60. */
const COCHES_ET_SYPLO: readonly Quota[] = [
  ["oph", "AUCUN", 20],
  ["oph", "COLACT", 6],
  ["oph", "COLTER", 3],
  ["oph", "PFONCT", 3],
  ["oph", "PPRIOR", 8],
  ["hamaris", "AUCUN", 8],
  ["hamaris", "COLTER", 1],
  ["hamaris", "PPRIOR", 2],
  ["plurial", "AUCUN", 3],
  ["plurial", "COLACT", 2],
  ["plurial", "COLTER", 1],
  ["plurial", "PPRIOR", 1],
  ["foyer", "AUCUN", 2],
];

/** Known to the préfet's list, not ticked: 20, a quarter of what it knows. Four on Action Logement's dwellings, two on the collectivités'. */
const PERDUS: readonly Quota[] = [
  ["oph", "AUCUN", 6],
  ["oph", "COLACT", 3],
  ["oph", "COLTER", 1],
  ["oph", "PPRIOR", 3],
  ["hamaris", "AUCUN", 2],
  ["hamaris", "COLACT", 1],
  ["hamaris", "PPRIOR", 1],
  ["plurial", "AUCUN", 1],
  ["plurial", "COLTER", 1],
  ["foyer", "PPRIOR", 1],
];

/** Not ticked, and on the list in a way that does not make the lease count. */
const APRES_LE_BAIL: readonly Quota[] = [["oph", "AUCUN", 3]];
const SORTIS_AVANT: readonly Quota[] = [["oph", "AUCUN", 2]];
const SANS_DATE: readonly Quota[] = [
  ["hamaris", "AUCUN", 2],
  ["oph", "COLACT", 1],
];

/** A bailleur's own list: ticked and in SYPLO, ticked only, lost by the SNE, and known to nobody else. */
const LISTES: readonly {
  readonly cle: CleBailleur;
  readonly coches: number;
  readonly cochesSeuls: number;
  readonly perdus: number;
  readonly seuls: readonly Quota[];
}[] = [
  {
    cle: "oph",
    coches: 18,
    cochesSeuls: 6,
    perdus: 5,
    seuls: [
      ["oph", "AUCUN", 3],
      ["oph", "COLTER", 1],
    ],
  },
  { cle: "hamaris", coches: 8, cochesSeuls: 3, perdus: 2, seuls: [["hamaris", "AUCUN", 2]] },
];

const EN_ATTENTE = 30;
const AUTRE_DEPARTEMENT = 4;

const COLONNES_SYPLO = ["NUMERO_UNIQUE", "STATUT", "CATEGORIE", "DATE_LABELLISATION", "DATE_SORTIE", "DEPARTEMENT"];
/** Other headers than ours, as a bailleur would write them. */
const COLONNES_LISTE = ["Numéro unique", "SIREN bailleur", "Catégorie", "Date de reconnaissance", "Statut"];

/** Letters that need no explanation of anybody's life: the demonstration tells no reason of violence or health. */
const CATEGORIES = [
  ["c", 30],
  ["d", 25],
  ["e", 10],
  ["j", 15],
  ["k", 20],
] as const;

type Bail = {
  readonly numero: string;
  readonly bailleur: string;
  readonly contingent: string;
  readonly coche: boolean;
  readonly signature: Jour;
};

/** Synthetic lists of 2018: the préfet's and those of two bailleurs, made from the leases of the year. */
export function writeListesPrioritaires(lignes: readonly LigneAttribution[], random: Random): readonly FichierDemo[] {
  const tirage = new Tirage(shuffle(random, lignes.map(readBail)));
  const coches = tirage.take(COCHES_ET_SYPLO, true);
  const perdus = tirage.take(PERDUS, false);
  const housed = [...coches, ...perdus].map((bail) => syploLine(bail, random));
  const [again] = housed;
  const syplo = [
    ...housed,
    // A household labelled for two reasons has two lines.
    ...(again ? [{ ...again, CATEGORIE: again.CATEGORIE === "k" ? "c" : "k" }] : []),
    ...tirage.take(APRES_LE_BAIL, false).map((bail) => lateLine(bail, random)),
    ...tirage.take(SORTIS_AVANT, false).map((bail) => leftLine(bail, random)),
    ...tirage.take(SANS_DATE, false).map((bail) => ({ ...syploLine(bail, random), DATE_LABELLISATION: "" })),
    ...waiting(2018, EN_ATTENTE, 7_000, "52", random),
    ...waiting(2018, AUTRE_DEPARTEMENT, 8_000, "55", random),
  ];
  const listes = LISTES.map((liste): FichierDemo => {
    const { siren } = bailleurOf(liste.cle);
    const own = (baux: readonly Bail[]) => baux.filter(({ bailleur }) => bailleur === siren);
    const chosen = [
      ...own(coches).slice(0, liste.coches),
      ...tirage.takeOf(siren, liste.cochesSeuls, true),
      ...own(perdus).slice(0, liste.perdus),
      ...tirage.take(liste.seuls, false),
    ];
    const rows = shuffle(random, chosen).map((bail) => listeLine(bail, random));
    return csvDemo(
      { nom: `prioritaires-${liste.cle}-2018.csv`, source: "prioritaires-bailleur", periode: "2018" },
      COLONNES_LISTE,
      rows,
    );
  });
  return [
    csvDemo({ nom: "syplo-2018.csv", source: "syplo", periode: "2018" }, COLONNES_SYPLO, shuffle(random, syplo)),
    ...listes,
  ];
}

/** The préfet's list of a later year: three ticked leases in four, one in thirty of the others, and the households that wait. */
export function writeSyplo(annee: number, lignes: readonly LigneAttribution[], random: Random): FichierDemo {
  const housed = lignes.map(readBail).filter(({ coche }) => random() < (coche ? 0.75 : 0.03));
  const syplo = [
    ...housed.map((bail) => syploLine(bail, random)),
    ...waiting(annee, EN_ATTENTE, 7_000, "52", random),
    ...waiting(annee, AUTRE_DEPARTEMENT, 8_000, "55", random),
  ];
  return csvDemo(
    { nom: `syplo-${annee}.csv`, source: "syplo", periode: String(annee) },
    COLONNES_SYPLO,
    shuffle(random, syplo),
  );
}

/** What somebody knows of the households that wait for a bailleur, on the préfet’s list of that year too. */
export function writeListeAttente(
  { nom, cle, annee }: { readonly nom: string; readonly cle: CleBailleur; readonly annee: number },
  random: Random,
): FichierDemo {
  const rows = waiting(annee, EN_ATTENTE, 7_000, "52", random).slice(0, LISTES_ATTENTE);
  return csvDemo(
    { nom: `prioritaires-${nom}-${annee}-fictif.csv`, source: "prioritaires-bailleur", periode: String(annee) },
    COLONNES_LISTE,
    rows.map((row) => ({
      "Numéro unique": row.NUMERO_UNIQUE ?? "",
      "SIREN bailleur": bailleurOf(cle).siren,
      Catégorie: row.CATEGORIE ?? "",
      "Date de reconnaissance": row.DATE_LABELLISATION ?? "",
      Statut: "Actif",
    })),
  );
}

const LISTES_ATTENTE = 8;

/** Each lease is drawn once. */
class Tirage {
  readonly #libres: Set<Bail>;

  constructor(baux: readonly Bail[]) {
    this.#libres = new Set(baux);
  }

  take(quotas: readonly Quota[], coche: boolean): readonly Bail[] {
    return quotas.flatMap(([cle, contingent, nombre]) => {
      const { siren } = bailleurOf(cle);
      return this.#pick(nombre, (bail) => bail.bailleur === siren && bail.contingent === contingent, coche);
    });
  }

  takeOf(siren: string, nombre: number, coche: boolean): readonly Bail[] {
    return this.#pick(nombre, (bail) => bail.bailleur === siren, coche);
  }

  #pick(nombre: number, wanted: (bail: Bail) => boolean, coche: boolean): readonly Bail[] {
    const found = [...this.#libres].filter((bail) => bail.coche === coche && wanted(bail)).slice(0, nombre);
    if (found.length < nombre) throw new Error(`Only ${found.length} leases of ${nombre} for a list.`);
    for (const bail of found) this.#libres.delete(bail);
    return found;
  }
}

function readBail(parts: LigneAttribution): Bail {
  const get = (colonne: string): string => {
    const part = parts.find((candidate) => colonne in candidate);
    if (!part) throw new Error(`No column ${colonne} in the leases.`);
    return String(part[colonne]);
  };
  const [jour, mois, annee] = get("DATE_SIGNATURE_BAIL").split("/").map(Number);
  return {
    numero: get("NUMERO_UNIQUE"),
    bailleur: get("SIREN_RADIATION"),
    contingent: get("TYPE_RESERVATAIRE"),
    coche: get("NB_MENAGE_PRIORITAIRE") === "1",
    signature: dayOf(annee ?? 0, mois ?? 0, jour ?? 0),
  };
}

function syploLine(bail: Bail, random: Random): Ligne {
  return {
    NUMERO_UNIQUE: bail.numero,
    STATUT: "Relogé",
    CATEGORIE: drawWeighted(random, CATEGORIES),
    DATE_LABELLISATION: formatDay(bail.signature - drawInteger(random, 20, 400)),
    DATE_SORTIE: formatDay(bail.signature + drawInteger(random, -3, 20)),
    DEPARTEMENT: "52",
  };
}

function lateLine(bail: Bail, random: Random): Ligne {
  const labelliseLe = formatDay(bail.signature + drawInteger(random, 5, 40));
  return { ...syploLine(bail, random), STATUT: "Actif", DATE_LABELLISATION: labelliseLe, DATE_SORTIE: "" };
}

function leftLine(bail: Bail, random: Random): Ligne {
  const sortiLe = bail.signature - drawInteger(random, 60, 200);
  const labelliseLe = formatDay(sortiLe - drawInteger(random, 60, 300));
  return {
    ...syploLine(bail, random),
    STATUT: "Sorti",
    DATE_LABELLISATION: labelliseLe,
    DATE_SORTIE: formatDay(sortiLe),
  };
}

/** Households not housed this year: numbers of the department 999 that no other file bears. */
function waiting(annee: number, nombre: number, serie: number, departement: string, random: Random): Ligne[] {
  return Array.from({ length: nombre }, (_, rang) => ({
    NUMERO_UNIQUE: `99901${String(annee).slice(2)}${String(annee * 10_000 + serie + rang).padStart(9, "0")}99`,
    STATUT: "Actif",
    CATEGORIE: drawWeighted(random, CATEGORIES),
    DATE_LABELLISATION: formatDay(dayOf(annee, 1, 1) + drawInteger(random, 0, 260)),
    DATE_SORTIE: "",
    DEPARTEMENT: departement,
  }));
}

function listeLine(bail: Bail, random: Random): Ligne {
  return {
    "Numéro unique": bail.numero,
    "SIREN bailleur": bail.bailleur,
    Catégorie: drawWeighted(random, CATEGORIES),
    "Date de reconnaissance": formatDay(bail.signature - drawInteger(random, 10, 300)),
    Statut: "Relogé",
  };
}
