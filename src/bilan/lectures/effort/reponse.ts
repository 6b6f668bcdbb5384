import type { Etendue } from "#engagements/lectures/effort/etendue.ts";
import {
  formatCompte,
  formatJour,
  formatNombre,
  formatTauxCourt,
  LIBELLE_VERDICT,
} from "#socle/regles/shared/format.ts";
import type { BlocEffort, LigneEffort, Projection } from "./effort.ts";
import { isOuvert, isRienDu, phraseLigne, sayChance } from "./phrases.ts";

type Bloc = Omit<BlocEffort, "reponse">;
/** `acte`: the version's title, empty without one in force. */
type Quand = { readonly annee: number; readonly etendue: Etendue; readonly acte: string };

/** In this order: shall we reach it, who must sign how many, the legal floor, what would decide the unknown. */
export function reponseBloc(bloc: Bloc, quand: Quand): readonly string[] {
  const { ensemble, lignes } = bloc;
  const who = sayWho(lignes, quand);
  if (ensemble === null) return [...lignes.map((ligne) => sayLigne(ligne, quand)), ...(who === null ? [] : [who])];
  return [
    ensemble.cible ? sayWhole(ensemble, ensemble.cible, quand) : sayNone(quand),
    ...(who === null ? [] : [who]),
    ...(ensemble.plancher ? [sayPlancher(ensemble, ensemble.plancher, quand, bloc)] : []),
    sayInconnu(ensemble),
  ];
}

function sayWhole(ligne: LigneEffort, cible: Projection, { annee, etendue }: Quand): string {
  const { acheve } = etendue;
  const vise = targetOf(cible);
  const { constat } = ligne.lecture.phrases;
  if (acheve) return `Objectif ${annee} de la convention, ${vise} : ${result(cible)}. ${constat}`;
  return `Atteindrons-nous ${vise} en ${annee} ? ${chance(cible, ligne, etendue)} ${sayQuand(etendue)}, ${lower(constat)} ${cible.phrase}`;
}

function sayQuand({ dernierMois, compteJusque, arreteAu }: Etendue): string {
  const avances = compteJusque > dernierMois;
  if (dernierMois === 0)
    return avances ? "Sur les seuls baux signés dans Blaise, provisoires" : "Avant le premier bail";
  return `Au ${formatJour(arreteAu)}${avances ? ", avec les baux provisoires signés depuis dans Blaise" : ""}`;
}

function sayNone({ annee, acte }: Quand): string {
  return acte === ""
    ? `Aucune convention n’est en vigueur pour ${annee} : seul le plancher légal est jugé.`
    : `La convention n’écrit pas d’objectif pour ${annee}.`;
}

function targetOf({ objectif }: Projection): string {
  if (objectif.nombre !== null) return formatCompte(objectif.nombre, "attribution");
  return objectif.taux === null ? "l’objectif" : formatTauxCourt(objectif.taux);
}

function chance({ issue, probabilite }: Projection, { attente, lecture }: LigneEffort, { lacune }: Etendue): string {
  if (issue === "acquis") return "Oui, c’est acquis.";
  if (issue === "impossible") return "Non, c’est hors d’atteinte.";
  if (lacune && attente.origine !== "saisie") return "On ne peut pas le dire.";
  if (issue === "inconnue" || probabilite === null) {
    if (attente.total === null) return "On ne peut pas le dire : le nombre de baux attendus est inconnu.";
    return lecture.assiette === 0
      ? "On ne peut pas le dire : aucun bail de l’année n’est encore compté."
      : "On ne peut pas le dire : aucun bail signé dans ces mois les années passées n’assure pas qu’il n’en viendra aucun.";
  }
  return `${upper(sayChance(probabilite))}.`;
}

/** For a past year. */
function result({ verdict, contredit, besoin }: Projection): string {
  if (verdict === "atteint") return "atteint";
  if (verdict === "sans-objet") return LIBELLE_VERDICT[verdict].toLowerCase();
  if (contredit) return "indécidable, une autre extraction de l’année dit le contraire";
  if (verdict === "indecidable") return "indécidable, faute de tout savoir de certaines attributions";
  return besoin === null ? "inconnu" : `non atteint, il manque ${formatNombre(besoin)}`;
}

function sayLigne(ligne: LigneEffort, quand: Quand): string {
  const projection = ligne.cible ?? ligne.plancher;
  const said =
    projection === null
      ? ""
      : quand.etendue.acheve
        ? ` ${upper(result(projection))}.`
        : ` ${projection.phrase} ${chance(projection, ligne, quand.etendue)}`;
  return `${ligne.nom} : ${lower(ligne.lecture.phrases.constat)}${said}`;
}

function sayWho(lignes: readonly LigneEffort[], { annee, etendue: { acheve, lacune } }: Quand): string | null {
  // Leases of a missing quarter must not be asked for again.
  if (acheve || lacune || !lignes.some(({ cible }) => cible !== null)) return null;
  const owing = lignes.flatMap((ligne) => phraseLigne(ligne) ?? []);
  const until = `d’ici au 31 décembre ${annee}`;
  const named = (keep: (cible: Projection) => boolean) =>
    lignes.flatMap(({ nom, cible }) => (cible && keep(cible) ? [nom] : [])).join(", ");
  const inconnus = named(({ besoin }) => besoin === null);
  if (owing.length === 0 && inconnus === "") return `Aucun ne doit plus rien ${until}, au nombre écrit pour chacun.`;
  const done = named(isRienDu);
  return [
    ...(owing.length > 0 ? [`Qui doit signer ${until} : ${owing.join(" ; ")}.`] : []),
    ...(named(isOuvert) === "" ? [] : ["Entre parenthèses : selon ce qui est inconnu."]),
    ...(inconnus === "" ? [] : [`On ne sait pas combien ${until} : ${inconnus}.`]),
    ...(done === "" ? [] : [`Plus rien à faire pour ${done}.`]),
  ].join(" ");
}

function sayPlancher(ligne: LigneEffort, projection: Projection, { etendue }: Quand, { plancher }: Bloc): string {
  const named = `Le plancher légal, ${formatTauxCourt(plancher?.taux ?? 0)}, est une autre question`;
  if (projection.verdict !== "en-cours") return `${named} : ${result(projection)}.`;
  return `${named} : ${lower(projection.phrase)} ${chance(projection, ligne, etendue)}`;
}

/** Effect of the unknown on the day's verdict, and on the chances at the end of the year. */
function sayInconnu({ lecture: { phrases, inconnus }, cible }: LigneEffort): string {
  if (inconnus.total === 0) return phrases.inconnues;
  return [phrases.inconnues, phrases.trancher, sayChances(cible?.probabiliteBornes ?? null)].filter(Boolean).join(" ");
}

function sayChances(bornes: Projection["probabiliteBornes"]): string | null {
  if (bornes === null) return null;
  const [low, high] = [sayChance(bornes[0]), sayChance(bornes[1])];
  return low === high ? null : `Selon elles, les chances de l’objectif vont de « ${low} » à « ${high} ».`;
}

function lower(phrase: string): string {
  return phrase.charAt(0).toLowerCase() + phrase.slice(1);
}

function upper(phrase: string): string {
  return phrase.charAt(0).toUpperCase() + phrase.slice(1);
}
