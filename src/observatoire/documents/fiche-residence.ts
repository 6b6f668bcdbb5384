import { sayDetenteur } from "#donnees/regles/bailleur/nom-bailleur.ts";
import { note, paragraphe } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, DocumentMisEnPage, SectionDocument } from "#socle/documents/document.ts";
import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import type { FondFigure } from "#socle/images/fond.ts";
import { celluleOf, formatCellule, manqueOf } from "#socle/images/texte-figure.ts";
import type { Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { formatValeur } from "#socle/regles/table/genre.ts";
import { renderCarteSituation, situerResidence } from "../images/carte-situation.ts";
import type { FicheResidence } from "../lectures/desequilibre/fiche.ts";
import { LIBELLE_MOTIF_EXCLUSION } from "../regles/desequilibre/exclusion.ts";
import { LIBELLE_TYPE_REMONTEE, type Remontee } from "../regles/remontee/remontee.ts";

/** Content of a résidence's page and document. */
export type VueFiche = {
  readonly territoire: { readonly epci: string; readonly nom: string; readonly demonstration: boolean };
  readonly fiche: FicheResidence;
  /** null: closed to this person. */
  readonly remontees: readonly Remontee[] | null;
  readonly fond: FondFigure | null;
  /** ISO day of printing. */
  readonly editeLe: string;
};

export function renderFichePdf(vue: VueFiche): Promise<Uint8Array> {
  return renderDocumentPdf(composeFiche(vue));
}

/** One sheet: sentences first, then the tables reduced to the useful columns, the place, and the method in a line. */
function composeFiche(vue: VueFiche): DocumentMisEnPage {
  const { territoire, fiche, editeLe } = vue;
  const { unite, enquete, millesime } = fiche;
  const { demonstration, nom } = territoire;
  return {
    titre: unite.nom,
    territoire: nom,
    entete: [`Fiche résidence, ${unite.nom}`, nom, ...(demonstration ? ["données de démonstration"] : [])].join(" · "),
    pied: `édition de travail du ${formatJour(editeLe)}`,
    bandeau: demonstration ? BANDEAU_DEMONSTRATION : null,
    couverture: [
      { terme: "Lecture", valeur: fiche.titre },
      { terme: "Adresse", valeur: [unite.adresse, unite.communeNom ?? unite.commune].filter(Boolean).join(", ") },
      {
        terme: "Bailleur",
        valeur: `${unite.bailleurNom === null ? "inconnu" : sayDetenteur(unite)}, ${formatCompte(unite.logements, "logement")}`,
      },
      {
        terme: "Sources",
        valeur: `RPLS ${millesime}, ${enquete === null ? "aucune enquête OPS" : `enquête OPS ${enquete}`}`,
      },
    ],
    sections: [
      ...reponsesOf(fiche),
      ...remonteesOf(vue),
      ...fiche.figures.flatMap((figure) => sectionsOf(figure, vue)),
      ...methodeOf(fiche),
    ],
    date: null,
    dense: true,
  };
}

function reponsesOf({ reponses, exclusion }: FicheResidence): readonly SectionDocument[] {
  if (exclusion) {
    const { motif, depuis, acte } = exclusion.exclusion;
    const texte = `${LIBELLE_MOTIF_EXCLUSION[motif]} : depuis le ${formatJour(depuis)}, ${acte}. Elle ne compte dans aucune référence, et rien n’est dit de son occupation.`;
    return [{ titre: "Exclue de la lecture", blocs: [paragraphe(texte)] }];
  }
  return reponses.map(({ question, phrases }) => ({ titre: question, blocs: phrases.map(paragraphe) }));
}

/** Only what the method judges; the page has everything that the survey counts. */
function sectionsOf(figure: Figure, vue: VueFiche): readonly SectionDocument[] {
  switch (figure.code) {
    case "residence-occupation":
      return said(figure) ? [{ titre: figure.titre, blocs: [tableau(figure, OCCUPATION)], large: true }] : [];
    case "residence-fonctionnement":
      return said(figure) ? [{ titre: figure.titre, blocs: [tableau(figure, FONCTIONNEMENT)] }] : [];
    case "residence-parc":
      return [...situationOf(vue), { titre: figure.titre, blocs: [parcOf(figure)], large: true }];
    default:
      return [];
  }
}

/** False for a table without any rate, which would repeat the first answer on each row. */
function said({ lignes }: Figure): boolean {
  return lignes.some((ligne) => manqueOf(celluleOf(ligne, "taux")) === null);
}

type Colonne = {
  readonly titre: string;
  readonly part: number;
  readonly droite: boolean;
  readonly write: (ligne: LigneFigure) => string;
};

const TAUX: Colonne = { titre: "Taux", part: 1.4, droite: true, write: (ligne) => writeTaux(ligne, "taux") };
const REFERENCE: Colonne = {
  titre: "Reste du territoire",
  part: 1,
  droite: true,
  write: (ligne) => formatCellule(celluleOf(ligne, "reference"), "taux"),
};
const LECTURE: Colonne = { titre: "Lecture", part: 1.7, droite: false, write: writeLecture };

const FONCTIONNEMENT: readonly Colonne[] = [TAUX, REFERENCE, LECTURE];

const OCCUPATION: readonly Colonne[] = [
  TAUX,
  REFERENCE,
  { titre: "Taux rapproché (intervalle à 90 %)", part: 2, droite: true, write: writeAjuste },
  LECTURE,
  { titre: "Entrants", part: 1.4, droite: true, write: (ligne) => writeTaux(ligne, "entrants") },
  {
    titre: "Évolution",
    part: 1.5,
    droite: false,
    write: (ligne) => formatCellule(celluleOf(ligne, "evolution"), "statut"),
  },
];

/** « 42,0 % (sur 45) ». */
function writeTaux(ligne: LigneFigure, code: string): string {
  const cellule = celluleOf(ligne, code);
  const valeur = formatCellule(cellule, "taux");
  return cellule.sur === undefined ? valeur : `${valeur} (sur ${cellule.sur})`;
}

/** « 38,2 % (30,1 % à 45,0 %) ». */
function writeAjuste(ligne: LigneFigure): string {
  const cellule = celluleOf(ligne, "ajuste");
  const valeur = formatCellule(cellule, "taux");
  return cellule.bornes
    ? `${valeur} (${cellule.bornes.map((borne) => formatValeur(borne, "taux")).join(" à ")})`
    : valeur;
}

/** « Écart établi, plus »: an established gap may also be below. */
function writeLecture(ligne: LigneFigure): string {
  const sens = celluleOf(ligne, "sens");
  const classe = formatCellule(celluleOf(ligne, "classe"), "statut");
  return manqueOf(sens) === null ? `${classe}, ${sens.valeur}` : classe;
}

function tableau({ lignes, lignesDe }: Figure, colonnes: readonly Colonne[]): Bloc {
  return {
    kind: "tableau",
    titre: "",
    colonnes: [
      { titre: lignesDe ?? "Indicateur", droite: false, part: colonnes.length > 3 ? 2.8 : 1.8 },
      ...colonnes.map(({ titre, part, droite }) => ({ titre, part, droite })),
    ],
    lignes: lignes.map((ligne) => [ligne.libelle, ...colonnes.map(({ write }) => write(ligne))].map(texteOf)),
    total: null,
    note: null,
  };
}

function texteOf(texte: string): { readonly kind: "texte"; readonly texte: string } {
  return { kind: "texte", texte };
}

/** A single row, named by the sheet's title. */
function parcOf({ lignes, colonnes }: Figure): Bloc {
  return {
    kind: "tableau",
    titre: "",
    colonnes: colonnes.map(({ libelle }) => ({ titre: libelle, droite: true, part: 1 })),
    lignes: lignes.map((ligne) =>
      colonnes.map(({ code, genre }) => texteOf(formatCellule(celluleOf(ligne, code), genre))),
    ),
    total: null,
    note: null,
  };
}

/** Without its legend, for which the sheet has no room. */
function situationOf({ fiche, fond }: VueFiche): readonly SectionDocument[] {
  const carte = renderCarteSituation(situerResidence(fiche), fond);
  if (!carte) return [];
  const { svg, alternative, notes } = carte;
  const image = { svg, titre: "", alternative, note: fiche.unite.point ? null : (notes[0] ?? null) };
  return [{ titre: "Situation", blocs: [{ kind: "image", image }] }];
}

function methodeOf({ methodeBreve }: FicheResidence): readonly SectionDocument[] {
  return [{ titre: "Méthode", blocs: methodeBreve.map(note), large: true }];
}

function remonteesOf({ remontees }: VueFiche): readonly SectionDocument[] {
  if (remontees === null) return [];
  const shown = remontees
    .slice(0, REMONTEES_MAX)
    .map(
      ({ type, observeeLe, organisation }) =>
        `${LIBELLE_TYPE_REMONTEE[type]}, le ${formatJour(observeeLe)}, par ${organisation}`,
    );
  const reste = remontees.length - shown.length;
  const suite = reste > 0 ? [`${formatCompte(reste, "autre")} sur la page de la résidence`] : [];
  const texte =
    shown.length > 0 ? `${[...shown, ...suite].join(" ; ")}.` : "Aucune remontée ouverte sur cette résidence.";
  return [{ titre: "Remontées de terrain en cours", blocs: [paragraphe(texte)] }];
}

/** Most reports that fit the sheet. */
const REMONTEES_MAX = 6;
