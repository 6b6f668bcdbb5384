import { sayCauses, verbTrancher } from "#droit/regles/dire-causes.ts";
import type { Issue } from "#droit/regles/part.ts";
import {
  capitalize,
  formatBornes,
  formatCompte,
  formatEntre,
  formatFraction,
  formatNombre,
  formatTaux,
  formatTauxCourt,
  LIBELLE_VERDICT,
} from "#socle/regles/shared/format.ts";
import type { Lecture, LigneEffort, Projection } from "./effort.ts";
import type { Terme } from "./juger.ts";

/** The page, the documents and the API print these sentences. */

type Reste = Pick<Projection, "besoin" | "besoinBornes" | "issue" | "verdict" | "contredit">;

/**
 * « Il faut 11 des 90 prochaines, soit 12,2 %. » `m`: expected leases, null when unknown. `lacune`: a past quarter is missing, and nobody typed its
 * leases. A past year has its verdict.
 */
export function phraseBesoin(
  reste: Reste,
  m: number | null,
  { lacune, terme }: { readonly lacune: boolean; readonly terme: Terme },
): string {
  const { besoin, besoinBornes, issue, verdict } = reste;
  if (verdict !== "en-cours") return `${terme.finie}${phraseFin(reste)}`;
  if (besoin === null) return lacune ? BESOIN_INCONNU : "Rien ne dit combien de baux attendre : indiquez-en le nombre.";
  if (lacune) return "Plus rien à faire : ce qui est publié suffit.";
  const range = boundsOf(besoinBornes);
  if (issue === "acquis" || besoin === 0)
    return `Plus rien à faire si ${expected(m)} d’ici au ${terme.echeance}.${range}`;
  if (m === null) return `Il en faut encore ${formatNombre(besoin)}.${range}`;
  if (besoin > m) {
    const only = m === 0 ? "aucune n’est attendue" : formatCompte(m, "seule est attendue", "seulement sont attendues");
    return `Il en faudrait ${formatNombre(besoin)}, et ${only}.${range}`;
  }
  return `Il faut ${formatNombre(besoin)} ${amongNext(m)}, soit ${formatTaux(besoin / m)}.${range}`;
}

/** The missing quarter may have signed some of them: they must not be asked for again. */
const BESOIN_INCONNU =
  "Combien il en faut encore n’est pas connu : un trimestre passé n’est pas entièrement publié. Indiquez combien de baux ne sont pas encore comptés, les siens compris.";

function phraseFin({ besoin, besoinBornes, verdict, contredit }: Reste): string {
  if (verdict === "atteint") return ", l’objectif est atteint.";
  if (verdict === "sans-objet") return " : il n’y a rien à compter.";
  if (contredit) return ", l’objectif est indécidable : une autre extraction de l’année dit le contraire.";
  const range = boundsOf(besoinBornes);
  return verdict === "indecidable"
    ? `, l’objectif est indécidable : ce qui manque n’est pas sûr.${range}`
    : ` : il manque ${formatNombre(besoin ?? 0)}.${range}`;
}

/** « des 90 prochaines », « de la prochaine »; 0 is said explicitly. */
function amongNext(m: number): string {
  if (m === 0) return "alors qu’aucune n’est attendue";
  return m === 1 ? "de la prochaine" : `des ${formatNombre(m)} prochaines`;
}

function expected(m: number | null): string {
  return m === null ? "rien ne change" : `${formatCompte(m, "bail est signé", "baux sont signés")}`;
}

function boundsOf(bornes: Projection["besoinBornes"]): string {
  return bornes && bornes[0] !== bornes[1]
    ? ` Entre ${formatNombre(bornes[0])} et ${formatNombre(bornes[1])} selon ce qui est inconnu.`
    : "";
}

