import { readManque, sayIndecis } from "#droit/regles/dire-verdict.ts";
import { sayDeductions, sayEtat } from "#droit/regles/patrimoine/dire-localisation.ts";
import { sayPart, sayParts } from "#engagements/regles/convention/dire-parts.ts";
import type { Chiffre } from "#socle/documents/document.ts";
import {
  capitalize,
  formatBornes,
  formatCompte,
  formatConnu,
  formatEuros,
  formatJour,
  formatMesure,
  formatNombre,
  formatRealise,
  formatTauxCourt,
  LIBELLE_VERDICT,
} from "#socle/regles/shared/format.ts";
import type { Bilan, Cible, Constat, ConstatHorsQpv, ConstatQpv, Mesures } from "../lectures/bilan.ts";

export function phrasesRegle(bilan: Bilan): string[] {
  const { horsQpv, qpv, seuilPremierQuartile } = bilan;
  const seuil =
    seuilPremierQuartile === null
      ? " (seuil de l’année inconnu)"
      : ` (ressources inférieures au seuil de ${formatEuros(seuilPremierQuartile)} par an et par unité de consommation)`;
  return [
    `Hors quartier prioritaire, au moins ${formatTauxCourt(horsQpv.plancher)} des attributions suivies d’un bail signé vont à des ménages du 1er quartile de ressources${seuil} ou relogés dans le cadre du renouvellement urbain. En quartier prioritaire, au moins ${formatTauxCourt(qpv.plancher)} vont à des ménages des trois autres quartiles.`,
    ...(horsQpv.plancherRetrospectif || qpv.plancherRetrospectif
      ? ["Le texte n’était pas encore en vigueur sur toute la période : le plancher est donné à titre de comparaison."]
      : []),
    ...phrasesCible("hors quartier prioritaire", horsQpv.cible),
    ...phrasesCible("en quartier prioritaire", qpv.cible),
  ];
}

function phrasesCible(ou: string, cible: Cible | null): string[] {
  if (!cible) return [];
  const partage = sayParts(cible.parts);
  if (partage !== null) return [`${capitalize(ou)} : ${partage}`];
  const vise = cible.taux === null ? formatCompte(cible.attendu, "attribution") : formatTauxCourt(cible.taux);
  return [`La convention vise ${vise} ${ou} (${cible.acte}).`, ...(cible.calcul ? [cible.calcul] : [])];
}

/** « Il manque 24 attributions pour le plancher de 25 %. » */
export function phraseManque(constat: Constat): string {
  const plancher = formatTauxCourt(constat.plancher);
  if (constat.verdict === "sans-objet") return "Aucune attribution à compter.";
  if (constat.verdict === "en-cours") {
    return `Plancher de ${plancher} : ${formatNombre(constat.attendu)} pour ce qui est compté à ce jour ; la période est en cours.`;
  }
  const manque = readManque(constat) ?? 0;
  if (manque > 0) return `Il manque ${formatCompte(manque, "attribution")} pour le plancher de ${plancher}.`;
  return `Plancher de ${plancher} : ${formatNombre(constat.attendu)} à atteindre.`;
}

/** « Objectif 21 % : non atteint, il manque 10 », for the convention's objective. */
export function phraseCible(cible: Cible): string {
  if (cible.parts) return `Objectif en ${cible.parts.length} parties : ${cible.parts.map(sayPart).join(" ; ")}`;
  const vise = cible.taux === null ? formatNombre(cible.attendu) : formatTauxCourt(cible.taux);
  const manque = readManque(cible) ?? 0;
  const reste = manque > 0 ? `, il manque ${formatNombre(manque)}` : "";
  const doute = sayIndecis(cible);
  return `Objectif ${vise} : ${LIBELLE_VERDICT[cible.verdict].toLowerCase()}${reste}${doute === null ? "" : `, ${doute}`}`;
}

export function chiffres(mesures: Mesures): Chiffre[] {
  return [chiffreHorsQpv(mesures.horsQpv), chiffreQpv(mesures.qpv), chiffreNonLocalisees(mesures)];
}

