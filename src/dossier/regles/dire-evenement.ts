import { formatJour } from "#socle/regles/shared/format.ts";
import { type CanalContact, type IssueContact, LIBELLE_CANAL_CONTACT, LIBELLE_ISSUE_CONTACT } from "./contact.ts";
import { type CodeEvenement, EVENEMENTS, type Precisions } from "./evenement.ts";
import { LIBELLE_NATURE_TRANSMISSION, type NatureTransmission } from "./transmission.ts";

/** French sentence of an event; a code unknown to this version is written as is. */
export function direEvenement(code: string, precisions: Precisions): string {
  const [, libelle] = isCode(code) ? EVENEMENTS[code] : [null, code];
  const suite = PRECISIONS.flatMap(([cle, dire]) => {
    const valeur = precisions[cle];
    const dite = valeur === undefined || valeur === null ? null : dire(valeur);
    return dite === null ? [] : [dite];
  });
  return suite.length === 0 ? libelle : `${libelle} (${suite.join(", ")})`;
}

function isCode(code: string): code is CodeEvenement {
  return Object.hasOwn(EVENEMENTS, code);
}

/** Causes, in the words that the household reads. */
const CAUSES: Readonly<Record<string, string>> = {
  erreur: "il avait été saisi par erreur",
  "non-entre": "le logement n’a pas été occupé",
};

type Dire = (valeur: string | number | boolean) => string | null;

/** Precisions shown; the others serve programs that read the trail. */
const PRECISIONS: readonly (readonly [cle: string, dire: Dire])[] = [
  ["canal", (valeur) => LIBELLE_CANAL_CONTACT[String(valeur) as CanalContact]?.toLowerCase() ?? null], // an unknown code finds nothing
  ["issue", (valeur) => LIBELLE_ISSUE_CONTACT[String(valeur) as IssueContact]?.toLowerCase() ?? null], // the same
  ["avant", (valeur) => (isJour(valeur) ? `réponse avant le ${formatJour(valeur)}` : null)],
  ["attestee", (valeur) => (valeur === true ? "identité vérifiée en présence" : null)],
  ["cause", (valeur) => CAUSES[String(valeur)] ?? null],
  [
    "transmission",
    (valeur) => LIBELLE_NATURE_TRANSMISSION[String(valeur) as NatureTransmission]?.toLowerCase() ?? null,
  ], // the same
  ["telephone", (valeur) => (valeur === true ? "réponse donnée par téléphone" : null)],
];

function isJour(valeur: string | number | boolean): valeur is string {
  return typeof valeur === "string" && /^\d{4}-\d{2}-\d{2}$/.test(valeur);
}
