import { auditer } from "./auditer.ts";
import { proteger } from "./proteger.ts";
import type { Audit, CelluleSecret, CelluleVue, Suite, Systeme } from "./systeme.ts";

export type Masque = {
  readonly masquees: ReadonlySet<string>;
  readonly impossibles: readonly string[];
  /** Width that remains for a number printed elsewhere, where it is less than the amplitude asked: no release can give more. */
  readonly concedees: ReadonlyMap<string, number>;
  readonly audit: Audit;
};

/** The solver chooses over reals, and the audit over whole numbers is narrower by less than this: what the audit refuses is asked again, wider. */
const ESSAIS = 4;
const PAS = 2;

/**
 * Chooses what to mask, then has it audited by independent code. `audit.sure` false: nothing may be published. `cherche`: false when no more time may
 * go to cheaper masks, what is left being the audit's.
 */
export async function masquer(
  demande: Systeme,
  suite: Suite = () => true,
  cherche: () => boolean = () => true,
): Promise<Masque> {
  const concedees = await boundConnues(demande, suite);
  const systeme = concede(demande, concedees);
  const renforcees = new Map<string, number>();
  for (let essai = 1; ; essai++) {
    const { masquees, impossibles } = await proteger(systeme, renforcees, { suite, cherche });
    const audit = await auditer(vuesOf(systeme, masquees), systeme.relations, suite);
    if (audit.sure || audit.defaut !== null || essai === ESSAIS) return { masquees, impossibles, concedees, audit };
    for (const { cle } of audit.dangereuses) renforcees.set(cle, (renforcees.get(cle) ?? 0) + PAS);
  }
}

/**
 * A number printed elsewhere may leave less room to another than it needs, whatever is masked here: no more than that room is then asked. Solves
 * nothing when nothing is printed elsewhere.
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

/** The system as every reader sees it: a masked cell has lost its value. */
export function vuesOf({ cellules }: Systeme, masquees: ReadonlySet<string>): readonly CelluleVue[] {
  return cellules.map(({ cle, valeur, entiere, motif, amplitude }) => ({
    cle,
    publie: masquees.has(cle) ? null : valeur,
    entiere,
    amplitude: motif !== null ? amplitude : null,
  }));
}
