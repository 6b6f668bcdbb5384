import {
  type EtapeOperation,
  GENRES_OPERATION,
  type GenreOperation,
  LIBELLE_ETAT_OPERATION,
  LIBELLE_GENRE_OPERATION,
  type Operation,
} from "#donnees/regles/programme/operation.ts";
import { colonne, INCONNUE, nombre, SANS_OBJET, sumLogements } from "#observatoire/lectures/cellule.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { CelluleFigure, Figure, LigneFigure, MethodeFigure } from "#socle/lectures/observatoire/figure.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { daysBetween } from "#socle/regles/shared/calendrier.ts";
import { formatCompte, formatJourCourt } from "#socle/regles/shared/format.ts";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import { ETATS_LECTURE } from "../../regles/regle.ts";
import { figuresBesoins } from "../effet/besoins.ts";
import { computeEffet } from "../effet/compute-effet.ts";
import { figuresLoyersNeufs } from "../effet/loyers-neufs.ts";
import { TOUTES_OPERATIONS } from "../ports.ts";
import type { BarreCalendrier, Calendrier, LigneCalendrier } from "./calendrier.ts";

export type QuestionCalendrier = {
  readonly epci: string;
  readonly genre: GenreOperation | null;
  readonly aujourdhui: string;
  /** With what the programme makes of places, its rents and the needs: each reads the stock. */
  readonly effets: boolean;
};

/** Operations of the programme on the years. Throws `territoire-inconnu`. */
export async function computeCalendrier(base: Base, question: QuestionCalendrier): Promise<Calendrier> {
  const { epci, genre, aujourdhui, effets } = question;
  const [territoire, communes, operations] = await Promise.all([
    base.territoires.find(epci),
    base.territoires.perimetre(epci),
    base.operations.list(epci, { ...TOUTES_OPERATIONS, genre }),
  ]);
  if (!territoire) throw unknownTerritoire(epci);
  const noms = new Map(communes.map(({ commune, nom }) => [commune, nom]));
  const counted = operations.filter(({ etat }) => ETATS_LECTURE.programme.includes(etat));
  const lignes = counted.map((operation) => lineOf(operation, noms, aujourdhui)).toSorted(compareLignes);
  return {
    territoire: epci,
    nom: territoire.nom,
    demonstration: territoire.demonstration,
    aujourdhui,
    genre,
    lignes,
    phrases: sayCalendrier(
      lignes,
      operations.length - counted.length,
      peutPartout(base.acteur, "programme", "lire", epci),
    ),
    figures:
      lignes.length === 0
        ? []
        : [
            figureCalendrier(lignes),
            figureCommunes(counted, noms, territoire.nom),
            ...(effets ? await readEffets(base, { epci, operations: counted }) : []),
          ],
  };
}

async function readEffets(
  base: Base,
  question: { readonly epci: string; readonly operations: readonly Operation[] },
): Promise<readonly Figure[]> {
  const [effets, besoins, loyers] = await Promise.all([
    computeEffet(base, question),
    figuresBesoins(base, question.epci),
    figuresLoyersNeufs(base, question),
  ]);
  return [...effets, ...besoins, ...loyers];
}

function lineOf(operation: Operation, noms: ReadonlyMap<string, string>, aujourdhui: string): LigneCalendrier {
  const { id, nom, genre, etat, commune, bailleur, logements, etapes } = operation;
  const prevu = spanOf(etapes, ({ debutPrevu, finPrevue }) => [debutPrevu, finPrevue]);
  const reel = spanOf(etapes, ({ debutReel, finReelle }) => [debutReel, finReelle]);
  const fini = etat === "terminee";
  return {
    id,
    nom,
    genre,
    etat,
    logements,
    prevu,
    commune: commune === null ? null : (noms.get(commune) ?? commune),
    bailleur: bailleur?.nom ?? null,
    reel: { debut: reel.debut, fin: fini ? reel.fin : null },
    retard: fini ? 0 : daysPast(prevu.fin, aujourdhui),
    barres: etapes.flatMap(barsOf),
  };
}

type Jours = readonly [debut: string | null, fin: string | null];

function spanOf(etapes: readonly EtapeOperation[], pick: (etape: EtapeOperation) => Jours) {
  const all = etapes.map(pick);
  const known = (jours: readonly (string | null)[]) => jours.filter((jour) => jour !== null).toSorted();
  return {
    debut: known(all.map(([debut, fin]) => debut ?? fin))[0] ?? null,
    fin: known(all.map(([debut, fin]) => fin ?? debut)).at(-1) ?? null,
  };
}

function daysPast(fin: string | null, aujourdhui: string): number | null {
  return fin === null ? null : (daysBetween(fin, aujourdhui) ?? 0);
}

/** A phase with a single known day is drawn on that day. */
function barsOf({ phase, debutPrevu, finPrevue, debutReel, finReelle }: EtapeOperation): readonly BarreCalendrier[] {
  const planned = debutPrevu ?? finPrevue;
  const real = debutReel ?? finReelle;
  return [
    ...(planned === null ? [] : [{ phase, reel: false, debut: planned, fin: finPrevue ?? planned }]),
    ...(real === null ? [] : [{ phase, reel: true, debut: real, fin: finReelle }]),
  ];
}

function compareLignes(a: LigneCalendrier, b: LigneCalendrier): number {
  const first = ({ prevu, reel }: LigneCalendrier) => prevu.debut ?? reel.debut ?? "9999";
  return (b.retard ?? 0) - (a.retard ?? 0) || first(a).localeCompare(first(b)) || a.nom.localeCompare(b.nom, "fr");
}

