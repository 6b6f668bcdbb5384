import { INACTIVITE_JOURS } from "#acces/regles/habilitation/echeances.ts";
import type { CodeOfficiel } from "#donnees/actes/territoire/open-territoire.ts";
import { distancesDepuis } from "#donnees/lectures/territoire/distances.ts";
import { findValeur } from "#droit/regles/parametre.ts";
import type { Base } from "#socle/lectures/base.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { introuvable, Refus } from "#socle/regles/shared/refus.ts";
import type { DossierOuvert } from "./lire-dossier.ts";
import type { GuichetChoix } from "./ports.ts";

/** A desk, and its kilometres from the household's home; null: one of the two is unknown. */
export type GuichetOffert = GuichetChoix & { readonly km: number | null };

export type GuichetsOfferts = {
  /** The nearest first. */
  readonly guichets: readonly GuichetOffert[];
  /** true: the first one is near the home, or, when the home is unknown, in a commune that the household wishes. */
  readonly proche: boolean;
};

/** Beyond, a desk is not said to be near. */
const PROCHE_KM = 30;

type Lieu = Pick<DossierOuvert, "epci" | "identite" | "reponses" | "souhaits">;

/** Desks where a demande will be read: somebody there is accredited, and has come lately. */
export function guichetsTenus(base: Base, epci: string, jour: string): Promise<readonly GuichetChoix[]> {
  return base.dossiers.guichets(epci, jour, addDays(jour, -findValeur(INACTIVITE_JOURS, jour).valeur));
}

/** The desks that a household may choose. No condition of residence: any desk registers any household (CCH, art. R. 441-2-3). */
export async function offrirGuichets(
  base: Base,
  { code, jour }: { readonly code: CodeOfficiel; readonly jour: string },
  dossier: Lieu,
): Promise<GuichetsOfferts> {
  const tenus = await guichetsTenus(base, dossier.epci, jour);
  const chezSoi = dossier.identite.adresseCommune ?? dossier.reponses.logementActuel?.commune ?? null;
  const communes = [...new Set(tenus.flatMap(({ commune }) => commune ?? []))];
  const distances = chezSoi === null ? new Map<string, number>() : await distancesDepuis(code, chezSoi, communes);
  const kmOf = (commune: string | null) =>
    commune === null ? null : commune === chezSoi ? 0 : (distances.get(commune) ?? null);
  const offerts = tenus.map((guichet) => ({ ...guichet, km: kmOf(guichet.commune) }));
  return sortGuichets(offerts, chezSoi === null ? souhaitsOf(dossier) : []);
}

function souhaitsOf({ souhaits }: Lieu): readonly string[] {
  return souhaits.flatMap((souhait) => ("commune" in souhait ? souhait.commune : []));
}

/** By distance from the home; without it, by the communes wished; then the default desk of the territory, then the others by name. */
export function sortGuichets(guichets: readonly GuichetOffert[], souhaits: readonly string[]): GuichetsOfferts {
  const wished = ({ commune }: GuichetOffert) => (commune === null ? -1 : souhaits.indexOf(commune));
  const rang = (guichet: GuichetOffert): number => {
    if (guichet.km !== null && guichet.km <= PROCHE_KM) return guichet.km;
    const voulu = wished(guichet);
    if (voulu >= 0) return PROCHE_KM + 1 + voulu;
    return guichet.repli ? LOIN : LOIN + 1 + (guichet.km ?? LOIN);
  };
  const sorted = guichets.toSorted((a, b) => rang(a) - rang(b) || a.nom.localeCompare(b.nom, "fr"));
  const [premier] = sorted;
  return { guichets: sorted, proche: premier !== undefined && rang(premier) < LOIN };
}

/** Farther than any two communes, in kilometres. */
const LOIN = 30_000;

/**
 * The chosen desk; without a choice, the first of the list when it is near or is the territory's default. Refuses `guichet-absent`,
 * `guichet-inconnu`.
 */
export function choisirGuichet({ guichets, proche }: GuichetsOfferts, choisi: number | null): number {
  const [premier] = guichets;
  if (!premier) throw new Refus("guichet-absent", SANS_GUICHET);
  const offert = proche || premier.repli ? premier : null;
  const found = choisi === null ? offert : guichets.find(({ organisation }) => organisation === choisi);
  if (found) return found.organisation;
  throw introuvable("guichet-inconnu", "Choisissez un guichet dans la liste.");
}

export const SANS_GUICHET =
  "Aucun guichet ne reçoit encore les demandes ici. Vos réponses sont gardées. Faites votre demande sur demande-logement-social.gouv.fr, ou au guichet d’une mairie ou d’un bailleur : votre intercommunalité est prévenue.";
