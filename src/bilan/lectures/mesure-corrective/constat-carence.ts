import { sayInconnus } from "#droit/regles/dire-causes.ts";
import { findFinAdaptation } from "#droit/regles/plancher-hors-qpv.ts";
import type { Base } from "#socle/lectures/base.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import {
  capitalize,
  formatBornes,
  formatCompte,
  formatJour,
  formatNombre,
  formatTauxCourt,
  LIBELLE_VERDICT,
} from "#socle/regles/shared/format.ts";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import { interdit, Refus } from "#socle/regles/shared/refus.ts";
import { LIBELLE_SOURCE } from "#socle/regles/shared/source.ts";
import { formatManque } from "../../regles/mesure-corrective/manque.ts";
import { carenceOuverte } from "./carence-ouverte.ts";
import type { ChiffresAnnee, ConstatCarence, CoteAnnee, LigneObjectif, ObjectifLu } from "./mesures.ts";
import { type AnneeBase, type AnneeQuestion, readAnnee } from "./read-annee.ts";

type ConstatBase = AnneeBase & Pick<Base, "acteur" | "territoires">;

/**
 * CCH, art. L. 441-1: when the objective is missed, the préfet attributes the missing dwellings himself (details to be confirmed). Blaise only drafts
 * the constat: it decides, proposes and sends nothing. Throws `territoire-inconnu`, `droit-absent`, `carence-annee-en-cours`, `carence-indecidable`,
 * `carence-sans-objet`.
 */
export async function computeConstatCarence(base: ConstatBase, question: AnneeQuestion): Promise<ConstatCarence> {
  const { epci, annee, aujourdhui } = question;
  if (!peutPartout(base.acteur, "bilan", "lire", epci)) {
    throw interdit(
      "droit-absent",
      "Un constat se fait sur toutes les attributions du territoire : votre habilitation ne les ouvre pas.",
    );
  }
  const [territoire, chiffres, sources] = await Promise.all([
    base.territoires.find(epci),
    readAnnee(base, question),
    base.cubes.sources(epci),
  ]);
  if (!territoire) throw unknownTerritoire(epci);
  const { ouverte, code, raison } = carenceOuverte(annee, chiffres);
  const horsQpv = chiffres.cotes.find(({ objet }) => objet === "hors-qpv");
  if (!ouverte || !horsQpv) throw new Refus(code ?? "carence-sans-objet", raison, { annee });
  const counted = chiffres.surComptes ? "resultats" : "sne-attributions";
  const ofYear = sources.filter(
    ({ source, periode, fichier }) =>
      source === counted && periode.startsWith(String(annee)) && (chiffres.surComptes?.fichier ?? fichier) === fichier,
  );
  return {
    territoire: epci,
    nom: territoire.nom,
    demonstration: territoire.demonstration,
    annee,
    etabliLe: aujourdhui,
    titre: `Constat de carence ${annee} – projet`,
    mention:
      "Projet de travail : ce document réunit des chiffres. Il ne constate rien par lui-même, ne décide rien et n’est adressé à personne ; le constat appartient au préfet.",
    fondements: fondementsOf(annee, chiffres),
    constat: constatOf(horsQpv.ligne),
    ensemble: { ...horsQpv.ligne, nom: territoire.nom },
    bailleurs: chiffres.bailleurs,
    interbailleur: sayInterbailleur(chiffres.bailleurs),
    inconnus: inconnusOf(horsQpv, chiffres),
    sources: ofYear.map(
      (row) =>
        `${LIBELLE_SOURCE[row.source]}, ${row.periode} : « ${row.fichier} », lot ${row.lot} publié le ${formatJour(row.publieLe)}, ${formatCompte(row.lignes, "ligne")}.`,
    ),
  };
}

function fondementsOf(annee: number, { plancherHorsQpv, tauxConvention, cotes }: ChiffresAnnee): readonly string[] {
  const plancher = cotes.find(({ objet }) => objet === "hors-qpv")?.ligne.plancher;
  return [
    "CCH, art. L. 441-1 : part minimale des attributions annuelles, suivies de baux signés, hors quartiers prioritaires, aux demandeurs du 1er quartile ou aux ménages relogés.",
    ...(plancher
      ? [`Plancher au 31 décembre ${annee} : ${formatTauxCourt(plancher.taux ?? 0)} (${plancher.source}).`]
      : []),
    ...sayAdaptation(`${annee}-12-31`, plancherHorsQpv, tauxConvention),
    "Suites prévues par l’art. L. 441-1 (attribution par le préfet des logements manquants) : à confirmer, le texte en vigueur n’a pas pu être lu. La convention ne les envisage que « dans un second temps ».",
  ];
}

