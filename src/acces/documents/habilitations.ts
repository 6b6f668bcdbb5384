import { csvOf } from "#socle/documents/table.ts";
import { renderTableCsv } from "#socle/documents/table-csv.ts";
import { droitsOf } from "#socle/regles/habilitation/matrice.ts";
import { LIBELLE_NIVEAU, LIBELLE_PORTEE, LIBELLE_RESSOURCE, RESSOURCES } from "#socle/regles/habilitation/ressource.ts";
import { LIBELLE_ROLE, ROLES } from "#socle/regles/habilitation/role.ts";
import { LIBELLE_TYPE_ORGANISATION } from "#socle/regles/habilitation/type-organisation.ts";
import type { Colonne } from "#socle/regles/table/table.ts";
import type { Habilitation } from "../lectures/habilitation/ports.ts";
import { etatHabilitation } from "../regles/habilitation/echeances.ts";

/** For the DPO's own register: one line per habilitation, past ones included, in its state of that day. */
export function renderHabilitationsCsv(habilitations: readonly Habilitation[], jour: string): string {
  const colonnes: readonly Colonne<Habilitation>[] = [
    { code: "habilitation", titre: "Habilitation", valeur: ({ id }) => id },
    { code: "etat", titre: "État", valeur: (habilitation) => etatHabilitation(habilitation, jour) },
    ...REGISTRE,
  ];
  return csvOf({ colonnes }, habilitations, "tableur");
}

const REGISTRE: readonly Colonne<Habilitation>[] = [
  { code: "prenom", titre: "Prénom", valeur: ({ compte }) => compte.prenom },
  { code: "nom", titre: "Nom", valeur: ({ compte }) => compte.nom },
  { code: "courriel", titre: "Courriel", valeur: ({ compte }) => compte.courriel },
  { code: "vu_le", titre: "Vu le", valeur: ({ compte }) => compte.vuLe },
  { code: "organisation", titre: "Organisation", valeur: ({ organisation }) => organisation.nom },
  {
    code: "type_organisation",
    titre: "Type",
    valeur: ({ organisation }) => LIBELLE_TYPE_ORGANISATION[organisation.type],
  },
  { code: "siren", titre: "SIREN", valeur: ({ organisation }) => organisation.siren },
  { code: "role", titre: "Rôle", valeur: ({ role }) => LIBELLE_ROLE[role] },
  { code: "communes", titre: "Communes", valeur: ({ communes }) => communes.join(" ") },
  { code: "donnees_sensibles", titre: "Données sensibles", valeur: ({ sensible }) => (sensible ? "oui" : "non") },
  { code: "debut", titre: "Début", valeur: ({ debut }) => debut },
  { code: "fin", titre: "Fin", valeur: ({ fin }) => fin },
  { code: "accordee_le", titre: "Accordée le", valeur: ({ accordeeLe }) => accordeeLe },
  {
    code: "accordee_par",
    titre: "Accordée par",
    valeur: ({ accordeePar, nomAccordeePar }) => (accordeePar === null ? "exploitant" : nomAccordeePar),
  },
  { code: "motif", titre: "Motif", valeur: ({ motif }) => motif },
  { code: "revoquee_le", titre: "Révoquée le", valeur: ({ revoqueeLe }) => revoqueeLe },
];

/** The applied matrix: one line per right and action. */
export function renderMatriceCsv(): string {
  const rows = ROLES.flatMap((role) =>
    RESSOURCES.flatMap((ressource) =>
      droitsOf(role, ressource).flatMap(({ actions, portee, niveau }) =>
        actions.map((action) => [
          role,
          LIBELLE_ROLE[role],
          ressource,
          LIBELLE_RESSOURCE[ressource],
          action,
          portee,
          LIBELLE_PORTEE[portee],
          niveau,
          LIBELLE_NIVEAU[niveau],
        ]),
      ),
    ),
  );
  const header = [
    "role",
    "libelle_role",
    "ressource",
    "libelle_ressource",
    "action",
    "portee",
    "libelle_portee",
    "niveau",
    "libelle_niveau",
  ];
  return renderTableCsv([header, ...rows], "tableur");
}
