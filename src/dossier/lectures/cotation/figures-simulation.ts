import { EFFECTIF_FAIBLE, SANS_OBJET } from "#observatoire/lectures/cellule.ts";
import type { CelluleFigure, ColonneFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatCompte, formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import { definitionOf } from "../../regles/cotation/fait.ts";
import { LIBELLE_NATURE_GRILLE } from "../../regles/cotation/grille.ts";
import { formatPoints } from "../../regles/cotation/mots.ts";
import { SIMILAIRES_MIN } from "../../regles/cotation/rang.ts";
import type { GroupeSimule } from "../../regles/cotation/simuler.ts";
import type { SimulationLue } from "./simuler-grille.ts";

/** `masquer`: hides counts under eleven from readers without a right to the rows. */
export function figuresSimulation(lue: SimulationLue, masquer: boolean): readonly Figure[] {
  return [figureDistribution(lue, masquer), figureMouvements(lue, masquer), figureInconnus(lue, masquer)];
}

const compte = (nombre: number, masquer: boolean): CelluleFigure =>
  masquer && nombre > 0 && nombre < SIMILAIRES_MIN ? EFFECTIF_FAIBLE : { valeur: nombre };

function methodeOf({ version, reference, stock, jour, sansNature }: SimulationLue): Figure["methode"] {
  const contre = reference
    ? `la version ${reference.numero}, en vigueur`
    : "l’ordre d’ancienneté, faute de version en vigueur";
  return {
    definition: [
      `Chaque demande en attente au ${formatJour(jour)} est évaluée avec la version ${version.numero} (${LIBELLE_NATURE_GRILLE[version.nature].toLowerCase()}), et comparée avec ${contre}.`,
      "Une réponse inconnue ne donne pas de point : elle laisse une borne haute et une borne basse. À égalité, la demande la plus ancienne passe devant.",
    ],
    source: `SNE, demandes en attente, ${stock.periode} (${stock.fichier}, lot ${stock.lot})`,
    reference: "CCH, art. L. 441-2-8 ; décret n° 2019-1378 du 17 décembre 2019",
    confiance: "R",
    reserves: [
      "Une simulation ne décide de rien : les points aident la commission d’attribution, ils ne rejettent aucune demande.",
      "Le stock national ne dit pas tout ce qu’un dossier dit (loyer, surface, enfants) : ces critères restent inconnus ici.",
      ...(sansNature > 0
        ? [
            `${formatCompte(sansNature, "demande")} sans mode de logement connu : ni accès ni mutation, hors de la simulation.`,
          ]
        : []),
    ],
  };
}

function nombre(code: string, libelle: string, definition: string): ColonneFigure {
  return { code, libelle, genre: "nombre", definition };
}

function points(code: string, libelle: string, definition: string): ColonneFigure {
  return { code, libelle, genre: "decimal", definition };
}

function figureDistribution(lue: SimulationLue, masquer: boolean): Figure {
  const { classes, total } = lue.simulation;
  const compare = lue.reference !== null && classes.some(({ reference }) => reference !== null);
  return {
    code: "cotation-distribution",
    titre: `Répartition des points au ${formatJour(lue.jour)}`,
    lecture:
      total === 0 ? null : `${formatCompte(total, "demande est évaluée", "demandes sont évaluées")} avec ce projet.`,
    maille: "epci",
    lignesDe: "Points",
    colonnes: [
      nombre("demandes", "Demandes, avec ce projet", "Demandes dont les points sont dans la classe."),
      ...(compare
        ? [
            nombre(
              "reference",
              "Demandes, avec la version en vigueur",
              "Les mêmes demandes, avec la version en vigueur.",
            ),
          ]
        : []),
    ],
    lignes: classes.map(({ de, a, nombre: n, reference }) => ({
      cle: String(de),
      libelle: de === a ? formatPoints(de) : `${formatNombre(de)} à ${formatPoints(a)}`,
      cellules: {
        demandes: compte(n, masquer),
        ...(compare && reference !== null ? { reference: compte(reference, masquer) } : {}),
      },
    })),
    methode: methodeOf(lue),
    carte: null,
    graphique: total === 0 ? null : { genre: "barres", colonne: "demandes" },
  };
}

const LIBELLE_GROUPE: Readonly<Record<string, string>> = {
  "quartile:q1": "Premier quartile",
  "quartile:q2-4": "Autres quartiles",
  "quartile:inconnu": "Quartile inconnu",
  "priorite:oui": "Publics prioritaires ou DALO",
  "priorite:non": "Hors publics prioritaires",
  "priorite:inconnu": "Priorité inconnue",
  "ensemble:ensemble": "Toutes les demandes",
};

function figureMouvements(lue: SimulationLue, masquer: boolean): Figure {
  const { groupes } = lue.simulation;
  const contre = lue.reference ? "la version en vigueur" : "l’ordre d’ancienneté";
  return {
    code: "cotation-mouvements",
    titre: "Qui monte, qui descend",
    lecture: lectureOf(groupes, contre),
    maille: "epci",
    lignesDe: "Ménages",
    colonnes: [
      nombre("demandes", "Demandes", "Demandes évaluées."),
      points("quartile_1", "Points, 1er quartile", "Un quart des demandes ont moins, ou autant."),
      points("mediane", "Points, médiane", "Autant de demandes ont plus que moins."),
      points("quartile_3", "Points, 3e quartile", "Trois quarts des demandes ont moins, ou autant."),
      nombre("premier_dixieme", "Dans le premier dixième", "Demandes du premier dixième de l’ordre, avec ce projet."),
      nombre("premier_dixieme_avant", "Avant ce projet", `Demandes du premier dixième avec ${contre}.`),
      nombre("montent", "Montent", `Demandes qui gagnent un dixième ou plus sur ${contre}.`),
      nombre("descendent", "Descendent", `Demandes qui perdent un dixième ou plus sur ${contre}.`),
    ],
    lignes: groupes.map((groupe) => ligneOf(groupe, masquer)),
    methode: methodeOf(lue),
    carte: null,
    graphique: null,
  };
}

function lectureOf(groupes: readonly GroupeSimule[], contre: string): string | null {
  const tous = groupes.find(({ axe }) => axe === "ensemble");
  if (!tous) return null;
  return `Sur ${contre}, ${formatCompte(tous.montent, "demande monte", "demandes montent")} d’un dixième ou plus, et ${formatNombre(tous.descendent)} ${tous.descendent < 2 ? "descend" : "descendent"}.`;
}

function ligneOf({ axe, cle, ...groupe }: GroupeSimule, masquer: boolean): LigneFigure {
  const tu = masquer && groupe.nombre < SIMILAIRES_MIN;
  const mesure = (valeur: number): CelluleFigure =>
    groupe.nombre === 0
      ? SANS_OBJET
      : tu
        ? EFFECTIF_FAIBLE
        : { valeur: Math.round(valeur * 10) / 10, sur: groupe.nombre };
  return {
    cle: `${axe}:${cle}`,
    libelle: LIBELLE_GROUPE[`${axe}:${cle}`] ?? cle,
    cellules: {
      demandes: compte(groupe.nombre, masquer),
      quartile_1: mesure(groupe.quartile1),
      mediane: mesure(groupe.mediane),
      quartile_3: mesure(groupe.quartile3),
      premier_dixieme: compte(groupe.premierDixieme, masquer),
      premier_dixieme_avant: compte(groupe.premierDixiemeReference, masquer),
      montent: compte(groupe.montent, masquer),
      descendent: compte(groupe.descendent, masquer),
    },
    ...(axe === "ensemble" ? { total: true as const } : {}),
  };
}

function figureInconnus(lue: SimulationLue, masquer: boolean): Figure {
  const { nombre: n, largeurMax, largeurMoyenne, parFait } = lue.simulation.incertaines;
  const moyenne = formatPoints(Math.round(largeurMoyenne * 10) / 10);
  const { total } = lue.simulation;
  const su = `Les réponses manquantes peuvent changer les points de ${formatCompte(n, "demande")} sur ${formatNombre(total)} : de ${moyenne} en moyenne, de ${formatPoints(largeurMax)} au plus.`;
  return {
    code: "cotation-inconnus",
    titre: "Ce que l’on ne sait pas",
    lecture: n === 0 ? "Aucune réponse manquante ne changerait les points." : masquer && n < SIMILAIRES_MIN ? null : su,
    maille: "epci",
    lignesDe: "Réponse inconnue",
    colonnes: [
      nombre("demandes", "Demandes", "Demandes dont cette réponse manque et changerait peut-être les points."),
    ],
    lignes: parFait.map(({ fait, nombre: manquent }) => ({
      cle: fait,
      libelle: definitionOf(fait).libelle,
      cellules: { demandes: compte(manquent, masquer) },
    })),
    methode: methodeOf(lue),
    carte: null,
    graphique: null,
  };
}
