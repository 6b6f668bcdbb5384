import {
  capitalize,
  formatBornes,
  formatCompte,
  formatNombre,
  formatTaux,
  formatTauxCourt,
} from "#socle/regles/shared/format.ts";
import type { ParametresRegle } from "../../regles/regle.ts";
import type { JugementPart } from "../../regles/regle-part.ts";

/** French words of each rule: what it counts and what is missing. */

type Mots = {
  readonly part: readonly [singulier: string, pluriel: string];
  readonly total: readonly [singulier: string, pluriel: string];
  /** What must be added to meet the rule: « PLAI ». */
  readonly manque: readonly [singulier: string, pluriel: string];
};

const SOCIAL = ["logement social", "logements sociaux"] as const;
const PLAI = ["PLAI", "PLAI"] as const;

function motsOf(genre: ParametresRegle["genre"]): Mots {
  switch (genre) {
    case "reconstitution-part":
      return {
        part: ["logement reconstitué", "logements reconstitués"],
        total: ["logement démoli", "logements démolis"],
        manque: ["logement à reconstituer", "logements à reconstituer"],
      };
    case "reconstitution-plai":
      return { part: PLAI, total: ["logement reconstitué", "logements reconstitués"], manque: PLAI };
    case "neuf-hors-qpv-plai":
      return {
        part: PLAI,
        total: ["logement neuf hors quartier prioritaire", "logements neufs hors quartier prioritaire"],
        manque: PLAI,
      };
    case "neuf-hors-qpv-baux":
      return {
        part: ["bail au premier quartile ou à un ménage relogé", "baux au premier quartile ou à des ménages relogés"],
        total: ["premier bail connu", "premiers baux connus"],
        manque: ["bail", "baux"],
      };
    case "reconstitution-habitants":
      return {
        part: ["bail à un habitant de quartier prioritaire", "baux à des habitants de quartier prioritaire"],
        total: ["premier bail connu", "premiers baux connus"],
        manque: ["bail", "baux"],
      };
    case "production-annuelle":
      return { part: SOCIAL, total: ["logement attendu", "logements attendus"], manque: SOCIAL };
    case "part-residences-principales":
    case "taux-communes":
      return { part: SOCIAL, total: ["résidence principale", "résidences principales"], manque: SOCIAL };
  }
}

/** « de 30 % à 50 % », « au moins 60 % », « au plus 43,5 % ». */
function saySeuils(min: number | null, max: number | null): string {
  if (min !== null && max !== null) return `de ${formatTauxCourt(min)} à ${formatTauxCourt(max)}`;
  if (min !== null) return `au moins ${formatTauxCourt(min)}`;
  return max === null ? "sans proportion" : `au plus ${formatTauxCourt(max)}`;
}

/** Requirement of the rule, in a few words. */
export function saySeuil(parametres: ParametresRegle): string {
  switch (parametres.genre) {
    case "reconstitution-part":
      return saySeuils(parametres.min, parametres.max);
    case "reconstitution-plai":
    case "neuf-hors-qpv-plai":
    case "neuf-hors-qpv-baux":
    case "reconstitution-habitants":
      return saySeuils(parametres.min, null);
    case "production-annuelle":
      return `au moins ${formatCompte(parametres.parAn, "logement")} par an, de ${parametres.debut} à ${parametres.fin}`;
    case "part-residences-principales":
      return parametres.sens === "au-moins" ? saySeuils(parametres.cible, null) : saySeuils(null, parametres.cible);
    case "taux-communes":
      return parametres.tranches.map(({ points }) => sayPoints(points)).join(", ");
  }
}

/** « +4 points », « +1 point ». */
export function sayPoints(points: number): string {
  const shown = Math.round(points * 10_000) / 100;
  return `+${formatNombre(shown)}\u00A0${shown < 2 ? "point" : "points"}`;
}

/** Sentences: what was counted, what is missing or in excess, what the unknown values leave open. `seuil` null: the text has no number. */
export function sayPart(
  genre: ParametresRegle["genre"],
  jugement: JugementPart,
  seuil: string | null,
): readonly string[] {
  const { part, total, issue, inconnus } = jugement;
  const mots = motsOf(genre);
  if (issue === "sans-objet") return [`Aucun ${mots.total[0]} dans cette lecture\u00A0: la règle n’a pas d’objet.`];
  const connu = inconnus > 0 ? " de ce qui est connu" : "";
  const taux = total > 0 ? `, soit ${formatTaux(part / total)}${connu}` : "";
  const demande = seuil === null ? "" : `\u00A0; le texte demande ${seuil}`;
  return [
    `${formatCompte(part, ...mots.part)} pour ${formatCompte(total, ...mots.total)}${taux}${demande}.`,
    ...sayManque(genre, jugement),
    ...sayInconnu(jugement),
  ];
}

export function sayManque(
  genre: ParametresRegle["genre"],
  { manque, surplus, inconnus }: JugementPart,
): readonly string[] {
  const mots = motsOf(genre);
  const least = inconnus > 0 ? "au moins " : "";
  if (manque > 0) return [`Il manque ${least}${formatCompte(manque, ...mots.manque)}.`];
  return surplus > 0 ? [`${capitalize(least)}${formatCompte(surplus, ...mots.part)} de trop.`] : [];
}

function sayInconnu({ inconnus, bornes, issue }: JugementPart): readonly string[] {
  if (inconnus === 0 || bornes === null) return [];
  const [low, high] = bornes;
  const range = high === null ? `d’au moins ${formatTaux(low)}, sans limite connue` : formatBornes([low, high]);
  const decide = issue === "indecidable" ? "\u00A0: c’est ce qui empêche de conclure" : "";
  const sujet =
    inconnus < 2
      ? "1\u00A0ligne n’est pas entièrement connue\u00A0; selon ce qu’elle est"
      : `${formatNombre(inconnus)} lignes ne sont pas entièrement connues\u00A0; selon ce qu’elles sont`;
  return [`${sujet}, le taux est ${range}${decide}.`];
}
