import type { Bilan, Mesures } from "#bilan/lectures/bilan.ts";
import { draftCommentaires } from "#bilan/lectures/rapport/draft-commentaires.ts";
import { formatNombre } from "#socle/regles/shared/format.ts";
import { sayObjectifsDiffuses, tableauStatutsDiffuses } from "./chiffres-diffuses.ts";
import { contenu, type Lecteur, tableau, texte } from "./contenu.ts";
import { ecrireConstat } from "./ecrire-constat.ts";
import type { CelluleEvaluation, TableauEvaluation } from "./evaluation.ts";
import { phrasesTrajectoire, tableauxTrajectoire } from "./trajectoire.ts";

const COTES = [
  { cote: "horsQpv", titre: "Hors quartier prioritaire", numerateur: "1er quartile ou relogés" },
  { cote: "qpv", titre: "En quartier prioritaire", numerateur: "Quartiles 2 à 4" },
] as const;

/** In the words of the page of the frozen bilan. */
export const lireObjectifs: Lecteur = async (_, { rapports, diffusee }) => {
  const bilans = rapports.map(({ bilan }) => bilan);
  const publique = contenu(
    bilans.flatMap(({ annee }) => sayObjectifsDiffuses(diffusee, annee)),
    bilans.flatMap(({ annee }) => tableauStatutsDiffuses(diffusee, annee) ?? []),
  );
  const [seul] = bilans;
  if (bilans.length > 1 || seul === undefined) {
    return {
      interne: contenu(phrasesTrajectoire(bilans), tableauxTrajectoire(bilans)),
      publique,
    };
  }
  return {
    interne: contenu(
      phrasesAnnee(seul),
      COTES.map((cote) => tableauCote(seul, cote)),
    ),
    publique,
  };
};

function phrasesAnnee(bilan: Bilan): readonly string[] {
  const { synthese, bailleurs } = draftCommentaires(bilan);
  const { horsQpv, qpv, relogements } = bilan;
  return [
    synthese,
    bailleurs,
    ...(horsQpv.plancherRetrospectif || qpv.plancherRetrospectif
      ? ["Le texte n’était pas encore en vigueur sur toute la période : le plancher est donné à titre de comparaison."]
      : []),
    ...(relogements?.phrase ? [relogements.phrase] : []),
  ];
}

function tableauCote(bilan: Bilan, { cote, titre, numerateur }: (typeof COTES)[number]): TableauEvaluation {
  const row = (nom: string, mesures: Mesures): readonly CelluleEvaluation[] => [
    texte(nom),
    ...ecrireConstat(mesures[cote]),
    texte(formatNombre(mesures.nonLocalisees.total)),
  ];
  return tableau(
    `${titre}, par bailleur, ${bilan.annee}`,
    [
      "Bailleur",
      { nombre: numerateur },
      { nombre: "Part" },
      { nombre: "Part possible" },
      "Plancher légal",
      "Objectif de la convention",
      { nombre: "Non localisées" },
    ],
    bilan.bailleurs.map((ligne) => row(ligne.nom, ligne)),
    {
      total: row("Ensemble", bilan),
      note: "Part possible : ce que donneraient les attributions dont la localisation, les ressources ou le relogement sont inconnus.",
    },
  );
}
