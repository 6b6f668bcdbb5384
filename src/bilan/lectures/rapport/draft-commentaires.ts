import { sayCauses } from "#droit/regles/dire-causes.ts";
import { sayIndecis } from "#droit/regles/dire-verdict.ts";
import {
  formatBornes,
  formatCompte,
  formatFraction,
  formatNombre,
  formatRealise,
  formatTauxCourt,
} from "#socle/regles/shared/format.ts";
import type { Bilan, Constat, LigneVentilation } from "../bilan.ts";
import type { Section } from "./ports.ts";

/**
 * One factual sentence per section, from the bilan's figures, for the officer to rewrite. Other parts state their own answer: their comment starts
 * empty.
 */
export function draftCommentaires(bilan: Bilan): Readonly<Record<Section, string>> {
  return {
    objectifs: "",
    "publics-prioritaires": "",
    flux: "",
    "bilans-bailleurs": "",
    convention: "",
    mesures: "",
    synthese: draftSynthese(bilan),
    bailleurs: draftBailleurs(bilan),
    carte: draftLeader(bilan, "commune", "Commune la plus fréquente"),
    trimestres: draftTrimestres(bilan),
    origine: draftLeader(bilan, "origine", "Origine la plus fréquente"),
    contingents: draftLeader(bilan, "contingent", "Contingent le plus mobilisé"),
    secteurs: draftLeader(bilan, "secteur", "Secteur le plus fréquent"),
    profils: draftLeader(bilan, "menage", "Ménages les plus nombreux"),
    parc: draftParc(bilan),
    controles: draftControles(bilan),
    methode: "Les règles, leurs articles et les sources sont rappelés ci-dessous.",
  };
}

function draftSynthese({ total, horsQpv, qpv, nonLocalisees, enCours, rejetees }: Bilan): string {
  // Leases without resources are not among the unlocated, and have no side either.
  const nombre = nonLocalisees.total || Math.max(horsQpv.inconnus.situation, qpv.inconnus.situation);
  const lues = (rejetees?.nonLues ?? 0) > 0 ? "lues" : null;
  const connues = horsQpv.incomplet ? "que le tableau compte" : enCours ? "publiées" : lues;
  const located =
    nombre === 0
      ? `Toutes les attributions ${connues === null ? "" : `${connues} `}sont localisées.`
      : `${formatCompte(nombre, "attribution n’est pas localisée", "attributions ne sont pas localisées")}.`;
  const cotes = `Hors quartier prioritaire : ${sentenceOf(horsQpv)} En quartier prioritaire : ${sentenceOf(qpv)}`;
  return total === 0 && nombre === 0 ? cotes : `${cotes} ${located}`;
}

function sentenceOf(constat: Constat): string {
  if (constat.verdict === "sans-objet") return "aucune attribution à compter.";
  const count = formatRealise(constat);
  const bornes = constat.bornes === null ? "" : ` (${formatBornes(constat.bornes)})`;
  const floor = formatTauxCourt(constat.plancher);
  const endings = {
    atteint: `l’objectif de ${floor} est atteint.`,
    "non-atteint": `il manque ${formatCompte(constat.manque, "attribution")} pour ${floor}.`,
    indecidable: `l’objectif de ${floor} est indécidable (${sayIndecis(constat) ?? sayCauses(constat.inconnus)}).`,
    "en-cours": "la période est en cours : l’objectif n’est pas jugé.",
    "sans-objet": "l’objectif est sans objet.",
  };
  return `${count}${bornes}, ${endings[constat.verdict]}`;
}

/** Even for a bilan of one quarter, the listed quarters are the year's. */
function draftTrimestres({ trimestres, surComptes, enCours }: Bilan): string {
  if (surComptes) return "Le tableau de comptes ne dit rien des trimestres.";
  const list = trimestres.map((row) => `${row.code} : ${formatCompte(row.total, "bail signé", "baux signés")}`);
  if (list.length > 0) return `${list.join(" ; ")}.`;
  return enCours ? "Aucun bail de l’année n’est publié." : "Aucun bail signé dans l’année.";
}

function draftBailleurs({ bailleurs, surComptes }: Bilan): string {
  if (surComptes && bailleurs.length === 0) return "Aucun tableau de comptes ne dit ce que fait chaque bailleur.";
  const reached = bailleurs.filter((row) => row.horsQpv.verdict === "atteint").map((row) => row.nom);
  if (bailleurs.some((row) => row.horsQpv.verdict === "en-cours"))
    return "La période est en cours : l’objectif hors quartier n’est jugé pour aucun bailleur.";
  const undecided = bailleurs.filter((row) => row.horsQpv.verdict === "indecidable").map((row) => row.nom);
  const parts = [
    reached.length > 0
      ? `Objectif hors quartier atteint : ${reached.join(", ")}.`
      : "Aucun bailleur n’atteint avec certitude l’objectif hors quartier.",
    undecided.length > 0 ? `Indécidable : ${undecided.join(", ")}.` : "",
  ];
  return parts.filter(Boolean).join(" ");
}

function draftLeader(bilan: Bilan, axe: string, titre: string): string {
  const lignes = bilan.ventilations.find((row) => row.axe === axe)?.lignes ?? [];
  const known = lignes.filter((row) => row.code !== "inconnu");
  const first = known.reduce<LigneVentilation | null>(
    (best, row) => (best === null || row.total > best.total ? row : best),
    null,
  );
  if (first === null) return `${titre} : le fichier ne le dit pas.`;
  const unknown = lignes.find((row) => row.code === "inconnu")?.total ?? 0;
  const rest = unknown > 0 ? ` ; ${formatNombre(unknown)} sans cette information` : "";
  return `${titre} : ${first.libelle} (${formatFraction(first.total, bilan.total)})${rest}.`;
}

function draftParc({ parc }: Bilan): string {
  if (parc === null) return "Aucun RPLS publié : le parc n’est pas connu.";
  return `${formatNombre(parc.logements)} logements au RPLS ${parc.millesime}, dont ${formatNombre(parc.qpv)} en quartier prioritaire.`;
}

function draftControles({ controles }: Bilan): string {
  if (controles.length === 0) return "Aucun chiffre publié ailleurs à comparer.";
  const apart = controles.filter((row) => row.accord === false).length;
  return `${formatNombre(controles.length)} chiffres publiés ailleurs comparés : ${formatNombre(controles.length - apart)} concordent ou ne sont pas calculables, ${formatNombre(apart)} s’écartent.`;
}
