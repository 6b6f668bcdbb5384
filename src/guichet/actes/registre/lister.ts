import { numeroUnique } from "#donnees/formats/sne/numero-unique.ts";
import { guichetsOf, guichetsSeuls } from "#dossier/lectures/registre/guichets.ts";
import type {
  CurseurRegistre,
  LigneRegistre,
  NomDemandeur,
  QuestionRegistre,
} from "#dossier/lectures/registre/ports.ts";
import { decouperNom, normaliserNom } from "#dossier/regles/registre/nom-cherche.ts";
import { readReference } from "#dossier/regles/registre/reference.ts";
import { delaiOf } from "#dossier/regles/vie.ts";
import type { NatureDemande, Onglet } from "#observatoire/regles/registre/registre.ts";
import type { Base } from "#socle/lectures/base.ts";
import { addDays, addMonths, daysBetween } from "#socle/regles/shared/calendrier.ts";
import { Refus } from "#socle/regles/shared/refus.ts";

const LIGNES_PAR_PAGE = 50;

export type FiltreRegistre = {
  readonly onglet: Onglet;
  /** Beginning of a name, a reference, or a whole number unique; the other filters are then ignored. */
  readonly cherche: string | null;
  readonly commune: string | null;
  readonly typologie: string | null;
  readonly nature: NatureDemande | null;
  /** Minimum months of seniority. */
  readonly mois: number | null;
  readonly apres: CurseurRegistre | null;
};

export type LigneLue = LigneRegistre & {
  /** null: the list shows no name to this reader, the file does. */
  readonly nom: NomDemandeur | null;
  readonly communesNoms: readonly string[];
  readonly guichetNom: string | null;
  /** Days since the deposit of a waiting demande; null: unknown. */
  readonly attente: number | null;
  /** `quinzaine`: past the fortnight after which the household may go to the préfet; `mois`: past the month of the law. */
  readonly retard: "aucun" | "quinzaine" | "mois";
};

export type ListeRegistre = {
  readonly epci: string;
  readonly filtre: FiltreRegistre;
  readonly lignes: readonly LigneLue[];
  /** null: nothing follows. */
  readonly suite: CurseurRegistre | null;
  /** true: the search was cut, more words are needed. */
  readonly coupee: boolean;
  /** true: the reader sees names, and may search by name. */
  readonly nominatif: boolean;
  /** Files of each list, for whoever reads few of them; a desk, which reads all, is given no total. */
  readonly comptes: ReadonlyMap<Onglet, number> | null;
  readonly communes: readonly { readonly code: string; readonly libelle: string }[];
};

export type ALister = {
  readonly epci: string;
  readonly filtre: FiltreRegistre;
  readonly hash: (texte: string) => string;
  readonly aujourdhui: string;
};

/** One page of a list, or the result of a search. A list with names is written in the journal. Refuses `recherche-courte`, `recherche-nom`. */
export async function listerRegistre(base: Base, demande: ALister): Promise<ListeRegistre> {
  const { epci, filtre } = demande;
  const found = filtre.cherche === null ? await page(base, demande) : await search(base, demande, filtre.cherche);
  const lignes = found.lignes.slice(0, LIGNES_PAR_PAGE);
  const nominatif = guichetsOf(base, epci) !== null;
  const [noms, comptes, territoire, guichets] = await Promise.all([
    readNoms(base, epci, lignes),
    nominatif ? null : base.registres.comptes(epci),
    base.territoires.perimetre(epci),
    base.registres.guichets(epci),
  ]);
  const communes = new Map(territoire.map(({ commune, nom }) => [commune, nom]));
  const last = lignes.at(-1);
  const suivie = found.lignes.length > LIGNES_PAR_PAGE && last !== undefined;
  return {
    epci,
    filtre,
    coupee: filtre.cherche !== null && suivie,
    lignes: lignes.map((ligne) => toLue(ligne, { noms, communes, guichets, aujourdhui: demande.aujourdhui })),
    suite: filtre.cherche === null && suivie ? { ordre: last.ordre, demandeur: last.demandeur } : null,
    nominatif,
    comptes,
    communes: territoire.map(({ commune, nom }) => ({ code: commune, libelle: nom })),
  };
}

type Trouvees = { readonly lignes: readonly LigneRegistre[] };

