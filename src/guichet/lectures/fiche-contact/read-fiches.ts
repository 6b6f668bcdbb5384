import { findValeur } from "#droit/regles/parametre.ts";
import type { Base } from "#socle/lectures/base.ts";
import { habilitationsFor, peut } from "#socle/regles/habilitation/peut.ts";
import { ownSuite, unknownFiche } from "../../actes/fiche-contact/suivre-fiche.ts";
import { type ComptesFiches, countFiches, isEnRetard } from "../../regles/fiche-contact/compte-fiches.ts";
import { DELAI_ACCUSE } from "../../regles/fiche-contact/delai-fiche.ts";
import type { FicheContact, SuiteFiche } from "./ports.ts";

type Question = { readonly epci: string; readonly aujourdhui: string };

export type SuiteLue = SuiteFiche & {
  readonly etat: "a-accuser" | "accusee" | "close";
  readonly enRetard: boolean;
};

export type FicheLue = Omit<FicheContact, "suites"> & {
  readonly suites: readonly SuiteLue[];
  /** true: sent by the reader's organisation. */
  readonly envoyee: boolean;
  /** Part of the reader's organisation as a recipient; null: none. */
  readonly sienne: SuiteLue | null;
  readonly communes: readonly string[];
};

export type FichesLues = {
  readonly epci: string;
  readonly aujourdhui: string;
  /** Late forms first, then those to acknowledge, open, closed. */
  readonly recues: readonly FicheLue[];
  readonly envoyees: readonly FicheLue[];
  /** true: more forms exist than are shown. */
  readonly coupees: boolean;
  readonly delai: { readonly jours: number; readonly source: string };
  readonly droits: { readonly creer: boolean; readonly compter: boolean };
};

/** Maximum forms of the page; the counts hold the older ones. */
const FICHES_MAX = 300;

/** Forms sent and received by the reader's organisations. */
export async function readFiches(base: Base, { epci, aujourdhui }: Question): Promise<FichesLues> {
  const [fiches, noms] = await Promise.all([
    base.fichesContact.list(epci, FICHES_MAX + 1),
    readNomsCommunes(base, epci),
  ]);
  const lues = fiches.slice(0, FICHES_MAX).map((fiche) => toLue(base, fiche, { aujourdhui, noms }));
  const { valeur, source } = findValeur(DELAI_ACCUSE, aujourdhui);
  return {
    epci,
    aujourdhui,
    delai: { jours: valeur, source },
    coupees: fiches.length > FICHES_MAX,
    recues: lues.filter(({ sienne }) => sienne !== null).toSorted(byUrgence),
    envoyees: lues.filter(({ envoyee }) => envoyee),
    droits: {
      creer: peut(base.acteur, "prospect", "creer", epci),
      compter: peut(base.acteur, "prospect", "exporter", epci),
    },
  };
}

/** Refuses `fiche-inconnue`. */
export async function readFiche(base: Base, { epci, fiche: id, aujourdhui }: Question & { readonly fiche: number }) {
  const [fiche, noms] = await Promise.all([base.fichesContact.find(epci, id), readNomsCommunes(base, epci)]);
  if (!fiche) throw unknownFiche();
  return toLue(base, fiche, { aujourdhui, noms });
}

export type FichesComptees = {
  readonly epci: string;
  readonly aujourdhui: string;
  readonly comptes: ComptesFiches;
  /** Names of the organisations, by id. */
  readonly noms: ReadonlyMap<number, string>;
};

/** Counts by sender, recipient, issue and month, over the parts that the reader may read: all for the EPCI, without a name. */
export async function compterFiches(base: Base, { epci, aujourdhui }: Question): Promise<FichesComptees> {
  const suites = await base.fichesContact.suites(epci);
  const comptees = suites.map((suite) => ({
    emettrice: suite.emettrice,
    destinataire: suite.organisation,
    emiseLe: suite.emiseLe,
    accuserAvant: suite.accuserAvant,
    accuseeLe: suite.accuseeLe,
    issue: suite.issue,
    closeLe: suite.closeLe,
  }));
  const noms = new Map(
    suites.flatMap(({ organisation, nom, emettrice, nomEmettrice }) => [
      [organisation, nom] as const,
      [emettrice, nomEmettrice] as const,
    ]),
  );
  return { epci, aujourdhui, comptes: countFiches(comptees, aujourdhui), noms };
}

async function readNomsCommunes(base: Base, epci: string): Promise<ReadonlyMap<string, string>> {
  return new Map((await base.territoires.perimetre(epci)).map(({ commune, nom }) => [commune, nom]));
}

type Contexte = { readonly aujourdhui: string; readonly noms: ReadonlyMap<string, string> };

function toLue(base: Base, fiche: FicheContact, { aujourdhui, noms }: Contexte): FicheLue {
  const own = new Set(
    habilitationsFor(base.acteur, "prospect", "lire", fiche.epci).map(({ organisation }) => organisation),
  );
  const sienne = ownSuite(base, fiche);
  return {
    ...fiche,
    suites: fiche.suites.map((suite) => toSuite(suite, aujourdhui)),
    envoyee: own.has(fiche.organisation),
    sienne: sienne && toSuite(sienne, aujourdhui),
    communes: fiche.besoin.communes.map((code) => noms.get(code) ?? code),
  };
}

function toSuite(suite: SuiteFiche, aujourdhui: string): SuiteLue {
  const { issue, accuseeLe, accuserAvant } = suite;
  const ouverte = accuseeLe === null ? ("a-accuser" as const) : ("accusee" as const);
  return {
    ...suite,
    etat: issue === null ? ouverte : "close",
    enRetard: isEnRetard({ accuserAvant, accuseeLe }, aujourdhui),
  };
}

const RANGS = { "a-accuser": 1, accusee: 2, close: 3 } as const;

function byUrgence(a: FicheLue, b: FicheLue): number {
  const rang = ({ sienne }: FicheLue) =>
    sienne === null ? 4 : sienne.etat === "a-accuser" && sienne.enRetard ? 0 : RANGS[sienne.etat];
  return rang(a) - rang(b) || (a.sienne?.accuserAvant ?? "").localeCompare(b.sienne?.accuserAvant ?? "");
}
