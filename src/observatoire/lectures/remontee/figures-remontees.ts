import { referenceOf } from "#engagements/regles/convention/references.ts";
import type {
  CelluleFigure,
  ColonneFigure,
  Figure,
  LigneFigure,
  MethodeFigure,
} from "#socle/lectures/observatoire/figure.ts";
import type { Maille } from "#socle/regles/observatoire/maille.ts";
import { formatCompte, formatJourCourt } from "#socle/regles/shared/format.ts";
import {
  type EtatRemontee,
  LIBELLE_ETAT_REMONTEE,
  LIBELLE_RECURRENCE,
  LIBELLE_TYPE_REMONTEE,
  type Remontee,
} from "../../regles/remontee/remontee.ts";
import { colonne, figureOf } from "../cellule.ts";
import type { CompteRemontees } from "./ports.ts";

export type Noms = { readonly communes: ReadonlyMap<string, string>; readonly bailleurs: ReadonlyMap<string, string> };

const METHODE: MethodeFigure = {
  definition: [
    "Chaque remontée est un fait observé sur un lieu, écrit par une organisation habilitée : une nature dans un vocabulaire fermé, un jour, une gravité, et ce qui en a été fait. Aucune ne décrit une personne.",
    "L’état est celui de la dernière suite datée : signalée, prise en charge, résolue ou sans suite. Sont ouvertes celles qui sont signalées ou prises en charge.",
  ],
  source: "Remontées saisies dans Blaise par les signataires",
  reserves: [
    "Un lieu dont personne n’écrit n’est pas un lieu où tout va bien : le nombre de remontées dépend de qui observe.",
    "Ces nombres ne sont additionnés à aucun indicateur de déséquilibre.",
  ],
};

function methodeRemontees(): MethodeFigure {
  return { ...METHODE, ...referenceOf("remontees") };
}

const texte = (code: string, libelle: string, definition: string): ColonneFigure => ({
  code,
  libelle,
  genre: "texte",
  definition,
});

const COLONNES_LISTE: readonly ColonneFigure[] = [
  texte("observee_le", "Observée le", "Jour de l’observation."),
  texte("nature", "Nature", "Nature du fait, dans le vocabulaire fermé."),
  colonne("statut", "etat", "État", "État après la dernière suite."),
  texte("gravite", "Gravité", "Faible, moyenne ou forte, selon qui signale."),
  texte("recurrence", "Répétition", "Le fait se répète, selon qui signale."),
  texte("commune", "Commune", "Nom de la commune."),
  texte("bailleur", "Bailleur", "Bailleur de la résidence ; sans objet hors résidence."),
  texte("signalee_par", "Signalée par", "Organisation qui signale."),
];

export function buildListe(liste: readonly Remontee[], total: number, noms: Noms): Figure {
  return figureOf({
    code: "remontees",
    titre: "Liste des remontées",
    maille: "epci",
    lignesDe: "Lieu",
    methode: methodeRemontees(),
    lecture: total === 0 ? null : `${formatCompte(total, "remontée")}, la dernière observée d’abord.`,
    colonnes: COLONNES_LISTE,
    lignes: liste.map(
      (remontee): LigneFigure => ({
        cle: String(remontee.id),
        chemin: `observatoire/remontees/${remontee.id}`,
        libelle: remontee.residence?.nom ?? "Hors résidence",
        cellules: {
          observee_le: { valeur: formatJourCourt(remontee.observeeLe) },
          nature: { valeur: LIBELLE_TYPE_REMONTEE[remontee.type] },
          etat: { valeur: LIBELLE_ETAT_REMONTEE[remontee.etat] },
          gravite: { valeur: remontee.gravite },
          recurrence: remontee.recurrente === "inconnu" ? INCONNU : { valeur: LIBELLE_RECURRENCE[remontee.recurrente] },
          commune: { valeur: noms.communes.get(remontee.commune) ?? remontee.commune },
          bailleur: bailleurOf(remontee, noms),
          signalee_par: { valeur: remontee.organisation },
        },
      }),
    ),
  });
}

const INCONNU: CelluleFigure = { valeur: null, manque: "inconnu" };

function bailleurOf({ residence, bailleur }: Remontee, noms: Noms): CelluleFigure {
  if (residence === null) return { valeur: null, manque: "sans-objet" };
  return bailleur === null ? INCONNU : { valeur: noms.bailleurs.get(bailleur) ?? bailleur };
}

const nombre = (code: string, libelle: string, definition: string): ColonneFigure => ({
  code,
  libelle,
  genre: "nombre",
  definition,
});

const COLONNES_COMPTES: readonly ColonneFigure[] = [
  nombre("remontees", "Remontées", "Remontées écrites."),
  nombre("ouvertes", "Ouvertes", "Signalées ou prises en charge."),
  nombre("signalees", "Signalées", "Sans aucune suite."),
  nombre("prises_en_charge", "Prises en charge", "Une suite, pas encore close."),
  nombre("resolues", "Résolues", "Closes : le fait a cessé."),
  nombre("sans_suite", "Sans suite", "Closes : rien ne sera fait, avec le motif."),
];

type LigneComptes = Pick<LigneFigure, "cle" | "libelle" | "chemin" | "point"> & {
  readonly comptes: readonly CompteRemontees[];
};

type Comptes = {
  readonly code: string;
  readonly titre: string;
  readonly maille: Maille;
  readonly lignesDe?: string;
  readonly lignes: readonly LigneComptes[];
  readonly ensemble: { readonly nom: string; readonly comptes: readonly CompteRemontees[] };
  readonly carte: boolean;
};

/** Counts by state for each row, then the whole: reports outside any résidence are only in the whole. */
export function buildComptes({ lignes, ensemble, carte, ...figure }: Comptes): Figure {
  const rows = lignes.map(({ comptes, ...ligne }): LigneFigure => ({ ...ligne, cellules: cellulesOf(comptes) }));
  const total: LigneFigure = {
    cle: "total",
    libelle: ensemble.nom,
    total: true,
    cellules: cellulesOf(ensemble.comptes),
  };
  return {
    ...figure,
    lecture: null,
    colonnes: COLONNES_COMPTES,
    lignes: rows.length === 0 ? [] : [...rows, total],
    methode: methodeRemontees(),
    carte: carte ? { colonne: "ouvertes", genre: "cercles", seuils: null } : null,
    graphique: null,
  };
}

function cellulesOf(comptes: readonly CompteRemontees[]): LigneFigure["cellules"] {
  const of = (...etats: readonly EtatRemontee[]): CelluleFigure => ({
    valeur: comptes.reduce((sum, { etat, nombre: count }) => sum + (etats.includes(etat) ? count : 0), 0),
  });
  return {
    remontees: of("signalee", "prise-en-charge", "resolue", "sans-suite"),
    ouvertes: of("signalee", "prise-en-charge"),
    signalees: of("signalee"),
    prises_en_charge: of("prise-en-charge"),
    resolues: of("resolue"),
    sans_suite: of("sans-suite"),
  };
}
