import type { Action, Niveau, Ressource } from "../../regles/habilitation/ressource.ts";

/** Columns that tie a row of a table to somebody. A scope whose column is absent reaches no row of the table. */
export type Rattachements = {
  /** SQL expression of the owner's organisation, a bigint. */
  readonly organisation?: string;
  /** The owner's SIREN, for rows of files. */
  readonly siren?: string;
  /** For lots and their rows: the depositing organisation, through the lot. */
  readonly lot?: string;
  readonly guichet?: string;
  readonly reservataire?: string;
  /** Session before which the row is: open to those convened to it for the territory of the row. */
  readonly seance?: string;
  /** Session of which the row is, its dwellings apart: open to those convened to it, for whatever territory. */
  readonly commission?: string;
  /** Meeting of an instance on whose agenda the row is: it is open to those convened to it (reunion_convoque). */
  readonly reunion?: string;
  /** Key of the row on a session's agenda (ordre_du_jour.objet). */
  readonly objet?: string;
  readonly demandeur?: string;
  /** Operation of the row, entrusted to its officers (mission_relogement). */
  readonly mission?: string;
  readonly compte?: string;
  /** Array of those whom the wishes concern, « epci:organisation » or « epci:commune », stored in the row (nominatif.registre). */
  readonly ouvert?: string;
  /** Commune, « epci:commune », by which wishes concern somebody: nominatif.lieu_ouvert lists whom it is open to. */
  readonly lieu?: string;
  /** SQL condition under which the row is published. */
  readonly publie?: string;
};

/** A case of attribution is tied to its household, bailleur, réservataire, desk and session. */
export const CAS_ATTRIBUTION = {
  organisation: "organisation",
  reservataire: "reservataire",
  seance: "seance",
  guichet: "guichet",
  demandeur: "demandeur",
} as const satisfies Rattachements;

/** A right of the matrix that opens rows of the table; several add up. */
export type Ouverture = {
  readonly ressource: Ressource;
  readonly par: Rattachements;
  /** Actions of the matrix that open the rows; by default the one that names the command. */
  readonly actions?: readonly Action[];
};

export type Commande = "select" | "insert" | "update" | "delete";

export type TableDroits = {
  readonly table: string;
  /** Level of the table's rows: a right of a lower level does not open them. */
  readonly niveau: Niveau;
  readonly ouvertures: Readonly<Partial<Record<Commande, readonly Ouverture[]>>>;
  /** SQL conditions that open a command besides the matrix; a comment beside each gives the reason. */
  readonly aussi?: Readonly<Partial<Record<Commande, string>>>;
  /** The rows hold sensitive data: « consultant sensible » and a typed reason are needed, except by the person themselves. */
  readonly sensible?: boolean;
  /** Column of the household: a declared closeness closes its file to the actor, whatever the role. */
  readonly recusable?: string;
};