function chiffreHorsQpv(constat: ConstatHorsQpv): Chiffre {
  return {
    valeur: formatMesure(constat),
    intitule: `${formatRealise(constat)}, 1er quartile ou relogés, hors quartier prioritaire`,
    lignes: [
      ...(constat.assiette > 0
        ? [`Dont ${formatNombre(constat.premierQuartile)} du 1er quartile et ${sayReloges(constat)}.`]
        : []),
      ...detail(constat),
    ],
    verdict: constat.verdict,
  };
}

/** A lease whose rehousing nobody wrote may be one of them. */
function sayReloges({ reloges, inconnus: { relogement } }: ConstatHorsQpv): string {
  if (relogement === 0) return formatCompte(reloges, "relogé");
  const entre = `entre ${formatNombre(reloges)} et ${formatCompte(reloges + relogement, "relogé")}`;
  return `${entre}, ${formatCompte(relogement, "relogement n’étant pas renseigné", "relogements n’étant pas renseignés")}`;
}

function chiffreQpv(constat: ConstatQpv): Chiffre {
  return {
    valeur: formatMesure(constat),
    intitule: `${formatRealise(constat)}, quartiles 2 à 4, en quartier prioritaire`,
    lignes: [...(constat.propositions === null ? [] : [constat.propositions.phrase]), ...detail(constat)],
    verdict: constat.verdict,
  };
}

function detail(constat: Constat): string[] {
  const etat = sayEtat(constat);
  return [
    ...(constat.bornes && constat.bornes[0] < constat.bornes[1]
      ? [`Taux possible : ${formatBornes(constat.bornes)}.`]
      : []),
    phraseManque(constat),
    ...(etat === null ? [] : [etat]),
    ...(constat.cible ? [`${phraseCible(constat.cible)}.`] : []),
    ...(constat.petitEffectif && constat.assiette > 0
      ? ["Moins de 20 attributions : lire le nombre, pas la part."]
      : []),
  ];
}

function chiffreNonLocalisees(mesures: Mesures): Chiffre {
  const { nonLocalisees, sansRessources, ressourcesNulles, total } = mesures;
  const deductions = sayDeductions(mesures);
  return {
    valeur: formatNombre(nonLocalisees.total),
    intitule: nonLocalisees.total < 2 ? "attribution non localisée" : "attributions non localisées",
    lignes: [
      `${formatNombre(nonLocalisees.premierQuartile)} du 1er quartile, ${formatNombre(nonLocalisees.autres)} des autres quartiles.`,
      `${capitalize(formatConnu(sansRessources))} sans ressources connues, hors des deux tests ; ${formatConnu(ressourcesNulles)} à 0 €.`,
      `${formatCompte(total, "bail signé", "baux signés")} en tout.`,
      ...(deductions === null ? [] : [`${capitalize(deductions)}.`]),
    ],
    verdict: null,
  };
}

export function phraseParc(bilan: Bilan): string | null {
  const { parc } = bilan;
  if (!parc) return null;
  const inconnus = parc.inconnue === 0 ? "" : `, ${formatNombre(parc.inconnue)} de situation inconnue`;
  return `${formatCompte(parc.logements, "logement social", "logements sociaux")} au ${formatMillesime(parc.millesime)} : ${formatNombre(parc.qpv)} en quartier prioritaire, ${formatNombre(parc.horsQpv)} hors quartier prioritaire${inconnus}. ${phraseVacance(parc.vacantsQpv, parc.vacantsHorsQpv)}${parc.rejetees ? ` ${parc.rejetees.phrase}` : ""}`;
}

function phraseVacance(qpv: number | null, horsQpv: number | null): string {
  if (qpv === null && horsQpv === null) return "Le fichier ne dit pas quels logements sont vacants.";
  const ecrit = (nombre: number | null) => (nombre === null ? "un nombre inconnu" : formatNombre(nombre));
  return `Logements proposés à la location et vacants : ${ecrit(qpv)} en quartier prioritaire, ${ecrit(horsQpv)} hors quartier prioritaire.`;
}

/** A vintage is a day (« 2017-01-01 ») or a year. */
function formatMillesime(millesime: string): string {
  if (/^\d{4}-\d{2}-\d{2}/.test(millesime)) return formatJour(millesime);
  return /^\d{4}$/.test(millesime) ? `1er janvier ${millesime}` : millesime;
}
