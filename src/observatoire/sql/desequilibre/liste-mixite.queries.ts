import { z } from "zod";
import { INDICATEURS_OCCUPATION } from "#donnees/regles/occupation/indicateur.ts";
import { colonnesOf } from "#socle/sql/ligne.ts";
import { rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { DesequilibreQueries } from "../../lectures/desequilibre/ports.ts";
import type { LigneMixite, ListeMixite } from "../../regles/desequilibre/mixite.ts";

type ListeQueries = Pick<
  DesequilibreQueries,
  "listes" | "findListe" | "addListe" | "saveLigne" | "removeLigne" | "arreterListe" | "dropListe"
>;

export function listeQueries(sql: Sql): ListeQueries {
  return {
    listes: (epci) => readListes(sql, epci, null),
    findListe: async (epci, id) => (await readListes(sql, epci, id))[0] ?? null,
    /** The unique index only refuses a second project of the same day. */
    addListe: async (epci, liste) => {
      const added = await rowOf(
        sql,
        z.object({ id: z.number() }),
        `insert into liste_mixite (epci, methode, enquete, millesime, etablie_le)
         select $1, $2, $3, $4, $5
          where not exists (select from liste_mixite where epci = $1 and etat = 'projet')
             on conflict do nothing
         returning id`,
        [epci, liste.methode, liste.enquete, liste.millesime, liste.etablieLe],
      );
      if (added === null) return null;
      for (const ligne of liste.lignes) await saveLigne(sql, epci, added.id, ligne);
      return added.id;
    },
    saveLigne: (epci, liste, ligne) => saveLigne(sql, epci, liste, ligne),
    removeLigne: async (epci, liste, cle) => {
      await sql.query(
        "delete from ligne_mixite where epci = $1 and liste_mixite = $2 and residence_courante(epci, cle) = $3",
        [epci, liste, cle],
      );
    },
    arreterListe: async (epci, id, { arreteeLe, acte }) => {
      const { rowCount } = await sql.query(
        `update liste_mixite
            set etat = 'arretee', arretee_le = $3, acte = $4
          where epci = $1
            and id = $2
            and etat = 'projet'`,
        [epci, id, arreteeLe, acte],
      );
      return rowCount === 1;
    },
    /** Deletes its lines too. */
    dropListe: async (epci, id) => {
      const { rowCount } = await sql.query("delete from liste_mixite where epci = $1 and id = $2 and etat = 'projet'", [
        epci,
        id,
      ]);
      return rowCount === 1;
    },
  };
}

const listeRow = z.object({
  id: z.number(),
  etat: z.enum(["projet", "arretee"]),
  methode: z.number(),
  enquete: z.string().nullable(),
  millesime: z.string(),
  etablieLe: z.string(),
  arreteeLe: z.string().nullable(),
  acte: z.string().nullable(),
});

const ligneRow = z.object({
  liste: z.number(),
  cle: z.string(),
  nom: z.string(),
  commune: z.string(),
  bailleur: z.string().nullable(),
  bailleurNom: z.string().nullable(),
  indicateurs: z.array(z.enum(INDICATEURS_OCCUPATION)),
  origine: z.enum(["methode", "ajout"]),
  retenue: z.boolean(),
  motif: z.string().nullable(),
});

async function readListes(sql: Sql, epci: string, id: number | null): Promise<readonly ListeMixite[]> {
  const [listes, lignes] = await Promise.all([
    rowsOf(
      sql,
      listeRow,
      `select ${colonnesOf(listeRow)}
         from liste_mixite
        where epci = $1
          and ($2::bigint is null or id = $2)
        order by etablie_le desc, id desc`,
      [epci, id],
    ),
    rowsOf(
      sql,
      ligneRow,
      `select liste_mixite as liste, residence_courante(epci, cle) as cle, nom, commune, bailleur, bailleur_nom, indicateurs, origine, retenue, motif
         from ligne_mixite
        where epci = $1
          and ($2::bigint is null or liste_mixite = $2)
        order by bailleur_nom nulls last, nom, cle`,
      [epci, id],
    ),
  ]);
  return listes.map((liste) => ({
    ...liste,
    lignes: lignes.filter((ligne) => ligne.liste === liste.id).map(({ liste: _, ...ligne }) => ligne),
  }));
}

async function saveLigne(sql: Sql, epci: string, liste: number, ligne: LigneMixite): Promise<void> {
  await sql.query(
    `insert into ligne_mixite
            (liste_mixite, epci, cle, nom, commune, bailleur, bailleur_nom, indicateurs, origine, retenue, motif)
     select $1, $2,
            coalesce((select l.cle from ligne_mixite l where l.liste_mixite = $1 and residence_courante(l.epci, l.cle) = $3), $3),
            $4, $5, $6, $7, $8::text[], $9, $10::boolean, $11
         on conflict (epci, liste_mixite, cle) do update set retenue = excluded.retenue, motif = excluded.motif`,
    [
      liste,
      epci,
      ligne.cle,
      ligne.nom,
      ligne.commune,
      ligne.bailleur,
      ligne.bailleurNom,
      ligne.indicateurs,
      ligne.origine,
      ligne.retenue,
      ligne.motif,
    ],
  );
}