function sayCalendrier(lignes: readonly LigneCalendrier[], autres: number, partout: boolean): readonly string[] {
  const late = lignes.filter(({ retard }) => retard !== null && retard > 0).length;
  const lost = lignes.filter(({ barres }) => barres.length === 0).length;
  return [
    `${formatCompte(lignes.length, "opération")} au programme${late > 0 ? `, dont ${late} dont la dernière date prévue est passée` : ""}.`,
    ...(lost > 0 ? [`${formatCompte(lost, "opération n’a", "opérations n’ont")} aucune date.`] : []),
    ...(autres > 0
      ? [
          `${formatCompte(autres, "autre opération n’est pas", "autres opérations ne sont pas")} au programme (déposées, à compléter, non retenues ou abandonnées).`,
        ]
      : []),
    ...(partout ? [] : ["Votre habilitation n’ouvre qu’une partie des opérations du territoire."]),
  ];
}

const METHODE: MethodeFigure = {
  definition: [
    "Une barre vide est ce qui est prévu, une barre pleine ce qui est fait. Une opération en retard n’est pas terminée et sa dernière date prévue est passée\u00A0: elle est en tête.",
  ],
  source: "Registre des opérations",
  reserves: ["Une date qui n’est pas écrite n’est pas dessinée\u00A0: elle est « inconnue » dans le tableau."],
};

function figureCalendrier(lignes: readonly LigneCalendrier[]): Figure {
  return {
    code: "calendrier",
    titre: "Calendrier des opérations",
    lecture: null,
    maille: "epci",
    lignesDe: "Opération",
    colonnes: [
      colonne("texte", "genre", "Genre", "Genre de l’opération."),
      colonne("texte", "commune", "Commune", "Commune de l’opération."),
      colonne("texte", "etat", "État", "État au registre."),
      colonne("nombre", "logements", "Logements", "Logements de l’opération."),
      colonne("texte", "debut_prevu", "Début prévu", "Premier jour prévu."),
      colonne("texte", "fin_prevue", "Fin prévue", "Dernier jour prévu."),
      colonne("texte", "debut_reel", "Début réel", "Premier jour réel."),
      colonne("texte", "fin_reelle", "Fin réelle", "Dernier jour réel d’une opération terminée."),
      colonne(
        "nombre",
        "retard",
        "Retard (jours)",
        "Jours depuis la dernière date prévue, si l’opération n’est pas terminée.",
      ),
    ],
    lignes: lignes.map(
      (ligne): LigneFigure => ({
        cle: String(ligne.id),
        libelle: ligne.nom,
        chemin: `programme/operations/${ligne.id}`,
        cellules: {
          genre: { valeur: LIBELLE_GENRE_OPERATION[ligne.genre] },
          commune: ligne.commune === null ? INCONNUE : { valeur: ligne.commune },
          etat: { valeur: LIBELLE_ETAT_OPERATION[ligne.etat] },
          logements: ligne.logements === null ? INCONNUE : nombre(ligne.logements),
          debut_prevu: jour(ligne.prevu.debut),
          fin_prevue: jour(ligne.prevu.fin),
          debut_reel: ligne.etat === "prevue" && ligne.reel.debut === null ? SANS_OBJET : jour(ligne.reel.debut),
          fin_reelle: ligne.etat === "terminee" ? jour(ligne.reel.fin) : SANS_OBJET,
          retard: ligne.retard === null ? INCONNUE : nombre(ligne.retard),
        },
      }),
    ),
    methode: METHODE,
    carte: null,
    graphique: null,
  };
}

function jour(iso: string | null): CelluleFigure {
  return iso === null ? INCONNUE : { valeur: formatJourCourt(iso) };
}

/** Counts of the operations by commune, and in all. */
function figureCommunes(
  operations: readonly Operation[],
  noms: ReadonlyMap<string, string>,
  territoire: string,
): Figure {
  const groups = new Map<string, Operation[]>();
  for (const operation of operations) {
    if (operation.commune === null) continue;
    groups.set(operation.commune, [...(groups.get(operation.commune) ?? []), operation]);
  }
  const rows = [...groups]
    .map(([cle, own]): LigneFigure => ({ cle, libelle: noms.get(cle) ?? cle, cellules: countsOf(own) }))
    .toSorted((a, b) => a.libelle.localeCompare(b.libelle, "fr"));
  return {
    code: "operations-par-commune",
    titre: "Opérations au programme, par commune",
    lecture: null,
    maille: "commune",
    colonnes: [
      colonne("nombre", "operations", "Opérations", "Opérations au programme."),
      ...GENRES_OPERATION.map((genre) =>
        colonne(
          "nombre",
          genre,
          LIBELLE_GENRE_OPERATION[genre],
          "Logements des opérations de ce genre dont le nombre est connu.",
        ),
      ),
      colonne("nombre", "inconnues", "Taille inconnue", "Opérations dont le nombre de logements n’est pas connu."),
    ],
    lignes: [...rows, { cle: "total", libelle: territoire, total: true, cellules: countsOf(operations) }],
    methode: METHODE,
    carte: { colonne: "operations", genre: "cercles", seuils: null },
    graphique: null,
  };
}

function countsOf(operations: readonly Operation[]): LigneFigure["cellules"] {
  const of = (genre: GenreOperation) => sumLogements(operations.filter((one) => one.genre === genre));
  return {
    operations: nombre(operations.length),
    ...Object.fromEntries(GENRES_OPERATION.map((genre) => [genre, of(genre)])),
    inconnues: nombre(operations.filter(({ logements }) => logements === null).length),
  };
}
