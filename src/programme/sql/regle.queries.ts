import { z } from "zod";
import { CADRES_OPERATION, GENRES_OPERATION } from "#donnees/regles/programme/operation.ts";
import { type Lecteur, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { NouvelleVersionRegle, RegleQueries } from "../lectures/regles/ports.ts";
import { GENRES_REGLE, type ParametresRegle, SENS_REGLE, type VersionRegle } from "../regles/regle.ts";

export function regleQueries(sql: Sql): RegleQueries {
  return { list: (epci) => list(sql, epci), add: (epci, version) => add(sql, epci, version) };
}

const cadres = z.array(z.enum(CADRES_OPERATION));
const genres = z.array(z.enum(GENRES_OPERATION));
const bornes = z.object({ plusDe: z.number().nullable(), moinsDe: z.number().nullable() });

const parametres: z.ZodType<ParametresRegle> = z.discriminatedUnion("genre", [
  z.object({
    genre: z.literal("reconstitution-part"),
    min: z.number().nullable(),
    max: z.number().nullable(),
    cadres,
  }),
  z.object({ genre: z.literal("reconstitution-plai"), min: z.number(), cadres }),
  z.object({ genre: z.literal("neuf-hors-qpv-plai"), min: z.number(), genres, cadres }),
  z.object({ genre: z.literal("neuf-hors-qpv-baux"), min: z.number().nullable(), genres, cadres }),
  z.object({ genre: z.literal("reconstitution-habitants"), min: z.number().nullable(), cadres }),
  z.object({ genre: z.literal("production-annuelle"), parAn: z.number(), debut: z.number(), fin: z.number(), cadres }),
  z.object({
    genre: z.literal("part-residences-principales"),
    commune: z.string().nullable(),
    sens: z.enum(SENS_REGLE),
    cible: z.number(),
    horizon: z.number(),
    perimetre: z.number().nullable(),
    depart: z.object({ annee: z.number(), taux: z.number() }).nullable(),
  }),
  z.object({
    genre: z.literal("taux-communes"),
    tranches: z.array(z.object({ population: bornes, taux: bornes, ouContrainte: z.boolean(), points: z.number() })),
    plafond: z.number().nullable(),
    reference: z.number(),
    horizon: z.number(),
  }),
]);

const versionRow: Lecteur<VersionRegle> = z.object({
  id: z.number(),
  genre: z.enum(GENRES_REGLE),
  commune: z.string(),
  parametres: parametres.nullable(),
  depuis: z.string(),
  jusque: z.string().nullable(),
  texte: z.string(),
  reference: z.string(),
  confiance: z.enum(["R", "M", "S", "B"]),
});

function list(sql: Sql, epci: string): Promise<VersionRegle[]> {
  return rowsOf(
    sql,
    versionRow,
    `select id, genre, commune, parametres, depuis, jusque, texte, reference, confiance
       from regle_programme
      where epci = $1
      order by genre, commune, depuis`,
    [epci],
  );
}

async function add(sql: Sql, epci: string, version: NouvelleVersionRegle): Promise<number | null> {
  const { genre, commune, depuis, jusque, texte, reference, confiance, synthetique } = version;
  const added = await rowOf(
    sql,
    z.object({ id: z.number() }),
    `insert into regle_programme (epci, genre, commune, parametres, depuis, jusque, texte, reference, confiance, synthetique)
     select $1, $2, $3, $4::jsonb, $5::date, $6::date, $7, $8, $9, $10
      where not exists (select from regle_programme where epci = $1 and genre = $2 and commune = $3 and depuis >= $5::date)
     returning id`,
    [
      epci,
      genre,
      commune,
      version.parametres === null ? null : JSON.stringify(version.parametres),
      depuis,
      jusque,
      texte,
      reference,
      confiance,
      synthetique,
    ],
  );
  return added?.id ?? null;
}
