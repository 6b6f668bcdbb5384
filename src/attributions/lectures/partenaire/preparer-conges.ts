import type { LigneListe } from "#donnees/formats/tables/lire-liste.ts";
import { typologieOfPieces } from "#droit/regles/typologie.ts";
import { contingentOfContreslog } from "#engagements/regles/contingent/logement-reserve.ts";
import type { Base } from "#socle/lectures/base.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { CongeLu } from "../../formats/partenaire/colonnes-conges.ts";
import { checkDates } from "../../regles/liberation/liberation.ts";
import {
  checkJours,
  financementOfRpls,
  isDejaTraite,
  origineOf,
  sayDejaTraite,
} from "../../regles/partenaire/conge.ts";
import type { LigneRefusee, LigneUtile } from "../../regles/partenaire/ligne.ts";
import type { Liberation, LiberationAModifier, LiberationAOuvrir } from "../liberation/ports.ts";
import type { DeclarationLogement } from "../logement/ports.ts";
import type { Preparation } from "./lire-fichier.ts";
import type { LogementVise, ParcVise } from "./ports.ts";

/** A dwelling to let, and its description when it is not followed here yet. */
export type CongeAOuvrir = {
  readonly logement: number | DeclarationLogement;
  readonly liberation: Omit<LiberationAOuvrir, "epci" | "organisation" | "logement" | "ouverteLe" | "synthetique">;
};
export type CongeACompleter = {
  readonly id: number;
  readonly revision: number;
  readonly valeurs: LiberationAModifier;
};
export type PlanConges = {
  readonly ouvrir: readonly CongeAOuvrir[];
  readonly completer: readonly CongeACompleter[];
};

type Issue =
  | { readonly effet: "ouvre"; readonly ouvrir: CongeAOuvrir; readonly detail: string }
  | { readonly effet: "complete"; readonly completer: CongeACompleter; readonly detail: string }
  | { readonly effet: "inchange"; readonly detail: string };

type Demande = { readonly epci: string; readonly organisation: number; readonly aujourdhui: string };

/** What each notice would do to the dwellings of that bailleur. Writes nothing. */
export async function preparerConges(
  base: Base,
  { epci, organisation, aujourdhui }: Demande,
  lignes: readonly LigneListe<CongeLu>[],
  colonneOf: (champ: string) => string,
): Promise<Preparation<PlanConges>> {
  const lues = lignes.flatMap(({ ligne, valeurs }) =>
    valeurs?.numeroRpls ? [{ ligne, lu: valeurs, numero: valeurs.numeroRpls }] : [],
  );
  const numeros = [...new Set(lues.map(({ numero }) => numero))];
  const vises = new Map((await base.partenaires.vises(epci, organisation, numeros)).map((v) => [v.numero, v]));
  const ouvertes = await readOuvertes(base, epci, [...vises.values()]);
  const deja = new Map<string, number>();
  const [utiles, refus, issues]: [LigneUtile[], LigneRefusee[], Issue[]] = [[], [], []];
  for (const { ligne, lu, numero } of lues) {
    try {
      const vise = checkVise(vises.get(numero));
      checkUnique(deja, vise.parc?.cle ?? numero, ligne);
      const issue = issueOf(lu, vise, ouvertes.get(vise.ouverte ?? 0) ?? null, aujourdhui);
      issues.push(issue);
      utiles.push({ ligne, quoi: vise.adresse ?? numero, effet: issue.effet, detail: issue.detail });
    } catch (error) {
      if (!(error instanceof Refus)) throw error;
      refus.push(refuseeOf(ligne, error, colonneOf));
    }
  }
  const plan = {
    ouvrir: issues.flatMap((issue) => (issue.effet === "ouvre" ? [issue.ouvrir] : [])),
    completer: issues.flatMap((issue) => (issue.effet === "complete" ? [issue.completer] : [])),
  };
  return { plan, utiles, refus, avertissements: [], tues: {} };
}

async function readOuvertes(base: Base, epci: string, vises: readonly LogementVise[]) {
  const ids = vises.flatMap(({ ouverte }) => (ouverte === null ? [] : [ouverte]));
  const found = await Promise.all(ids.map((id) => base.liberations.find(epci, id)));
  return new Map(found.flatMap((liberation) => (liberation ? [[liberation.id, liberation] as const] : [])));
}

/** Another bailleur's dwelling is told as one that does not exist. */
function checkVise(vise: LogementVise | undefined): LogementVise {
  if (vise && (vise.suivi !== null || vise.parc !== null)) return vise;
  throw new Refus(
    "logement-inconnu",
    "Aucun logement de votre parc ne porte cet identifiant dans le dernier RPLS publié. Corrigez-le, ou déclarez ce logement une fois.",
    { champ: "numeroRpls" },
  );
}

function checkUnique(deja: Map<string, number>, cle: string, ligne: number): void {
  const premiere = deja.get(cle);
  if (premiere === undefined) {
    deja.set(cle, ligne);
    return;
  }
  throw new Refus("ligne-en-double", `Ce logement est déjà ligne ${premiere}. Gardez l’une des deux lignes.`, {
    champ: "numeroRpls",
  });
}

/** Field of a refusal → field of a line. */
const CHAMPS: Readonly<Record<string, string>> = { "etat-des-lieux": "etatDesLieux", travaux: "disponible" };

function refuseeOf(ligne: number, { code, message, details }: Refus, colonneOf: (champ: string) => string) {
  const champ = typeof details.champ === "string" ? details.champ : null;
  return { ligne, colonne: champ === null ? null : colonneOf(CHAMPS[champ] ?? champ), code, message };
}

