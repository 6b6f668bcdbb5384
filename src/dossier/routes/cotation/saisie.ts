import { listCategories } from "#donnees/regles/public-prioritaire/categorie.ts";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { valeurDe } from "#socle/pages/design/formulaire.tsx";
import { brut, type Champ, choix, texte } from "#socle/routes/champs.ts";
import type { Lecture } from "#socle/routes/serveur/lecture.ts";
import {
  type ConditionsSimples,
  expressionOf,
  type LigneCondition,
  simplesOf,
} from "../../regles/cotation/conditions-simples.ts";
import { COMPARATEURS, type Condition, type Expression } from "../../regles/cotation/expression.ts";
import { CODES_FAITS, type CodeFait, definitionOf } from "../../regles/cotation/fait.ts";
import { COMBINAISONS, type Critere, type Points, type Rubrique } from "../../regles/cotation/grille.ts";

export const RUBRIQUE_VIERGE: SaisieFormulaire = { combinaison: ["sum"] };
export const CRITERE_VIERGE: SaisieFormulaire = { preuve: ["declare"], lien: ["et"] };

export function saisieOfRubrique({ libelle, combinaison, plafond }: Rubrique): SaisieFormulaire {
  return { libelle: [libelle], combinaison: [combinaison], plafond: plafond === null ? [] : [String(plafond)] };
}

/** A whole number with its sign, « −10 » or « -10 »; null: left empty. */
const entier = (libelle: string): Champ<number | null> =>
  brut()
    .transform((valeur) => valeur.replaceAll(/[\s\u00a0\u202f]/g, "").replace("−", "-"))
    .refine(
      (valeur) => /^(-?\d{1,4})?$/.test(valeur),
      `${libelle}\u00A0: écrivez un nombre entier, par exemple 20 ou -10.`,
    )
    .transform((valeur) => (valeur === "" ? null : Number(valeur)));

export const CHAMPS_RUBRIQUE = {
  libelle: texte("Libellé"),
  combinaison: choix("Quand plusieurs critères sont remplis", COMBINAISONS),
  plafond: entier("Points au plus"),
};

function readEntier(lecture: Lecture, champ: string, libelle: string): number | null {
  return lecture.read(champ, entier(libelle)) ?? null;
}

/** Facts of the address or of the form, each once, in the order of the list. */
export function readFaits(valeurs: readonly string[]): readonly CodeFait[] {
  return CODES_FAITS.filter((code) => valeurs.includes(code)).slice(0, 4);
}

/** What a rule fills its form with; `faits` null: its condition is written otherwise than the form writes. */
export function saisieOfCritere(critere: Critere): {
  readonly saisie: SaisieFormulaire;
  readonly faits: readonly CodeFait[] | null;
} {
  const simples = simplesOf(critere.si);
  const saisie: SaisieFormulaire = {
    libelle: [critere.libelle],
    preuve: [critere.preuve],
    priorites: critere.priorites,
    lien: [simples?.lien ?? "et"],
    ...saisieOfPoints(critere.points),
    ...Object.assign({}, ...(simples?.lignes ?? []).map(saisieOfLigne)),
  };
  return { saisie, faits: simples ? simples.lignes.map(({ fait }) => fait) : null };
}

function saisieOfPoints(points: Points): SaisieFormulaire {
  if (points.genre === "fixe") return { points: [String(points.points)] };
  const { fait, pas, plafond } = points;
  return { points: [String(points.points)], compte: [fait], pas: [String(pas)], plafondPoints: [String(plafond)] };
}

function saisieOfLigne({ fait, sauf, conditions }: LigneCondition): SaisieFormulaire {
  return Object.assign(
    sauf ? { [`sauf-${fait}`]: ["oui"] } : {},
    ...conditions.map((condition, rang) => saisieOfCondition(condition, rang === 0 ? "" : "2")),
  );
}

function saisieOfCondition(condition: Condition, rang: string): SaisieFormulaire {
  const { fait } = condition;
  switch (condition.op) {
    case "est":
      return { [`valeur-${fait}`]: [condition.valeur ? "oui" : "non"] };
    case "parmi":
      return { [`valeur-${fait}`]: condition.codes };
    case "compare":
      return compared(condition, rang, condition.nombre);
    case "mois-depuis":
      return compared(condition, rang, condition.mois);
  }
}

