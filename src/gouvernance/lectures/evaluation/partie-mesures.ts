import { computeMesures } from "#bilan/lectures/mesure-corrective/compute-mesures.ts";
import type { BarreauLu, MesuresAnnee } from "#bilan/lectures/mesure-corrective/mesures.ts";
import { LIBELLE_ETAT_BARREAU } from "#bilan/regles/mesure-corrective/etat-barreau.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { contenu, type Lecteur, tableau, texte } from "./contenu.ts";
import type { TableauEvaluation } from "./evaluation.ts";

/** Measures proposed for the years, in their current state; the figures are in the part of the bilan. */
export const lireMesures: Lecteur = async (base, { epci, annees, aujourdhui }) => {
  const lues: MesuresAnnee[] = [];
  for (const annee of annees) lues.push(await computeMesures(base, { epci, annee, aujourdhui }));
  const phrases = lues.flatMap((lue) => sayAnnee(lue));
  return {
    interne: contenu(
      phrases,
      lues.flatMap((lue) => tableauOf(lue, ({ histoire }) => histoire.join(" "))),
    ),
    publique: contenu(
      phrases,
      lues.flatMap((lue) => tableauOf(lue, sayDecision)),
    ),
  };
};

function proposees({ barreaux }: MesuresAnnee): readonly BarreauLu[] {
  return barreaux.filter(({ mesure }) => mesure !== null);
}

function sayAnnee(lue: MesuresAnnee): readonly string[] {
  return proposees(lue).length === 0 ? [`Aucune mesure corrective n’a été proposée pour ${lue.annee}.`] : [];
}

function tableauOf(lue: MesuresAnnee, suivi: (barreau: BarreauLu) => string): readonly TableauEvaluation[] {
  const own = proposees(lue);
  if (own.length === 0) return [];
  return [
    tableau(
      `Mesures proposées pour ${lue.annee}`,
      ["Mesure", "Article", "État", "Suivi"],
      own.map((barreau) =>
        [barreau.barreau.titre, barreau.barreau.article, LIBELLE_ETAT_BARREAU[barreau.etat], suivi(barreau)].map(texte),
      ),
    ),
  ];
}

/** The grounds of the decision are left out: they may quote a figure that is not public. */
function sayDecision({ mesure }: BarreauLu): string {
  if (mesure === null) return "";
  const { decideeLe, proposeeLe } = mesure;
  return decideeLe === null ? `Proposée le ${formatJour(proposeeLe)}.` : `Décidée le ${formatJour(decideeLe)}.`;
}