/** Throws what the line is refused for. */
function issueOf(lu: CongeLu, vise: LogementVise, ouverte: Liberation | null, aujourdhui: string): Issue {
  checkJours(lu);
  if (ouverte !== null) return completed(lu, ouverte, aujourdhui);
  if (vise.closeLe !== null && isDejaTraite(lu, vise.closeLe)) {
    return { effet: "inchange", detail: sayDejaTraite(vise.closeLe) };
  }
  const { parc } = vise;
  const liberation = {
    origine: origineOf(lu.origine, lu),
    financement: lu.financement ?? financementOfRpls(parc?.financement ?? null),
    filiere: "ordinaire",
    meuble: "inconnu",
    causeVacance: lu.cause ?? "inconnue",
    dates: datesOf(lu),
    departPrevuLe: lu.departPrevu,
    travauxPrevusLe: lu.travauxPrevus,
    contingent: contingentOfContreslog(parc?.contingent ?? null),
  } as const;
  checkDates({ ...SANS_SUITE, ...liberation.dates }, aujourdhui);
  const logement = vise.suivi ?? declarationOf(lu, parc);
  return { effet: "ouvre", ouvrir: { logement, liberation }, detail: sayOuvre(lu) };
}

const SANS_SUITE = { travaux: null, proposee: null, commission: null, offre: null, bail: null };

function datesOf(lu: CongeLu) {
  return { preavis: lu.preavis, "etat-des-lieux": lu.etatDesLieux, travaux: null, disponible: lu.disponible };
}

function sayOuvre({ preavis, departPrevu, etatDesLieux, disponible }: CongeLu): string {
  const dits: readonly (readonly [string, string | null])[] = [
    ["congé du", preavis],
    ["départ le", departPrevu],
    ["vide depuis le", etatDesLieux],
    ["disponible le", disponible],
  ];
  return dits.flatMap(([mot, jour]) => (jour === null ? [] : [`${mot} ${formatJour(jour)}`])).join(", ");
}

/** A file adds and corrects, and never erases: an empty cell leaves what is known. */
function completed(lu: CongeLu, liberation: Liberation, aujourdhui: string): Issue {
  const { id, revision, filiere, meuble, contingent, dates } = liberation;
  const valeurs: LiberationAModifier = {
    filiere,
    meuble,
    contingent,
    financement: lu.financement ?? liberation.logement.financement,
    causeVacance: lu.cause ?? liberation.causeVacance,
    dates: {
      preavis: lu.preavis ?? dates.preavis,
      "etat-des-lieux": lu.etatDesLieux ?? dates["etat-des-lieux"],
      travaux: dates.travaux,
      disponible: lu.disponible ?? dates.disponible,
    },
    departPrevuLe: lu.departPrevu ?? liberation.departPrevuLe,
    travauxPrevusLe: lu.travauxPrevus ?? liberation.travauxPrevusLe,
  };
  const changes = listChanges(liberation, valeurs);
  if (changes.length === 0) return { effet: "inchange", detail: "déjà dans la liste" };
  checkDates({ ...dates, ...valeurs.dates }, aujourdhui);
  return { effet: "complete", completer: { id, revision, valeurs }, detail: changes.join(", ") };
}

function listChanges(avant: Liberation, apres: LiberationAModifier): readonly string[] {
  const jours = [
    ["congé", avant.dates.preavis, apres.dates.preavis],
    ["vide depuis le", avant.dates["etat-des-lieux"], apres.dates["etat-des-lieux"]],
    ["disponible", avant.dates.disponible, apres.dates.disponible],
    ["départ attendu", avant.departPrevuLe, apres.departPrevuLe],
    ["fin des travaux attendue", avant.travauxPrevusLe, apres.travauxPrevusLe],
  ] as const satisfies readonly (readonly [string, string | null, string | null])[];
  const mots = [
    ["financement", avant.logement.financement, apres.financement],
    ["cause", avant.causeVacance, apres.causeVacance],
  ] as const;
  return [
    ...jours.flatMap(([nom, de, vers]) => (de === vers || vers === null ? [] : [`${nom} ${formatJour(vers)}`])),
    ...mots.flatMap(([nom, de, vers]) => (de === vers ? [] : [`${nom} ${vers}`])),
  ];
}

/** RPLS tells neither the access nor the works; a dwelling without an address is declared by hand, once. */
function declarationOf(lu: CongeLu, parc: ParcVise | null): DeclarationLogement {
  if (parc === null || parc.adresse === null) {
    throw new Refus("logement-sans-adresse", "RPLS ne donne pas l’adresse de ce logement : déclarez-le une fois.", {
      champ: "numeroRpls",
    });
  }
  return {
    cle: parc.cle,
    adresse: parc.adresse,
    commune: parc.commune,
    secteur: parc.secteur,
    situation: parc.situation,
    typologie: typologieOfPieces(parc.pieces),
    surface: parc.surface,
    loyer: lu.loyer ?? parc.loyer,
    charges: lu.charges,
    contingent: contingentOfContreslog(parc.contingent),
    conventionneLe: parc.conventionneLe,
    ...etatOf(lu),
    ...NON_DITS,
  };
}

const NON_DITS = {
  premiereLocationLe: null,
  rehabilite: "inconnu",
  residentialise: "inconnu",
  loyerBaisse: "inconnu",
  pru1: "inconnu",
  acces: "inconnu",
  operation: null,
} as const;

function etatOf({ etatDesLieux, disponible, departPrevu }: CongeLu) {
  if (disponible !== null || etatDesLieux !== null) return { etat: "libre", disponibleLe: disponible } as const;
  return departPrevu === null
    ? ({ etat: "loue", disponibleLe: null } as const)
    : ({ etat: "bientot-libre", disponibleLe: departPrevu } as const);
}
