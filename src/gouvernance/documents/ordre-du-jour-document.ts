import { paragraphe, textes } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, DocumentMisEnPage } from "#socle/documents/document.ts";
import { LIBELLE_COLLEGE, LIBELLE_FONCTION_MEMBRE } from "#socle/regles/gouvernance/instance.ts";
import { LIBELLE_ETAT_REUNION, LIBELLE_NATURE_POINT } from "#socle/regles/gouvernance/reunion.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { ReunionLue } from "../lectures/reunion-lire.ts";

/** The agenda as it goes with the convocation: the same words as the page. `etablieLe`: the ISO instant at which it is written. */
export function composeOrdreDuJour(lue: ReunionLue, etablieLe: string): DocumentMisEnPage {
  const { territoire, reunion, instance, quand, ou, quorum } = lue;
  const titre = `Ordre du jour\u00A0: ${reunion.titre}`;
  return {
    titre,
    territoire: territoire.nom,
    entete: [instance.nom, territoire.nom, ...(territoire.demonstration ? ["données de démonstration"] : [])].join(
      " · ",
    ),
    pied: `Ordre du jour du ${formatJour(reunion.jour)}, écrit le ${formatJour(etablieLe)}`,
    bandeau: territoire.demonstration ? BANDEAU_DEMONSTRATION : null,
    couverture: [
      { terme: "Instance", valeur: instance.nom },
      { terme: "Réunion", valeur: `n° ${reunion.numero}` },
      { terme: "Quand", valeur: quand },
      { terme: "Où", valeur: ou },
      ...(reunion.visio === null ? [] : [{ terme: "Lien", valeur: reunion.visio }]),
      { terme: "Quorum", valeur: quorum },
      { terme: "État", valeur: LIBELLE_ETAT_REUNION[reunion.etat] },
    ],
    sections: [
      { titre: "Points", blocs: pointsOf(lue) },
      { titre: "Pièces jointes", blocs: piecesOf(lue) },
      { titre: "Membres", blocs: membresOf(lue) },
    ],
    fiches: [],
    date: etablieLe,
  };
}

function pointsOf({ points }: ReunionLue): readonly Bloc[] {
  if (points.length === 0) return [{ kind: "note", texte: "Aucun point n’est encore inscrit." }];
  return points.flatMap(({ titre, constat, nature }, rang): readonly Bloc[] => [
    { kind: "sous-titre", texte: `${rang + 1}. ${titre}` },
    ...(constat === null ? [] : [paragraphe(constat)]),
    ...(nature === "libre" ? [] : [{ kind: "note", texte: LIBELLE_NATURE_POINT[nature] } as const]),
  ]);
}

function piecesOf({ pieces }: ReunionLue): readonly Bloc[] {
  if (pieces.length === 0) return [{ kind: "note", texte: "Aucune pièce n’est jointe." }];
  return [
    {
      kind: "tableau",
      titre: "Versions figées, à lire dans Blaise",
      total: null,
      colonnes: [
        { titre: "Document", droite: false, part: 2 },
        { titre: "Empreinte", droite: false, part: 3 },
      ],
      lignes: pieces.map(({ titre, empreinte }) => textes(titre, empreinte)),
      note: null,
    },
  ];
}

function membresOf({ membres }: ReunionLue): readonly Bloc[] {
  if (membres.length === 0) return [{ kind: "note", texte: "Aucun membre n’est écrit." }];
  return [
    {
      kind: "tableau",
      titre: "Membres qui siègent ce jour-là",
      total: null,
      note: null,
      colonnes: [
        { titre: "Membre", droite: false, part: 3 },
        { titre: "Collège", droite: false, part: 2 },
        { titre: "Fonction", droite: false, part: 1.4 },
      ],
      lignes: membres.map(({ nom, college, fonction }) =>
        textes(nom, LIBELLE_COLLEGE[college], LIBELLE_FONCTION_MEMBRE[fonction]),
      ),
    },
  ];
}
