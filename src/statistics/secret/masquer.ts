import { auditer } from "./auditer.ts";
import { proteger } from "./proteger.ts";
import type { Audit, CelluleVue, Suite, Systeme } from "./systeme.ts";

export type Masque = {
  readonly masquees: ReadonlySet<string>;
  readonly impossibles: readonly string[];
  readonly audit: Audit;
};

/** Whole numbers are narrower than reals by less than this: what the audit refuses is asked again, wider. */
const ESSAIS = 4;
const PAS = 2;

/** Chooses what to mask, and has it audited by what knows nothing of that choice. `audit.sure` false: nothing may be published. */
export async function masquer(systeme: Systeme, suite: Suite = () => true): Promise<Masque> {
  const renforcees = new Map<string, number>();
  for (let essai = 1; ; essai++) {
    const { masquees, impossibles } = await proteger(systeme, renforcees, suite);
    const audit = await auditer(vuesOf(systeme, masquees), systeme.relations, suite);
    if (audit.sure || audit.defaut !== null || essai === ESSAIS) return { masquees, impossibles, audit };
    for (const { cle } of audit.dangereuses) renforcees.set(cle, (renforcees.get(cle) ?? 0) + PAS);
  }
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
