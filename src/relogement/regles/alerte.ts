import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { CLOTURES } from "./etat.ts";
import { type EtapeRelogement, LIBELLE_ETAPE_RELOGEMENT } from "./menage.ts";
import { OFFRES_PREVUES } from "./offre.ts";
import { countedOffres, type DossierOffres, findDecisionLibre, refusees } from "./regle-offre.ts";

export const CODES_ALERTE = [
  "deux-refus",
  "trois-refus",
  "droits-action-logement",
  "rang-motive",
  "etape-passee",
] as const;
export type CodeAlerte = (typeof CODES_ALERTE)[number];

/** `alerte`: an act is needed. `neutre`: information. */
export type AlerteRelogement = {
  readonly code: CodeAlerte;
  readonly ton: "alerte" | "neutre";
  readonly phrase: string;
};

export type DossierAlerte = DossierOffres & {
  readonly beneficiaireActionLogement: Reponse;
  readonly prochaineEtape: { readonly quoi: EtapeRelogement; readonly le: string | null } | null;
};

/** Alerts of a file on that day. A closed file has none. */
export function alertes(dossier: DossierAlerte, aujourdhui: string): readonly AlerteRelogement[] {
  if (CLOTURES.includes(dossier.etat)) return [];
  return [sayRefus(dossier), sayDroits(dossier), sayRang(dossier), sayEtape(dossier, aujourdhui)].filter(
    (alerte) => alerte !== null,
  );
}

/** After two refusals one offer is left before the comité. A file with an accepted offer only waits for its lease. */
function sayRefus({ offres, decisions }: DossierOffres): AlerteRelogement | null {
  if (offres.some(({ reponse }) => reponse === "acceptee")) return null;
  const refus = refusees(offres).length;
  const enCours = countedOffres(offres).length - refus;
  if (refus < OFFRES_PREVUES - 1) return null;
  if (refus === OFFRES_PREVUES - 1) {
    const suite =
      enCours > 0 ? "la dernière des trois attend sa réponse" : "une seule reste à proposer avant le comité de suivi";
    return { code: "deux-refus", ton: "alerte", phrase: `Deux offres sont refusées : ${suite}.` };
  }
  return {
    code: "trois-refus",
    ton: "alerte",
    phrase: `${refus} offres sont refusées : ${sayComite(decisions, enCours)}.`,
  };
}

function sayComite(decisions: DossierOffres["decisions"], enCours: number): string {
  if (enCours > 0) return "une autre attend sa réponse";
  return findDecisionLibre(decisions)
    ? "le comité de suivi en a autorisé une de plus"
    : "une de plus demande une décision du comité de suivi";
}

/** « Action Logement […] mettra ses droits à disposition, en priorité, pour les familles délogées ressortissantes » (action 11). */
function sayDroits({ offres, beneficiaireActionLogement }: DossierAlerte): AlerteRelogement | null {
  const made = countedOffres(offres);
  if (beneficiaireActionLogement !== "oui" || made.length === 0) return null;
  if (made.some(({ logement }) => logement.droitActionLogement === "oui")) return null;
  return {
    code: "droits-action-logement",
    ton: "alerte",
    phrase:
      "Ce ménage est ressortissant d’Action Logement : aucune offre n’a encore porté sur ses droits de réservation.",
  };
}

/** An offer did not follow the order of the signed document, with its reason. */
function sayRang({ offres }: DossierOffres): AlerteRelogement | null {
  const said = countedOffres(offres).filter(({ raisonRang }) => raisonRang !== null);
  if (said.length === 0) return null;
  const numeros = said.map(({ numero }) => numero).join(", ");
  return {
    code: "rang-motive",
    ton: "neutre",
    phrase: `${said.length > 1 ? `Offres ${numeros}` : `Offre ${numeros}`} : un logement mieux placé dans l’ordre de relogement existait, le motif est noté.`,
  };
}

function sayEtape({ prochaineEtape }: DossierAlerte, aujourdhui: string): AlerteRelogement | null {
  if (!prochaineEtape?.le || prochaineEtape.le >= aujourdhui) return null;
  const { quoi, le } = prochaineEtape;
  return {
    code: "etape-passee",
    ton: "alerte",
    phrase: `Prochaine étape dépassée : ${LIBELLE_ETAPE_RELOGEMENT[quoi].toLowerCase()}, prévue le ${formatJour(le)}.`,
  };
}
