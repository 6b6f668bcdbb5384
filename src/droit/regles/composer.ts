import type { Declaration, Enregistrement, EnVigueur, Jeu, Saisie } from "./enregistrement.ts";
import { overlaps } from "./periodes.ts";
import { findChevauchements, verifyEnregistrement } from "./verifier-jeu.ts";

/** What the rules read of a code: its values, oldest first, and those that a territory wrote for itself. */
export type ParametreCompose = Declaration & {
  readonly valeurs: readonly EnVigueur<unknown>[];
  readonly locales: ReadonlyMap<string, readonly EnVigueur<unknown>[]>;
};

export type Droit = ReadonlyMap<string, ParametreCompose>;

/** Typed by hand, and not used: what a set says, or another record, wins. */
export type SaisieEcartee = { readonly saisie: Saisie; readonly raison: string };

export type DroitCompose = { readonly droit: Droit; readonly ecartees: readonly SaisieEcartee[] };

/**
 * The law as its sources say it together: of each set the latest version, then what was typed where no set says anything of those days. It never
 * fails: a record typed before a set that contradicts it is set aside, and told.
 */
export function composeDroit(jeux: readonly Jeu[], saisies: readonly Saisie[]): DroitCompose {
  const retenus = latestJeux(jeux);
  const droit = new Map<string, Mutable>();
  // The first to declare a parameter is the version of Blaise that reads it: a later set need not say it again.
  for (const declaration of jeux.flatMap(({ parametres }) => parametres)) {
    if (!droit.has(declaration.code)) droit.set(declaration.code, { ...declaration, valeurs: [], locales: new Map() });
  }
  for (const { editeur, nom, version, enregistrements } of retenus) {
    const origine = { nature: "jeu", editeur, nom, version } as const;
    for (const one of enregistrements) place({ ...one, origine }, droit);
  }
  const ecartees = saisies.flatMap((saisie): readonly SaisieEcartee[] => {
    const raison = findObstacle(saisie, droit);
    if (raison !== null) return [{ saisie, raison }];
    const { id, auteur, ...enregistrement } = saisie;
    place({ ...enregistrement, origine: { nature: "saisie", id, auteur } }, droit);
    return [];
  });
  for (const { valeurs } of droit.values()) valeurs.sort((a, b) => (a.depuis < b.depuis ? -1 : 1));
  return { droit, ecartees };
}

type Mutable = Declaration & {
  readonly valeurs: EnVigueur<unknown>[];
  readonly locales: Map<string, EnVigueur<unknown>[]>;
};

/** By publisher and name, the latest version; in the order in which their names first came. */
export function latestJeux(jeux: readonly Jeu[]): readonly Jeu[] {
  const latest = new Map<string, Jeu>();
  for (const jeu of jeux) {
    const key = `${jeu.editeur}\n${jeu.nom}`;
    const held = latest.get(key);
    if (!held || held.version < jeu.version) latest.set(key, jeu);
  }
  return [...latest.values()];
}

function place(one: EnVigueur<unknown>, droit: ReadonlyMap<string, Mutable>): void {
  const parametre = droit.get(one.code);
  if (!parametre) return;
  if (one.territoire === null) parametre.valeurs.push(one);
  else parametre.locales.set(one.territoire, [...(parametre.locales.get(one.territoire) ?? []), one].sort(byDepuis));
}

function byDepuis(a: { readonly depuis: string }, b: { readonly depuis: string }): number {
  return a.depuis < b.depuis ? -1 : Number(a.depuis > b.depuis);
}

/** Why a record typed by hand can't be used beside what is already there; null: it can. */
export function findObstacle(saisie: Saisie, droit: Droit): string | null {
  const parametre = droit.get(saisie.code);
  const [defaut] = verifyEnregistrement(saisie, droit, (code) => valeursDe(droit, code));
  if (!parametre || defaut) return defaut ?? "";
  const beside = saisie.territoire === null ? parametre.valeurs : (parametre.locales.get(saisie.territoire) ?? []);
  const other = beside.find((one) => overlaps(one, saisie) || follows(one, saisie));
  if (!other) return null;
  return `« ${parametre.nom} » a déjà une valeur à ces jours, depuis le ${other.depuis} (${nameOrigine(other)})`;
}

/** One typed before a value already known would be cut short by it: only a period that ends before is a hole that one fills. */
function follows(known: Jours, saisie: Jours): boolean {
  return known.depuis > saisie.depuis && (saisie.jusque === null || saisie.jusque >= known.depuis);
}

type Jours = Pick<Enregistrement, "depuis" | "jusque">;

function nameOrigine({ origine }: EnVigueur<unknown>): string {
  return origine.nature === "jeu"
    ? `jeu « ${origine.nom} » de ${origine.editeur}, version ${origine.version}`
    : `saisie n° ${origine.id} de ${origine.auteur}`;
}

export function valeursDe(droit: Droit, code: string): readonly unknown[] {
  return droit.get(code)?.valeurs.map(({ valeur }) => valeur) ?? [];
}

/** Records of different sets that speak of one day: nothing of them can be chosen. */
export function findContradictions(jeux: readonly Jeu[]): ReturnType<typeof findChevauchements> {
  return findChevauchements(latestJeux(jeux).flatMap(({ enregistrements }) => enregistrements));
}
