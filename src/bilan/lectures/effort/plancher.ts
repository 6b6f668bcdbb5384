import type { Objet } from "#donnees/regles/convention/objet.ts";
import { findValeur, hasValeur } from "#droit/regles/parametre.ts";
import { describeDerogation, findPlancherHorsQpv } from "#droit/regles/plancher-hors-qpv.ts";
import { REGLES_PRIORITAIRES } from "#droit/regles/publics-prioritaires.ts";
import type { Valeur } from "#droit/regles/valeur.ts";
import { type Engagement, findEngagement } from "#engagements/regles/convention/engagement.ts";
import type { Version } from "#engagements/regles/convention/version.ts";
import { lastDayOfMonth } from "#socle/regles/shared/calendrier.ts";
import type { Cadre } from "../cadre.ts";
import type { PlancherLegal } from "./effort.ts";

type Lu = { readonly cadre: Cadre; readonly version: Version | null };

/** The law's own minimum on the last counted day; null when no text was in force. */
export function readPlancher(objet: Objet, { cadre, version }: Lu): PlancherLegal | null {
  const { annee, dernierMois } = cadre.periode;
  const jour = lastDayOfMonth(annee, dernierMois);
  if (objet === "hors-qpv") {
    const plancher = findPlancherHorsQpv(jour);
    if (plancher === null) return null;
    const { taux, depuis, source, confiance, adaptable } = plancher;
    return { taux, depuis, source, confiance, adaptable, alerte: readAlerte(version, annee) };
  }
  const valeur = objet === "qpv" ? cadre.qpv.plancher.valeur : tauxReserves(jour);
  if (valeur === null) return null;
  const { depuis, source, confiance } = valeur;
  return { taux: valeur.valeur, depuis, source, confiance, adaptable: false, alerte: null };
}

function tauxReserves(jour: string): Valeur<number> | null {
  const taux = REGLES_PRIORITAIRES.COLTER?.taux;
  return taux && hasValeur(taux, jour) ? findValeur(taux, jour) : null;
}

/** The law at the end of the year tells what the convention's rate is worth then. */
function readAlerte(version: Version | null, annee: number): string | null {
  const written: Engagement | null = version
    ? findEngagement(version.engagements, annee, "hors-qpv", { type: "epci" })
    : null;
  if (!version?.depuis || written?.taux == null) return null;
  return describeDerogation([{ annee, taux: written.taux }], version.depuis, `${annee}-12-31`);
}