export function questionOf(base: Base, { epci, filtre, aujourdhui }: ALister, limite: number): QuestionRegistre {
  const { onglet, commune, typologie, nature, mois, apres } = filtre;
  const avant = mois === null ? null : addMonths(aujourdhui, -mois);
  return { epci, onglet, guichets: guichetsSeuls(base, epci), commune, typologie, nature, avant, apres, limite };
}

async function page(base: Base, demande: ALister): Promise<Trouvees> {
  return { lignes: await base.registres.list(questionOf(base, demande, LIGNES_PAR_PAGE + 1)) };
}

async function search(base: Base, { epci, hash }: ALister, cherche: string): Promise<Trouvees> {
  const keys = await searchKeys(base, { epci, hash }, cherche);
  const rows = await base.registres.lignes(epci, keys);
  const byKey = new Map(rows.map((row) => [row.demandeur, row]));
  return { lignes: keys.flatMap((key) => byKey.get(key) ?? []).filter(({ etat }) => etat !== "brouillon") };
}

/** A reference or a whole number names one file; any other text is the beginning of a name, which only desks may search. */
async function searchKeys(
  base: Base,
  { epci, hash }: Pick<ALister, "epci" | "hash">,
  cherche: string,
): Promise<readonly string[]> {
  const reference = readReference(cherche);
  if (reference !== null) return oneOrNone(await base.registres.findReference(epci, reference));
  const numero = numeroUnique(cherche);
  if (typeof numero === "string") return oneOrNone(await base.registres.findNumero(epci, hash(numero)));
  const guichets = guichetsOf(base, epci);
  if (guichets === null) {
    throw new Refus("recherche-nom", "Cherchez par la référence du dossier ou par le numéro unique entier.");
  }
  const nom = normaliserNom(cherche);
  if (nom.length < 2) throw new Refus("recherche-courte", "Écrivez au moins les deux premières lettres du nom.");
  return base.registres.searchNom(epci, guichets, nom, decouperNom(nom), LIGNES_PAR_PAGE + 1);
}

function oneOrNone(key: string | null): readonly string[] {
  return key === null ? [] : [key];
}

/** Names of the desk's own files only; any other name is read in a file opened for a purpose. */
async function readNoms(
  base: Base,
  epci: string,
  lignes: readonly LigneRegistre[],
): Promise<ReadonlyMap<string, NomDemandeur>> {
  const guichets = guichetsOf(base, epci) ?? [];
  const keys = lignes
    .filter(({ guichet }) => guichet !== null && guichets.includes(guichet))
    .map((one) => one.demandeur);
  if (keys.length === 0) return new Map();
  return base.transaction(async (tx) => {
    const noms = await tx.registres.noms(epci, keys);
    const objet = `demandes:${noms.size}`;
    await tx.journal.ecrire({ acte: "dossier-liste", ressource: "demande-identite", epci, objet });
    return noms;
  });
}

export type AnnuaireListe = {
  readonly noms: ReadonlyMap<string, NomDemandeur>;
  readonly communes: ReadonlyMap<string, string>;
  readonly guichets: ReadonlyMap<number, string>;
  readonly aujourdhui: string;
};

export function toLue(ligne: LigneRegistre, { noms, communes, guichets, aujourdhui }: AnnuaireListe): LigneLue {
  const attend = ligne.etat === "a-enregistrer" || ligne.etat === "a-completer";
  return {
    ...ligne,
    nom: noms.get(ligne.demandeur) ?? null,
    communesNoms: ligne.communes.map((code) => communes.get(code) ?? code),
    guichetNom: ligne.guichet === null ? null : (guichets.get(ligne.guichet) ?? null),
    attente: attend ? daysBetween(ligne.deposeeLe, aujourdhui) : null,
    retard: attend ? retardOf(ligne.deposeeLe, aujourdhui) : "aucun",
  };
}

/** CCH, art. L. 441-2-1 (a month) and R. 441-2-4-1 (fifteen days). */
export function retardOf(deposeeLe: string | null, aujourdhui: string): LigneLue["retard"] {
  if (deposeeLe === null) return "aucun";
  if (aujourdhui > addMonths(deposeeLe, delaiOf("attestation", aujourdhui))) return "mois";
  return aujourdhui > addDays(deposeeLe, delaiOf("saisine", aujourdhui)) ? "quinzaine" : "aucun";
}
