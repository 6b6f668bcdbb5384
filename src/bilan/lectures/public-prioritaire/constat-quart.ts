import { type Contingent, LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import { findValeur, hasValeur } from "#droit/regles/parametre.ts";
import { boundShare, decideShare, judgeShare, type PartIncertaine } from "#droit/regles/part.ts";
import { type ComptePrioritaire, countPrioritaires, REGLES_PRIORITAIRES } from "#droit/regles/publics-prioritaires.ts";
import {
  formatBornes,
  formatCompte,
  formatMesure,
  formatNombre,
  formatTauxCourt,
  joinFrench,
} from "#socle/regles/shared/format.ts";
import { ceilShare, share } from "#socle/regles/shared/taux.ts";
import type { ConstatQuart } from "./publics.ts";

/** Under this base a percentage misleads: the fraction is shown. */
const PETIT_EFFECTIF = 20;

type Demande = {
  readonly contingent: Contingent;
  /** The rule of the year's last day applies. */
  readonly annee: number;
  /** A quarter of the year is incomplete: counts are provisional. */
  readonly enCours: boolean;
  /** Lines of the year's files that were not read. */
  readonly nonLues?: number;
  readonly nom?: string;
  readonly bailleur?: string;
  /** Only one bailleur is read: a réservataire's quarter covers all bailleurs, and binds none of them alone. */
  readonly seulBailleur?: boolean;
};

/** `comptes`: of the bailleur, or of all that is read. */
export function measureQuart(comptes: readonly ComptePrioritaire[], demande: Demande): ConstatQuart {
  const { contingent, enCours, nonLues = 0, nom = LIBELLE_CONTINGENT[contingent], bailleur = null } = demande;
  const count = countPrioritaires(comptes, contingent, nonLues);
  const plancher = findPlancher(demande);
  const attendu = plancher === null ? null : ceilShare(count.total, plancher.taux);
  const constat = {
    contingent,
    nom,
    bailleur,
    assiette: count.total,
    realise: count.part,
    dalo: count.dalo,
    daloInconnu: count.daloInconnu,
    indecis: count.indecis,
    contingentInconnu: count.inconnusPart + count.inconnusAutres + count.inconnusIndecis - count.doublons - nonLues,
    doublons: count.doublons,
    ...(nonLues === 0 ? {} : { rejetees: nonLues }),
    taux: share(count.part, count.total),
    petitEffectif: count.total < PETIT_EFFECTIF,
    bornes: boundShare(count),
    plancher,
    attendu,
    manque: attendu === null || enCours ? null : Math.max(0, attendu - count.part),
    verdict: judge(count, plancher, enCours),
    trancher: plancher === null || enCours ? null : decideShare(count, plancher.taux),
  };
  return { ...constat, phrase: phraseQuart(constat) };
}

function judge(count: PartIncertaine, plancher: ConstatQuart["plancher"], enCours: boolean): ConstatQuart["verdict"] {
  if (plancher === null) return "sans-objet";
  return enCours ? "en-cours" : judgeShare(count, plancher.taux);
}

function findPlancher({ contingent, annee, seulBailleur = false }: Demande): ConstatQuart["plancher"] {
  const regle = REGLES_PRIORITAIRES[contingent];
  if (seulBailleur && regle?.par === "reservataire") return null;
  const date = `${annee}-12-31`;
  if (!regle || !hasValeur(regle.taux, date)) return null;
  const { valeur, confiance } = findValeur(regle.taux, date);
  return { taux: valeur, confiance };
}

type SansPhrase = Omit<ConstatQuart, "phrase">;

function phraseQuart(constat: SansPhrase): string {
  const { assiette, realise, indecis, nom } = constat;
  if (assiette === 0) return `${nom} : aucune attribution connue sur ces logements${phrasePeutEtre(constat)}.`;
  // None is known to be of a priority public, and some may be: 0 would be said of what nobody wrote.
  const ignore = realise === 0 && indecis > 0;
  const nombre = ignore ? `entre 0 et ${formatNombre(indecis)}` : formatNombre(realise);
  const counted = `${nom} : ${nombre} des ${formatCompte(assiette, "attribution")} à un public DALO ou prioritaire`;
  const part = constat.petitEffectif || ignore ? "" : ` (${formatMesure(constat)})`;
  return `${counted}${part}${phrasePlancher(constat)}${phraseInconnus(constat)}.`;
}

/** With no lease surely on the contingent. */
function phrasePeutEtre(constat: SansPhrase): string {
  const unknown = listInconnus(constat);
  if (unknown.length === 0) return "";
  const total = constat.contingentInconnu + (constat.doublons ?? 0) + (constat.rejetees ?? 0);
  return ` ; avec ${joinFrench(unknown)}, il y en a entre 0 et ${formatNombre(total)}`;
}

function phrasePlancher({ plancher, attendu, manque, verdict }: SansPhrase): string {
  if (plancher === null || attendu === null) return ", sans part à atteindre";
  const floor = `, il en faut ${formatNombre(attendu)} (${formatTauxCourt(plancher.taux)}${plancher.confiance === "B" ? ", à confirmer" : ""})`;
  const answers = {
    atteint: " : atteint",
    "non-atteint": ` : il en manque ${formatNombre(manque ?? 0)}`,
    indecidable: " : indécidable",
    "en-cours": " : en cours",
    "sans-objet": "",
  };
  return `${floor}${answers[verdict]}`;
}

function phraseInconnus(constat: SansPhrase): string {
  const { bornes, trancher } = constat;
  const unknown = listInconnus(constat);
  if (unknown.length === 0 || bornes === null) return "";
  const decides = trancher
    ? ` ; en renseigner ${formatNombre(trancher.auMieux)} peut suffire à trancher, ${formatNombre(trancher.suffit)} suffisent toujours`
    : "";
  return ` ; avec ${joinFrench(unknown)}, la part est ${formatBornes(bornes)}${decides}`;
}

function listInconnus({ indecis, contingentInconnu, doublons = 0, rejetees = 0 }: SansPhrase): readonly string[] {
  return [
    ...(indecis > 0 ? [`${formatCompte(indecis, "statut")} non ${indecis > 1 ? "renseignés" : "renseigné"}`] : []),
    ...(contingentInconnu > 0
      ? [`${formatCompte(contingentInconnu, "contingent")} non ${contingentInconnu > 1 ? "renseignés" : "renseigné"}`]
      : []),
    ...(doublons > 0
      ? [
          formatCompte(
            doublons,
            "bail signé dans Blaise et peut-être déjà dans le fichier",
            "baux signés dans Blaise et peut-être déjà dans le fichier",
          ),
        ]
      : []),
    ...(rejetees > 0 ? [formatCompte(rejetees, "ligne rejetée et non lue", "lignes rejetées et non lues")] : []),
  ];
}

/** « 1 bailleur atteint le quart, 1 ne l’atteint pas, 1 est indécidable »: among those with a share to reach. */
export function sayQuarts(constats: readonly ConstatQuart[], [un, plusieurs]: readonly [string, string]): string {
  const count = (verdict: ConstatQuart["verdict"]) => constats.filter((one) => one.verdict === verdict).length;
  const [atteints, manques, indecis, enCours] = (["atteint", "non-atteint", "indecidable", "en-cours"] as const).map(
    count,
  ) as [number, number, number, number];
  if (enCours > 0) {
    return `${formatCompte(enCours, `${un} compté`, `${plusieurs} comptés`)} à ce jour, rien n’est jugé avant la fin de l’année`;
  }
  return [
    `${formatCompte(atteints, `${un} atteint`, `${plusieurs} atteignent`)} le quart`,
    ...(manques > 0 ? [formatCompte(manques, "ne l’atteint pas", "ne l’atteignent pas")] : []),
    ...(indecis > 0 ? [formatCompte(indecis, "est indécidable", "sont indécidables")] : []),
  ].join(", ");
}
