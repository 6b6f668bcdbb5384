import { z } from "zod";
import { isSensible, NATURES_PIECE } from "#donnees/regles/piece/nature.ts";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { DossierPieces, Piece, PieceAEcrire, PieceOuvrable, PieceQueries } from "../../lectures/piece/ports.ts";
import { dossierPiecesRow, pieceOuvrableRow, pieceRow } from "../../lectures/piece/ports.ts";
import { demandeeQueries } from "./piece-demandee.queries.ts";

export function pieceQueries(sql: Sql): PieceQueries {
  return {
    dossier: (epci, demandeur) => dossier(sql, epci, demandeur),
    lister: (demandeur, sensible) => lister(sql, demandeur, sensible),
    lire: (id, sensible) => lire(sql, id, sensible),
    verrouiller: async (demandeur) => {
      await sql.query("select pg_advisory_xact_lock(hashtextextended('piece:' || $1, 0))", [demandeur]);
    },
    compter: (demandeur) => compter(sql, demandeur),
    trouver: (demandeur, sensible, nature, contenu) => trouver(sql, { demandeur, sensible, nature, contenu }),
    ecrire: (piece) => ecrire(sql, piece),
    supprimer: async (id, sensible) =>
      (await sql.query(`delete from ${TABLE[`${sensible}`]} where id = $1`, [id])).rowCount > 0,
    ...verificationQueries(sql),
    ...demandeeQueries(sql),
    ...exploitationQueries(sql),
  };
}

const TABLE = { true: "sensible.piece", false: "nominatif.piece" } as const;

/** A sensitive piece has no person and no name in clear. */
const PARTICULIER = {
  true: "null::smallint as personne, null::text as nom",
  false: `(select rang from nominatif.personne q where q.id = p.personne) as personne, p.nom_fichier as nom`,
} as const;

function columns(sensible: boolean): string {
  return `p.id::text as id, p.demandeur::text as demandeur, p.epci, p.nature, ${PARTICULIER[`${sensible}`]},
          p.format, p.taille, p.pages, p.deposee_le, p.deposee_par, p.etat, p.refus,
          p.valide_jusqu_au::text as valide_jusqu_au, p.verifiee_le`;
}

const CONNUE = "p.nature = any ($2)";

function lister(sql: Sql, demandeur: string, sensible: boolean): Promise<readonly Piece[]> {
  return rowsOf(
    sql,
    pieceRow,
    `select ${columns(sensible)}
       from ${TABLE[`${sensible}`]} p
      where p.demandeur = $1 and ${CONNUE}
      order by p.deposee_le desc, p.id`,
    [demandeur, NATURES_PIECE],
  );
}

function lire(sql: Sql, id: string, sensible: boolean): Promise<PieceOuvrable | null> {
  const nomChiffre = sensible ? "p.nom_chiffre" : "null::bytea";
  return rowOf(
    sql,
    pieceOuvrableRow,
    `select ${columns(sensible)}, p.cle_fichier as cle, ${nomChiffre} as nom_chiffre, p.empreinte
       from ${TABLE[`${sensible}`]} p
      where p.id = $1 and ${CONNUE}`,
    [id, NATURES_PIECE],
  );
}

/** The reference and the names are of the identity, which not every reader may read: the other columns come without them. */
function dossier(sql: Sql, epci: string, demandeur: string): Promise<DossierPieces | null> {
  return rowOf(
    sql,
    dossierPiecesRow,
    `select m.demandeur::text as demandeur, m.epci, m.guichet, m.reponses,
            (select reference from nominatif.demandeur d where d.id = m.demandeur) as reference,
            coalesce((select jsonb_agg(jsonb_build_object('rang', rang, 'qualite', qualite, 'naissance', naissance, 'prenom', prenom) order by rang)
                        from nominatif.personne p where p.demandeur = m.demandeur), '[]') as personnes
       from nominatif.menage m
      where m.demandeur = $1 and m.epci = $2
      limit 1`,
    [demandeur, epci],
  );
}

async function compter(sql: Sql, demandeur: string): Promise<number> {
  const { nombre: found } = await oneOf(
    sql,
    z.object({ nombre: z.number() }),
    `select ((select count(*) from nominatif.piece where demandeur = $1 and cle_fichier is not null)
           + (select count(*) from sensible.piece where demandeur = $1 and cle_fichier is not null))::int as nombre`,
    [demandeur],
  );
  return found;
}

