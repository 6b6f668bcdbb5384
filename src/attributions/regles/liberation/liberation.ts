import { daysBetween } from "#socle/regles/shared/calendrier.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";

/** Why a dwelling is let, as a bailleur types it: its tenant leaves, it is delivered, or it was already empty. */
export const ORIGINES_SAISIES = ["conge", "livraison", "vacant"] as const;
/** `echange`: its tenant exchanges it; the act of the exchange writes it. */
export const ORIGINES_LIBERATION = [...ORIGINES_SAISIES, "echange"] as const;
export type OrigineLiberation = (typeof ORIGINES_LIBERATION)[number];

export const LIBELLE_ORIGINE_LIBERATION: Readonly<Record<OrigineLiberation, string>> = {
  conge: "Congé reçu",
  livraison: "Logement neuf à livrer",
  vacant: "Logement déjà vacant",
  echange: "Échange entre deux locataires",
};

/** From the notice to the lease, in chronological order; a step that does not concern a dwelling has no day. */
export const ETAPES_LIBERATION = [
  "preavis",
  "etat-des-lieux",
  "travaux",
  "disponible",
  "proposee",
  "commission",
  "offre",
  "bail",
] as const;
export type EtapeLiberation = (typeof ETAPES_LIBERATION)[number];

export const LIBELLE_ETAPE: Readonly<Record<EtapeLiberation, string>> = {
  preavis: "Préavis reçu",
  "etat-des-lieux": "État des lieux ou livraison",
  travaux: "Travaux finis",
  disponible: "Disponible",
  proposee: "Candidats désignés",
  commission: "Décision de la commission",
  offre: "Offre envoyée",
  bail: "Bail signé",
};

/** Steps that the bailleur types; an act dates each of the others. */
export const ETAPES_SAISIES = [
  "preavis",
  "etat-des-lieux",
  "travaux",
  "disponible",
] as const satisfies readonly EtapeLiberation[];
export type EtapeSaisie = (typeof ETAPES_SAISIES)[number];

export const CAUSES_VACANCE = ["technique", "commerciale", "strategique", "inconnue"] as const;
export type CauseVacance = (typeof CAUSES_VACANCE)[number];

/** Technique: works or a defect. Commerciale: no candidate. Stratégique: kept empty on purpose (sale, demolition, relogement). */
export const LIBELLE_CAUSE_VACANCE: Readonly<Record<CauseVacance, string>> = {
  technique: "Technique (travaux, sinistre)",
  commerciale: "Commerciale (pas de candidat)",
  strategique: "Stratégique (vente, démolition, relogement)",
  inconnue: "Cause non renseignée",
};

/** `rapide`: mobility and temporary workers, often furnished, « en quelques jours » (signed document, action 2). */
export const FILIERES = ["ordinaire", "rapide"] as const;
export type Filiere = (typeof FILIERES)[number];

export const LIBELLE_FILIERE: Readonly<Record<Filiere, string>> = {
  ordinaire: "Ordinaire",
  rapide: "Rapide (mobilité, intérim)",
};

export const FINANCEMENTS = ["PLAI", "PLUS", "PLS", "PLI", "inconnu"] as const;
export type FinancementLogement = (typeof FINANCEMENTS)[number];

/** What the bailleur decides to favour for the dwelling. `aucune`: nothing in particular. */
export const ORIENTATIONS = [
  "q1-hors-qpv",
  "q2-4-qpv",
  "relogement",
  "prioritaire",
  "salarie",
  "mutation",
  "aucune",
] as const;
export type Orientation = (typeof ORIENTATIONS)[number];

export const LIBELLE_ORIENTATION: Readonly<Record<Orientation, string>> = {
  "q1-hors-qpv": "Premier quartile, hors quartier prioritaire",
  "q2-4-qpv": "Autres quartiles, en quartier prioritaire",
  relogement: "Ménage à reloger",
  prioritaire: "Public prioritaire",
  salarie: "Salarié, Action Logement",
  mutation: "Mutation dans le parc social",
  aucune: "Sans profil particulier",
};

export const CLOTURES = ["bail", "retrait"] as const;

export type DatesLiberation = Readonly<Record<EtapeLiberation, string | null>>;

/** « L-0012 »: reference of a freed dwelling of a bailleur. */
export function referenceLiberation(numero: number): string {
  return `L-${String(numero).padStart(4, "0")}`;
}

/** Furthest dated step. */
export function etapeAtteinte(dates: DatesLiberation): EtapeLiberation {
  return ETAPES_LIBERATION.findLast((etape) => dates[etape] !== null) ?? "preavis";
}

/**
 * Refuses `liberation-date`: a future day, or one before an earlier step. A fast dwelling is proposed before it is available, and
 * candidates may be named during the notice (signed document, action 2): only the physical steps among themselves, and the decision, the offer and
 * the
 * lease among themselves, must be in order.
 */
export function checkDates(dates: DatesLiberation, aujourdhui: string): void {
  for (const etape of ETAPES_LIBERATION) {
    const jour = dates[etape];
    if (jour !== null && jour > aujourdhui) {
      throw new Refus(
        "liberation-date",
        `${LIBELLE_ETAPE[etape]} : le ${formatJour(jour)} n’est pas encore passé. Écrivez ce jour dans les dates attendues.`,
        { champ: etape },
      );
    }
  }
  for (const suite of SUITES) checkSuite(suite, dates);
}

const SUITES: readonly (readonly EtapeLiberation[])[] = [
  ["preavis", "etat-des-lieux", "travaux", "disponible"],
  ["proposee", "commission", "offre", "bail"],
];

function checkSuite(suite: readonly EtapeLiberation[], dates: DatesLiberation): void {
  let [avant, depuis]: [EtapeLiberation | null, string | null] = [null, null];
  for (const etape of suite) {
    const jour = dates[etape];
    if (jour === null) continue;
    if (avant !== null && depuis !== null && jour < depuis) {
      throw new Refus(
        "liberation-date",
        `${LIBELLE_ETAPE[etape]} : ce jour est avant « ${LIBELLE_ETAPE[avant].toLowerCase()} » (${formatJour(depuis)}). Corrigez l’un des deux.`,
        { champ: etape },
      );
    }
    [avant, depuis] = [etape, jour];
  }
}

type Fermeture = { readonly dates: DatesLiberation; readonly closeLe: string | null };

/** Empty days on `jour`; null: its former tenant is still there, or the day on which it became empty is unknown. */
export function joursVide({ dates, closeLe }: Fermeture, jour: string): number | null {
  return daysBetween(dates["etat-des-lieux"] ?? dates.disponible, dates.bail ?? closeLe ?? jour);
}

/** Days from one step to another of one dwelling; null: one of the two days is unknown. */
export function joursEntre(dates: DatesLiberation, de: EtapeLiberation, vers: EtapeLiberation): number | null {
  const [depuis, jusque] = [dates[de], dates[vers]];
  return jusque === null ? null : daysBetween(depuis, jusque);
}
