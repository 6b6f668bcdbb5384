import type { Tache } from "#application/tache/list-taches.ts";
import { formatCompte } from "#domain/shared/format.ts";
import { hrefTerritoire } from "../design/cadre.ts";

export type TacheRelogement = Extract<Tache, { kind: "menages-a-reloger" | "immeubles-a-confier" }>;

type Alerte = Extract<Tache, { kind: "menages-a-reloger" }>["alerte"];

const DETAIL: Readonly<Partial<Record<Alerte, string>>> = {
  "deux-refus": "Une seule offre reste avant le comité de suivi, ou aucune.",
  "reponse-attendue": "Le ménage n’a pas répondu à l’offre : rappelez-le, ou écrivez sa réponse.",
  "etape-depassee": "La date prévue est passée : écrivez ce qui s’est fait, ou fixez une autre date.",
  "jamais-rencontre": "Le relogement de l’immeuble a commencé : fixez un premier entretien.",
};

const QUOI: Readonly<Partial<Record<Alerte, (menages: number) => string>>> = {
  "deux-refus": () => "à deux refus ou plus",
  "reponse-attendue": () => "sans réponse depuis plus de 15 jours",
  "etape-depassee": () => "dont l’étape est dépassée",
  "jamais-rencontre": (menages) => (menages < 2 ? "jamais rencontré" : "jamais rencontrés"),
};

/** One click to the list that holds exactly these households. */
export function describeTacheRelogement(tache: TacheRelogement) {
  if (tache.kind === "immeubles-a-confier") {
    return {
      titre: `${formatCompte(tache.immeubles, "immeuble")} à confier à un chargé de relogement`,
      detail: "Le relogement a commencé, et personne n’en tient les dossiers.",
      action: "Voir",
      lien: (epci: string) => hrefTerritoire(epci, "relogement"),
    };
  }
  const { alerte, menages, immeubles } = tache;
  const dans = immeubles > 1 ? ` Dans ${immeubles} immeubles.` : "";
  return {
    titre: `${formatCompte(menages, "ménage")} ${QUOI[alerte]?.(menages) ?? "à suivre"}`,
    detail: `${DETAIL[alerte] ?? ""}${dans}`,
    action: "Voir",
    lien: (epci: string) => hrefTerritoire(epci, "relogement/menages", { alerte }),
  };
}
