import { z } from "zod";
import { calcule, insertNew } from "#socle/sql/ecrire.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { ContenuEcrit, InformationQueries } from "../../lectures/information/ports.ts";
import { type Contenu, RUBRIQUES_INFORMATION, type RubriqueInformation } from "../../regles/information/contenu.ts";
import * as guichets from "./guichet.queries.ts";

export function informationQueries(sql: Sql): InformationQueries {
  return {
    contenus: (epci) => contenus(sql, epci),
    publies: (epci, rubrique) => publies(sql, epci, rubrique),
    contenu: (epci, id) => contenu(sql, epci, id),
    ajouterContenu: (epci, nouveau) => ajouterContenu(sql, epci, nouveau),
    changerContenu: (epci, id, revision, ecrit) => changerContenu(sql, { epci, id, revision, ...ecrit }),
    publierContenu: (epci, id, publie) => publierContenu(sql, epci, id, publie),
    ordonner: (epci, ids) => ordonner(sql, epci, ids),
    supprimerContenu: (epci, id) => supprimerContenu(sql, epci, id),
    guichets: (epci) => guichets.list(sql, epci),
    guichetsPublies: (epci) => guichets.publies(sql, epci),
    guichet: (epci, id) => guichets.find(sql, epci, id),
    ajouterGuichet: (epci, nouveau) => guichets.ajouter(sql, epci, nouveau),
    changerGuichet: (epci, id, revision, ecrit) => guichets.changer(sql, { epci, id, revision }, ecrit),
    publierGuichet: (epci, id, publie) => guichets.publier(sql, epci, id, publie),
    supprimerGuichet: (epci, id) => guichets.supprimer(sql, epci, id),
    organisations: () => organisations(sql),
  };
}

const contenuRow = z.object({
  rubrique: z.enum(RUBRIQUES_INFORMATION),
  cle: z.string(),
  titre: z.string(),
  texte: z.string(),
  falc: z.boolean(),
});
const ecritRow = contenuRow.extend({
  id: z.number(),
  rang: z.number(),
  publieLe: z.string().nullable(),
  revision: z.number(),
});
const idRow = z.object({ id: z.number() });

const SELECT = `select id, rubrique, cle, titre, texte, falc, rang, publie_le, revision from information`;

function contenus(sql: Sql, epci: string): Promise<ContenuEcrit[]> {
  return rowsOf(sql, ecritRow, `${SELECT} where epci = $1 order by rubrique, rang, id`, [epci]);
}

function publies(sql: Sql, epci: string, rubrique: RubriqueInformation): Promise<Contenu[]> {
  return rowsOf(
    sql,
    contenuRow,
    `select rubrique, cle, titre, texte, falc
       from information
      where epci = $1
        and rubrique = $2
        and publie_le is not null
      order by ${rubrique === "glossaire" ? `titre collate "fr-x-icu"` : "rang"}, id`,
    [epci, rubrique],
  );
}

function contenu(sql: Sql, epci: string, id: number): Promise<ContenuEcrit | null> {
  return rowOf(sql, ecritRow, `${SELECT} where epci = $1 and id = $2`, [epci, id]);
}

function ajouterContenu(
  sql: Sql,
  epci: string,
  { rubrique, cle, titre, texte, falc, rang, publie }: Parameters<InformationQueries["ajouterContenu"]>[1],
): Promise<number | null> {
  const publieLe = publie ? calcule(() => "now()") : null;
  const contenu = { epci, rubrique, cle, titre, texte, falc, rang, publieLe };
  return insertNew(sql, "information", contenu, "on conflict (epci, rubrique, cle, falc) do nothing");
}

type Change = Pick<Contenu, "titre" | "texte" | "falc"> & {
  readonly epci: string;
  readonly id: number;
  readonly revision: number;
};

async function changerContenu(sql: Sql, { epci, id, revision, titre, texte, falc }: Change): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update information
        set titre = $4, texte = $5, falc = $6, revision = revision + 1, modifie_le = now()
      where epci = $1
        and id = $2
        and revision = $3`,
    [epci, id, revision, titre, texte, falc],
  );
  return rowCount === 1;
}

async function publierContenu(sql: Sql, epci: string, id: number, publie: boolean): Promise<boolean> {
  const { rowCount } = await sql.query(
    `update information
        set publie_le = case when $3 then coalesce(publie_le, now()) end, modifie_le = now()
      where epci = $1
        and id = $2`,
    [epci, id, publie],
  );
  return rowCount === 1;
}

async function ordonner(sql: Sql, epci: string, ids: readonly number[]): Promise<void> {
  await sql.query(
    `update information i
        set rang = place.rang
       from unnest($2::bigint[]) with ordinality as place (id, rang)
      where i.epci = $1
        and i.id = place.id`,
    [epci, ids],
  );
}

async function supprimerContenu(sql: Sql, epci: string, id: number): Promise<boolean> {
  const { rowCount } = await sql.query("delete from information where epci = $1 and id = $2", [epci, id]);
  return rowCount === 1;
}

function organisations(sql: Sql): ReturnType<InformationQueries["organisations"]> {
  return rowsOf(sql, idRow.extend({ nom: z.string() }), "select id, nom from organisation where id > 0 order by nom");
}
