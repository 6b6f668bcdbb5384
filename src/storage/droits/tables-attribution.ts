import type { TableDroits } from "./table.ts";

const DOSSIER = {
  organisation: "organisation",
  reservataire: "reservataire",
  seance: "seance",
  guichet: "guichet",
  demandeur: "demandeur",
} as const;

/** A request to a réservataire names no household. */
const DOSSIER_SANS_MENAGE = { organisation: "organisation", reservataire: "reservataire", seance: "seance" } as const;

/** Whose contingent it is: it names candidates or gives the dwelling back, and writes nothing else of the request. */
const SOLLICITE = "(epci || ':' || reservataire) = any (array(select contexte.organisations('{reservataire,etat}')))";

/** From a freed dwelling to its lease. Nothing is deleted: a candidature is withdrawn, a dwelling closed. */
export function tablesOfAttribution(): readonly TableDroits[] {
  const bien = { organisation: "organisation", reservataire: "reservataire", objet: "id" };
  return [
    {
      table: "liberation",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "logement-prive", par: bien }],
        insert: [{ ressource: "logement-prive", par: bien, actions: ["modifier"] }],
        update: [{ ressource: "logement-prive", par: bien }],
      },
    },
    {
      table: "designation",
      niveau: "nominatif",
      ouvertures: {
        select: [{ ressource: "proposition", par: DOSSIER_SANS_MENAGE }],
        insert: [{ ressource: "proposition", par: { organisation: "organisation" } }],
        update: [{ ressource: "proposition", par: { organisation: "organisation" } }],
      },
      aussi: { update: SOLLICITE },
    },
    {
      table: "candidature",
      niveau: "nominatif",
      recusable: "demandeur",
      ouvertures: {
        select: [{ ressource: "proposition", par: DOSSIER }],
        insert: [{ ressource: "proposition", par: DOSSIER }],
        update: [{ ressource: "proposition", par: DOSSIER }],
      },
    },
  ];
}
