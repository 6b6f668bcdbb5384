import type { Bilan, Constat, Mesures } from "#bilan/lectures/bilan.ts";
import type { CelluleFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { manqueMesure } from "#socle/regles/shared/format.ts";
import { colonne, compteParmi, figureOf, taux, valeurOuInconnue } from "../cellule.ts";

const COLONNES = [
  colonne("nombre", "attributions", "Attributions", "Baux signés dans l’année, quoi que l’on sache d’eux."),
  colonne(
    "taux",
    "hors_qpv",
    "Premier quartile et relogés, hors QPV",
    "Baux signés hors quartier prioritaire par un ménage du premier quartile ou relogé, sur ceux dont on connaît le lieu et les ressources.",
  ),
  colonne(
    "taux",
    "qpv",
    "Autres quartiles, en QPV",
    "Baux signés en quartier prioritaire par un ménage des quartiles 2 à 4, sur ceux dont on connaît le lieu et les ressources.",
  ),
  colonne(
    "nombre",
    "non_localisees",
    "Non localisées",
    "Baux dont personne n’a situé le logement, ressources connues.",
  ),
  colonne(
    "nombre",
    "sans_ressources",
    "Ressources inconnues",
    "Baux dont les ressources du ménage ne sont pas écrites.",
  ),
];

/** Measures of the bilan, by commune or bailleur. */
export function figureAttributions(bilan: Bilan, maille: "commune" | "bailleur"): Figure {
  const rows =
    maille === "bailleur"
      ? bilan.bailleurs.map(({ siren, nom, ...mesures }) => ({ cle: siren, libelle: nom, mesures }))
      : bilan.ventilations
          .filter(({ axe }) => axe === "commune")
          .flatMap(({ lignes }) => lignes.map(({ code, libelle, ...mesures }) => ({ cle: code, libelle, mesures })));
  return figureOf({
    code: `attributions-par-${maille}`,
    titre: `Attributions, ${bilan.libellePeriode}`,
    maille,
    colonnes: COLONNES,
    lignes: [
      ...rows.map(({ cle, libelle, mesures }): LigneFigure => ({ cle, libelle, cellules: cellulesOf(mesures) })),
      { cle: "total", libelle: "Territoire", cellules: cellulesOf(bilan), total: true },
    ],
    methode: {
      definition: [
        "Baux signés publiés, mesurés comme dans le bilan : hors quartier prioritaire, ménages du premier quartile et ménages relogés ; en quartier prioritaire, ménages des trois autres quartiles.",
        "Les baux que personne n’a situés bornent les taux.",
      ],
      source: bilan.surComptes?.source ?? `SNE, extractions « radiation » publiées, ${bilan.libellePeriode}`,
      reserves: [
        bilan.enCours,
        bilan.surComptes?.phrase,
        "Sous vingt baux, un taux dit peu : la page du bilan donne les nombres.",
      ].flatMap((phrase) => phrase ?? []),
    },
  });
}

function cellulesOf({ total, horsQpv, qpv, nonLocalisees, sansRessources }: Mesures): LigneFigure["cellules"] {
  return {
    attributions: { valeur: total },
    hors_qpv: constat(horsQpv),
    qpv: constat(qpv),
    non_localisees: compteParmi(nonLocalisees.total, total - (sansRessources ?? 0), sansRessources ?? 0),
    sans_ressources: valeurOuInconnue(sansRessources),
  };
}

function constat(mesure: Constat): CelluleFigure {
  const { realise, assiette, bornes } = mesure;
  const manque = manqueMesure(mesure);
  if (manque !== null) return { valeur: null, manque, ...(bornes ? { bornes } : {}) };
  return { ...taux(realise, assiette), ...(bornes ? { bornes } : {}) };
}
