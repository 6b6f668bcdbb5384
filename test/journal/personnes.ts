import type pg from "pg";
import { z } from "zod";
import type { Acteur, HabilitationActive } from "#socle/regles/habilitation/acteur.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import type { TypeOrganisation } from "#socle/regles/habilitation/type-organisation.ts";

/** An organisation of the test, by its owner. */
export async function addOrganisation(pool: pg.Pool, type: TypeOrganisation, nom: string): Promise<number> {
  return idOf(pool, "insert into organisation (type, nom) values ($1, $2) returning id", [type, nom]);
}

/** An account and the actor it becomes with these habilitations; they are not written: the row policies read them from the actor. */
export async function addPersonne(
  pool: pg.Pool,
  nom: string,
  habilitations: readonly { readonly role: RoleHabilite; readonly epci: string; readonly organisation: number }[],
): Promise<Acteur & { readonly compte: number }> {
  const compte = await idOf(
    pool,
    "insert into compte (courriel, prenom, nom, courriel_prouve_le) values (lower($1) || '@essai.fr', 'Camille', $1, '2026-01-01') returning id",
    [nom],
  );
  return {
    nom: `Camille ${nom}`,
    compte,
    demandeurs: [],
    habilitations: habilitations.map(
      (given, i): HabilitationActive => ({
        id: i + 1,
        siren: null,
        nomOrganisation: "",
        communes: [],
        sensible: false,
        ...given,
      }),
    ),
    motif: null,
  };
}

/** A household's own account. */
export function demandeurOf(id: string): Acteur {
  return { nom: "demandeur", compte: null, demandeurs: [{ id, lien: "titulaire" }], habilitations: [], motif: null };
}

async function idOf(pool: pg.Pool, text: string, params: readonly unknown[]): Promise<number> {
  const { rows } = await pool.query(text, [...params]);
  return z.tuple([z.object({ id: z.number() })]).parse(rows)[0].id;
}
