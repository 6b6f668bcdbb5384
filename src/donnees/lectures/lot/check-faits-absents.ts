import type { Base } from "#socle/lectures/base.ts";
import type { Anomalie } from "../../formats/lecture.ts";
import type { AnomaliesLot } from "./anomalies-lot.ts";
import type { CleLot, FaitAbsent } from "./ports.ts";

/** The report shows separately what is missing and what to do. */
const MESSAGES: Readonly<Record<FaitAbsent, string>> = {
  relogement:
    "L’information « relogement » manque, colonne absente ou cases vides : hors quartier, ces baux peuvent compter ou non, et le bilan donne des bornes. Demandez une extraction qui porte cette colonne, remplie (1 ou 0).",
  ressources:
    "Les ressources et le quartile manquent : ces baux sont hors de l’assiette, et dans les bornes. Faites compléter le revenu ou le quartile par le service qui a instruit la demande.",
  situation:
    "La localisation manque, ou n’est pas déclarée : ces baux élargissent les bornes tant que rien ne les situe. Publiez le parc (RPLS) et les périmètres, puis localisez ce qui reste.",
};

const COLONNES: Readonly<Record<FaitAbsent, string>> = {
  relogement: "NB_ANRU",
  ressources: "REVENU_MENSUEL_FOYER",
  situation: "NB_QPV",
};

/** At import, warns of the facts behind the legal counts that signed leases of the file lack. */
export async function checkFaitsAbsents(base: Pick<Base, "lots">, lot: CleLot, anomalies: AnomaliesLot): Promise<void> {
  for (const { fait, lignes, premiere } of await base.lots.faitsAbsents(lot)) {
    if (premiere !== null) anomalies.addMany(warn(fait, premiere), lignes);
  }
}

function warn(fait: FaitAbsent, ligne: number): Anomalie {
  return {
    code: `${fait}-inconnu`,
    gravite: "AVE",
    ligne,
    colonne: COLONNES[fait],
    valeur: "",
    message: MESSAGES[fait],
  };
}
