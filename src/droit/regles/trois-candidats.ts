import type { ExceptionCandidats } from "./exception-candidats.ts";
import { findValeur, hasValeur, type Parametre, parametre } from "./parametre.ts";

/**
 * CCH, art. R. 441-3: « Sauf en cas d'insuffisance du nombre des candidats, les commissions examinent au moins trois demandes pour un même
 * logement à attribuer. Il est fait exception à cette obligation quand elles examinent les candidatures de personnes désignées par le préfet en
 * application du septième alinéa du II de l'article L. 441-2-3, ou que les logements […] ont bénéficié de la subvention mentionnée au II de
 * l'article D. 331-25-1. »
 */
const CANDIDATS_MINIMUM = parametre.nombre("candidats-minimum");

type Exception = { readonly libelle: string; readonly article: string };

const EXCEPTIONS: Readonly<Record<ExceptionCandidats, Parametre<Exception>>> = {
  "candidats-insuffisants": parametre.structure("exception-candidats-insuffisants"),
  dalo: parametre.structure("exception-dalo"),
  "plai-adapte": parametre.structure("exception-plai-adapte"),
  // Believed, but read nowhere: without a record, nobody can choose it. Once the text is read, it is entered with its source.
  "vacance-qpv": parametre.structure("exception-vacance-qpv"),
};

export type ExceptionEnVigueur = Exception & { readonly code: ExceptionCandidats };

/** Exceptions available on that day, in the words of the text. */
export function exceptionsAt(jour: string): readonly ExceptionEnVigueur[] {
  return (Object.keys(EXCEPTIONS) as ExceptionCandidats[]).flatMap((code) =>
    hasValeur(EXCEPTIONS[code], jour) ? [{ code, ...findValeur(EXCEPTIONS[code], jour).valeur }] : [],
  );
}

export type TroisCandidats = {
  readonly minimum: number;
  /** 0 when there are enough. */
  readonly manquants: number;
  /** Exception written for fewer candidates, when it is in force that day. */
  readonly exception: ExceptionEnVigueur | null;
  /** True when the commission may examine the dwelling. */
  readonly suffisant: boolean;
};

export function verifyTroisCandidats(nombre: number, code: ExceptionCandidats | null, jour: string): TroisCandidats {
  const minimum = findValeur(CANDIDATS_MINIMUM, jour).valeur;
  const manquants = Math.max(0, minimum - nombre);
  const exception = exceptionsAt(jour).find((one) => one.code === code) ?? null;
  return { minimum, manquants, exception, suffisant: nombre > 0 && (manquants === 0 || exception !== null) };
}
