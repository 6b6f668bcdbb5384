import { note, paragraphe } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, DocumentMisEnPage, SectionDocument } from "#socle/documents/document.ts";
import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import { tableauTextes } from "#socle/documents/tableau-textes.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { EcarteeVue, LigneVue, ObjectifVu, VarianteVue, VuePlan } from "../lectures/plan/vue.ts";

const MENTION = "Proposition à la commission, jamais une décision";

/** The frozen proposal as the commission reads it: the words of the page, and households by their reference. */
export function renderPlanPdf(vue: VuePlan): Promise<Uint8Array> {
  return renderDocumentPdf(composePlan(vue));
}

function composePlan({ territoire, entete, reponse, parametres, reserves, detail }: VuePlan): DocumentMisEnPage {
  const demonstration = territoire.demonstration || entete.synthetique;
  return {
    titre: entete.nom,
    territoire: territoire.nom,
    entete: [MENTION, entete.nom, ...(demonstration ? ["données de démonstration"] : [])].join(" · "),
    pied: MENTION,
    bandeau: demonstration ? BANDEAU_DEMONSTRATION : null,
    couverture: [
      { terme: "Ce document", valeur: MENTION },
      { terme: "Territoire", valeur: `${territoire.nom} (SIREN ${territoire.epci})` },
      { terme: "Bailleur", valeur: entete.bailleur.nom },
      { terme: "Établie le", valeur: formatJour(entete.jour) },
      { terme: "Par", valeur: entete.figePar },
      { terme: "Empreinte", valeur: entete.empreinte },
    ],
    sections: [
      { titre: "Ce que cette proposition donnerait", blocs: reponse.map(paragraphe) },
      ...(detail === null ? [] : sectionsOf(detail)),
      {
        titre: "De quoi cette proposition dépend",
        blocs: [{ kind: "definitions", definitions: parametres }, ...reserves.map(note)],
      },
    ],
    fiches: [],
    date: entete.figeLe,
  };
}

function sectionsOf(detail: NonNullable<VuePlan["detail"]>): readonly SectionDocument[] {
  return [
    {
      titre: "Objectifs de l’année",
      paysage: true,
      blocs: [objectifs(detail.objectifs), ...manques(detail.objectifs)],
    },
    { titre: "Logement par logement", paysage: true, blocs: [logements(detail.lignes)] },
    { titre: "Le même lot, de trois façons", paysage: true, blocs: [comparaison(detail.comparaison)] },
    { titre: "Demandes écartées", blocs: ecartees(detail.ecartees) },
  ];
}

function objectifs(lignes: readonly ObjectifVu[]): Bloc {
  return tableauTextes(
    "Objectifs avant et après la proposition",
    [
      ["Objectif", 3],
      ["Cible", 1],
      ["Avant", 2],
      ["Après", 3],
      ["Verdict", 1.5],
      ["Une attribution comptée de plus coûterait", 2.5],
    ],
    lignes.map(({ libelle, cible, avant, apres, verdict, prix }) => [libelle, cible, avant, apres, verdict, prix]),
  );
}

function manques(lignes: readonly ObjectifVu[]): readonly Bloc[] {
  return lignes.flatMap(({ libelle, manque }) =>
    manque.length === 0 ? [] : [{ kind: "sous-titre" as const, texte: libelle }, ...manque.map(note)],
  );
}

function logements(lignes: readonly LigneVue[]): Bloc {
  return tableauTextes(
    "Ménage proposé et réserves de chaque logement",
    [
      ["Logement", 2.5],
      ["Ménage proposé", 1.5],
      ["Pourquoi", 4],
      ["Réserves", 3.5],
      ["Mieux placées sans logement", 2],
    ],
    lignes.map(({ logement, menage, pourquoi, reserves, passees }) => [
      logement,
      menage ?? "personne",
      pourquoi,
      reserves.length === 0 ? "aucune" : reserves.join(" ; "),
      passees,
    ]),
  );
}

function comparaison(lignes: readonly VarianteVue[]): Bloc {
  return tableauTextes(
    "La proposition, l’ordre d’ancienneté et l’ordre de cotation",
    [
      ["Façon", 2],
      ["Objectifs atteints", 1.5],
      ["Logements proposés", 1.5],
      ["Attente moyenne", 2],
      ["Points moyens", 2],
      ["Priorité non suivie", 1.5],
      ["Demandes écartées", 1.5],
    ],
    lignes.map((un) => [un.nom, un.objectifs, un.logements, un.attente, un.points, un.prioriteNonSuivie, un.ecartees]),
  );
}

function ecartees(lignes: readonly EcarteeVue[]): readonly Bloc[] {
  if (lignes.length === 0) return [paragraphe("Aucune demande n’est écartée de ce que l’ordre lui aurait donné.")];
  return [
    tableauTextes(
      "Demandes écartées, chacune avec sa raison",
      [
        ["Demande", 1.5],
        ["Place", 1.5],
        ["Raison", 5],
      ],
      lignes.map(({ menage, place, raison }) => [menage, place, raison]),
    ),
  ];
}
