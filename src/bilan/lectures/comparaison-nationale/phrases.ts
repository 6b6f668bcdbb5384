import { countInconnus, type PartIncertaine } from "#droit/regles/part.ts";
import { formatCompte, formatJour, formatNombre, joinFrench } from "#socle/regles/shared/format.ts";
import type { Trimestre } from "#socle/regles/shared/periode.ts";
import type { Decomposition, LectureResiduel } from "../../regles/comparaison-nationale/decomposition.ts";
import { formatEcart, formatPoints } from "../../regles/comparaison-nationale/format-ecart.ts";
import type { ComparaisonCote } from "./comparaison.ts";

export type ContexteEcart = {
  readonly publieLe: string | null;
  /** Leases of unknown resources, on both sides and unlocated. */
  readonly sansRessources: number | null;
  /** Days of publication of our lots of the year. */
  readonly extractions: readonly string[];
  /** The bilan's sentence on incomplete quarters; null when the year is whole. */
  readonly enCours: string | null;
  /** Rejected lines of our files: in none of our totals. */
  readonly nonLues: number;
};

/** Unknown facts of our own count on one side. */
export type Ignore = {
  /** The comparable count, without leases that may be counted already. */
  readonly comptes: PartIncertaine;
  /** Leases signed here that the file may hold: in no total. */
  readonly doublons: number;
  /** Lines of our files that were not read, each perhaps a lease of either side. */
  readonly nonLues: number;
  /** Incomplete quarters of the year. */
  readonly manquants: readonly Trimestre[];
  /** Leases outside the first quartile of unknown rehousing. */
  readonly relogesInconnus: number;
  /** The year's table does not give the number of leases without known resources. */
  readonly incomplet: boolean;
};

/** Reasons why two counts of one side differ, with their numbers, and the unexplained rest. */
export function explain(
  objet: ComparaisonCote["objet"],
  decomposition: Decomposition,
  ignore: Ignore,
): Pick<ComparaisonCote, "explications" | "conclusion"> {
  return {
    explications: [
      ...(objet === "hors-qpv" ? [sayReloges(decomposition, ignore)] : []),
      sayNonLocalisees(ignore.comptes),
      ...sayDoublons(ignore),
      ...sayImprime(decomposition),
    ],
    conclusion: conclude(decomposition, ignore),
  };
}

/** Reasons common to both sides; missing quarters first, since they weigh most. */
export function explainExtractions(contexte: ContexteEcart): readonly string[] {
  return [
    ...(contexte.enCours === null ? [] : [contexte.enCours]),
    ...sayNonLues(contexte),
    `${saySansRessources(contexte.sansRessources)} chez nous, hors des deux tests ; le fichier national ne dit pas combien il en écarte.`,
    sayDates(contexte),
    "Périmètre : les communes et les quartiers prioritaires retenus par l’extraction nationale ne sont pas écrits dans son fichier.",
  ];
}

function sayNonLues({ nonLues }: ContexteEcart): readonly string[] {
  if (nonLues === 0) return [];
  const many = formatCompte(nonLues, "ligne rejetée", "lignes rejetées");
  return [
    `${many} de nos fichiers, dans aucun de nos totaux : chacune est peut-être une attribution de plus, d’un côté ou de l’autre.`,
  ];
}

/** null: the year's table does not give it. */
function saySansRessources(nombre: number | null): string {
  return nombre === null
    ? "Un nombre inconnu de baux sont sans ressources connues"
    : formatCompte(nombre, "bail est sans ressources connues", "baux sont sans ressources connues");
}

function sayReloges({ sansReloges }: Decomposition, { relogesInconnus }: Ignore): string {
  const part = -(sansReloges.part ?? 0);
  const base = -(sansReloges.total ?? 0);
  if (relogesInconnus > 0) {
    const connus =
      part === 0
        ? ""
        : `${formatCompte(part, "autre l’est", "autres le sont")} et ne compte${part > 1 ? "nt" : ""} que chez nous. `;
    return `De ${formatCompte(relogesInconnus, "attribution")} hors 1er quartile, rien ne dit si le ménage est relogé, ce que le bilan national ne compte pas. ${connus}Le taux comparé est celui du 1er quartile seul : cela n’y change rien.`;
  }
  if (part === 0)
    return "Aucun ménage relogé hors 1er quartile dans nos fichiers : cette différence de méthode ne joue pas.";
  const more = base > 0 ? `, dont ${formatNombre(base)} sans ressources connues, hors aussi de la base` : "";
  return `${formatCompte(part, "ménage relogé hors 1er quartile compte", "ménages relogés hors 1er quartile comptent")} dans le numérateur légal et pas dans le national, que le SNE ne permet pas de compléter (ANCOLS, 2020)${more} : ${formatPoints(sansReloges.milliemes)}.`;
}

