import { z } from "zod";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import { calcule, insert } from "#socle/sql/ecrire.ts";
import { colonnesOf } from "#socle/sql/ligne.ts";
import { oneOf, rowOf, rowsOf, type Sql } from "#socle/sql/sql.ts";
import { VERROU } from "#socle/sql/verrous.ts";
import {
  type ActePublication,
  actePublicationRow,
  type ChampsAbsents,
  champsAbsentsRow,
  type Lot,
  type LotQueries,
  lotRow,
  type Publication,
  publicationRow,
} from "../../lectures/lot/ports.ts";
import { FICHIER } from "./lot-row.ts";

export function publications(sql: Sql, epci: string): Promise<Publication[]> {
  return rowsOf(
    sql,
    publicationRow,
    `select p.source, p.periode, p.lot, p.publie_le
       from publication p
       join lot l on l.epci = p.epci and l.id = p.lot and ${FICHIER}
      where p.epci = $1
      order by p.source, p.periode`,
    [epci],
  );
}

export function champsAbsents(sql: Sql, epci: string): Promise<ChampsAbsents[]> {
  return rowsOf(
    sql,
    champsAbsentsRow,
    `select p.source, p.periode, l.champs_absents as champs
       from publication p
       join lot l on l.epci = p.epci and l.id = p.lot and ${FICHIER}
      where p.epci = $1
      order by p.source, p.periode`,
    [epci],
  );
}

export function actes(sql: Sql, epci: string): Promise<ActePublication[]> {
  return rowsOf(
    sql,
    actePublicationRow,
    `select ${colonnesOf(actePublicationRow)}
       from publication_acte a
      where a.epci = $1
        and exists (select from lot l where l.epci = a.epci and l.id in (a.lot_avant, a.lot_apres) and ${FICHIER})
      order by fait_le desc, id desc`,
    [epci],
  );
}

type Pointeur = Omit<z.infer<typeof pointeurRow>, "statut">;

/**
 * Publishing a published lot does nothing: two clicks are one act. Throws a `Refus` "lot-non-publiable" when the lot was refused, abandoned or is not
 * read yet.
 */
export async function publish(sql: Sql, { id }: Lot, par: string): Promise<void> {
  await sql.transaction(async (tx) => {
    const { statut, ...pointeur } = await lockPointeur(tx, id);
    const avant = await pointedLot(tx, pointeur);
    if (avant === id) return;
    if (statut !== "pret" && statut !== "remplace") throw notPublishable(id, statut);
    await point(tx, pointeur, id, par);
    await writeActe(tx, pointeur, { acte: "publication", avant, apres: id, par });
    for (const trimestre of await quartersOf(tx, pointeur)) {
      await point(tx, { ...pointeur, periode: trimestre.periode }, null, par);
      await writeActe(
        tx,
        { ...pointeur, periode: trimestre.periode },
        { acte: "publication", avant: trimestre.lot, apres: null, par },
      );
    }
  });
}

/** Throws a `Refus` "lot-non-publie" when the pointer has moved: somebody published or undid meanwhile. */
export async function unpublish(sql: Sql, { id }: Lot, par: string): ReturnType<LotQueries["unpublish"]> {
  return sql.transaction(async (tx) => {
    const { statut: _, ...pointeur } = await lockPointeur(tx, id);
    if ((await pointedLot(tx, pointeur)) !== id) throw notPublished(id);
    const [, below] = await stackOf(tx, pointeur);
    const retabli = await restore(tx, pointeur, { de: id, vers: below ?? null, par });
    if (retabli === null) await restoreQuarters(tx, pointeur, par);
    if (pointeur.source === "sne-attributions") await tx.query("select tenir_provisoires($1)", [pointeur.epci]);
    return { retabli };
  });
}

/** When nothing is left for the year, restores the quarters that it had withdrawn; an empty top of the stack means such a withdrawal. */
async function restoreQuarters(sql: Sql, annee: Pointeur, par: string): Promise<void> {
  if (!isWholeYear(annee)) return;
  for (let trimestre = 1; trimestre <= 4; trimestre++) {
    const pointeur = { ...annee, periode: `${annee.periode}-T${trimestre}` };
    const [top, below] = await stackOf(sql, pointeur);
    if (top === null && below) await restore(sql, pointeur, { de: null, vers: below, par });
  }
}

/** Flips the pointer back and writes the act. A lot abandoned meanwhile is not restored: the pointer is then empty. */
async function restore(
  sql: Sql,
  pointeur: Pointeur,
  { de, vers, par }: { de: number | null; vers: number | null; par: string },
): Promise<number | null> {
  const { rowCount } = await sql.query("select 1 from lot where id = $1 and statut in ('remplace','pret')", [vers]);
  const apres = rowCount === 1 ? vers : null;
  await point(sql, pointeur, apres, par);
  // « remplace » would mean that another lot took its place.
  if (de !== null) await sql.query("update lot set statut = 'pret' where id = $1", [de]);
  await writeActe(sql, pointeur, { acte: "annulation", avant: de, apres, par });
  return apres;
}

