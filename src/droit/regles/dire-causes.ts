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
};

/** « 21 non localisées et 7 sans ressources connues »; one lease may lack several facts. Empty when nothing is unknown. */
export function sayCauses(inconnus: Inconnus): string {
  return joinFrench(
    CAUSES.filter((cause) => inconnus[cause] > 0).map((cause) => formatCompte(inconnus[cause], ...MOTS[cause])),
  );
}

/** « 24 attributions incertaines : 21 non localisées et 7 sans ressources connues »; null when nothing is unknown. */
export function sayInconnus(inconnus: Inconnus): string | null {
  if (inconnus.total === 0) return null;
  const many = formatCompte(inconnus.total, "attribution incertaine", "attributions incertaines");
  return `${many} : ${sayCauses(inconnus)}`;
}

type Verbe = "localiser" | "départager" | "renseigner";

/** Verb for what would settle the verdict: « localiser » or « départager » when nothing else is missing, else « renseigner ». */
export function verbTrancher(inconnus: Inconnus | null): Verbe {
  if (inconnus === null) return "renseigner";
  const only = (cause: Cause) =>
    inconnus[cause] === inconnus.total && !CAUSES.some((other) => other !== cause && inconnus[other] > 0);
  if (only("situation")) return "localiser";
  return only("doublon") ? "départager" : "renseigner";
}

/** « localiser 3 suffit à trancher ». */
export function sayTrancher(suffit: number, inconnus: Inconnus): string {
  return `${verbTrancher(inconnus)} ${formatNombre(suffit)} suffit à trancher`;
}

/** « 21 attributions incertaines : 21 non localisées. En localiser 3, bien choisies, suffit à trancher ». */
export function sayIndecidable(inconnus: Inconnus, suffit: number): string {
  const chosen = suffit > 1 ? "bien choisies" : "bien choisie";
  return `${sayInconnus(inconnus) ?? "rien n’est inconnu"}. En ${verbTrancher(inconnus)} ${formatNombre(suffit)}, ${chosen}, suffit à trancher`;
}
