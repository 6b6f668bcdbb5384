import type { RoleHabilite } from "./role.ts";

/** A habilitation in force on the day it is read: who one is, for whom, where. */
export type HabilitationActive = {
  readonly id: number;
  readonly role: RoleHabilite;
  /** null: the whole platform (administrateur only). */
  readonly epci: string | null;
  readonly organisation: number;
  /** Of the organisation: what ties it to the rows of files, which know bailleurs by SIREN. */
  readonly siren: string | null;
  /** SIREN of the bailleurs that the organisation has taken over whole, on that day: what was theirs is read as its own. Absent: none. */
  readonly predecesseurs?: readonly string[] | undefined;
  readonly nomOrganisation: string;
  /** INSEE codes; empty: the whole EPCI. */
  readonly communes: readonly string[];
  /** « consultant sensible »: may open sensitive data, with a reason each time. */
  readonly sensible: boolean;
};

/**
 * Who acts. There is no default: a query function cannot be reached without one. `motif` is the purpose typed when a file is opened.
 */
export type Acteur = {
  /** What traces are signed with. */
  readonly nom: string;
  /** The account, or null: nobody has said who they are, or the operator acts from the machine itself. */
  readonly compte: number | null;
  /** The demandeur whose account it is, or who gave a mandate to it. */
  readonly demandeurs: readonly { readonly id: string; readonly lien: "titulaire" | "mandat" }[];
  readonly habilitations: readonly HabilitationActive[];
  readonly motif: string | null;
};

/** Whoever has not said who they are. */
export const PUBLIC: Acteur = { nom: "public", compte: null, demandeurs: [], habilitations: [], motif: null };

/**
 * Whoever runs Blaise's commands on the machine: they hold the data folder, hence all that is in it. They act as an officer of each EPCI,
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
