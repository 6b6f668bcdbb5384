import { isVivante } from "#dossier/regles/etat.ts";
import { referenceOf } from "#observatoire/lectures/demande/derive-demandes.ts";
import type { Base } from "#socle/lectures/base.ts";
import { ACTES_SNE, type ActeSne, acteVu, comparerSne, type EcartSne } from "../../regles/sne-echange/comparer-sne.ts";
import { bornesValidite } from "../../regles/sne-echange/validite-stock.ts";
import type { CompteValidite, Depassee, LocalSne } from "./ports.ts";

export type LigneSne = { readonly demandeur: string; readonly reference: string | null };
export type ActePropose = LigneSne & { readonly acte: ActeSne; readonly le: string };
export type DossierEnEcart = LigneSne & { readonly ecarts: readonly EcartSne[] };

/** The national stock compared with the desk's files, by the keyed hash of the number. */
export type EchangeSne = {
  readonly territoire: string;
  /** null: no stock is published. */
  readonly stock: {
    readonly periode: string;
    /** ISO day of the extraction. */
    readonly reference: string;
    readonly demandes: number;
    /** Demandes of the stock without a file of the reader: another desk's, or nobody's. */
    readonly ailleurs: number;
  } | null;
  readonly locaux: number;
  readonly rapproches: number;
  /** Living files older than the stock and absent from it. */
  readonly absents: readonly LigneSne[];
  readonly ecarts: readonly DossierEnEcart[];
  readonly actes: readonly ActePropose[];
  /** Validity computed from the dates of each demande of the stock, beside the stock that holds it as alive. */
  readonly validites: readonly CompteValidite[];
  readonly depassees: readonly Depassee[];
};

/** Maximum files read at once. */
const LOCAUX_MAX = 2_000;
/** Maximum lines shown of those that their dates would strike off. */
const DEPASSEES_MAX = 100;

export async function computeEchange(base: Pick<Base, "sneEchanges">, epci: string): Promise<EchangeSne> {
  const stock = await base.sneEchanges.stock(epci);
  const lot = stock?.lot ?? null;
  const reference = stock === null ? null : referenceOf(stock.periode);
  const [locaux, comptes, validite] = await Promise.all([
    base.sneEchanges.locaux(epci, lot, LOCAUX_MAX),
    base.sneEchanges.compter(epci, lot),
    readValidite(base, epci, lot, reference),
  ]);
  const vivants = locaux.filter(({ etat }) => isVivante(etat));
  return {
    territoire: epci,
    stock:
      stock === null || reference === null
        ? null
        : { ...stock, reference, ailleurs: Math.max(stock.demandes - comptes.rapproches, 0) },
    ...comptes,
    absents: reference === null ? [] : vivants.filter((local) => isAbsent(local, reference)).map(ligneOf),
    ecarts: reference === null ? [] : vivants.flatMap((local) => ecartsOf(local, reference)),
    ...validite,
    actes: locaux.flatMap(actesOf).toSorted((a, b) => ACTES_SNE.indexOf(a.acte) - ACTES_SNE.indexOf(b.acte)),
  };
}

async function readValidite(
  { sneEchanges }: Pick<Base, "sneEchanges">,
  epci: string,
  lot: number | null,
  reference: string | null,
): Promise<Pick<EchangeSne, "validites" | "depassees">> {
  if (lot === null || reference === null) return { validites: [], depassees: [] };
  const question = { epci, lot, reference, bornes: bornesValidite(reference) };
  const [validites, depassees] = await Promise.all([
    sneEchanges.validites(question),
    sneEchanges.depassees(question, DEPASSEES_MAX),
  ]);
  return { validites, depassees };
}

function ligneOf({ demandeur, reference }: LocalSne): LigneSne {
  return { demandeur, reference };
}

/** A file with a signed lease is an act to confirm instead; a file created since the extraction cannot be in the stock. */
function isAbsent({ national, bailSigneLe, ici }: LocalSne, reference: string): boolean {
  return national === null && bailSigneLe === null && ici.creeLe !== null && ici.creeLe <= reference;
}

function ecartsOf(local: LocalSne, reference: string): readonly DossierEnEcart[] {
  if (local.national === null) return [];
  const ecarts = comparerSne(local.ici, local.national, reference);
  return ecarts.length === 0 ? [] : [{ ...ligneOf(local), ecarts }];
}

function actesOf(local: LocalSne): readonly ActePropose[] {
  const renouveleLe = local.national?.renouveleLe ?? null;
  const vu = acteVu({ ...local, renouveleLe });
  return vu === null ? [] : [{ ...ligneOf(local), ...vu }];
}
