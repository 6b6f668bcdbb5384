import { paragraphe } from "#socle/documents/blocs.ts";
import { cadreTerritoire } from "#socle/documents/demonstration.ts";
import type { Bloc, DocumentMisEnPage, SectionDocument } from "#socle/documents/document.ts";
import { tableauOf } from "#socle/documents/table.ts";
import { tableauTextes } from "#socle/documents/tableau-textes.ts";
import { formatHoraire } from "#socle/regles/gouvernance/convocation.ts";
import { LIBELLE_ETAT_POINT, LIBELLE_NATURE_POINT } from "#socle/regles/gouvernance/reunion.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { PRESENCES } from "../images/reunion-table.ts";
import type { ReleveFige } from "../lectures/ports.ts";
import type { ContenuReleve, PointReleve } from "../lectures/releve.ts";
import { nameDecision, PHRASE_AVIS, sayEcheance } from "../regles/releve-mots.ts";

/** Minutes as frozen; `fige` null: a working edition of a meeting not closed. Same object as the page. */
export function composeReleveDocument(
  contenu: ContenuReleve,
  fige: Pick<ReleveFige, "empreinte" | "figeLe"> | null,
): DocumentMisEnPage {
  const { nom, territoire, numero, titre, points } = contenu;
  const name = `Relevé ${numero}`;
  return {
    titre: `${name} : ${titre}`,
    ...cadreTerritoire(name, contenu),
    pied: fige ? `${name}, figé le ${formatJour(fige.figeLe)}` : `${name}, projet`,
    couverture: [
      { terme: "Territoire", valeur: `${nom} (SIREN ${territoire})` },
      { terme: "Instance", valeur: contenu.instance },
      { terme: "Date", valeur: `${formatJour(contenu.jour)}, ${formatHoraire(contenu)}` },
      { terme: "Lieu", valeur: contenu.lieu ?? "non écrit" },
      { terme: "État", valeur: fige ? `figé le ${formatJour(fige.figeLe)}` : "projet, réunion non close" },
      ...(fige ? [{ terme: "Empreinte", valeur: fige.empreinte }] : []),
    ],
    sections: [
      { titre: "Présences et quorum", blocs: presencesOf(contenu) },
      ...points.map((point) => sectionOf(point, contenu.avis)),
      { titre: contenu.avis ? "Avis rendus" : "Décisions prises", blocs: decisionsOf(contenu) },
    ],
    date: fige?.figeLe ?? null,
  };
}

function presencesOf({ presences, quorum, avis }: ContenuReleve): readonly Bloc[] {
  return [
    paragraphe(quorum.phrase),
    ...(avis ? [{ kind: "alerte" as const, titre: "Avis", texte: PHRASE_AVIS }] : []),
    tableauOf(PRESENCES, presences),
  ];
}

function sectionOf(point: PointReleve, avis: boolean): SectionDocument {
  const { rang, titre, nature, etat, constat, chemin, notes, decisions } = point;
  return {
    titre: `${rang}. ${titre}`,
    blocs: [
      {
        kind: "definitions",
        definitions: [
          { terme: "Nature", valeur: LIBELLE_NATURE_POINT[nature] },
          { terme: "État", valeur: LIBELLE_ETAT_POINT[etat] },
          ...(chemin ? [{ terme: "Ce qui le montre", valeur: chemin }] : []),
        ],
      },
      ...(constat ? [paragraphe(constat)] : []),
      ...(notes ? [{ kind: "commentaire" as const, paragraphes: notes.split(/\n+/) }] : []),
      ...decisions.map(({ numero, texte, responsable, echeance, suite }) =>
        paragraphe(
          `${nameDecision(avis)} ${numero} : ${texte} ${responsable}, ${sayEcheance(echeance)}.${suite ? ` ${suite}.` : ""}`,
        ),
      ),
    ],
  };
}

function decisionsOf({ points, avis }: ContenuReleve): readonly Bloc[] {
  const decisions = points.flatMap((point) => point.decisions);
  if (decisions.length === 0) return [paragraphe("Aucune décision n’est prise.")];
  return [
    tableauTextes(
      avis ? "Avis" : "Décisions",
      [
        ["Numéro", 1.5],
        ["Texte", 4],
        ["Qui la porte", 2],
        ["Échéance", 1.6],
      ],
      decisions.map(({ numero, texte, responsable, echeance }) => [
        numero,
        texte,
        responsable,
        echeance === null ? "sans" : formatJour(echeance),
      ]),
    ),
  ];
}
