import { keyPorteur } from "#engagements/regles/convention/engagement.ts";
import { SUR_COMPTES } from "#engagements/regles/convention/format-objectif.ts";
import { type APropos, PARTENAIRES } from "#socle/documents/a-propos.ts";
import { type Feuille, nombres, textes } from "#socle/documents/feuille.ts";
import { renderClasseur, renderDocumentPdf } from "#socle/documents/rendre.ts";
import { csvOf, feuilleOf } from "#socle/documents/table.ts";
import type { ProfilCsv } from "#socle/documents/table-csv.ts";
import type { Valeur } from "#socle/documents/valeur.ts";
import { formatJour, MOIS } from "#socle/regles/shared/format.ts";
import type { Effort } from "../lectures/effort/effort.ts";
import { COLONNES_EFFORT, exportEffort, roundProportion } from "./effort-colonnes.ts";
import { composeEffort } from "./effort-document.ts";
import { feuilleMethode, feuilleSources, sayMethodes, saySources } from "./feuille-methode.ts";

/** Tagged PDF (PDF/UA-1). */
export function renderEffortPdf(effort: Effort): Promise<Uint8Array> {
  return renderDocumentPdf(composeEffort(effort));
}

/** One row per bearer of an objective, one column per figure; an unknown is an empty cell. */
export function renderEffortCsv(effort: Effort, profil: ProfilCsv): string {
  return csvOf({ colonnes: COLONNES_EFFORT }, exportEffort(effort), profil);
}

export function renderEffortXlsx(effort: Effort): Promise<Uint8Array> {
  return renderClasseur(aProposOf(effort), [
    ["Réponse", reponse(effort)],
    ["Objectifs", feuilleOf({ colonnes: COLONNES_EFFORT }, exportEffort(effort))],
    ["Mois", mois(effort)],
    ["Baux attendus", attentes(effort)],
    ["Méthode", feuilleMethode(effort)],
    ["Sources", feuilleSources(effort)],
  ]);
}

function aProposOf(effort: Effort): APropos {
  return {
    titre: `Objectifs ${effort.annee}`,
    territoire: effort,
    jour: effort.arreteAu,
    periode: `Année ${effort.annee}, baux comptés jusqu’au ${formatJour(effort.arreteAu)}`,
    pour: PARTENAIRES,
    sources: saySources(effort),
    methode: sayMethodes(effort),
  };
}

function reponse(effort: Effort): Feuille {
  const { demonstration, blocs, enCours, surComptes } = effort;
  return {
    colonnes: textes(["Objectif", 40], ["Réponse", 120]),
    lignes: [
      ...(enCours ? [["Année", enCours]] : []),
      ...(surComptes ? [["Année", SUR_COMPTES]] : []),
      ...blocs.flatMap(({ titre, reponse: phrases }) => phrases.map((phrase): Valeur[] => [titre, phrase])),
      ...blocs.flatMap(({ titre, plancher }): Valeur[][] => (plancher?.alerte ? [[titre, plancher.alerte]] : [])),
      ...(demonstration ? [["Avertissement", "Données de démonstration"]] : []),
    ],
  };
}

const QUANTILES = ["5 %", "25 %", "Médiane", "75 %", "95 %"];

function mois(effort: Effort): Feuille {
  return {
    colonnes: [
      ...textes(["Objet", 20], ["Porteur", 20], ["Nom", 30]),
      ...nombres("Mois"),
      ...textes(["Fin de", 12], ["Nature", 10]),
      ...QUANTILES.map((titre) => ({ titre, format: "taux" as const })),
    ],
    lignes: exportEffort(effort).flatMap(({ bloc, ligne }) =>
      ligne.eventail.map((point): Valeur[] => [
        bloc.objet,
        keyPorteur(ligne.porteur),
        ligne.nom,
        point.mois,
        MOIS[(point.mois - 1) % 12] ?? null,
        point.projete ? "projeté" : "signé",
        ...QUANTILES.map((_, rank) => roundProportion(point.quantiles?.[rank] ?? null)),
      ]),
    ),
  };
}

function attentes(effort: Effort): Feuille {
  return {
    colonnes: [
      ...textes(["Objet", 20], ["Porteur", 20], ["Nom", 30], ["Nature", 14]),
      { titre: "Année", format: "entier" },
      ...nombres("Mois", "Baux"),
    ],
    lignes: exportEffort(effort).flatMap(({ bloc, ligne: { porteur, nom, attente } }): Valeur[][] => [
      ...attente.annees.map((one) => [bloc.objet, keyPorteur(porteur), nom, "signés", one.annee, null, one.assiette]),
      ...attente.parMois.map((one) => [
        bloc.objet,
        keyPorteur(porteur),
        nom,
        "attendus",
        effort.annee,
        one.mois,
        one.attendus,
      ]),
    ]),
  };
}
