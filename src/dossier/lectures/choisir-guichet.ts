import type { Base } from "#socle/lectures/base.ts";
import { introuvable, Refus } from "#socle/regles/shared/refus.ts";
import type { DossierOuvert } from "./lire-dossier.ts";
import type { GuichetChoix } from "./ports.ts";

/** Communes where the household says that it lives or wishes to live. */
function communesOf({ identite, reponses, souhaits }: DossierOuvert): readonly (string | null)[] {
  return [
    identite.adresseCommune,
    reponses.logementActuel?.commune ?? null,
    ...souhaits.map((souhait) => ("commune" in souhait ? souhait.commune : null)),
  ];
}

/** Is there a desk in one of its communes? */
export function hasProche(guichets: readonly GuichetChoix[], dossier: DossierOuvert): boolean {
  const communes = communesOf(dossier);
  return guichets.some(({ commune }) => commune !== null && communes.includes(commune));
}

/** Sorts the desks: commune of the household, communes it wishes, default desk of the territory, then the others by name. */
export function sortGuichets(guichets: readonly GuichetChoix[], dossier: DossierOuvert): readonly GuichetChoix[] {
  const proches = communesOf(dossier);
  const rang = ({ commune, repli }: GuichetChoix) => {
    const found = commune === null ? -1 : proches.indexOf(commune);
    return found === -1 ? proches.length + (repli ? 0 : 1) : found;
  };
  return guichets.toSorted((a, b) => rang(a) - rang(b) || a.nom.localeCompare(b.nom, "fr"));
}

/**
 * The chosen desk; without a choice, the first of the list when it is near or is the territory's default. No condition of residence: any desk
 * registers any household (CCH, art. R. 441-2-3). Refuses `guichet-absent`, `guichet-inconnu`.
 */
export async function choisirGuichet(tx: Base, dossier: DossierOuvert, choisi: number | null): Promise<number> {
  const guichets = sortGuichets(await tx.dossiers.guichets(dossier.epci), dossier);
  const [premier] = guichets;
  if (!premier) throw new Refus("guichet-absent", SANS_GUICHET);
  const offert = hasProche(guichets, dossier) || premier.repli ? premier : null;
  const found = choisi === null ? offert : guichets.find(({ organisation }) => organisation === choisi);
  if (found) return found.organisation;
  throw introuvable("guichet-inconnu", "Choisissez un guichet dans la liste.");
}

export const SANS_GUICHET =
  "Aucun guichet ne reçoit encore les demandes ici. Vos réponses sont gardées. Faites votre demande sur demande-logement-social.gouv.fr, ou au guichet d’une mairie ou d’un bailleur : votre intercommunalité est prévenue.";
