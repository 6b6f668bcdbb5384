import type { CodeReservataire } from "../../regles/contingent/droit.ts";
import {
  CONTINGENT_CONTRESLOG,
  type CodeContreslog,
  LIBELLE_CONTRESLOG,
} from "../../regles/contingent/logement-reserve.ts";
import type { DroitLu, EcartParc } from "./contingents.ts";
import type { LogementsReserves } from "./ports.ts";

/**
 * Compares the rights in force with RPLS's reserved dwellings, by bailleur and contingent. A pair present on one side only has a line too. Unreserved
 * dwellings are not compared.
 */
export function compareParc(
  { lignes }: LogementsReserves,
  droits: readonly DroitLu[],
  noms: ReadonlyMap<string, string>,
): readonly EcartParc[] {
  const current = droits.filter(({ etat }) => etat.statut === "en-cours");
  const seen = new Set<string>();
  const fromRpls = lignes
    .filter(({ contreslog }) => contreslog !== "7")
    .map(({ bailleur, contreslog, nombre }): EcartParc => {
      const contingent = CONTINGENT_CONTRESLOG[contreslog];
      if (contingent !== null) seen.add(`${bailleur} ${contingent}`);
      const declared = contingent === null ? null : countDeclared(current, bailleur, contingent);
      return lineOf(nameOf(bailleur, noms), LIBELLE_CONTRESLOG[contreslog], declared, nombre);
    });
  const declaredOnly = new Map(
    current
      .filter(({ siren, contingent }) => !seen.has(`${siren} ${contingent}`))
      .map((droit) => [`${droit.siren} ${droit.contingent}`, droit]),
  );
  return [
    ...fromRpls,
    ...[...declaredOnly.values()].map(({ siren, nomBailleur, contingent }) =>
      lineOf(nomBailleur, libelleOf(contingent), countDeclared(current, siren, contingent), 0),
    ),
  ].toSorted((a, b) => a.bailleur.localeCompare(b.bailleur, "fr"));
}

function nameOf(siren: string | null, noms: ReadonlyMap<string, string>): string {
  return siren === null ? "Bailleur inconnu" : (noms.get(siren) ?? siren);
}

function libelleOf(contingent: CodeReservataire): string {
  const found = Object.entries(CONTINGENT_CONTRESLOG).find(([, code]) => code === contingent);
  return LIBELLE_CONTRESLOG[(found?.[0] ?? "inconnu") as CodeContreslog]; // a key of that very table
}

type Declares = { readonly enStock: number; readonly enFlux: number };

function countDeclared(droits: readonly DroitLu[], siren: string | null, contingent: CodeReservataire): Declares {
  const sum = (mode: DroitLu["mode"]) =>
    droits
      .filter((droit) => droit.siren === siren && droit.contingent === contingent && droit.mode === mode)
      .reduce((total, { nombre }) => total + nombre, 0);
  return { enStock: sum("stock"), enFlux: sum("flux") };
}

function lineOf(bailleur: string, libelle: string, declares: Declares | null, rpls: number): EcartParc {
  const ecart = declares === null ? null : declares.enStock + declares.enFlux - rpls;
  return { bailleur, libelle, enStock: declares?.enStock ?? null, enFlux: declares?.enFlux ?? null, rpls, ecart };
}
