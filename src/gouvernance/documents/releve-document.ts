import { paragraphe, textes } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, DocumentMisEnPage, SectionDocument } from "#socle/documents/document.ts";
import { formatHoraire } from "#socle/regles/gouvernance/convocation.ts";
import { LIBELLE_COLLEGE } from "#socle/regles/gouvernance/instance.ts";
import { LIBELLE_ETAT_POINT, LIBELLE_NATURE_POINT } from "#socle/regles/gouvernance/reunion.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { ReleveFige } from "../lectures/ports.ts";
import type { ContenuReleve, PointReleve, PresenceReleve } from "../lectures/releve.ts";
import { nameDecision, PHRASE_AVIS, sayEcheance, sayPresence } from "../regles/releve-mots.ts";

/** Minutes as they were frozen; `fige` null: a working edition of a meeting that is not closed. The same object as the page. */
export function composeReleveDocument(
  contenu: ContenuReleve,
  fige: Pick<ReleveFige, "empreinte" | "figeLe"> | null,
): DocumentMisEnPage {
  const { nom, territoire, demonstration, numero, titre, points } = contenu;
  const name = `Relevé ${numero}`;
  return {
    titre: `${name} : ${titre}`,
    territoire: nom,
    entete: [name, nom, ...(demonstration ? ["données de démonstration"] : [])].join(" · "),
    pied: fige ? `${name}, figé le ${formatJour(fige.figeLe)}` : `${name}, projet`,
    bandeau: demonstration ? BANDEAU_DEMONSTRATION : null,
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
    fiches: [],
    date: fige?.figeLe ?? null,
  };
}

function presencesOf({ presences, quorum, avis }: ContenuReleve): readonly Bloc[] {
  return [
    paragraphe(quorum.phrase),
    ...(avis ? [{ kind: "alerte" as const, titre: "Avis", texte: PHRASE_AVIS }] : []),
    {
      kind: "tableau",
      titre: "Présences",
      total: null,
      note: null,
      colonnes: [
        { titre: "Membre", droite: false, part: 3 },
        { titre: "Collège", droite: false, part: 2 },
        { titre: "Voix", droite: false, part: 0.8 },
        { titre: "Présence", droite: false, part: 2.4 },
      ],
      lignes: presences.map((presence: PresenceReleve) =>
        textes(presence.nom, LIBELLE_COLLEGE[presence.college], presence.voix ? "oui" : "non", sayPresence(presence)),
      ),
    },
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
    {
      kind: "tableau",
      titre: avis ? "Avis" : "Décisions",
      total: null,
      note: null,
      colonnes: [
        { titre: "Numéro", droite: false, part: 1.5 },
        { titre: "Texte", droite: false, part: 4 },
        { titre: "Qui la porte", droite: false, part: 2 },
        { titre: "Échéance", droite: false, part: 1.6 },
      ],
      lignes: decisions.map(({ numero, texte, responsable, echeance }) =>
        textes(numero, texte, responsable, echeance === null ? "sans" : formatJour(echeance)),
      ),
    },
  ];
}