async function trouver(
  sql: Sql,
  { demandeur, sensible, nature, contenu }: { demandeur: string; sensible: boolean; nature: string; contenu: string },
): Promise<string | null> {
  const found = await rowOf(
    sql,
    z.object({ id: z.string() }),
    `select id::text as id
       from ${TABLE[`${sensible}`]}
      where demandeur = $1 and nature = $2 and contenu = $3 and etat in ('deposee','quarantaine','acceptee')
      limit 1`,
    [demandeur, nature, contenu],
  );
  return found?.id ?? null;
}

async function ecrire(sql: Sql, piece: PieceAEcrire): Promise<void> {
  const { id, demandeur, epci, guichet, nature, personne, nom, nomChiffre, cle, format, taille, pages, empreinte } =
    piece;
  const common = [id, demandeur, epci, guichet, nature, cle, format, taille, pages, empreinte, piece.contenu];
  const rest = [piece.deposeeLe, piece.deposeePar, piece.etat, piece.refus, piece.valideJusquAu];
  const colonnes =
    "id, demandeur, epci, guichet, nature, cle_fichier, format, taille, pages, empreinte, contenu, deposee_le, deposee_par, etat, refus, valide_jusqu_au";
  const valeurs = "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16";
  if (piece.sensible) {
    await sql.query(`insert into sensible.piece (${colonnes}, nom_chiffre) values (${valeurs}, $17)`, [
      ...common,
      ...rest,
      nomChiffre,
    ]);
    return;
  }
  await sql.query(
    `insert into nominatif.piece (${colonnes}, nom_fichier, personne)
     values (${valeurs}, $17, (select q.id from nominatif.personne q where q.demandeur = $2 and q.rang = $18))`,
    [...common, ...rest, nom, personne],
  );
}

function verificationQueries(sql: Sql): Pick<PieceQueries, "verifier" | "liberer" | "remplacer"> {
  return {
    verifier: async (id, sensible, { etat, refus, valideJusquAu, le, par }) => {
      const { rowCount } = await sql.query(
        `update ${TABLE[`${sensible}`]}
            set etat = $2, refus = $3, valide_jusqu_au = coalesce($4, valide_jusqu_au), verifiee_le = $5, verifiee_par = $6
          where id = $1 and etat in ('deposee','acceptee','refusee')`,
        [id, etat, refus, valideJusquAu, le, par],
      );
      return rowCount > 0;
    },
    liberer: async (id, sensible, etat) => {
      const { rowCount } = await sql.query(
        `update ${TABLE[`${sensible}`]}
            set etat = $2${etat === "refusee" ? ", refus = 'virus', cle_fichier = null, empreinte = null" : ""}
          where id = $1 and etat = 'quarantaine'`,
        [id, etat],
      );
      return rowCount > 0;
    },
    // Sensitive pieces are erased with the decision they served (conservation): nothing replaces them.
    remplacer: async ({ id, demandeur, nature }, jour) => {
      if (isSensible(nature)) return;
      await sql.query(
        `update nominatif.piece
            set etat = 'obsolete', obsolete_le = $4
          where demandeur = $2 and nature = $3 and id <> $1 and etat in ('deposee','acceptee','refusee')
            and personne is not distinct from (select personne from nominatif.piece where id = $1)`,
        [id, demandeur, nature, jour],
      );
    },
  };
}

function exploitationQueries(sql: Sql): Pick<PieceQueries, "quarantaines" | "identifiants"> {
  return {
    quarantaines: () =>
      rowsOf(
        sql,
        z.object({ id: z.string(), sensible: z.boolean() }),
        `select id::text as id, false as sensible from nominatif.piece where etat = 'quarantaine'
         union all
         select id::text, true from sensible.piece where etat = 'quarantaine'`,
      ),
    identifiants: async () => {
      const rows = await rowsOf(
        sql,
        z.object({ id: z.string() }),
        `select id::text as id from nominatif.piece where cle_fichier is not null
         union all
         select id::text from sensible.piece where cle_fichier is not null`,
      );
      return new Set(rows.map(({ id }) => id));
    },
  };
}
