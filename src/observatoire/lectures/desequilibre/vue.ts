import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { AnalyseDesequilibre, ResidenceEcartee, UniteAnalysee } from "./analyse.ts";
import { figureErreurs, figureFonctionnement, figureIndicateurs } from "./figures-indicateurs.ts";
import { figureResidences, figureSecteurs } from "./figures-unites.ts";
import { type FiltreDesequilibre, filterResidences } from "./filtre.ts";

export type OptionFiltre = { readonly code: string; readonly libelle: string };

/** Content of the page of imbalances and its files. */
export type VueDesequilibre = {
  readonly figures: readonly Figure[];
  readonly bailleurs: readonly OptionFiltre[];
  readonly communes: readonly OptionFiltre[];
  readonly secteurs: readonly OptionFiltre[];
  readonly exclues: readonly ResidenceEcartee[];
  readonly avertissements: readonly string[];
  /** The answer in a sentence, of the view that is asked for. */
  readonly reponse: string;
};

export function buildVue(analyse: AnalyseDesequilibre, filtre: FiltreDesequilibre): VueDesequilibre {
  const { residences } = analyse;
  return {
    figures: [
      figureResidences(analyse, filtre),
      figureIndicateurs(analyse),
      figureFonctionnement(analyse),
      figureSecteurs(analyse, filtre),
      figureErreurs(),
    ],
    bailleurs: optionsOf(residences, ({ bailleur, bailleurNom }) => [bailleur, bailleurNom]),
    communes: optionsOf(residences, ({ commune, communeNom }) => [commune, communeNom]),
    secteurs: optionsOf(residences, ({ secteur }) => [secteur, secteur]),
    exclues: analyse.exclues,
    avertissements: warn(analyse),
    reponse: sayReponse(analyse, filtre),
  };
}

/** Whatever class is shown: those that really stand apart. */
function sayReponse(analyse: AnalyseDesequilibre, filtre: FiltreDesequilibre): string {
  const nombre = filterResidences(analyse, { ...filtre, classe: "ecart-etabli" }).length;
  if (nombre === 0) return "Aucune résidence ne s’écarte vraiment du territoire";
  return `${formatCompte(nombre, "résidence s’écarte", "résidences s’écartent")} vraiment du territoire`;
}

function warn({ enquete, horsParc, residences }: AnalyseDesequilibre): readonly string[] {
  const muettes = residences.filter(({ populations }) => populations.occupants.classe === "inconnu").length;
  return [
    ...(enquete === null
      ? [
          "Aucune enquête OPS n’est publiée : seule la vacance et la mobilité du parc sont lues ; l’occupation est inconnue.",
        ]
      : []),
    ...(enquete !== null && muettes > 0
      ? [`${muettes} ${muettes > 1 ? "résidences du parc sont" : "résidence du parc est"} sans réponse à l’enquête.`]
      : []),
    ...(horsParc > 0
      ? [
          `${horsParc} ${horsParc > 1 ? "résidences de l’enquête ne sont pas" : "résidence de l’enquête n’est pas"} dans le parc : laissée${horsParc > 1 ? "s" : ""} de côté.`,
        ]
      : []),
  ];
}

function optionsOf(
  residences: readonly UniteAnalysee[],
  read: (unite: UniteAnalysee) => readonly [code: string | null, libelle: string | null],
): readonly OptionFiltre[] {
  const found = new Map(
    residences.flatMap((unite): [string, string][] => {
      const [code, libelle] = read(unite);
      return code === null ? [] : [[code, libelle ?? code]];
    }),
  );
  return [...found]
    .map(([code, libelle]) => ({ code, libelle }))
    .sort((a, b) => a.libelle.localeCompare(b.libelle, "fr"));
}
