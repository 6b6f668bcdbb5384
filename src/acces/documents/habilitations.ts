import { renderTableCsv } from "#socle/documents/table-csv.ts";
import { droitsOf } from "#socle/regles/habilitation/matrice.ts";
import { LIBELLE_NIVEAU, LIBELLE_PORTEE, LIBELLE_RESSOURCE, RESSOURCES } from "#socle/regles/habilitation/ressource.ts";
import { LIBELLE_ROLE, LIBELLE_TYPE_ORGANISATION, ROLES } from "#socle/regles/habilitation/role.ts";
import type { Habilitation } from "../lectures/habilitation/ports.ts";
import { etatHabilitation } from "../regles/habilitation/echeances.ts";

/** For the DPO's own register: one line a habilitation, past ones too, as it is on the day. */
export function renderHabilitationsCsv(habilitations: readonly Habilitation[], jour: string): string {
  const header = [
    "habilitation",
    "etat",
    "prenom",
    "nom",
    "courriel",
    "vu_le",
    "organisation",
    "type_organisation",
    "siren",
    "role",
    "communes",
    "donnees_sensibles",
    "debut",
    "fin",
    "accordee_le",
    "accordee_par",
    "motif",
    "revoquee_le",
  ];
  const rows = habilitations.map((habilitation) => {
    const { compte, organisation } = habilitation;
    return [
      habilitation.id,
      etatHabilitation(habilitation, jour),
      compte.prenom,
      compte.nom,
      compte.courriel,
      compte.vuLe,
      organisation.nom,
      LIBELLE_TYPE_ORGANISATION[organisation.type],
      organisation.siren,
      LIBELLE_ROLE[habilitation.role],
      habilitation.communes.join(" "),
      habilitation.sensible ? "oui" : "non",
      habilitation.debut,
      habilitation.fin,
      habilitation.accordeeLe,
      habilitation.accordeePar === null ? "exploitant" : habilitation.nomAccordeePar,
      habilitation.motif,
      habilitation.revoqueeLe,
    ];
  });
  return renderTableCsv([header, ...rows], "tableur");
}

/** The matrix as it is applied: one line a right and an action. */
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
