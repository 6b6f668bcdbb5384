import { z } from "zod";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { CotationPosee, CotationQueries } from "../../lectures/cotation/ports.ts";
import { attenteRow } from "../../lectures/cotation/ports.ts";
import { MENAGE, menageRow, POSEE, poseeRow, VERSION, versionRow } from "./lignes.ts";

export function cotationQueries(sql: Sql): CotationQueries {
  return {
    ...versionQueries(sql),
    menage: (epci, demandeur) =>
      rowOf(
        sql,
        menageRow,
        `select ${MENAGE}
           from nominatif.menage m
           left join nominatif.demandeur d on d.id = m.demandeur
          where m.epci = $1
            and m.demandeur = $2`,
        [epci, demandeur],
      ),
    posee: (demandeur, grille) =>
      rowOf(sql, poseeRow, `select ${POSEE} from nominatif.cotation c where c.demandeur = $1 and c.grille = $2`, [
        demandeur,
        grille,
      ]),
    derniere: (epci, demandeur) =>
      rowOf(
        sql,
        poseeRow,
        `select ${POSEE}
           from nominatif.cotation c
           join grille_cotation g on g.id = c.grille
          where c.epci = $1
            and c.demandeur = $2
          order by g.du desc, c.calculee_le desc, g.id desc
          limit 1`,
        [epci, demandeur],
      ),
    poser: (cotation) => poser(sql, cotation),
    place: ({ epci, grille, typologie, min, max, ancienneteLe }) =>
      rowOf(sql, placeRow, "select total, avant, apres from contexte.place_cotation($1, $2, $3, $4, $5, $6)", [
        epci,
        grille,
        typologie,
        min,
        max,
        ancienneteLe,
      ]),
    attente: (epci, nature, typologie) =>
      rowOf(sql, attenteRow, "select annee, nombre, jours from contexte.attente_cotation($1, $2, $3)", [
        epci,
        nature === "mutation" ? "mutation" : "nouvelle-entree",
        typologie,
      ]),
  };
}

const placeRow = z.object({ total: z.number(), avant: z.number(), apres: z.number() });

async function poser(sql: Sql, cotation: CotationPosee): Promise<void> {
  const { demandeur, epci, grille, calculeeLe, points, min, max, trace, typologie, ancienneteLe, avecSensibles } =
    cotation;
  await sql.query(
    `insert into nominatif.cotation (demandeur, epci, grille, calculee_le, points, points_min, points_max, trace, typologie, anciennete_le,
                                     avec_sensibles)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (epci, demandeur, grille) do update
        set calculee_le = excluded.calculee_le, points = excluded.points, points_min = excluded.points_min,
            points_max = excluded.points_max, trace = excluded.trace, typologie = excluded.typologie,
            anciennete_le = excluded.anciennete_le, avec_sensibles = excluded.avec_sensibles`,
    [
      demandeur,
      epci,
      grille,
      calculeeLe,
      points,
      min,
      max,
      JSON.stringify(trace),
      typologie,
      ancienneteLe,
      avecSensibles,
    ],
  );
}

type VersionQueries = Pick<
  CotationQueries,
  "versions" | "find" | "creer" | "ecrire" | "abandonner" | "publier" | "clore" | "lock"
>;

export function listVersions(sql: Sql, epci: string) {
  return rowsOf(
    sql,
    versionRow,
    `select ${VERSION}
       from grille_cotation g
      where g.epci = $1
        and g.etat <> 'abandonnee'
      order by g.nature, g.numero desc`,
    [epci],
  );
}

function versionQueries(sql: Sql): VersionQueries {
  const changed = async (text: string, params: readonly unknown[]) => (await sql.query(text, params)).rowCount === 1;
  return {
    versions: (epci) => listVersions(sql, epci),
    find: (epci, id) =>
      rowOf(
        sql,
        versionRow,
        `select ${VERSION} from grille_cotation g where g.epci = $1 and g.id = $2 and g.etat <> 'abandonnee'`,
        [epci, id],
      ),
    creer: async ({ epci, nature, nom, exemple, contenu }) => {
      await lock(sql, epci);
      const { id } = await oneOf(
        sql,
        z.object({ id: z.number() }),
        `insert into grille_cotation (epci, nature, numero, nom, exemple, contenu)
         select $1, $2, 1 + coalesce(max(numero), 0), $3, $4, $5 from grille_cotation where epci = $1 and nature = $2
         returning id`,
        [epci, nature, nom, exemple, JSON.stringify(contenu)],
      );
      return id;
    },
    ecrire: ({ epci, id, revision, nom, contenu }) =>
      changed(
        `update grille_cotation
            set nom = $4, contenu = $5, exemple = false, revision = revision + 1, modifie_le = now()
          where epci = $1 and id = $2 and revision = $3 and etat = 'projet'`,
        [epci, id, revision, nom, JSON.stringify(contenu)],
      ),
    abandonner: ({ epci, id, revision }) =>
      changed(
        `update grille_cotation set etat = 'abandonnee', revision = revision + 1, modifie_le = now()
          where epci = $1 and id = $2 and revision = $3 and etat = 'projet'`,
        [epci, id, revision],
      ),
    publier: ({ epci, id, revision, du, deliberation, delibereeLe }) =>
      changed(
        `update grille_cotation
            set etat = 'publiee', du = $4, deliberation = $5, deliberee_le = $6, revision = revision + 1, modifie_le = now()
          where epci = $1 and id = $2 and revision = $3 and etat = 'projet'`,
        [epci, id, revision, du, deliberation, delibereeLe],
      ),
    clore: async (epci, id, au) => {
      await sql.query(
        `update grille_cotation set etat = 'close', au = $3, revision = revision + 1, modifie_le = now()
          where epci = $1 and id = $2 and etat = 'publiee'`,
        [epci, id, au],
      );
    },
    lock: (epci) => lock(sql, epci),
  };
}

async function lock(sql: Sql, epci: string): Promise<void> {
  await sql.query("select pg_advisory_xact_lock(hashtext('grille_cotation'), hashtext($1))", [epci]);
}
