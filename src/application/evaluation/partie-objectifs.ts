import { LIBELLE_STATUT_OBJECTIF } from "#domain/diffusion/statut-objectif.ts";
import { peutSePublier, peutSePublierEnPart } from "#domain/evaluation/masquage.ts";
import {
  formatBornes,
  formatFraction,
  formatNombre,
  formatTaux,
  formatTauxCourt,
  LIBELLE_VERDICT,
} from "#domain/shared/format.ts";
import type { Bilan, Constat, Mesures } from "../bilan/bilan.ts";
import { statutOf } from "../diffusion/statuts.ts";
import { draftCommentaires } from "../rapport/draft-commentaires.ts";
import { contenu, type Lecteur, tableau, texte } from "./contenu.ts";
import { ecrireConstat } from "./ecrire-constat.ts";
import type { CelluleEvaluation, TableauEvaluation } from "./evaluation.ts";
import { phrasesTrajectoire, tableauxTrajectoire } from "./trajectoire.ts";

const COTES = [
  { cote: "horsQpv", titre: "Hors quartier prioritaire", numerateur: "1er quartile ou relogés" },
  { cote: "qpv", titre: "En quartier prioritaire", numerateur: "Quartiles 2 à 4" },
] as const;

/** The two objectives, for the EPCI and each bailleur: what the frozen bilan says, in the words of its page. */
export const lireObjectifs: Lecteur = async (_, { rapports, seuil }) => {
  const bilans = rapports.map(({ bilan }) => bilan);
  const [seul] = bilans;
  if (bilans.length > 1 || seul === undefined) {
    return {
      interne: contenu(phrasesTrajectoire(bilans), tableauxTrajectoire(bilans)),
      publique: contenu(
        bilans.flatMap((bilan) => phrasesPubliques(bilan, seuil)),
        bilans.map(tableauStatuts),
      ),
    };
  }
  return {
    interne: contenu(
      phrasesAnnee(seul),
      COTES.map((cote) => tableauCote(seul, cote)),
    ),
    publique: contenu(phrasesPubliques(seul, seuil), [tableauStatuts(seul)]),
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

/** The EPCI alone, and only what no small count can be taken from. */
function phrasesPubliques(bilan: Bilan, seuil: number): readonly string[] {
  return [
    ...COTES.map(({ cote, titre }) => `${titre}, ${bilan.annee} : ${direConstat(bilan[cote], bilan, seuil)}`),
    peutSePublier(bilan.nonLocalisees.total, seuil)
      ? `Attributions non localisées : ${formatNombre(bilan.nonLocalisees.total)}.`
      : "Le nombre d’attributions non localisées, trop petit, n’est pas publié.",
  ];
}

function direConstat(constat: Constat, { nonLocalisees }: Mesures, seuil: number): string {
  const plancher = `plancher légal de ${formatTauxCourt(constat.plancher)} : ${LIBELLE_VERDICT[constat.verdict].toLowerCase()}`;
  const { realise, assiette, taux, bornes } = constat;
  if (!peutSePublierEnPart(realise, assiette, seuil) || taux === null) {
    return `effectif trop faible pour être publié ; ${LIBELLE_STATUT_OBJECTIF[statutOf(constat)].toLowerCase()}.`;
  }
  // The two bounds give back how many of the unlocated are of each kind.
  const tues = [nonLocalisees.premierQuartile, nonLocalisees.autres].some((count) => !peutSePublier(count, seuil));
  const possible = tues || bornes === null ? "" : `, ${formatBornes(bornes)}`;
  return `${formatFraction(realise, assiette)} (${formatTaux(taux)}${possible}) ; ${plancher}.`;
}

/** A word a bailleur and an objective, by the rule of the public release: never its counts. */
function tableauStatuts(bilan: Bilan): TableauEvaluation {
  const dire = (constat: Constat) => texte(LIBELLE_STATUT_OBJECTIF[statutOf(constat)]);
  return tableau(
    `Par bailleur, ${bilan.annee}`,
    ["Bailleur", "Hors quartier prioritaire", "En quartier prioritaire"],
    bilan.bailleurs.map((ligne) => [texte(ligne.nom), dire(ligne.horsQpv), dire(ligne.qpv)]),
    { note: "Les nombres de chaque bailleur ne sont pas publiés ; sous 20 attributions, aucun mot n’est donné." },
  );
}
