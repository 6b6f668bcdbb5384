import type { RoleHabilite } from "./role.ts";

/** A habilitation in force on the day of the read: role, organisation, territory. */
export type HabilitationActive = {
  readonly id: number;
  readonly role: RoleHabilite;
  /** null: the whole platform (administrateur only). */
  readonly epci: string | null;
  readonly organisation: number;
  /** SIREN of the organisation, which ties it to the rows of files, where bailleurs are known by SIREN. */
  readonly siren: string | null;
  /** SIREN of the bailleurs that the organisation had wholly absorbed by that day: their rows are read as its own. Absent: none. */
  readonly predecesseurs?: readonly string[] | undefined;
  readonly nomOrganisation: string;
  /** INSEE codes; empty: the whole EPCI. */
  readonly communes: readonly string[];
  /** « consultant sensible »: may open sensitive data, with a reason each time. */
  readonly sensible: boolean;
};

/** Who acts. There is no default: no query function is reached without an actor. `motif`: the purpose typed when a file is opened. */
export type Acteur = {
  /** The name that signs traces. */
  readonly nom: string;
  /** The account; null: nobody is logged in, or the operator acts from the machine. */
  readonly compte: number | null;
  /** The demandeur who owns the account, or who gave it a mandate. */
  readonly demandeurs: readonly { readonly id: string; readonly lien: "titulaire" | "mandat" }[];
  readonly habilitations: readonly HabilitationActive[];
  readonly motif: string | null;
};

/** A visitor who is not logged in. */
export const PUBLIC: Acteur = { nom: "public", compte: null, demandeurs: [], habilitations: [], motif: null };

/**
 * The operator, who runs Blaise's commands on the machine, holds the data folder and therefore all its content. They act as an officer of each EPCI,
 * under their own name, for no organisation; the journal writes them under the platform.
 */
export function operateur(nom: string, epcis: readonly string[]): Acteur {
  const machine = { id: 0, organisation: 0, siren: null, nomOrganisation: nom, communes: [], sensible: false };
  return {
    nom,
    compte: null,
    demandeurs: [],
    habilitations: [
      { ...machine, role: "administrateur", epci: null },
      ...epcis.map((epci): HabilitationActive => ({ ...machine, role: "agent-epci", epci })),
    ],
    motif: null,
  };
}
