import type { Action, Niveau, Ressource } from "../../regles/habilitation/ressource.ts";

/** The columns of a table by which a row is somebody's. A scope whose column is absent reaches no row of the table. */
export type Rattachements = {
  /** Expression for the bigint of the organisation that owns the row. */
  readonly organisation?: string;
  /** The same, when files know it by SIREN. */
  readonly siren?: string;
  /** Lots and their lines: the deposit's organisation, through the lot. */
  readonly lot?: string;
  readonly guichet?: string;
  readonly reservataire?: string;
  /** Session before which the row is: open to those convened to it for the territory of the row. */
  readonly seance?: string;
  /** Session of which the row is, its dwellings apart: open to those convened to it, for whatever territory. */
  readonly commission?: string;
  /** Meeting of an instance on whose agenda the row is: it is open to those convened to it (reunion_convoque). */
  readonly reunion?: string;
  /** Key under which the row may be on a session's agenda (ordre_du_jour.objet). */
  readonly objet?: string;
  readonly demandeur?: string;
  /** Operation of which the row is: its officers are entrusted with it (mission_relogement). */
  readonly mission?: string;
  readonly compte?: string;
  /** Array of those whom the wishes concern, « epci:organisation » or « epci:commune »: the row says it itself (nominatif.registre). */
  readonly ouvert?: string;
  /** Commune, « epci:commune », through which the wishes concern somebody: whom it is open to is in nominatif.lieu_ouvert. */
  readonly lieu?: string;
  /** Condition under which the row is published. */
  readonly publie?: string;
};

/** Of a case of attribution: its household, its bailleur, the réservataire, the desk, the session. */
export const CAS_ATTRIBUTION = {
  organisation: "organisation",
  reservataire: "reservataire",
  seance: "seance",
  guichet: "guichet",
  demandeur: "demandeur",
} as const satisfies Rattachements;

/** A right of the matrix that opens rows of the table: several of them add up. */
export type Ouverture = {
  readonly ressource: Ressource;
  readonly par: Rattachements;
  /** Actions of the matrix that open it; by default the one that names the command. */
  readonly actions?: readonly Action[];
};

export type Commande = "select" | "insert" | "update" | "delete";

export type TableDroits = {
  readonly table: string;
  /** Absent: a level that has no name in it is still not given as long as the table's rows say more. */
  readonly niveau: Niveau;
  readonly ouvertures: Readonly<Partial<Record<Commande, readonly Ouverture[]>>>;
  /** SQL conditions that open a command besides the matrix, with the reason in a comment beside them. */
  readonly aussi?: Readonly<Partial<Record<Commande, string>>>;
  /** The row holds sensitive data: « consultant sensible » and a typed reason, except for the person themselves. */
  readonly sensible?: boolean;
  /** Column of the household, against which a declared closeness closes the file whatever the role. */
  readonly recusable?: string;
};
