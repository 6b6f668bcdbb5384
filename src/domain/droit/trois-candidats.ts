import type { ExceptionCandidats } from "../liberation/liberation.ts";
import { findValeur, hasValeur, type Parametre } from "./parametre.ts";

/**
 * CCH, art. R. 441-3: « Sauf en cas d'insuffisance du nombre des candidats, les commissions examinent au moins trois demandes pour un même
 * logement à attribuer. Il est fait exception à cette obligation quand elles examinent les candidatures de personnes désignées par le préfet en
 * application du septième alinéa du II de l'article L. 441-2-3, ou que les logements […] ont bénéficié de la subvention mentionnée au II de
 * l'article D. 331-25-1. »
 */
const CANDIDATS_MINIMUM: Parametre<number> = {
  nom: "demandes examinées pour un même logement, au moins",
  valeurs: [
    { depuis: "2008-02-01", valeur: 3, source: "Art. R. 441-3 du CCH (premier jour non relu)", confiance: "R" },
  ],
};

type Exception = { readonly libelle: string; readonly article: string };

const EXCEPTIONS: Readonly<Record<ExceptionCandidats, Parametre<Exception>>> = {
  "candidats-insuffisants": {
    nom: "exception : nombre de candidats insuffisant",
    valeurs: [
      {
        depuis: "2008-02-01",
        valeur: { libelle: "Nombre de candidats insuffisant", article: "CCH, art. R. 441-3" },
        source: "Art. R. 441-3 du CCH (premier jour non relu)",
        confiance: "R",
      },
    ],
  },
  dalo: {
    nom: "exception : candidat désigné par le préfet au titre du DALO",
    valeurs: [
      {
        depuis: "2008-02-01",
        valeur: {
          libelle: "Candidat désigné par le préfet (DALO)",
          article: "CCH, art. R. 441-3 et L. 441-2-3, II, septième alinéa",
        },
        source: "Art. R. 441-3 du CCH (premier jour non relu)",
        confiance: "R",
      },
    ],
  },
  "plai-adapte": {
    nom: "exception : logement PLAI adapté",
    valeurs: [
      {
        depuis: "2019-09-01",
        valeur: {
          libelle: "Logement PLAI adapté (subvention de l’art. D. 331-25-1)",
          article: "CCH, art. R. 441-3 et D. 331-25-1",
        },
        source: "Art. R. 441-3 du CCH, version du 1er septembre 2019",
        confiance: "R",
      },
    ],
  },
  // Believed and read nowhere: without a value, nobody can choose it. The day a text is read, it is added here with its source.
  "vacance-qpv": { nom: "exception : logement vacant en quartier prioritaire", valeurs: [] },
};

export type ExceptionEnVigueur = Exception & { readonly code: ExceptionCandidats };

/** Exceptions that somebody may choose on that day, as the text says them. */
export function exceptionsAt(jour: string): readonly ExceptionEnVigueur[] {
  return (Object.keys(EXCEPTIONS) as ExceptionCandidats[]).flatMap((code) =>
    hasValeur(EXCEPTIONS[code], jour) ? [{ code, ...findValeur(EXCEPTIONS[code], jour).valeur }] : [],
  );
}

export type TroisCandidats = {
  readonly minimum: number;
  /** Candidates still missing; 0 when there are enough. */
  readonly manquants: number;
  /** The reason written for fewer, when it is one of that day. */
  readonly exception: ExceptionEnVigueur | null;
  /** The commission may look at the dwelling. */
  readonly suffisant: boolean;
};

/** Whether the commission may look at a dwelling with that many candidates on that day. */
export function verifyTroisCandidats(nombre: number, code: ExceptionCandidats | null, jour: string): TroisCandidats {
  const minimum = findValeur(CANDIDATS_MINIMUM, jour).valeur;
  const manquants = Math.max(0, minimum - nombre);
  const exception = exceptionsAt(jour).find((one) => one.code === code) ?? null;
  return { minimum, manquants, exception, suffisant: nombre > 0 && (manquants === 0 || exception !== null) };
}