/** Certainty is only stated when no unknown can change it. A past year has no chances. */
export function phraseProbabilite({
  issue,
  verdict,
  probabilite,
  probabiliteBornes,
}: Pick<Projection, "issue" | "verdict" | "probabilite" | "probabiliteBornes">): string {
  if (verdict === "indecidable" || verdict === "sans-objet") return LIBELLE_VERDICT[verdict].toLowerCase();
  if (issue === "acquis") return "acquis";
  if (issue === "impossible") return "hors d’atteinte";
  if (probabilite === null) return "inconnue";
  const main = sayChance(probabilite);
  if (!probabiliteBornes) return main;
  const [low, high] = [sayChance(probabiliteBornes[0]), sayChance(probabiliteBornes[1])];
  return low === high ? main : `${main} (de « ${low} » à « ${high} » selon ce qui est inconnu)`;
}

/** « environ 9 chances sur 10 »; in hundredths at both ends, and never 0 or 1. */
export function sayChance(p: number): string {
  if (p < 0.01) return "moins d’1 chance sur 100";
  if (p > 0.99) return "plus de 99 chances sur 100";
  if (p < 0.095 || p > 0.905) {
    const cent = Math.min(99, Math.max(1, Math.round(p * 100)));
    return `environ ${cent} ${cent === 1 ? "chance" : "chances"} sur 100`;
  }
  const dix = Math.round(p * 10);
  return dix === 5 ? "environ 1 chance sur 2" : `environ ${dix} ${dix === 1 ? "chance" : "chances"} sur 10`;
}

/** `acheve`: the year is over, and all counted. */
type Lu = Omit<Lecture, "phrases"> & { readonly acheve: boolean };

export function phrasesLecture(lu: Lu): Lecture["phrases"] {
  return {
    constat: phraseConstat(lu),
    inconnues: phraseInconnues(lu),
    hasard: phraseHasard(lu),
    trancher: phraseTrancher(lu),
  };
}

function phraseConstat({ realise, assiette, taux, petitEffectif, reference }: Lu): string {
  if (assiette === 0 || taux === null) return "Aucune attribution comptée.";
  const rate = petitEffectif ? "" : `, soit ${formatTaux(taux)}`;
  const against = reference ? ` (${nameReference(reference)} : ${formatTauxCourt(reference.taux)})` : "";
  return `On compte ${formatFraction(realise, assiette)}${rate}${against}.`;
}

function nameReference({ nature }: NonNullable<Lecture["reference"]>): string {
  return nature === "cible" ? "convention" : "plancher légal";
}

function phraseInconnues(lu: Lu): string {
  const said = [sayBornes(lu), lu.contredit == null ? null : `${lu.contredit} ${CONTREDITS}`];
  return said.filter((one) => one !== null).join(" ");
}

const CONTREDITS = "Les deux se contredisent : tant qu’on ne sait pas laquelle est juste, on ne peut pas trancher.";

function sayBornes(lu: Lu): string {
  const { inconnus, bornes, aCeJour, contredit, reference } = lu;
  if (inconnus.total === 0) return sayConnu(lu);
  const many = formatCompte(inconnus.total, "attribution est incertaine", "attributions sont incertaines");
  const causes = inconnus.causes === null ? "" : ` (${sayCauses(inconnus.causes)})`;
  const range = bornes ? ` : le taux est ${bornes[0] === bornes[1] ? "de" : "compris"} ${formatBornes(bornes)}` : "";
  if (reference === null || contredit != null) return `${many}${causes}${range}.`;
  return `${many}${causes}${range}. ${aCeJour == null ? LACUNE : ISSUES[aCeJour](formatTauxCourt(reference.taux))}`;
}

/** Before the end of the year, the count only covers what is published. */
function sayConnu({ aCeJour, assiette, acheve }: Lu): string {
  if (aCeJour === null) return `Rien n’est inconnu de ce qui est compté. ${LACUNE}`;
  if (!acheve) return "Rien n’est inconnu de ce qui est compté.";
  return assiette === 0
    ? "Rien n’est à compter, et rien n’est inconnu."
    : "Rien n’est inconnu : le compte est complet.";
}

