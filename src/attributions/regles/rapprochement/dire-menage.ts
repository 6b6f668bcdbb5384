import { formatEuros, formatNombre } from "#socle/regles/shared/format.ts";
import type { Examen, VerdictFiltre } from "./examen.ts";

/**
 * « Pourquoi ce logement vous est proposé », in plain words for the household's own page. Says what fits and what does not: a household may
 * be named for a dwelling that is not all it asked for, and must know it before it answers.
 */
export function sayPourquoi(examen: Examen): readonly string[] {
  const of = (filtre: Examen["filtres"][number]["filtre"]): VerdictFiltre | null =>
    examen.filtres.find((one) => one.filtre === filtre)?.verdict ?? null;
  return [
    PHRASES_TYPOLOGIE[of("typologie") ?? "indecidable"],
    PHRASES_LIEU[of("secteur") ?? "indecidable"],
    PHRASES_PLAFOND[of("plafond") ?? "indecidable"],
    sayAnciennete(examen),
    sayCotation(examen),
  ].filter((phrase) => phrase !== null);
}

const PHRASES_TYPOLOGIE = {
  passe: "Il a la taille que vous avez demandée.",
  echoue: "Il n’a pas la taille que vous avez demandée : dites-le si elle ne vous convient pas.",
  indecidable: null,
  "sans-seuil": null,
} as const satisfies Readonly<Record<VerdictFiltre, string | null>>;

const PHRASES_LIEU = {
  passe: "Il est dans un lieu que vous acceptez.",
  echoue: "Il n’est pas dans les lieux que vous avez demandés : dites-le s’il ne vous convient pas.",
  indecidable: null,
  "sans-seuil": null,
} as const satisfies Readonly<Record<VerdictFiltre, string | null>>;

const PHRASES_PLAFOND = {
  passe: "Vos ressources permettent d’habiter ce logement social.",
  echoue: "Vos ressources semblent au-dessus de la limite : l’organisme doit le vérifier avec vous.",
  indecidable: "L’organisme doit encore vérifier vos ressources.",
  "sans-seuil": null,
} as const satisfies Readonly<Record<VerdictFiltre, string | null>>;

function sayAnciennete({ ancienneteLe, jour }: Examen): string | null {
  if (ancienneteLe === null) return null;
  const [an = 0, mois = 1] = ancienneteLe.split("-").map(Number);
  const [anJour = 0, moisJour = 1] = jour.split("-").map(Number);
  const total = (anJour - an) * 12 + (moisJour - mois);
  return total < 1 ? "Votre demande est récente." : `Vous attendez depuis ${formatNombre(total)}\u00A0mois.`;
}

function sayCotation({ cotation }: Examen): string | null {
  if (cotation === null) return null;
  return `Votre demande a ${formatNombre(cotation.points)}\u00A0point${cotation.points < 2 ? "" : "s"}. Les points aident à choisir, ils ne décident pas.`;
}

/** Monthly cost of the dwelling, and what the figure includes; null: an amount is unknown. */
export function sayPoidsLoyer({ effort }: Examen): string | null {
  const { taux, bornes, aide } = effort;
  if (taux !== null) {
    const avec =
      aide === null ? "" : `, avec l’aide au logement que vous avez déclarée (${formatEuros(aide)} par mois)`;
    return `Loyer et charges : environ ${part(taux)} de vos ressources du mois${avec}.`;
  }
  if (bornes === null) return null;
  return `Loyer et charges : entre ${part(bornes.min)} et ${part(bornes.max)} de vos ressources du mois, selon l’aide au logement que vous aurez. Demandez une simulation à votre caisse avant de répondre.`;
}

function part(taux: number): string {
  return `${formatNombre(Math.round(taux))}\u00A0%`;
}
