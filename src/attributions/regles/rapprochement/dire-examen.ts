import { joursResteAVivre, termesEffort } from "#droit/regles/taux-effort.ts";
import { formatEuros, formatNombre, INCONNU } from "#socle/regles/shared/format.ts";
import { LIBELLE_ACCES_LOGEMENT } from "../logement/logement-suivi.ts";
import type { Contrefactuel, EffortExamen, Examen, MotifExclusion, ResteAVivre } from "./examen.ts";

/** « 23,4 % », « entre 9,7 % et 36,3 % » when the aid is unknown; « inconnu » otherwise. */
export function sayEffort({ taux, bornes }: EffortExamen): string {
  if (bornes) return `entre ${percent(bornes.min)} et ${percent(bornes.max)}`;
  return taux === null ? INCONNU : percent(taux);
}

/** « 24,06 € par jour ». */
export function sayReste({ valeur, bornes }: ResteAVivre): string {
  if (bornes) return `entre ${euros(bornes.min)} et ${euros(bornes.max)} par jour`;
  return valeur === null ? INCONNU : `${euros(valeur)} par jour`;
}

function percent(taux: number): string {
  return `${formatNombre(taux)}\u00A0%`;
}

/** Keeps the cents: the amounts of a day are small. */
function euros(montant: number): string {
  return `${formatNombre(montant)}\u00A0€`;
}

const POUR: Readonly<Record<string, string>> = {
  "action-logement": "réservé aux salariés d’entreprises qui cotisent à Action Logement",
  priorite: "réservé par le préfet aux publics prioritaires",
  profession: "réservé par le préfet aux agents de l’État",
};

/** Why a filter excludes, and by how much. */
export function sayMotif({ filtre, valeur, detail }: MotifExclusion): string {
  switch (filtre) {
    case "typologie":
      return `Le ménage n’a pas demandé de ${detail ?? "logement de ce type"}.`;
    case "secteur":
      return "Le ménage ne souhaite ni cette commune ni ce secteur, et n’accepte pas d’autres communes.";
    case "plafond":
      return valeur === null
        ? `Le dossier place le ménage au-dessus du plafond ${detail ?? ""} (CCH, art. R. 441-1).`
        : `Les ressources dépassent le plafond ${detail ?? ""} de ${formatEuros(valeur)} par an (CCH, art. R. 441-1).`;
    case "effort":
      return `Le logement coûte ${formatEuros(valeur ?? 0)} par mois de trop pour ce taux d’effort.`;
    case "reservation":
      return `Le logement est ${POUR[detail ?? ""] ?? "réservé"}.`;
    default:
      return `Le ménage a besoin d’un logement : ${accesOf(detail)}.`;
  }
}

function accesOf(detail: string | null): string {
  const found = Object.entries(LIBELLE_ACCES_LOGEMENT).find(([code]) => code === detail);
  return (found?.[1] ?? INCONNU).toLowerCase();
}

/** « Serait éligible si… »: one change, and its measure. */
export function sayContrefactuel({ changement, valeur, detail }: Contrefactuel): string {
  switch (changement) {
    case "demander-typologie":
      return `le ménage demandait aussi un ${detail ?? "autre type de logement"}`;
    case "ajouter-commune":
      return "le ménage ajoutait cette commune à ses souhaits, ou acceptait d’autres communes";
    case "ressources-sous-plafond":
      return valeur === null
        ? "les ressources étaient sous le plafond"
        : `les ressources étaient plus basses de ${formatEuros(valeur)} par an`;
    case "loyer-moins-cher":
      return `le loyer était plus bas de ${formatEuros(valeur ?? 0)} par mois`;
    case "beneficier-contingent":
      return "le ménage était de ceux à qui ce contingent est réservé";
    default:
      return "le logement était accessible comme il en a besoin";
  }
}

/** Formula with its numbers: « (400 € + 100 € − 200 €) ÷ 1 500 € »; null: an amount is unknown. */
export function sayFormuleEffort({ loyer, charges, forfait, aide, ressources }: EffortExamen): string | null {
  if (loyer === null || charges === null || ressources === null) return null;
  const plus = forfait > 0 ? ` + ${euros(forfait)} de forfait` : "";
  const moins = aide === null ? " − une aide de 0 € à tout le loyer" : ` − ${euros(aide)} d’aide`;
  return `(${euros(loyer)} de loyer + ${euros(charges)} de charges${plus}${moins}) ÷ ${euros(ressources)} de ressources`;
}

/** Terms of the rate in the law, with the article. */
export function sayTermesEffort(jour: string): string {
  const { valeur, source } = termesEffort(jour);
  return `${valeur.ajoutes.join(" + ")} − ${valeur.retires.join(" − ")}, rapportés aux ressources (${source}).`;
}

export function sayFormuleReste({ uniteConso, chargesDeclarees }: ResteAVivre, jour: string): string {
  const { source } = joursResteAVivre(jour);
  const unites = uniteConso === null ? "unités de consommation inconnues" : `${formatNombre(uniteConso)} UC`;
  const charges = chargesDeclarees > 0 ? `, ${euros(chargesDeclarees)} de charges déclarées` : "";
  return `${source} ; ${unites}${charges}.`;
}

/** « 3 personnes : 1 adulte, 2 enfants ». */
export function sayComposition({ personnes, adultes, enfants }: Examen["composition"]): string {
  if (personnes === null) return INCONNU;
  const total = count(personnes, "personne");
  if (adultes === null || enfants === null) return total;
  return enfants === 0 ? total : `${total} : ${count(adultes, "adulte")}, ${count(enfants, "enfant")}`;
}

function count(nombre: number, mot: string): string {
  return `${nombre}\u00A0${mot}${nombre < 2 ? "" : "s"}`;
}

/** « 20 points », « 20 points, entre 18 et 25 » when answers are missing. */
export function sayPoints(cotation: Examen["cotation"]): string {
  if (cotation === null) return "non cotée";
  const { points, min, max } = cotation;
  const entre = min === max ? "" : `, entre ${formatNombre(min)} et ${formatNombre(max)}`;
  return `${count(points, "point")}${entre}`;
}
