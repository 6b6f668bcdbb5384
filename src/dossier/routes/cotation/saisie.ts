import { listCategories } from "#donnees/regles/public-prioritaire/categorie.ts";
import type { SaisieFormulaire } from "#socle/pages/design/formulaire.tsx";
import { valeurDe } from "#socle/pages/design/formulaire.tsx";
import {
  brut,
  type Champ,
  champ,
  choix,
  coche,
  groupe,
  montantOuVide,
  plusieurs,
  requis,
  texte,
} from "#socle/routes/champs.ts";
import { expressionOf, type LigneCondition, simplesOf } from "../../regles/cotation/conditions-simples.ts";
import { COMPARATEURS, type Condition, type Expression } from "../../regles/cotation/expression.ts";
import { CODES_FAITS, type CodeFait, definitionOf } from "../../regles/cotation/fait.ts";
import { COMBINAISONS, type Critere, type Points, type Rubrique } from "../../regles/cotation/grille.ts";

export const RUBRIQUE_VIERGE: SaisieFormulaire = { combinaison: ["sum"] };
export const CRITERE_VIERGE: SaisieFormulaire = { preuve: ["declare"], lien: ["et"] };

export function saisieOfRubrique({ libelle, combinaison, plafond }: Rubrique): SaisieFormulaire {
  return { libelle: [libelle], combinaison: [combinaison], plafond: plafond === null ? [] : [String(plafond)] };
}

/** An integer with its sign, « −10 » or « -10 »; null: left empty. */
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

/** Facts of the URL or of the form, each once, in the order of the list, four at most. */
export function readFaits(valeurs: readonly string[]): readonly CodeFait[] {
  return CODES_FAITS.filter((code) => valeurs.includes(code)).slice(0, 4);
}

/** Input that shows a rule; `faits` null: the form cannot write its condition. */
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

type ContexteCritere = {
  readonly faits: readonly CodeFait[];
  /** Condition that the form cannot write, kept unchanged. */
  readonly gardee: Expression | null;
  readonly jour: string;
};

export function champsCritere(saisie: SaisieFormulaire, { faits, gardee, jour }: ContexteCritere) {
  return {
    libelle: texte("Libellé"),
    si: gardee ? champ(() => gardee) : siOf(saisie, faits),
    points: pointsOf(saisie),
    preuve: choix("Preuve", ["declare", "justifie"]),
    priorites: plusieurs(listCategories(jour, []).map(({ code }) => code)),
  };
}

function siOf(saisie: SaisieFormulaire, faits: readonly CodeFait[]): Champ<Expression> {
  const lien = faits.length > 1 ? choix("Conditions à remplir", ["et", "ou"]) : champ(() => "et" as const);
  const lignes = Object.fromEntries(faits.map((fait) => [fait, ligneOf(saisie, fait)]));
  return groupe(saisie, { lien, lignes: groupe(saisie, lignes, Object.values<LigneCondition>) }, expressionOf);
}

function ligneOf(saisie: SaisieFormulaire, fait: CodeFait): Champ<LigneCondition> {
  const champs = { sauf: coche(), conditions: conditionsOf(saisie, fait) };
  return groupe(saisie, champs, (lu) => ({ fait, ...lu }), `-${fait}`);
}

function conditionsOf(saisie: SaisieFormulaire, fait: CodeFait): Champ<readonly Condition[]> {
  const { genre, libelle, codes = {} } = definitionOf(fait);
  const suffixe = `-${fait}`;
  if (genre === "oui-non") {
    const champs = { valeur: choix(libelle, ["oui", "non"]) };
    return groupe(saisie, champs, ({ valeur }) => [{ op: "est", fait, valeur: valeur === "oui" }], suffixe);
  }
  if (genre === "code" || genre === "liste") {
    const vide = `${libelle}\u00A0: choisissez au moins une réponse.`;
    const champs = { valeur: plusieurs(Object.keys(codes)).refine(({ length }) => length > 0, vide) };
    return groupe(saisie, champs, ({ valeur }) => [{ op: "parmi", fait, codes: valeur }], suffixe);
  }
  const premiere = comparaisonOf(saisie, fait, "");
  if (valeurDe(saisie, `nombre2-${fait}`).trim() === "") return premiere.transform((seule) => [seule]);
  return groupe(saisie, { premiere, seconde: comparaisonOf(saisie, fait, "2") }, Object.values<Condition>);
}

function comparaisonOf(saisie: SaisieFormulaire, fait: CodeFait, rang: "" | "2"): Champ<Condition> {
  const { genre, libelle } = definitionOf(fait);
  const comparer = choix(libelle, COMPARATEURS);
  const suffixe = `${rang}-${fait}`;
  if (genre === "jour") {
    const nombre = requis(entier(libelle), `${libelle}\u00A0: écrivez un nombre de mois.`);
    return groupe(
      saisie,
      { comparer, nombre },
      ({ comparer: comparateur, nombre: mois }) => ({ op: "mois-depuis", fait, comparateur, mois }),
      suffixe,
    );
  }
  const nombre = requis(montantOuVide(libelle), `${libelle}\u00A0: écrivez un nombre.`);
  return groupe(
    saisie,
    { comparer, nombre },
    ({ comparer: comparateur, nombre }) => ({ op: "compare", fait, comparateur, nombre }),
    suffixe,
  );
}

function pointsOf(saisie: SaisieFormulaire): Champ<Points> {
  const points = requis(entier("Points"), "Points\u00A0: écrivez un nombre entier.");
  if (valeurDe(saisie, "compte").trim() === "") return groupe(saisie, { points }, (lu) => ({ genre: "fixe", ...lu }));
  const plafondPoints = requis(
    entier("Points au plus pour ce critère"),
    "Points au plus pour ce critère\u00A0: écrivez un nombre, sans lui une réponse inconnue n’aurait pas de borne.",
  );
  return groupe(
    saisie,
    { points, compte: choix("Donnés", CODES_FAITS), pas: entier("Tous les"), plafondPoints },
    (lu) => ({
      genre: "par-unite",
      fait: lu.compte,
      pas: lu.pas ?? 1,
      points: lu.points,
      plafond: Math.abs(lu.plafondPoints),
    }),
  );
}
