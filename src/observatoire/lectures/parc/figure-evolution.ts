import type { Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { colonne, compteParmi, figureOf, nombre } from "../cellule.ts";
import {
  ANNEE_MOYENNE,
  anneeMoyenne,
  LOYER_M2,
  loyerM2,
  MOBILITE,
  mobilite,
  VACANCE,
  VACANCE_3_MOIS,
  vacance,
  vacancePlus3Mois,
} from "./indicateurs.ts";
import { jourMillesime, methodeEvolution } from "./methodes.ts";
import type { CompteMillesime } from "./ports.ts";
import { sumComptes } from "./sommes.ts";

/** All published vintages, oldest first. */
export function figureEvolution(serie: readonly CompteMillesime[], source: string): Figure {
  const millesimes = [...new Set(serie.map(({ millesime }) => millesime))];
  const [seul, ...autres] = millesimes;
  return figureOf({
    code: "evolution-du-parc",
    titre: "Le parc d’un millésime à l’autre",
    lecture:
      seul !== undefined && autres.length === 0
        ? `Un seul millésime est publié, celui du ${jourMillesime(seul)} : aucune évolution ne se lit encore. Déposez le fichier RPLS d’une autre année.`
        : null,
    maille: "epci",
    lignesDe: "Millésime",
    colonnes: [
      colonne("nombre", "logements", "Logements", "Logements sociaux du parc."),
      colonne("nombre", "qpv", "En quartier prioritaire", "Logements situés en quartier prioritaire."),
      colonne("nombre", "hors_qpv", "Hors quartier prioritaire", "Logements situés hors des quartiers prioritaires."),
      colonne("nombre", "situation_inconnue", "Situation inconnue", "Logements que rien ne situe."),
      VACANCE,
      VACANCE_3_MOIS,
      MOBILITE,
      LOYER_M2,
      ANNEE_MOYENNE,
    ],
    lignes: millesimes.map((millesime) =>
      ligneOf(
        millesime,
        serie.filter((compte) => compte.millesime === millesime),
      ),
    ),
    methode: methodeEvolution(source),
    graphique: autres.length > 0 ? { genre: "courbes", colonnes: ["qpv", "hors_qpv", "situation_inconnue"] } : null,
  });
}

function ligneOf(millesime: string, comptes: readonly CompteMillesime[]): LigneFigure {
  const somme = sumComptes(comptes);
  const of = (cote: CompteMillesime["situation"]) =>
    comptes.filter(({ situation }) => situation === cote).reduce((sum, { logements }) => sum + logements, 0);
  const situes = of("qpv") + of("hors-qpv");
  return {
    cle: millesime,
    libelle: millesime.slice(0, 4),
    cellules: {
      logements: nombre(somme.logements),
      qpv: compteParmi(of("qpv"), situes, of("inconnue")),
      hors_qpv: compteParmi(of("hors-qpv"), situes, of("inconnue")),
      situation_inconnue: nombre(of("inconnue")),
      vacance: vacance(somme),
      vacance_plus_3_mois: vacancePlus3Mois(somme),
      mobilite: mobilite(somme),
      loyer_m2: loyerM2(somme),
      annee_moyenne: anneeMoyenne(somme),
    },
  };
}