const LACUNE = "Un trimestre passé n’est pas entièrement publié : on ne peut pas dire où l’on en est.";

const ISSUES: Readonly<Record<Issue, (taux: string) => string>> = {
  atteint: (taux) => `Dans tous les cas, ${taux} sont atteints à cette date.`,
  "non-atteint": (taux) => `Dans tous les cas, ${taux} ne sont pas atteints à cette date.`,
  indecidable: (taux) => `Selon ce qu’elles sont, ${taux} sont atteints ou non : on ne peut pas trancher.`,
  "sans-objet": () => "Il n’y a rien à juger.",
};

/** 2.5 %: one side of a 95 % interval. */
const RARE = 0.025;

function phraseHasard({ wilson, midP, reference, petitEffectif }: Lu): string {
  if (wilson === null) return "Sans attribution, le hasard ne dit rien.";
  const range = `Le hasard seul peut donner ce compte pour tout taux de fond ${formatBornes(wilson)} (intervalle à 95 %).`;
  const small = petitEffectif ? " Moins de 20 attributions : quelques baux changent tout." : "";
  if (reference === null || midP === null) return range + small;
  const named = formatTauxCourt(reference.taux);
  if (midP < RARE) return `${range} L’écart à ${named} n’est pas l’effet du hasard des petits nombres.${small}`;
  if (midP > 1 - RARE) return `${range} L’avance sur ${named} n’est pas l’effet du hasard des petits nombres.${small}`;
  return `${range} L’écart à ${named} peut n’être que le hasard des petits nombres.${small}`;
}

function phraseTrancher({ aCeJour, contredit, trancher, inconnus }: Lu): string | null {
  // When another extraction says the contrary, locating settles nothing.
  if (aCeJour !== "indecidable" || contredit != null) return null;
  if (trancher === null) return "Rien de ce qui manque ne peut trancher.";
  const { suffit, auMieux } = trancher;
  const enough = `${capitalize(verbTrancher(inconnus.causes))} ${formatCompte(suffit, "attribution")} suffit à trancher`;
  const which =
    suffit < inconnus.total ? `, si elles sont bien choisies parmi les ${formatNombre(inconnus.total)}` : "";
  const best = auMieux < suffit ? ` ; ${formatNombre(auMieux)} ${auMieux > 1 ? "peuvent" : "peut"} suffire` : "";
  return `${enough}${which}${best}.`;
}

/** « Hamaris, 7 (3 à 9) des 32 prochaines », with both ends of the unknown; null when nothing is surely owed, or when the number is unknown. */
export function phraseLigne({ nom, cible, attente }: LigneEffort): string | null {
  if (!cible || cible.besoin === null || isRienDu(cible)) return null;
  const among = attente.total === null ? "" : ` ${amongNext(attente.total)}`;
  const range = isOuvert(cible) ? ` (${formatEntre(cible.besoinBornes)})` : "";
  return `${nom}, ${formatNombre(cible.besoin)}${range}${among}`;
}

export function isOuvert({ besoinBornes }: Projection): boolean {
  return besoinBornes !== null && besoinBornes[0] !== besoinBornes[1];
}

/** Nothing more is needed, whatever the unknown. */
export function isRienDu({ besoin, besoinBornes }: Projection): boolean {
  return besoin === 0 && (besoinBornes?.[1] ?? 0) === 0;
}

/** For two undecided objectives: in how many of the possible placings of the unknown both are met. */
export function phraseJointe({ total, lesDeux }: { readonly total: number; readonly lesDeux: number }): string | null {
  if (lesDeux === 0 || lesDeux === total) return null;
  const ways = `Sur les ${formatNombre(total)} façons dont les attributions non localisées peuvent se répartir`;
  return `${ways}, ${formatCompte(lesDeux, "atteint", "atteignent")} à la fois les deux planchers, hors QPV et en QPV.`;
}
