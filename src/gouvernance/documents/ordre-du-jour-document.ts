import { paragraphe } from "#socle/documents/blocs.ts";
import { cadreTerritoire } from "#socle/documents/demonstration.ts";
import type { Bloc, DocumentMisEnPage } from "#socle/documents/document.ts";
import { tableauOf } from "#socle/documents/table.ts";
import { LIBELLE_ETAT_REUNION, LIBELLE_NATURE_POINT } from "#socle/regles/gouvernance/reunion.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { COLONNES_PIECE, MEMBRES_CONVOQUES } from "../images/reunion-table.ts";
import type { ReunionLue } from "../lectures/reunion-lire.ts";

/** Agenda attached to the convocation, in the words of the page. `etablieLe`: ISO instant of the writing. */
export function composeOrdreDuJour(lue: ReunionLue, etablieLe: string): DocumentMisEnPage {
  const { territoire, reunion, instance, quand, ou, quorum } = lue;
  const titre = `Ordre du jour\u00A0: ${reunion.titre}`;
  return {
    titre,
    ...cadreTerritoire(instance.nom, territoire),
    pied: `Ordre du jour du ${formatJour(reunion.jour)}, écrit le ${formatJour(etablieLe)}`,
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
    tableauOf({ code: "pieces", titre: "Versions figées, à lire dans Blaise", colonnes: COLONNES_PIECE }, pieces),
  ];
}

function membresOf({ membres }: ReunionLue): readonly Bloc[] {
  if (membres.length === 0) return [{ kind: "note", texte: "Aucun membre n’est écrit." }];
  return [tableauOf(MEMBRES_CONVOQUES, membres)];
}
