import type { Base } from "#socle/lectures/base.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import {
  formatBornes,
  formatCompte,
  formatFraction,
  formatJour,
  formatTauxCourt,
} from "#socle/regles/shared/format.ts";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import { LIBELLE_MANQUE } from "#socle/regles/shared/manque.ts";
import { type Barreau, ECHELLE, findBarreau } from "../../regles/mesure-corrective/echelle.ts";
import { type EtatBarreau, LIBELLE_ETAT_BARREAU } from "../../regles/mesure-corrective/etat-barreau.ts";
import { formatManque } from "../../regles/mesure-corrective/manque.ts";
import {
  type MesureCorrective,
  type OuvertureMesure,
  readOuverture,
  type SituationMesure,
} from "../../regles/mesure-corrective/proposition.ts";
import { carenceOuverte } from "./carence-ouverte.ts";
import { sayAnneeIndecise, sayCoteIndecise } from "./dire-indecis.ts";
import type { BarreauLu, ChiffresAnnee, CoteAnnee, MesuresAnnee, ObjectifLu } from "./mesures.ts";
import { type AnneeBase, type AnneeQuestion, readAnnee } from "./read-annee.ts";

type MesuresBase = AnneeBase & Pick<Base, "acteur" | "territoires" | "mesures">;

/**
 * The corrective measures of a year: the answer, the ladder, whether a constat can be drafted. Without the right to every row, only the ladder: a
 * partial total is nobody's objective. Throws `territoire-inconnu`, `parametre-absent`.
 */
export async function computeMesures(base: MesuresBase, question: AnneeQuestion): Promise<MesuresAnnee> {
  const { epci, annee, aujourdhui } = question;
  const open = peutPartout(base.acteur, "bilan", "lire", epci);
  const [territoire, mesures, chiffres] = await Promise.all([
    base.territoires.find(epci),
    base.mesures.list(epci),
    open ? readAnnee(base, question) : null,
  ]);
  if (!territoire) throw unknownTerritoire(epci);
  const situation = chiffres ? situationOf(chiffres, { annee, mesures, aujourdhui }) : null;
  const barreaux = ECHELLE.map((barreau): BarreauLu => readBarreau(barreau, { annee, mesures, situation }));
  return {
    territoire: epci,
    nom: territoire.nom,
    demonstration: territoire.demonstration,
    annee,
    reponse: answer(annee, chiffres, barreaux),
    chiffres,
    barreaux,
    autres: mesures
      .filter((mesure) => mesure.annee !== annee)
      .toReversed()
      .map(({ annee: year, code, ...mesure }) => ({
        annee: year,
        titre: findBarreau(code).titre,
        histoire: sayMesure({ annee: year, code, ...mesure }),
      })),
    carence: chiffres ? carenceOuverte(annee, chiffres) : null,
  };
}

export function situationOf(
  { issue, cotes }: ChiffresAnnee,
  known: Pick<SituationMesure, "annee" | "mesures" | "aujourdhui">,
): SituationMesure {
  const horsQpv = cotes.find(({ objet }) => objet === "hors-qpv");
  return {
    ...known,
    issue,
    issueHorsQpv: horsQpv?.issue ?? "sans-objet",
    indecis: sayAnneeIndecise(cotes),
    indecisHorsQpv: horsQpv ? sayCoteIndecise(horsQpv) : "",
  };
}

function readBarreau(
  barreau: Barreau,
  lu: {
    readonly annee: number;
    readonly mesures: readonly MesureCorrective[];
    readonly situation: SituationMesure | null;
  },
): BarreauLu {
  const ouverture: OuvertureMesure | null = lu.situation ? readOuverture(barreau, lu.situation) : null;
  const mesure = lu.mesures.find(({ annee, code }) => annee === lu.annee && code === barreau.code) ?? null;
  return { barreau, ouverture, mesure, etat: stateOf(ouverture, mesure), histoire: storyOf(ouverture, mesure) };
}

function stateOf(ouverture: OuvertureMesure | null, mesure: MesureCorrective | null): EtatBarreau {
  if (mesure) return mesure.decision ?? "proposee";
  if (ouverture === null) return "inconnue";
  return ouverture.ouverte ? "ouverte" : "fermee";
}

function storyOf(ouverture: OuvertureMesure | null, mesure: MesureCorrective | null): readonly string[] {
  if (mesure) return sayMesure(mesure);
  return [ouverture?.raison ?? "Les chiffres qui l’ouvriraient ne sont pas ouverts à votre habilitation."];
}

