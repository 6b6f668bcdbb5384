import { formatCompte, formatNombre, joinFrench } from "#socle/regles/shared/format.ts";
import type { BauxProvisoires, Bilan } from "./bilan.ts";

const sum = (lus: readonly BauxProvisoires[]) => lus.reduce((all, { baux }) => all + baux, 0);

/**
 * Leases of the period that no published file has, as the bilan says them. `surTable`: the period is counted from a printed table, which may hold
 * them, so that they are in no total. Nothing without any.
 */
export function tellProvisoires(
  lus: readonly BauxProvisoires[],
  { surTable }: { readonly surTable: boolean },
): Pick<Bilan, "provisoires"> {
  const baux = sum(lus);
  if (baux === 0) return {};
  const sirens = [...new Set(lus.map(({ bailleur }) => bailleur))];
  const bailleurs = sirens.map((siren) => ({ siren, baux: sum(lus.filter(({ bailleur }) => bailleur === siren)) }));
  return { provisoires: { baux, bailleurs, phrase: sayProvisoires(lus, surTable) } };
}

function sayProvisoires(lus: readonly BauxProvisoires[], surTable: boolean): string {
  const total = sum(lus);
  const dits = formatCompte(total, "bail signé dans Blaise", "baux signés dans Blaise");
  if (surTable) {
    return total === 1
      ? `${dits} n’est pas ajouté à cette table, qui le compte peut-être.`
      : `${dits} ne sont pas ajoutés à cette table, qui les compte peut-être.`;
  }
  const quand = [...new Set(lus.map(({ trimestre }) => trimestre))]
    .toSorted((a, b) => a - b)
    .map((un) => `${formatNombre(sum(lus.filter(({ trimestre }) => trimestre === un)))} au T${un}`);
  return total === 1
    ? `Dont ${dits}, provisoire (${joinFrench(quand)})\u00A0: aucun fichier publié du SNE ne le contient encore.`
    : `Dont ${dits}, provisoires (${joinFrench(quand)})\u00A0: aucun fichier publié du SNE ne les contient encore.`;
}
