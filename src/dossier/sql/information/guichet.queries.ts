import { z } from "zod";
import { calcule, insertId, update } from "#socle/sql/ecrire.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { GuichetEcrit, GuichetNouveau } from "../../lectures/information/ports.ts";
import { ACCESSIBILITES_GUICHET, type FicheGuichet, NIVEAUX_GUICHET } from "../../regles/information/guichet.ts";
import { JOURS_SEMAINE } from "../../regles/information/horaires.ts";

const plage = z.object({ jour: z.enum(JOURS_SEMAINE), debut: z.string(), fin: z.string() });

const guichetRow = z
  .object({
    id: z.number(),
    organisation: z.number().nullable(),
    nom: z.string(),
    niveau: z.enum(NIVEAUX_GUICHET),
    adresse: z.string(),
    commune: z.string(),
    lon: z.number().nullable(),
    lat: z.number().nullable(),
    telephone: z.string().nullable(),
    courriel: z.string().nullable(),
    plages: z.array(plage),
    fermetures: z.array(z.string()),
    accessible: z.enum(ACCESSIBILITES_GUICHET),
    precisions: z.string().nullable(),
    repli: z.boolean(),
    publieLe: z.string().nullable(),
    revision: z.number(),
  })
  .transform(
    ({ lon, lat, plages, fermetures, ...guichet }): GuichetEcrit => ({
      ...guichet,
      point: lon === null || lat === null ? null : [lon, lat],
      horaires: { plages, fermetures },
    }),
  );

const SELECT = `
  select id, organisation, nom, niveau, adresse, commune, lon, lat, telephone, courriel, horaires as plages, fermetures, accessible,
         precisions, repli, publie_le, revision
    from guichet_fiche
   where epci = $1`;

export function list(sql: Sql, epci: string): Promise<GuichetEcrit[]> {
  return rowsOf(sql, guichetRow, `${SELECT} order by nom, id`, [epci]);
}

/** Published cards only, the reader's own drafts excluded. */
export function publies(sql: Sql, epci: string): Promise<GuichetEcrit[]> {
  return rowsOf(sql, guichetRow, `${SELECT} and publie_le is not null order by nom, id`, [epci]);
}

export function find(sql: Sql, epci: string, id: number): Promise<GuichetEcrit | null> {
  return rowOf(sql, guichetRow, `${SELECT} and id = $2`, [epci, id]);
}

function colonnesOf({ nom, niveau, adresse, commune, point, telephone, courriel, horaires, ...more }: FicheGuichet) {
  return {
    nom,
    niveau,
    adresse,
    commune,
    telephone,
    courriel,
    lon: point?.[0] ?? null,
    lat: point?.[1] ?? null,
    horaires: JSON.stringify(horaires.plages),
    fermetures: JSON.stringify(horaires.fermetures),
    accessible: more.accessible,
    precisions: more.precisions,
    repli: more.repli,
  };
}

/** One default desk a territory: the last one marked. */
async function leaveRepli(sql: Sql, epci: string, { repli }: FicheGuichet): Promise<void> {
  if (repli) await sql.query("update guichet_fiche set repli = false where epci = $1 and repli", [epci]);
}

export async function ajouter(sql: Sql, epci: string, guichet: GuichetNouveau): Promise<number> {
  await leaveRepli(sql, epci, guichet);
  const publieLe = guichet.publie ? calcule(() => "now()") : null;
  return insertId(sql, "guichet_fiche", {
    epci,
    organisation: guichet.organisation,
    ...colonnesOf(guichet),
    publieLe,
  });
}

export async function changer(
  sql: Sql,
  { epci, id, revision }: { readonly epci: string; readonly id: number; readonly revision: number },
  guichet: FicheGuichet & { readonly organisation?: number | null },
): Promise<boolean> {
  await leaveRepli(sql, epci, guichet);
  const valeurs = {
    ...colonnesOf(guichet),
    organisation: guichet.organisation,
    revision: revision + 1,
    modifieLe: calcule(() => "now()"),
  };
  return update(sql, "guichet_fiche", valeurs, "epci = $1 and id = $2 and revision = $3", [epci, id, revision]);
}

export async function publier(sql: Sql, epci: string, id: number, publie: boolean): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update guichet_fiche
        set publie_le = case when $3 then coalesce(publie_le, now()) end, modifie_le = now()
      where epci = $1
        and id = $2`,
    [epci, id, publie],
  );
  return rowCount === 1;
}

export async function supprimer(sql: Sql, epci: string, id: number): Promise<boolean> {
  const { rowCount } = await sql.query("delete from guichet_fiche where epci = $1 and id = $2", [epci, id]);
  return rowCount === 1;
}
