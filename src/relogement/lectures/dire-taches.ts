import { cheminOf, type Tache } from "#socle/lectures/tache.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import type { AlerteMenage } from "./fiche-alertes.ts";

/** Alerts that make a task; the others are only on the file. */
export const A_FAIRE = [
  "deux-refus",
  "reponse-attendue",
  "etape-depassee",
  "jamais-rencontre",
] as const satisfies readonly AlerteMenage[];
type AlerteAFaire = (typeof A_FAIRE)[number];

const POURQUOI: Readonly<Record<AlerteAFaire, string>> = {
  "deux-refus": "Une seule offre reste avant le comité de suivi, ou aucune.",
  "reponse-attendue": "Le ménage n’a pas répondu à l’offre : rappelez-le, ou écrivez sa réponse.",
  "etape-depassee": "La date prévue est passée : écrivez ce qui s’est fait, ou fixez une autre date.",
  "jamais-rencontre": "Le relogement de l’immeuble a commencé : fixez un premier entretien.",
};

const QUOI: Readonly<Record<AlerteAFaire, (menages: number) => string>> = {
  "deux-refus": () => "à deux refus ou plus",
  "reponse-attendue": () => "sans réponse depuis plus de 15 jours",
  "etape-depassee": () => "dont l’étape est dépassée",
  "jamais-rencontre": (menages) => (menages < 2 ? "jamais rencontré" : "jamais rencontrés"),
};

type MenagesAFaire = {
  readonly alerte: AlerteAFaire;
  readonly menages: number;
  readonly immeubles: number;
  readonly echeance: string | null;
};

/** Task that links to the list of exactly these households. */
export function sayMenages({ alerte, menages, immeubles, echeance }: MenagesAFaire): Tache {
  const dans = immeubles > 1 ? ` Dans ${immeubles} immeubles.` : "";
  return {
    code: `menages-${alerte}`,
    titre: `${formatCompte(menages, "ménage")} ${QUOI[alerte](menages)}`,
    pourquoi: `${POURQUOI[alerte]}${dans}`,
    action: "Voir",
    chemin: cheminOf("relogement/menages", { alerte }),
    echeance,
  };
}

/** Task: the lease is in the bilan, and the rehousing file is still open. */
export function sayLoge({
  id,
  reference,
  le,
}: {
  readonly id: number;
  readonly reference: string;
  readonly le: string;
}): Tache {
  return {
    code: "menage-loge-en-commission",
    titre: `${reference} : bail signé le ${formatJour(le)} après une commission`,
    pourquoi:
      "Le dossier de relogement est encore ouvert : écrivez l’offre acceptée et son bail, il ne compte qu’une fois.",
    action: "Ouvrir le dossier",
    chemin: `relogement/menages/${id}`,
    echeance: null,
  };
}

export function sayImmeubles(immeubles: number): Tache {
  return {
    code: "immeubles-a-confier",
    titre: `${formatCompte(immeubles, "immeuble")} à confier à un chargé de relogement`,
    pourquoi: "Le relogement a commencé, et personne n’en tient les dossiers.",
    action: "Voir",
    chemin: "relogement",
    echeance: null,
  };
}
