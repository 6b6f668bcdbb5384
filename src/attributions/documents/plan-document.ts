import { note, paragraphe } from "#socle/documents/blocs.ts";
import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { Bloc, DocumentMisEnPage, SectionDocument } from "#socle/documents/document.ts";
import { renderDocumentPdf } from "#socle/documents/rendre.ts";
import { tableauOf } from "#socle/documents/table.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { ECARTEES_PLAN, LOGEMENTS_PLAN, OBJECTIFS_PLAN, VARIANTES_PLAN } from "../images/plan-tables.ts";
import type { EcarteeVue, ObjectifVu, VuePlan } from "../lectures/plan/vue.ts";

const MENTION = "Proposition à la commission, jamais une décision";

/** PDF of the frozen proposal, in the words of the page; households by their reference. */
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
    date: entete.figeLe,
  };
}

function sectionsOf(detail: NonNullable<VuePlan["detail"]>): readonly SectionDocument[] {
  return [
    {
      titre: "Objectifs de l’année",
      paysage: true,
      blocs: [tableauOf(OBJECTIFS_PLAN, detail.objectifs), ...manques(detail.objectifs)],
    },
    { titre: "Logement par logement", paysage: true, blocs: [tableauOf(LOGEMENTS_PLAN, detail.lignes)] },
    { titre: "Le même lot, de trois façons", paysage: true, blocs: [tableauOf(VARIANTES_PLAN, detail.comparaison)] },
    { titre: "Demandes écartées", blocs: ecartees(detail.ecartees) },
  ];
}

function manques(lignes: readonly ObjectifVu[]): readonly Bloc[] {
  return lignes.flatMap(({ libelle, manque }) =>
    manque.length === 0 ? [] : [{ kind: "sous-titre" as const, texte: libelle }, ...manque.map(note)],
  );
}

function ecartees(lignes: readonly EcarteeVue[]): readonly Bloc[] {
  if (lignes.length === 0) return [paragraphe("Aucune demande n’est écartée de ce que l’ordre lui aurait donné.")];
  return [tableauOf(ECARTEES_PLAN, lignes)];
}
