import type { Bilan, Constat, LigneBailleur } from "#bilan/lectures/bilan.ts";
import { draftCommentaires } from "#bilan/lectures/rapport/draft-commentaires.ts";
import {
  formatFraction,
  formatMesure,
  formatNombre,
  formatRealise,
  formatTaux,
  LIBELLE_VERDICT,
} from "#socle/regles/shared/format.ts";
import { LIBELLE_MANQUE } from "#socle/regles/shared/manque.ts";
import { share } from "#socle/regles/shared/taux.ts";
import { juge, tableau, texte } from "./contenu.ts";
import { ecrireConstat } from "./ecrire-constat.ts";
import type { CelluleEvaluation, TableauEvaluation } from "./evaluation.ts";

const COTES = [
  { cote: "horsQpv", titre: "Hors quartier prioritaire" },
  { cote: "qpv", titre: "En quartier prioritaire" },
] as const;
type Cote = (typeof COTES)[number]["cote"];

/** Sentences on the rate of each objective, year by year, with the verdicts of the bilans. */
export function phrasesTrajectoire(bilans: readonly Bilan[]): readonly string[] {
  const verdicts = (cote: Cote) =>
    bilans
      .map(
        (bilan) =>
          `${formatMesure(bilan[cote])} en ${bilan.annee} (${LIBELLE_VERDICT[bilan[cote].verdict].toLowerCase()})`,
      )
      .join(", ");
  return [
    ...COTES.map(({ cote, titre }) => `${titre} : ${verdicts(cote)}.`),
    ...bilans.map((bilan) => `${bilan.annee}. ${draftCommentaires(bilan).synthese}`),
  ];
}

/** For each objective: the EPCI by year with the sum, then the bailleurs, one column a year. */
export function tableauxTrajectoire(bilans: readonly Bilan[]): readonly TableauEvaluation[] {
  return COTES.flatMap(({ cote, titre }) => [
    tableau(
      `${titre}, année par année`,
      [
        "Année",
        { nombre: "Réalisé" },
        { nombre: "Part" },
        { nombre: "Part possible" },
        "Plancher légal",
        "Objectif de la convention",
        { nombre: "Non localisées" },
      ],
      bilans.map((bilan) => [
        texte(String(bilan.annee)),
        ...ecrireConstat(bilan[cote]),
        texte(formatNombre(bilan.nonLocalisees.total)),
      ]),
      {
        total: sommeOf(bilans, cote),
        note: "L’objectif se juge chaque année : la somme des années n’en est pas un, elle n’a pas de verdict.",
      },
    ),
    tableau(
      `${titre}, par bailleur`,
      ["Bailleur", ...bilans.map(({ annee }) => String(annee))],
      bailleursOf(bilans).map(([siren, nom]) => [
        texte(nom),
        ...bilans.map((bilan) => caseOf(bilan, bilan.bailleurs.find((ligne) => ligne.siren === siren)?.[cote])),
      ]),
    ),
  ]);
}

function sommeOf(bilans: readonly Bilan[], cote: Cote): readonly CelluleEvaluation[] {
  const sum = (count: (bilan: Bilan) => number) => bilans.reduce((total, bilan) => total + count(bilan), 0);
  const [realise, assiette] = [sum((bilan) => bilan[cote].realise), sum((bilan) => bilan[cote].assiette)];
  const taux = share(realise, assiette);
  const ouvert = bilans.some((bilan) => bilan[cote].bornes !== null);
  return [
    "Somme",
    formatRealise({ realise, assiette }),
    taux === null ? LIBELLE_MANQUE[ouvert ? "inconnu" : "sans-objet"] : formatTaux(taux),
    "",
    "",
    "",
    formatNombre(sum(({ nonLocalisees }) => nonLocalisees.total)),
  ].map(texte);
}

/** In the order of the last year, then those that left before. */
function bailleursOf(bilans: readonly Bilan[]): readonly (readonly [siren: string, nom: string])[] {
  return [...new Map(bilans.toReversed().flatMap(({ bailleurs }) => bailleurs.map(nameOf)))];
}

function nameOf({ siren, nom }: LigneBailleur): [string, string] {
  return [siren, nom];
}

/** A bailleur absent from the bilan of a whole year let nothing that year; a table of counts may not print it. */
function caseOf({ surComptes, enCours }: Bilan, constat: Constat | undefined): CelluleEvaluation {
  if (constat === undefined) {
    return texte(surComptes ? LIBELLE_MANQUE.inconnu : enCours ? LIBELLE_MANQUE["en-cours"] : "aucune attribution");
  }
  if (constat.assiette === 0) return juge(formatRealise(constat), constat.verdict);
  const part = constat.petitEffectif ? "" : ` (${formatMesure(constat)})`;
  return juge(`${formatFraction(constat.realise, constat.assiette)}${part}`, constat.verdict);
}