/** « Proposée le … : motif », « Retenue le … : motif ». */
function sayMesure({ proposeeLe, motif, decision, decideeLe, decisionMotif }: MesureCorrective): readonly string[] {
  const proposed = `Proposée le ${formatJour(proposeeLe)} : ${motif}`;
  if (decision === null || decideeLe === null) return [proposed, "Aucune décision n’est encore enregistrée."];
  return [proposed, `${LIBELLE_ETAT_BARREAU[decision]} le ${formatJour(decideeLe)} : ${decisionMotif ?? ""}`];
}

function answer(
  annee: number,
  chiffres: ChiffresAnnee | null,
  barreaux: readonly BarreauLu[],
): MesuresAnnee["reponse"] {
  if (chiffres === null) {
    return {
      titre: "Les chiffres de l’année ne sont pas ouverts à votre habilitation",
      issue: null,
      phrases: [
        "L’échelle des mesures et leurs décisions se lisent ci-dessous ; les chiffres, avec le droit au bilan du territoire.",
      ],
    };
  }
  return {
    titre: titleOf(annee, chiffres),
    issue: chiffres.issue,
    phrases: [
      ...(chiffres.surComptes ? [chiffres.surComptes.phrase] : []),
      ...chiffres.cotes.flatMap((cote) => [sayCote(cote), ...cote.contredit.map(({ phrase }) => phrase)]),
      sayOuvertes(barreaux),
      ...(chiffres.enCours === null ? [] : [chiffres.enCours]),
    ],
  };
}

function titleOf(annee: number, { issue, total }: ChiffresAnnee): string {
  switch (issue) {
    case "atteint":
      return `L’objectif de ${annee} est atteint`;
    case "non-atteint":
      return `L’objectif de ${annee} n’est pas atteint`;
    case "indecidable":
      return `L’objectif de ${annee} est indécidable`;
    case "en-cours":
      return total === 0 ? `Aucune attribution n’est publiée pour ${annee}` : `L’année ${annee} n’est pas entière`;
    case "sans-objet":
      return `Aucun objectif ne lie l’EPCI pour ${annee}`;
  }
}

/** « Hors quartier prioritaire… : 66 sur 360 (entre 17,5 % et 19,2 %). Plancher légal de 25 % : non atteint, il manque 24 … » */
function sayCote({ libelle, ligne, inconnus }: CoteAnnee): string {
  const { assiette, cible, plancher } = ligne;
  const objectifs = [
    ...(cible ? [sayObjectif("objectif de la convention", cible, inconnus.total)] : []),
    ...(plancher ? [sayObjectif("plancher légal", plancher, inconnus.total)] : []),
  ];
  if (assiette > 0) {
    const bornes = ligne.bornes ? ` (${formatBornes(ligne.bornes)})` : "";
    const said = objectifs.length > 0 ? objectifs.join(" ; ") : "aucun objectif en vigueur cette année-là";
    return `${libelle} : ${formatFraction(ligne.realise, assiette)}${bornes} ; ${said}.`;
  }
  const rien = inconnus.total > 0 ? "aucune attribution à compter pour sûr" : "aucune attribution à compter";
  const jugee = [cible, plancher].some((objectif) => objectif && objectif.verdict !== "sans-objet");
  return `${[`${libelle} : ${rien}`, ...(jugee ? objectifs : [])].join(" ; ")}.`;
}

function sayObjectif(
  nom: string,
  { taux, attendu, manque, verdict, suffit, doute }: ObjectifLu,
  inconnues: number,
): string {
  const vise = taux === null ? formatCompte(attendu, "attribution") : formatTauxCourt(taux);
  const mots = {
    atteint: "atteint",
    "non-atteint": `non atteint, il manque ${formatManque(manque)}`,
    indecidable:
      suffit === null
        ? `indécidable, ${doute ?? "rien de ce qui manque ne peut trancher"}`
        : `indécidable, renseigner ${sayAssez(suffit, inconnues)} suffit à trancher`,
    "en-cours": LIBELLE_MANQUE["en-cours"],
    "sans-objet": LIBELLE_MANQUE["sans-objet"],
  };
  return `${nom} de ${vise} : ${mots[verdict]}`;
}

/** With as many as there are, nothing is left to choose. */
function sayAssez(suffit: number, inconnues: number): string {
  if (suffit >= inconnues) return formatCompte(suffit, "attribution incertaine", "attributions incertaines, toutes,");
  return formatCompte(suffit, "attribution bien choisie", "attributions bien choisies");
}

function sayOuvertes(barreaux: readonly BarreauLu[]): string {
  const open = barreaux.filter(({ ouverture }) => ouverture?.ouverte);
  if (open.length === 0) return "Aucune mesure nouvelle ne peut être proposée pour cette année.";
  const titres = open.map(({ barreau }) => barreau.titre.charAt(0).toLowerCase() + barreau.titre.slice(1));
  return `${formatCompte(open.length, "mesure peut être proposée", "mesures peuvent être proposées")} : ${titres.join(" ; ")}.`;
}