function compared(
  { fait, comparateur }: Extract<Condition, { readonly comparateur: unknown }>,
  rang: string,
  nombre: number,
): SaisieFormulaire {
  return { [`comparer${rang}-${fait}`]: [comparateur], [`nombre${rang}-${fait}`]: [String(nombre).replace(".", ",")] };
}

/** `gardee`: the condition that the form does not write, left as it is. */
export function readCritere(
  lecture: Lecture,
  {
    faits,
    gardee,
    jour,
  }: { readonly faits: readonly CodeFait[]; readonly gardee: Expression | null; readonly jour: string },
): Omit<Critere, "id"> {
  const codes = listCategories(jour, []).map(({ code }) => code);
  return {
    libelle: lecture.text("libelle", "Libellé"),
    si: gardee ?? expressionOf(readConditions(lecture, faits)),
    points: readPoints(lecture),
    preuve: lecture.choice("preuve", "Preuve", ["declare", "justifie"]),
    priorites: lecture.several("priorites", codes),
  };
}

function readConditions(lecture: Lecture, faits: readonly CodeFait[]): ConditionsSimples {
  const lien = faits.length > 1 ? lecture.choice("lien", "Conditions à remplir", ["et", "ou"]) : "et";
  return { lien, lignes: faits.map((fait) => readLigne(lecture, fait)) };
}

function readLigne(lecture: Lecture, fait: CodeFait): LigneCondition {
  const { genre, libelle, codes = {} } = definitionOf(fait);
  const sauf = valeurDe(lecture.saisie, `sauf-${fait}`) === "oui";
  const champ = `valeur-${fait}`;
  if (genre === "oui-non") {
    const valeur = lecture.choice(champ, libelle, ["oui", "non"]) === "oui";
    return { fait, sauf, conditions: [{ op: "est", fait, valeur }] };
  }
  if (genre === "code" || genre === "liste") {
    const chosen = lecture.several(champ, Object.keys(codes));
    if (chosen.length === 0) lecture.fail(champ, `${libelle} : choisissez au moins une réponse.`);
    return { fait, sauf, conditions: [{ op: "parmi", fait, codes: chosen }] };
  }
  const second = valeurDe(lecture.saisie, `nombre2-${fait}`).trim() === "" ? [] : [readComparaison(lecture, fait, "2")];
  return { fait, sauf, conditions: [readComparaison(lecture, fait, ""), ...second] };
}

function readComparaison(lecture: Lecture, fait: CodeFait, rang: "" | "2"): Condition {
  const { genre, libelle } = definitionOf(fait);
  const comparateur = lecture.choice(`comparer${rang}-${fait}`, libelle, COMPARATEURS);
  const champ = `nombre${rang}-${fait}`;
  if (genre === "jour") {
    const mois = readEntier(lecture, champ, libelle);
    if (mois === null) lecture.fail(champ, `${libelle} : écrivez un nombre de mois.`);
    return { op: "mois-depuis", fait, comparateur, mois: mois ?? 0 };
  }
  const nombre = lecture.amount(champ, libelle);
  if (nombre === null && valeurDe(lecture.saisie, champ).trim() === "")
    lecture.fail(champ, `${libelle} : écrivez un nombre.`);
  return { op: "compare", fait, comparateur, nombre: nombre ?? 0 };
}

function readPoints(lecture: Lecture): Points {
  const points = readEntier(lecture, "points", "Points");
  if (points === null && valeurDe(lecture.saisie, "points").trim() === "")
    lecture.fail("points", "Points : écrivez un nombre entier.");
  const fait = lecture.choiceOrNull("compte", "Donnés", CODES_FAITS);
  if (fait === null) return { genre: "fixe", points: points ?? 0 };
  const pas = readEntier(lecture, "pas", "Tous les") ?? 1;
  const plafond = readEntier(lecture, "plafondPoints", "Points au plus pour ce critère");
  if (plafond === null)
    lecture.fail(
      "plafondPoints",
      "Points au plus pour ce critère : écrivez un nombre, sans lui une réponse inconnue n’aurait pas de borne.",
    );
  return { genre: "par-unite", fait, pas, points: points ?? 0, plafond: Math.abs(plafond ?? 0) };
}
