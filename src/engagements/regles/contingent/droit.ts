import type { Contingent } from "#droit/regles/attribution/attribution.ts";
import { findValeur, hasValeur, parametre } from "#droit/regles/parametre.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";

/**
 * Loi n° 2018-1021 du 23 novembre 2018 (ELAN), art. 114, et décret n° 2020-145 du 20 février 2020 : une réservation porte « sur un flux annuel » de
 * logements, sauf celles de la défense nationale, de la sécurité intérieure et des établissements publics de santé, qui restent sur des logements
 * identifiés. For each right, `stock`: identified dwellings, `flux`: a share of the year's.
 */
export const MODES_RESERVATION = ["flux", "stock"] as const;
export type ModeReservation = (typeof MODES_RESERVATION)[number];

export const LIBELLE_MODE: Readonly<Record<ModeReservation, string>> = { flux: "Flux", stock: "Stock" };

export const EXCEPTIONS_STOCK = ["defense", "securite", "sante"] as const;
export type ExceptionStock = (typeof EXCEPTIONS_STOCK)[number];

export const LIBELLE_EXCEPTION: Readonly<Record<ExceptionStock, string>> = {
  defense: "Défense nationale",
  securite: "Sécurité intérieure",
  sante: "Établissement public de santé",
};

/** Contingents with a holder: « AUCUN » and « inconnu » have none. */
export const CODES_RESERVATAIRE = ["PPRIOR", "PFONCT", "COLTER", "COLACT", "AUTRES"] as const satisfies Contingent[];
export type CodeReservataire = (typeof CODES_RESERVATAIRE)[number];

/** Day from which only the exceptions may be in stock, by the texts in force on a day. */
export const ECHEANCE_FLUX = parametre.jour("echeance-flux");

/** `nombre`: dwellings. `jusque`: last day included; null: open. `justification`: the act or agreement behind the right. */
export type DroitReservation = {
  readonly mode: ModeReservation;
  readonly contingent: CodeReservataire;
  readonly nombre: number;
  readonly depuis: string;
  readonly jusque: string | null;
  readonly justification: string | null;
  readonly exception: ExceptionStock | null;
  /** RPLS numbers of the dwellings named by a stock right; unnamed ones are not known to belong to it. */
  readonly logements: readonly string[];
};

const NOMBRE_MAX = 100_000;

/**
 * Checks a right before it is written: a stock right needs a date and a reason. Throws `droit-nombre`, `droit-dates`, `droit-sans-justification`,
 * `droit-sans-echeance`, `droit-exception-en-flux`, `droit-logements`.
 */
export function checkDroit(droit: DroitReservation): void {
  checkLogements(droit);
  if (!Number.isInteger(droit.nombre) || droit.nombre < 1 || droit.nombre > NOMBRE_MAX) {
    throw new Refus("droit-nombre", "Nombre de droits : écrivez un nombre entier d’au moins 1.");
  }
  if (droit.jusque !== null && droit.jusque < droit.depuis) {
    throw new Refus("droit-dates", "Le dernier jour du droit précède le premier. Corrigez l’une des deux dates.");
  }
  if (droit.mode === "flux") {
    if (droit.exception === null) return;
    throw new Refus(
      "droit-exception-en-flux",
      "L’exception (défense, sécurité, santé) concerne les droits en stock. Choisissez « stock », ou retirez l’exception.",
    );
  }
  if ((droit.justification ?? "").trim().length < 10) {
    throw new Refus(
      "droit-sans-justification",
      "Un droit en stock se justifie : écrivez en dix caractères au moins la convention ou le texte d’où il vient.",
    );
  }
  if (droit.jusque === null && droit.exception === null) {
    throw new Refus(
      "droit-sans-echeance",
      "Un droit en stock hors des trois exceptions a un dernier jour : donnez la date à laquelle il prend fin ou passe en flux.",
    );
  }
}

/** Letters and digits, as in RPLS. */
const NUMERO_RPLS = /^[A-Z0-9]{1,20}$/i;

function checkLogements({ mode, nombre, logements }: DroitReservation): void {
  if (logements.length === 0) return;
  const refuse = (why: string) => new Refus("droit-logements", `Logements identifiés\u00A0: ${why}`);
  if (mode === "flux") throw refuse("un droit en flux n’en nomme aucun. Choisissez « stock », ou videz la liste.");
  const faux = logements.find((numero) => !NUMERO_RPLS.test(numero));
  if (faux !== undefined) throw refuse(`« ${faux.slice(0, 40)} » n’est pas un numéro RPLS.`);
  if (new Set(logements).size < logements.length) throw refuse("un numéro est écrit deux fois.");
  if (logements.length > nombre) {
    throw refuse(`${logements.length} numéros pour ${nombre} droits. Corrigez l’un ou l’autre.`);
  }
}

/** In force on at least one day of the year. */
export function isDuring({ depuis, jusque }: Pick<DroitReservation, "depuis" | "jusque">, annee: number): boolean {
  return depuis <= `${annee}-12-31` && (jusque === null || jusque >= `${annee}-01-01`);
}

/** `code` is stable; `texte` is shown as is. `gravite`: « alerte » calls for an act, « information » does not. */
export type AlerteContingent = {
  readonly code: string;
  readonly gravite: "alerte" | "information";
  readonly texte: string;
};

/** A right on a day. `statut`: before, within or after its dates. */
export type EtatDroit = {
  readonly statut: "a-venir" | "en-cours" | "echu";
  readonly alertes: readonly AlerteContingent[];
};

/** Never refuses: a stock right after the deadline exists, and is shown with the text's rule. */
export function readDroit(droit: DroitReservation, jour: string): EtatDroit {
  const statut = jour < droit.depuis ? "a-venir" : droit.jusque !== null && droit.jusque < jour ? "echu" : "en-cours";
  return { statut, alertes: statut === "echu" ? [alerteEchu(droit)] : alertesStock(droit, jour) };
}

function alerteEchu({ jusque }: DroitReservation): AlerteContingent {
  return {
    code: "droit-echu",
    gravite: "information",
    texte: `Ce droit a pris fin le ${formatJour(jusque ?? "")}. Il reste ici comme trace.`,
  };
}

function alertesStock(droit: DroitReservation, jour: string): AlerteContingent[] {
  if (droit.mode === "flux" || droit.exception !== null || !hasValeur(ECHEANCE_FLUX, jour)) return [];
  const { valeur: echeance } = findValeur(ECHEANCE_FLUX, jour);
  const passee = jour >= echeance;
  return [
    {
      code: passee ? "stock-hors-exception" : "stock-a-convertir",
      gravite: passee ? "alerte" : "information",
      texte: passee
        ? `En stock après le ${formatJour(echeance)}, hors défense, sécurité intérieure et santé : la réservation devrait porter sur un flux annuel.`
        : `À convertir en flux avant le ${formatJour(echeance)}.`,
    },
  ];
}