function sayNonLocalisees({ inconnusPart, inconnusAutres }: PartIncertaine): string {
  const total = inconnusPart + inconnusAutres;
  if (total === 0) return "Toutes nos attributions aux ressources connues sont localisées.";
  return `${formatCompte(total, "attribution n’est pas localisée", "attributions ne sont pas localisées")} chez nous (${formatNombre(inconnusPart)} au numérateur, ${formatNombre(inconnusAutres)} à la base seule, si elles sont de ce côté).`;
}

function sayDoublons({ doublons }: Ignore): readonly string[] {
  if (doublons === 0) return [];
  const many = formatCompte(doublons, "bail signé dans Blaise est", "baux signés dans Blaise sont");
  return [`${many} peut-être déjà dans notre fichier : dans aucun de nos totaux tant que personne ne l’a dit.`];
}

function sayDates({ publieLe, extractions }: ContexteEcart): string {
  const national = publieLe ? `publié le ${formatJour(publieLe)}` : "publié à une date que le fichier ne dit pas";
  const [first, last] = [extractions.toSorted()[0], extractions.toSorted().at(-1)];
  const ours =
    first === undefined || last === undefined
      ? "à une date inconnue"
      : formatJour(first) === formatJour(last)
        ? `le ${formatJour(first)}`
        : `du ${formatJour(first)} au ${formatJour(last)}`;
  return `Dates : résultat national ${national} ; nos fichiers publiés ici ${ours}. Une radiation saisie en retard compte dans l’un et pas dans l’autre.`;
}

function sayImprime({ desaccord, tauxCalcule, national }: Decomposition): readonly string[] {
  if (desaccord) {
    return [
      "Le taux imprimé au niveau national n’est pas celui des nombres imprimés à côté : à signaler au ministère.",
    ];
  }
  if (tauxCalcule) return ["Le fichier national ne donne pas de taux : il est calculé sur ses nombres."];
  if (national.milliemes === null) return ["Le fichier national ne donne ni taux ni nombres, ou les masque : inconnu."];
  return national.part === null || national.total === null
    ? ["Le fichier national masque ou ne donne pas tous ses nombres : seul le taux se compare."]
    : [];
}

const CONCLUSIONS: Readonly<Record<LectureResiduel, string>> = {
  identique: "Notre chiffre comparable et le résultat national sont les mêmes.",
  "residuel-possible": "Le reste peut venir de nos attributions non localisées : les localiser le dira.",
  "residuel-autre":
    "Le reste ne peut pas venir de nos seules attributions non localisées : il tient à la localisation, à la date d’extraction ou au périmètre.",
  inconnue: "Le reste est inconnu : il manque un chiffre d’un côté.",
};

const CONCLUSION_INCOMPLETE =
  "Le reste peut venir des baux sans ressources connues, dont notre tableau ne dit pas le nombre.";

function conclude({ residuel, lecture }: Decomposition, ignore: Ignore): string {
  const manque = ignore.manquants.length === 0 ? null : joinFrench(ignore.manquants.map((one) => `T${one}`));
  if (lecture === "inconnue") return CONCLUSIONS[lecture];
  if (ignore.incomplet && lecture !== "identique") return CONCLUSION_INCOMPLETE;
  if (lecture === "identique") {
    return manque === null ? CONCLUSIONS[lecture] : `${CONCLUSIONS[lecture]} Il nous manque pourtant le ${manque}.`;
  }
  const counts =
    residuel.part === null || residuel.total === null
      ? ""
      : ` (${formatEcart(residuel.part)} au numérateur, ${formatEcart(residuel.total)} à la base)`;
  return `Résiduel : ${formatPoints(residuel.milliemes)}${counts}. ${manque === null ? sayReste(lecture, ignore) : `Il nous manque d’abord le ${manque} : le reste ne se lit qu’une fois l’année entière.`}`;
}

function sayReste(lecture: "residuel-possible" | "residuel-autre", { comptes, doublons, nonLues }: Ignore): string {
  if (nonLues > 0) {
    return lecture === "residuel-possible"
      ? "Le reste peut venir des lignes rejetées de nos fichiers : les corriger le dira."
      : "Le reste ne peut venir ni des lignes rejetées de nos fichiers ni de nos seules attributions non localisées : il tient à la localisation, à la date d’extraction ou au périmètre.";
  }
  if (lecture === "residuel-possible" && doublons > 0) {
    return countInconnus(comptes) > 0
      ? "Le reste peut venir de nos attributions incertaines ou des baux peut-être déjà dans notre fichier : les renseigner le dira."
      : "Le reste peut venir des baux peut-être déjà dans notre fichier : les départager le dira.";
  }
  return CONCLUSIONS[lecture];
}
