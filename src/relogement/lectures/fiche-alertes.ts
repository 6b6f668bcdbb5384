import type { LimiteReste } from "#engagements/regles/charte/valeur-charte.ts";
import { daysBetween } from "#socle/regles/shared/calendrier.ts";
import { formatCompte, formatEuros } from "#socle/regles/shared/format.ts";
import { alertes, type CodeAlerte } from "../regles/alerte.ts";
import { formatEcartEuros } from "../regles/ecart.ts";
import { CLOTURES } from "../regles/etat.ts";
import { countedOffres } from "../regles/regle-offre.ts";
import { compareResteACharge, type EcartReste, type JugementReste, judgeReste } from "../regles/reste-a-charge.ts";
import type { DossierRelogement } from "./ports.ts";

type Offre = DossierRelogement["offres"][number];

/** Alerts on a file: the lists filter by them, and tasks link to them. */
export const ALERTES_MENAGE = [
  "deux-refus",
  "etape-depassee",
  "reponse-attendue",
  "reste-a-charge",
  "sans-offre-al",
  "jamais-rencontre",
] as const;
export type AlerteMenage = (typeof ALERTES_MENAGE)[number];

/** Days after which a missing reply makes a task: a choice of Blaise, no text sets one. */
const JOURS_REPONSE = 15;

export const LIBELLE_ALERTE_MENAGE: Readonly<Record<AlerteMenage, string>> = {
  "deux-refus": "Deux refus ou plus",
  "etape-depassee": "Étape dépassée",
  "reponse-attendue": `Sans réponse depuis plus de ${JOURS_REPONSE} jours`,
  "reste-a-charge": "Reste à charge trop élevé",
  "sans-offre-al": "Action Logement : aucune offre sur ses droits",
  "jamais-rencontre": "Jamais rencontré, relogement commencé",
};

/** `mot`: label in a list; null: shown on the file only. `filtre`: value of the list's filter. */
export type AlerteDossier = {
  readonly filtre: AlerteMenage | null;
  readonly mot: string | null;
  readonly phrase: string;
};

export type ContexteAlertes = {
  readonly jour: string;
  /** Year in which the rehousing of the building starts; null: unknown. */
  readonly depuis: number | null;
  /** Limit of the charte, on that day. */
  readonly limite: LimiteReste;
};

const DE_DOMAINE: Readonly<Record<CodeAlerte, { readonly filtre: AlerteMenage | null; readonly mot: string | null }>> =
  {
    "deux-refus": { filtre: "deux-refus", mot: "2 refus" },
    "trois-refus": { filtre: "deux-refus", mot: "3 refus ou plus" },
    "droits-action-logement": { filtre: "sans-offre-al", mot: "Droits d’Action Logement" },
    "rang-motive": { filtre: null, mot: null },
    "etape-passee": { filtre: "etape-depassee", mot: "Dépassée" },
  };

/** Alerts of one file on that day, those of the rules first. Pure. */
export function findAlertes(dossier: DossierRelogement, contexte: ContexteAlertes): readonly AlerteDossier[] {
  const rules = alertes(dossier, contexte.jour).map(({ code, phrase }) => ({ ...DE_DOMAINE[code], phrase }));
  const ours = CLOTURES.includes(dossier.etat)
    ? [sayResteEleve(dossier, contexte)]
    : [sayAttente(dossier, contexte.jour), sayResteEleve(dossier, contexte), sayJamais(dossier, contexte)];
  return [...rules, ...ours.filter((alerte) => alerte !== null)];
}

/** « Offre 2 »: rank among the offers that count. */
export function nameOffre({ offres }: Pick<DossierRelogement, "offres">, { id }: Pick<Offre, "id">): string {
  const rang = countedOffres(offres).findIndex((offre) => offre.id === id) + 1;
  return rang === 0 ? "Offre retirée" : `Offre ${rang}`;
}

/** The accepted offer, else the last one without a reply: what the household would pay next. */
export function findEnCours({ offres }: Pick<DossierRelogement, "offres">): Offre | null {
  const acceptee = offres.find(({ reponse }) => reponse === "acceptee");
  return acceptee ?? offres.findLast(({ reponse }) => reponse === "attendue") ?? null;
}

/** Change that an offer makes for the household, judged by the charte and by what the household can pay. */
export type ResteOffre = {
  readonly ecart: EcartReste;
  readonly jugement: JugementReste;
  /** true: more than the household says it can pay; false too when one of the two is unknown. */
  readonly horsCapacite: boolean;
};

export function compareReste(
  { origine, souhait }: Pick<DossierRelogement, "origine" | "souhait">,
  { logement }: Offre,
  limite: LimiteReste,
): ResteOffre {
  const ecart = compareResteACharge(origine, logement);
  const apres = ecart.apres.euros;
  return {
    ecart,
    jugement: judgeReste(ecart, limite),
    horsCapacite: apres !== null && souhait.resteAChargeMax !== null && apres > souhait.resteAChargeMax,
  };
}

function sayAttente(dossier: DossierRelogement, jour: string): AlerteDossier | null {
  const late = dossier.offres.find(
    ({ reponse, proposeeLe }) => reponse === "attendue" && (daysBetween(proposeeLe, jour) ?? 0) > JOURS_REPONSE,
  );
  if (!late) return null;
  const jours = formatCompte(daysBetween(late.proposeeLe, jour) ?? 0, "jour");
  return {
    filtre: "reponse-attendue",
    mot: "Sans réponse",
    phrase: `${nameOffre(dossier, late)} : réponse attendue depuis ${jours}.`,
  };
}

function sayResteEleve(dossier: DossierRelogement, { limite }: ContexteAlertes): AlerteDossier | null {
  const offre = findEnCours(dossier);
  if (!offre) return null;
  const { ecart, jugement, horsCapacite } = compareReste(dossier, offre, limite);
  const filtre = "reste-a-charge" as const;
  const mot = ecart.euros === null ? "Reste à charge" : `Reste à charge : ${formatEcartEuros(ecart.euros)}`;
  if (jugement === "au-dela") {
    const hausse = ecart.euros === null ? "" : ` (${formatEcartEuros(ecart.euros)})`;
    const phrase = `${nameOffre(dossier, offre)} : le reste à charge${hausse} dépasse la limite de la charte.`;
    return { filtre, mot, phrase };
  }
  if (!horsCapacite || ecart.apres.euros === null) return null;
  const phrase = `${nameOffre(dossier, offre)} : ${formatEuros(ecart.apres.euros)} par mois, plus que ce que le ménage dit pouvoir payer.`;
  return { filtre, mot, phrase };
}

function sayJamais({ etat }: DossierRelogement, { jour, depuis }: ContexteAlertes): AlerteDossier | null {
  if (etat !== "a-rencontrer" || depuis === null || depuis > Number(jour.slice(0, 4))) return null;
  return {
    filtre: "jamais-rencontre",
    mot: "Jamais rencontré",
    phrase: `Le relogement de l’immeuble a commencé en ${depuis}, et le ménage n’a jamais été rencontré.`,
  };
}
