import { z } from "zod";
import type { CleLot } from "#donnees/lectures/lot/ports.ts";
import { MOTIFS_REFUS, REFUS_PAR } from "#donnees/regles/demande/demande.ts";
import { origine, quartile, reponse, situation } from "#donnees/sql/rows.ts";
import { POSITIONS_PLAFOND } from "#droit/regles/position-plafond.ts";
import { type CopyColumns, copyRows } from "#socle/sql/copy.ts";
import { type Lecteur, rowsOf, type Sql } from "#socle/sql/sql.ts";
import type { CelluleDemande, DemandeLue, DemandeQueries } from "../../lectures/demande/ports.ts";

type Derivation = Pick<DemandeQueries, "lues" | "replaceCube">;

/** What the cube of a stock is made from, and the cube. */
export function cubeDemandeQueries(sql: Sql): Derivation {
  return {
    lues: (lot) => lues(sql, lot),
    replaceCube: (lot, epci, cellules) => replaceCube(sql, lot, epci, cellules),
  };
}

const lueRow: Lecteur<DemandeLue & { readonly ligne: number }> = z.object({
  ligne: z.number(),
  creeLe: z.string().nullable(),
  renouveleLe: z.string().nullable(),
  commune: z.string().nullable(),
  typologie: z.string().nullable(),
  origine,
  quartileDeclare: quartile,
  revenuMensuel: z.number().nullable(),
  uniteConso: z.number().nullable(),
  tailleMenage: z.number().nullable(),
  age: z.number().nullable(),
  prioritaire: reponse,
  dalo: reponse,
  motifDemande: z.string().nullable(),
  positionPlafond: z.enum(POSITIONS_PLAFOND),
  propositions: z.number().nullable(),
  derniereProposition: z.string().nullable(),
  refusPar: z.enum(REFUS_PAR),
  refusMotif: z.enum(MOTIFS_REFUS),
  dernierEvenement: z.string().nullable(),
  salarie: reponse,
  qpvActuel: situation,
});

/** A région has hundreds of thousands of demandes: never all in memory. */
const LIGNES_PAR_PAGE = 10_000;

async function* lues(sql: Sql, { epci, id }: CleLot): AsyncGenerator<readonly DemandeLue[]> {
  let after = 0;
  while (true) {
    const page = await rowsOf(
      sql,
      lueRow,
      `select ligne, cree_le, renouvele_le, commune, typologie, origine,
              quartile_declare, revenu_mensuel, unite_conso,
              taille_menage, age, prioritaire, dalo, motif_demande,
              position_plafond, propositions, derniere_proposition,
              refus_par, refus_motif, dernier_evenement,
              salarie, qpv_actuel
         from demande
        where epci = $1
          and lot = $2
          and ligne > $3
        order by ligne
        limit $4`,
      [epci, id, after, LIGNES_PAR_PAGE],
    );
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (!last || page.length < LIGNES_PAR_PAGE) return;
    after = last.ligne;
  }
}

const CELLULE: CopyColumns<CelluleDemande> = [
  ["commune", (cellule) => cellule.commune],
  ["typologie", (cellule) => cellule.typologie],
  ["origine", (cellule) => cellule.origine],
  ["quartile", (cellule) => cellule.quartile],
  ["plafond", (cellule) => cellule.plafond],
  ["anciennete", (cellule) => cellule.anciennete],
  ["evenement", (cellule) => cellule.evenement],
  ["annee_creation", (cellule) => cellule.anneeCreation],
  ["age", (cellule) => cellule.age],
  ["motif", (cellule) => cellule.motif],
  ["propositions", (cellule) => cellule.propositions],
  ["refus_par", (cellule) => cellule.refusPar],
  ["refus_motif", (cellule) => cellule.refusMotif],
  ["salarie", (cellule) => cellule.salarie],
  ["qpv_actuel", (cellule) => cellule.qpvActuel],
  ["prioritaire", (cellule) => cellule.prioritaire],
  ["dalo", (cellule) => cellule.dalo],
  ["jours", (cellule) => cellule.jours],
  ["nombre", (cellule) => cellule.nombre],
];

async function replaceCube(sql: Sql, lot: number, epci: string, cellules: readonly CelluleDemande[]): Promise<void> {
  await sql.transaction(async (tx) => {
    await tx.query("select 1 from lot where epci = $1 and id = $2 for no key update", [epci, lot]);
    await tx.query("delete from cube_demande where epci = $1 and lot = $2", [epci, lot]);
    const columns: CopyColumns<CelluleDemande> = [["lot", () => lot], ["epci", () => epci], ...CELLULE];
    await copyRows(tx, "cube_demande", columns, [cellules]);
  });
}
