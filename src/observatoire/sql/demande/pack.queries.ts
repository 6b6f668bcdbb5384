import { z } from "zod";
import type { Figure } from "#socle/lectures/observatoire/figure.ts";
import { type Lecteur, oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { VERROU } from "#socle/sql/verrous.ts";
import type { ContenuPack, PackBailleur } from "../../lectures/demande/pack.ts";
import type { DemandeQueries } from "../../lectures/demande/ports.ts";

type Packs = Pick<DemandeQueries, "packs" | "findPack" | "packBailleurs" | "freezePack">;

export function packQueries(sql: Sql): Packs {
  return {
    packs: (epci) =>
      rowsOf(
        sql,
        enteteRow,
        `select ${ENTETE} from pack_trimestriel where epci = $1 order by annee desc, trimestre desc, numero desc`,
        [epci],
      ),
    findPack: (epci, id) =>
      rowOf(
        sql,
        packRow,
        `select ${ENTETE}, epci, contenu, sources from pack_trimestriel where epci = $1 and id = $2`,
        [epci, id],
      ),
    packBailleurs: (epci, pack) =>
      rowsOf(
        sql,
        bailleurRow,
        `select bailleur, nom, contenu as figures, empreinte
           from pack_bailleur
          where epci = $1
            and pack = $2
          order by nom, bailleur`,
        [epci, pack],
      ),
    freezePack: (pack) => freezePack(sql, pack),
  };
}

const trimestre = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);

const enteteRow = z.object({
  id: z.number(),
  annee: z.number(),
  trimestre,
  numero: z.number(),
  empreinte: z.string(),
  figeLe: z.string(),
  figePar: z.string(),
});

const ENTETE = `id, annee, trimestre, numero, empreinte, fige_le, fige_par`;

/** The very object that was frozen: its hash is what proves it, not its shape, which later versions may extend. */
const packRow = enteteRow.extend({
  epci: z.string(),
  contenu: z.custom<ContenuPack>((value) => typeof value === "object" && value !== null && "figures" in value),
  sources: z.array(z.object({ source: z.string(), periode: z.string(), fichier: z.string(), sha256: z.string() })),
});

const bailleurRow: Lecteur<PackBailleur> = z.object({
  bailleur: z.string(),
  nom: z.string(),
  figures: z.custom<readonly Figure[]>((value) => Array.isArray(value)),
  empreinte: z.string(),
});

async function freezePack(sql: Sql, pack: Parameters<DemandeQueries["freezePack"]>[0]): Promise<number> {
  const { epci, contenu, sources, empreinte, figePar, bailleurs } = pack;
  return sql.transaction(async (tx) => {
    const cle = `${epci} ${contenu.annee} ${contenu.trimestre}`;
    await tx.query("select pg_advisory_xact_lock($1, hashtext($2))", [VERROU.pack, cle]);
    const { id } = await oneOf(
      tx,
      z.object({ id: z.number() }),
      `insert into pack_trimestriel (epci, annee, trimestre, numero, contenu, sources, empreinte, fige_par)
       select $1, $2::smallint, $3::smallint, count(*) + 1, $4, $5, $6, $7
         from pack_trimestriel
        where epci = $1
          and annee = $2::smallint
          and trimestre = $3::smallint
       returning id`,
      [epci, contenu.annee, contenu.trimestre, JSON.stringify(contenu), JSON.stringify(sources), empreinte, figePar],
    );
    for (const one of bailleurs) {
      await tx.query(
        `insert into pack_bailleur (pack, epci, bailleur, nom, contenu, empreinte) values ($1, $2, $3, $4, $5, $6)`,
        [id, epci, one.bailleur, one.nom, JSON.stringify(one.figures), one.empreinte],
      );
    }
    return id;
  });
}
