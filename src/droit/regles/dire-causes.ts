import { formatCompte, formatNombre, joinFrench } from "#socle/regles/shared/format.ts";
import { CAUSES, type Cause, type Inconnus } from "./causes.ts";

/** Singular and plural; « attribution » is understood. */
const MOTS: Readonly<Record<Cause, readonly [string, string]>> = {
  situation: ["non localisée", "non localisées"],
  ressources: ["sans ressources connues", "sans ressources connues"],
  relogement: ["dont le relogement n’est pas renseigné", "dont le relogement n’est pas renseigné"],
  doublon: [
    "signée dans Blaise et peut-être déjà dans le fichier",
    "signées dans Blaise et peut-être déjà dans le fichier",
  ],
  rejet: ["dans une ligne rejetée du fichier", "dans des lignes rejetées du fichier"],
};

/** « 21 non localisées et 7 sans ressources connues »; one lease may lack several facts. Empty when nothing is unknown. */
export function sayCauses(inconnus: Inconnus): string {
  return joinFrench(
    CAUSES.flatMap((cause) => {
      const nombre = inconnus[cause] ?? 0;
      return nombre === 0 ? [] : [formatCompte(nombre, ...MOTS[cause])];
    }),
  );
}

/** « 24 attributions incertaines : 21 non localisées et 7 sans ressources connues »; null when nothing is unknown. */
export function sayInconnus(inconnus: Inconnus): string | null {
  if (inconnus.total === 0) return null;
  const many = formatCompte(inconnus.total, "attribution incertaine", "attributions incertaines");
  return `${many} : ${sayCauses(inconnus)}`;
}

type Verbe = "localiser" | "départager" | "corriger" | "renseigner";

/** Verb for what would settle the verdict: « renseigner », unless one thing alone is missing. */
export function verbTrancher(inconnus: Inconnus | null): Verbe {
  if (inconnus === null) return "renseigner";
  const only = (cause: Cause) =>
    inconnus[cause] === inconnus.total && !CAUSES.some((other) => other !== cause && (inconnus[other] ?? 0) > 0);
  if (only("situation")) return "localiser";
  if (only("rejet")) return "corriger";
  return only("doublon") ? "départager" : "renseigner";
}

/** « localiser 3 suffit à trancher ». */
export function sayTrancher(suffit: number, inconnus: Inconnus): string {
  return `${verbTrancher(inconnus)} ${formatNombre(suffit)} suffit à trancher`;
}

/** « 21 attributions incertaines : 21 non localisées. En localiser 3, bien choisies, suffit à trancher ». */
export function sayIndecidable(inconnus: Inconnus, suffit: number): string {
  const verbe = verbTrancher(inconnus);
  const assez = `${formatNombre(suffit)}, ${suffit > 1 ? "bien choisies" : "bien choisie"},`;
  // Nothing is left to choose: only all of them are sure to settle it.
  const trancher = suffit < inconnus.total ? `En ${verbe} ${assez} suffit` : `Les ${verbe} toutes suffit`;
  return `${sayInconnus(inconnus) ?? "rien n’est inconnu"}. ${inconnus.total === 1 ? `La ${verbe} suffit` : trancher} à trancher`;
}
