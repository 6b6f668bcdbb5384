import type { FormatPiece } from "#donnees/regles/piece/piece.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";

/**
 * CCH, art. L. 441-1-5 and L. 441-1-6: orientations adopted by the conférence and approved by the EPCI and the préfet, then a convention signed by
 * bailleurs, réservataires and the State. The opinion of the committee of the PDALHPD is [B] « à confirmer ».
 */
export const ETAPES = [
  "projet",
  "avis-cil",
  "avis-pdalhpd",
  "vote",
  "accord-prefet",
  "signatures",
  "en-vigueur",
] as const;
/** `accord-confirme`: the State confirms the agreement that the EPCI recorded. */
export type NatureEtape = (typeof ETAPES)[number] | "bilan-annuel" | "accord-confirme";

export const LIBELLE_ETAPE: Readonly<Record<NatureEtape, string>> = {
  projet: "Projet",
  "avis-cil": "Avis de la conférence intercommunale du logement",
  "avis-pdalhpd": "Avis du comité du PDALHPD",
  vote: "Vote du conseil communautaire",
  "accord-prefet": "Accord du préfet",
  signatures: "Signatures",
  "en-vigueur": "En vigueur",
  "bilan-annuel": "Bilan annuel présenté à la conférence",
  "accord-confirme": "Accord du préfet confirmé par l’État",
};

/** Steps believed required; we did not read the text in force. */
export const ETAPES_A_CONFIRMER: readonly NatureEtape[] = ["avis-pdalhpd"];

export type Etape = {
  readonly nature: NatureEtape;
  /** Day of the act; null: the document taken over does not give it. */
  readonly date: string | null;
  /** « délibération n° … du conseil communautaire », « arrêté préfectoral n° … ». */
  readonly acte: string;
  /** The signed act, when it was not recorded by its author; absent or null: none was joined. */
  readonly fichier?: FichierEtape | null;
};

/** `empreinte`: SHA-256 of the kept file, in hexadecimal. */
export type FichierEtape = { readonly nom: string; readonly format: FormatPiece; readonly empreinte: string };

/** True for an agreement recorded by the EPCI that the State has not confirmed. */
export function awaitsConfirmation(etapes: readonly Etape[]): boolean {
  const accord = etapes.find(({ nature }) => nature === "accord-prefet");
  return accord?.fichier != null && !etapes.some(({ nature }) => nature === "accord-confirme");
}

/** A step before a file is joined. */
export type EtapeAEcrire = Pick<Etape, "nature" | "date" | "acte">;

type Suite = { readonly etapes: readonly Etape[]; readonly reprise: boolean };

/**
 * Checks that this act may follow those: steps in order, each once (annual bilans once a year, after the entry into force), none dated before its
 * predecessor; only a version taken over from a signed document may lack a date. Throws `etape-deja-faite`, `etape-dans-le-desordre`,
 * `etape-sans-acte`, `etape-sans-date`, `etape-avant-la-precedente`, `etape-future`.
 */
export function checkEtape({ etapes, reprise }: Suite, etape: EtapeAEcrire, aujourdhui: string): void {
  checkOrdre(etapes, etape.nature);
  if (etape.acte.trim().length < 3) {
    throw new Refus(
      "etape-sans-acte",
      `${LIBELLE_ETAPE[etape.nature]} : désignez l’acte (délibération, arrêté, procès-verbal) en trois caractères au moins.`,
    );
  }
  if (etape.date === null) {
    if (reprise && etape.nature !== "en-vigueur") return;
    throw new Refus(
      "etape-sans-date",
      `${LIBELLE_ETAPE[etape.nature]} : donnez la date de l’acte. Une date inconnue n’est admise que pour la reprise d’un document déjà signé.`,
    );
  }
  if (etape.date > aujourdhui) {
    throw new Refus("etape-future", `${LIBELLE_ETAPE[etape.nature]} : cette date n’est pas encore passée.`);
  }
  const before = etapes.findLast(({ date, nature }) => date !== null && !isBeside(nature, etape.nature));
  if (before?.date && etape.date < before.date) {
    throw new Refus(
      "etape-avant-la-precedente",
      `${LIBELLE_ETAPE[etape.nature]} : cette date précède celle de l’étape « ${LIBELLE_ETAPE[before.nature]} ». Corrigez l’une des deux.`,
    );
  }
}

function checkOrdre(etapes: readonly Etape[], nature: NatureEtape): void {
  const done = new Set(etapes.map((etape) => etape.nature));
  if (nature === "bilan-annuel") {
    if (done.has("en-vigueur")) return;
    throw new Refus(
      "etape-dans-le-desordre",
      "Un bilan annuel se présente une fois la convention en vigueur. Enregistrez d’abord son entrée en vigueur.",
    );
  }
  if (nature === "accord-confirme" && !awaitsConfirmation(etapes)) {
    throw new Refus(
      "etape-dans-le-desordre",
      "Il n’y a pas d’accord du préfet à confirmer : aucun n’a été enregistré par l’EPCI, ou il l’est déjà.",
    );
  }
  if (nature === "accord-confirme") return;
  if (done.has(nature)) {
    throw conflit("etape-deja-faite", `L’étape « ${LIBELLE_ETAPE[nature]} » est déjà enregistrée.`);
  }
  const expected = ETAPES.find((candidate) => !done.has(candidate));
  if (nature !== expected) {
    throw new Refus(
      "etape-dans-le-desordre",
      `L’étape « ${LIBELLE_ETAPE[nature]} » vient après « ${LIBELLE_ETAPE[expected ?? "projet"]} », qui n’est pas enregistrée.`,
    );
  }
}

/** A side step only follows, in date, the step that it confirms. */
function isBeside(nature: NatureEtape, next: NatureEtape): boolean {
  return next === "accord-confirme" ? nature !== "accord-prefet" : nature === "accord-confirme";
}
