import type { DeclarationLogement } from "#attributions/lectures/logement/ports.ts";
import { addMonths } from "#socle/regles/shared/calendrier.ts";
import type { CleBailleur } from "./bailleurs.ts";

/** Hypothèse. Dwellings that two bailleurs say are free, or soon will be: invented, none is a real address. */
export type LogementLibre = { readonly bailleur: CleBailleur; readonly declaration: DeclarationLogement };

type Traits = Partial<DeclarationLogement> & Pick<DeclarationLogement, "adresse" | "commune" | "typologie" | "surface">;

const INCONNUS: Pick<DeclarationLogement, "rehabilite" | "residentialise" | "loyerBaisse" | "pru1"> = {
  rehabilite: "inconnu",
  residentialise: "inconnu",
  loyerBaisse: "inconnu",
  pru1: "inconnu",
};

/** `mois`: when it is free, from today; `age`: years since the first letting. */
export function listLogementsLibres(aujourdhui: string): readonly LogementLibre[] {
  const free = (
    bailleur: CleBailleur,
    cle: string,
    mois: number,
    age: number | null,
    traits: Traits,
  ): LogementLibre => ({
    bailleur,
    declaration: {
      cle: `DEMO-${cle}`,
      secteur: null,
      situation: "hors-qpv",
      loyer: null,
      charges: null,
      conventionneLe: null,
      ...INCONNUS,
      acces: "inconnu",
      contingent: "AUCUN",
      operation: null,
      etat: mois > 0 ? "bientot-libre" : "libre",
      disponibleLe: mois > 0 ? addMonths(aujourdhui, mois) : null,
      premiereLocationLe: age === null ? null : addMonths(aujourdhui, -12 * age),
      ...traits,
    },
  });
  return [
    free("oph", "O1", 0, 1, { ...at("2 allée de la Démonstration", "T3", 64, 372, 58), acces: "accessible-fauteuil" }),
    free("oph", "O2", 1, 1, { ...at("4 allée de la Démonstration", "T4", 81, 448, 66), contingent: "COLACT" }),
    free("oph", "O3", 0, 31, {
      ...at("7 rue des Données-Fictives", "T3", 66, 301, 92),
      rehabilite: "oui",
      loyerBaisse: "oui",
    }),
    free("oph", "O4", 0, 44, { ...at("9 rue des Données-Fictives", "T2", 51, 262, 74), residentialise: "oui" }),
    free("oph", "O5", 2, 14, {
      ...at("11 rue des Données-Fictives", "T4", 79, 366, 88),
      pru1: "oui",
      contingent: "COLACT",
    }),
    free("oph", "O6", 0, 38, { ...at("1 impasse de l’Exemple", "T3", 68, 288, 95), situation: "qpv" }),
    // Its bailleur does not know its charges yet, nor how old it is.
    free("oph", "O7", 0, null, { ...at("3 impasse de l’Exemple", "T5", 97, 421, null), contingent: "inconnu" }),
    free("hamaris", "H1", 0, 3, {
      ...at("5 chemin du Jeu-d’Essai", "T2", 48, 318, 41),
      acces: "rez-de-chaussee-ou-ascenseur",
    }),
    free("hamaris", "H2", 1, 26, { ...at("6 chemin du Jeu-d’Essai", "T3", 69, 334, 63), rehabilite: "oui" }),
    free("hamaris", "H3", 0, 29, { ...at("8 chemin du Jeu-d’Essai", "T4", 84, 402, 71), contingent: "PPRIOR" }),
  ];
}

function at(
  adresse: string,
  typologie: DeclarationLogement["typologie"],
  surface: number,
  loyer: number,
  charges: number | null,
) {
  return { adresse, commune: "52448", typologie, surface, loyer, charges };
}