const pointeurRow = lotRow.pick({ epci: true, source: true, statut: true }).extend({ periode: z.string() });

/** Serialises the publications of a source in a territory: a year and its quarters are flipped together. */
async function lockPointeur(sql: Sql, lot: number): Promise<z.infer<typeof pointeurRow>> {
  await sql.query("select pg_advisory_xact_lock($1, hashtext(epci || source)) from lot where id = $2", [
    VERROU.publication,
    lot,
  ]);
  return oneOf(
    sql,
    pointeurRow,
    "select epci, source, coalesce(periode, '') as periode, statut from lot where id = $1",
    [lot],
  );
}

async function pointedLot(sql: Sql, { epci, source, periode }: Pointeur): Promise<number | null> {
  const row = await rowOf(
    sql,
    z.object({ lot: z.number() }),
    `select lot
       from publication
      where epci = $1
        and source = $2
        and periode = $3`,
    [epci, source, periode],
  );
  return row?.lot ?? null;
}

/** Moves the pointer (to none when `lot` is null), and updates the statuts. */
async function point(sql: Sql, { epci, source, periode }: Pointeur, lot: number | null, par: string): Promise<void> {
  await sql.query(
    `with ancienne as (
       delete from publication
        where epci = $1
          and source = $2
          and periode = $3
       returning lot
     )
     update lot
        set statut = 'remplace'
       from ancienne
      where lot.epci = $1
        and lot.id = ancienne.lot`,
    [epci, source, periode],
  );
  if (lot === null) return;
  const publieLe = calcule(() => "now()");
  await insert(sql, "publication", { epci, source, periode, lot, publieLe, publiePar: par });
  await sql.query("update lot set statut = 'publie' where id = $1", [lot]);
}

type ActeAEcrire = {
  readonly acte: ActePublication["acte"];
  readonly avant: number | null;
  readonly apres: number | null;
  readonly par: string;
};

async function writeActe(
  sql: Sql,
  { epci, source, periode }: Pointeur,
  { acte, avant, apres, par }: ActeAEcrire,
): Promise<void> {
  const lots = { lotAvant: avant, lotApres: apres };
  await insert(sql, "publication_acte", { epci, source, periode, acte, ...lots, faitPar: par });
}

const trimestreRow = publicationRow.pick({ periode: true, lot: true });

/** A year of attributions contains its quarters: left published beside it, they would count each lease twice. */
function quartersOf(sql: Sql, pointeur: Pointeur): Promise<z.infer<typeof trimestreRow>[]> {
  if (!isWholeYear(pointeur)) return Promise.resolve([]);
  return rowsOf(
    sql,
    trimestreRow,
    `select periode, lot
       from publication
      where epci = $1
        and source = $2
        and periode like $3 || '-T_'
      order by periode`,
    [pointeur.epci, pointeur.source, pointeur.periode],
  );
}

function isWholeYear({ source, periode }: Pointeur): boolean {
  return source === "sne-attributions" && /^\d{4}$/.test(periode);
}

const pileRow = actePublicationRow.pick({ acte: true, lotApres: true });

/**
 * The published lot, then what each undo restores (null: nothing, withdrawn by the year). Acts form a stack: a publication pushes, an undo pops.
 * Reading only the last publication would make two lots published in turn restore each other for ever.
 */
async function stackOf(sql: Sql, { epci, source, periode }: Pointeur): Promise<(number | null)[]> {
  const rows = await rowsOf(
    sql,
    pileRow,
    `select acte, lot_apres
       from publication_acte
      where epci = $1
        and source = $2
        and periode = $3
      order by id`,
    [epci, source, periode],
  );
  const stack: (number | null)[] = [];
  for (const row of rows) {
    if (row.acte === "publication") stack.unshift(row.lotApres);
    else stack.shift();
  }
  return stack;
}

function notPublishable(lot: number, statut: string): Refus {
  return new Refus(
    "lot-non-publiable",
    `Le lot ${lot} ne peut pas être publié : il est « ${statut} ». Choisissez un lot prêt, ou déposez de nouveau le fichier.`,
    { lot, statut },
  );
}

function notPublished(lot: number): Refus {
  return conflit(
    "lot-non-publie",
    `Le lot ${lot} n’est pas celui qui est publié : il n’y a rien à annuler. Rechargez la page pour voir l’état actuel.`,
    { lot },
  );
}
