import { auditer } from "./auditer.ts";
import { proteger } from "./proteger.ts";
import type { Audit, CelluleSecret, CelluleVue, Suite, Systeme } from "./systeme.ts";

export type Masque = {
  readonly masquees: ReadonlySet<string>;
  readonly impossibles: readonly string[];
  /** Room that what is printed elsewhere leaves, where it is less than the amplitude asked: no release can give more. */
  readonly concedees: ReadonlyMap<string, number>;
  readonly audit: Audit;
};

/** Whole numbers are narrower than reals by less than this: what the audit refuses is asked again, wider. */
const ESSAIS = 4;
const PAS = 2;

/** Chooses what to mask, and has it audited by what knows nothing of that choice. `audit.sure` false: nothing may be published. */
export async function masquer(demande: Systeme, suite: Suite = () => true): Promise<Masque> {
  const concedees = await boundConnues(demande, suite);
  const systeme = concede(demande, concedees);
  const renforcees = new Map<string, number>();
  for (let essai = 1; ; essai++) {
    const { masquees, impossibles } = await proteger(systeme, renforcees, suite);
    const audit = await auditer(vuesOf(systeme, masquees), systeme.relations, suite);
    if (audit.sure || audit.defaut !== null || essai === ESSAIS) return { masquees, impossibles, concedees, audit };
    for (const { cle } of audit.dangereuses) renforcees.set(cle, (renforcees.get(cle) ?? 0) + PAS);
  }
}

/**
 * What is printed elsewhere may leave less room to a number than it needs, whatever is masked here: no more is then asked of it than that
 * room. Asks nothing when nothing is printed elsewhere.
 */
async function boundConnues({ cellules, relations }: Systeme, suite: Suite): Promise<ReadonlyMap<string, number>> {
  if (!cellules.some(isConnue)) return new Map();
  const hidden = new Set(cellules.filter((cellule) => !isConnue(cellule)).map(({ cle }) => cle));
  const lies = relations.filter(({ dite }) => dite !== true);
  const { dangereuses } = await auditer(vuesOf({ cellules, relations }, hidden), lies, suite);
  return new Map(dangereuses.map(({ cle, largeur }) => [cle, largeur]));
}

function concede({ cellules, relations }: Systeme, concedees: ReadonlyMap<string, number>): Systeme {
  const own = cellules.map((cellule) => ({ ...cellule, amplitude: concedees.get(cellule.cle) ?? cellule.amplitude }));
  return { cellules: own, relations };
}

function isConnue({ etat }: CelluleSecret): boolean {
  return etat === "connue";
}

/** What everyone sees: what is masked has lost its value. */
export function vuesOf({ cellules }: Systeme, masquees: ReadonlySet<string>): readonly CelluleVue[] {
  return cellules.map(({ cle, valeur, entiere, motif, amplitude }) => ({
    cle,
    publie: masquees.has(cle) ? null : valeur,
    entiere,
    amplitude: motif !== null ? amplitude : null,
  }));
}
