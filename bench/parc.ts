import type pg from "pg";
import { computeParc } from "#observatoire/lectures/parc/compute-parc.ts";
import { MAILLE_THEME, THEMES_PARC } from "#observatoire/lectures/parc/ports.ts";
import { deriveResidences } from "#observatoire/sql/parc/derive-residences.ts";
import { openBases } from "#service/sql/open-base.ts";
import { operateur } from "#socle/regles/habilitation/acteur.ts";
import { openSql } from "#socle/sql/sql.ts";
import { elapsed, type Mesure, percentile, round } from "./mesure.ts";

const REGION = { epci: "200000010", logements: 470_000 };
const DEPARTEMENT = { epci: "200000011", logements: 60_000 };
const TOURS = 5;

/**
 * Indicators of the résidences of a région, derived again as publishing does, beside one plain reading of the same rows: both meet the same
 * machine. Résidences of twenty dwellings in three buildings, one in ten without a name, in 900 communes of nine bailleurs.
 */
export async function benchDerivation(pool: pg.Pool): Promise<Mesure> {
  const lot = await generateParc(pool, REGION);
  const sql = openSql(pool);
  const derivations: number[] = [];
  const lectures: number[] = [];
  for (let tour = 0; tour < TOURS; tour++) {
    lectures.push(
      await elapsed(() =>
        pool.query("select count(*), sum(surface) from logement where epci = $1 and lot = $2", [REGION.epci, lot]),
      ),
    );
    derivations.push(
      await elapsed(() => sql.transaction((tx) => deriveResidences(tx, { epci: REGION.epci, id: lot }))),
    );
  }
  const { rows } = await pool.query<{ n: number }>("select count(*)::integer as n from residence_parc");
  const ms = Math.min(...derivations);
  return {
    id: "parc-region",
    libelle: `Indicateurs des résidences d’une région de ${REGION.logements} logements, recalculés`,
    valeur: round(ms / 1000),
    unite: "s",
    objectif: "≤ 2",
    tenu: ms <= 2000,
    details: { rapportALaLecture: round(ms / Math.min(...lectures), 1), residences: rows[0]?.n ?? 0 },
  };
}

/** The slowest theme of the page of the stock, at the scale of a département: reading and computing, without drawing. */
export async function benchPageParc(pool: pg.Pool, url: string): Promise<Mesure> {
  const lot = await generateParc(pool, DEPARTEMENT);
  await openSql(pool).transaction((tx) => deriveResidences(tx, { epci: DEPARTEMENT.epci, id: lot }));
  await pool.query("analyze residence_parc");
  const bases = openBases(url);
  const base = bases.pour(operateur("banc", [DEPARTEMENT.epci]));
  const p95: (readonly [string, number])[] = [];
  for (const theme of THEMES_PARC) {
    const times: number[] = [];
    const question = { epci: DEPARTEMENT.epci, millesime: null, theme, maille: MAILLE_THEME[theme], commune: null };
    for (let tour = -5; tour < 40; tour++) {
      const ms = await elapsed(() => computeParc(base, question));
      if (tour >= 0) times.push(ms);
    }
    p95.push([theme, round(percentile(times, 0.95), 1)]);
  }
  await bases.close();
  const slowest = Math.max(...p95.map(([, ms]) => ms));
  return {
    id: "parc-departement",
    libelle: `Page du parc d’un département de ${DEPARTEMENT.logements} logements, sans le dessin, p95 du thème le plus lent`,
    valeur: slowest,
    unite: "ms",
    objectif: "≤ 120",
    tenu: slowest <= 120,
    details: Object.fromEntries(p95),
  };
}

/** Returns the lot, published. */
export async function generateParc(
  pool: pg.Pool,
  {
    epci,
    logements,
    periode = "2017",
  }: { readonly epci: string; readonly logements: number; readonly periode?: string },
): Promise<number> {
  await pool.query("insert into territoire (epci, nom) values ($1, 'Banc') on conflict do nothing", [epci]);
  const { rows } = await pool.query<{ id: number }>(
    `insert into lot (epci, source, profil, periode, fichier, sha256, taille, statut, depose_par)
     values ($1, 'rpls', 'rpls-loi', $2, 'banc', 'banc', 1, 'publie', 'banc') returning id`,
    [epci, periode],
  );
  const lot = rows[0]?.id ?? 0;
  await pool.query(
    `insert into publication (epci, source, periode, lot, publie_le, publie_par)
     values ($1, 'rpls', $3, $2, now(), 'banc')`,
    [epci, lot, periode],
  );
  await pool.query(
    `insert into logement (lot, epci, ligne, empreinte, ident_rep, bailleur, bailleur_nom, commune, adresse, residence,
                           situation_declaree, type_construction, pieces, surface, construction, mise_en_location, financement,
                           conventionne, mode, bail_depuis, duree_vacance, disponible_depuis, loyer, dpe_energie, longitude, latitude)
     select $1, $2, i, md5(i::text), 'R' || i, '99900000' || r % 9, 'Bailleur ' || r % 9, lpad((10000 + r % 900)::text, 5, '0'),
            1 + i / 7 % 3 || ' rue des Érables ' || r, case when r % 10 > 0 then 'Résidence n° ' || r end,
            case when r % 3 = 0 then 'qpv' else 'hors-qpv' end, case when r % 8 = 0 then 'I' else 'C' end,
            1 + i % 6, 25 + i % 80, 1950 + r % 67, 1950 + r % 67, (array['10','12','13','14','52'])[1 + r % 5], 'oui',
            (array['1','1','1','1','1','1','1','2','3'])[1 + i % 9], case when i % 9 < 7 then 2000 + i % 17 || '-05' end,
            case when i % 9 = 7 then i % 30 end, case when i % 9 = 7 then '2016-03' end, 200 + i % 300,
            (array['A','B','C','D','E','F','G'])[1 + r % 7], 2 + r % 100 / 100.0, 48 + r % 70 / 100.0
       from generate_series(1, $3::integer) as i
      cross join lateral (select i / 20) as x (r)`,
    [lot, epci, logements],
  );
  await pool.query("vacuum analyze logement");
  return lot;
}