/** While the text allowed it, a local rate replaced the floor, which applied by default. */
function sayAdaptation(
  jour: string,
  plancher: ChiffresAnnee["plancherHorsQpv"],
  taux: number | null,
): readonly string[] {
  if (plancher === null) return [];
  if (plancher.adaptable) return [sayAdaptable(plancher, taux)];
  const fin = findFinAdaptation(jour);
  if (fin === null) return [];
  const texte = fin.texte === null ? "" : ` (${fin.texte})`;
  return [
    taux === null
      ? `Depuis le ${formatJour(fin.depuis)}, ce taux ne s’adapte plus localement${texte}.`
      : `La convention vise ${formatTauxCourt(taux)} ; depuis le ${formatJour(fin.depuis)}${texte}, un taux local ne tient plus lieu du plancher : les deux sont donnés à part.`,
  ];
}

function sayAdaptable(plancher: { readonly taux: number }, taux: number | null): string {
  const fin = findFinAdaptation("9999-12-31");
  const alors =
    fin === null
      ? "Le taux peut être adapté localement"
      : `Avant le ${formatJour(fin.depuis)}, le taux pouvait être adapté localement`;
  return taux === null
    ? `${alors} ; aucun taux local n’étant en vigueur, ${formatTauxCourt(plancher.taux)} s’applique par défaut.`
    : `${alors} : la convention a retenu ${formatTauxCourt(taux)}, qui est ici l’objectif jugé.`;
}

function constatOf(ligne: LigneObjectif): readonly string[] {
  const bornes = ligne.bornes ? `, taux ${formatBornes(ligne.bornes)} selon ce qu’on ignore` : "";
  return [
    `${formatNombre(ligne.realise)} des ${formatCompte(ligne.assiette, "attribution")} hors quartier prioritaire sont allées au 1er quartile ou à des ménages relogés${bornes}.`,
    ...(ligne.plancher
      ? [`Plancher légal : ${formatNombre(ligne.plancher.attendu)} attendues, ${sayManque(ligne.plancher)}.`]
      : []),
    ...(ligne.cible
      ? [
          `Objectif de la convention (${ligne.cible.source}) : ${formatNombre(ligne.cible.attendu)} attendues, ${sayManque(ligne.cible)}.`,
        ]
      : []),
  ];
}

function sayManque({ verdict, manque, doute }: ObjectifLu): string {
  if (verdict === "non-atteint") return `manque ${formatManque(manque)}`;
  if (doute !== null) return `indécidable : ${doute}`;
  return LIBELLE_VERDICT[verdict].toLowerCase();
}

/** Signed document, §6.1: « les résultats des organismes HLM pourront être appréciés collectivement au regard de l’objectif fixé à l’EPCI ». */
function sayInterbailleur(bailleurs: readonly LigneObjectif[]): string {
  const verdictOf = ({ cible, plancher }: LigneObjectif) => (cible ?? plancher)?.verdict;
  const count = (verdict: string) => bailleurs.filter((ligne) => verdictOf(ligne) === verdict).length;
  return (
    `Appréciation interbailleur : la convention permet d’apprécier les résultats collectivement au regard de l’objectif de l’EPCI ; celui-ci étant manqué, elle ne le rétablit pas. ` +
    `Pris un à un : ${formatCompte(count("atteint"), "bailleur atteint son objectif", "bailleurs atteignent leur objectif")}, ${formatCompte(count("non-atteint"), "ne l’atteint pas", "ne l’atteignent pas")}, ${formatCompte(count("indecidable"), "est indécidable", "sont indécidables")}.`
  );
}

function inconnusOf({ inconnus }: CoteAnnee, { total, surComptes }: ChiffresAnnee): readonly string[] {
  return [
    ...(surComptes ? [surComptes.phrase] : []),
    `${capitalize(sayInconnus(inconnus) ?? "aucune attribution n’est incertaine")} (sur ${formatCompte(total, "bail", "baux")}) : les bornes en tiennent compte, rien n’est supposé d’aucune.`,
    "Un refus d’un demandeur, une vacance ou une indisponibilité de logements ne se lisent pas dans ces fichiers.",
  ];
}
