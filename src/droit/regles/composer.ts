import type { Declaration, Enregistrement, EnVigueur, Jeu, Saisie } from "./enregistrement.ts";
import { overlaps } from "./periodes.ts";
import { findChevauchements, verifyEnregistrement } from "./verifier-jeu.ts";

/** The values of a code, oldest first, and those that a territory wrote for itself. */
export type ParametreCompose = Declaration & {
  readonly valeurs: readonly EnVigueur<unknown>[];
  readonly locales: ReadonlyMap<string, readonly EnVigueur<unknown>[]>;
};

export type Droit = ReadonlyMap<string, ParametreCompose>;

/** Typed by hand but unused: a set or another record wins. */
export type SaisieEcartee = { readonly saisie: Saisie; readonly raison: string };

export type DroitCompose = { readonly droit: Droit; readonly ecartees: readonly SaisieEcartee[] };

/**
 * The law composed from its sources: the latest version of each set, then the typed records for days on which no set says anything. Never fails: a
 * typed record that a later set contradicts is set aside, and listed.
 */
export function composeDroit(jeux: readonly Jeu[], saisies: readonly Saisie[]): DroitCompose {
  const retenus = latestJeux(jeux);
  const droit = new Map<string, Mutable>();
  // The first set that declares a parameter is the one shipped with Blaise: a later set need not declare it again.
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

/** The latest version of each publisher and name, in the order in which the names first appear. */
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

/** Why a typed record conflicts with the existing ones; null: it does not. */
export function findObstacle(saisie: Saisie, droit: Droit): string | null {
  const parametre = droit.get(saisie.code);
  const [defaut] = verifyEnregistrement(saisie, droit, (code) => valeursDe(droit, code));
  if (!parametre || defaut) return defaut ?? "";
  const beside = saisie.territoire === null ? parametre.valeurs : (parametre.locales.get(saisie.territoire) ?? []);
  const other = beside.find((one) => overlaps(one, saisie) || follows(one, saisie));
  if (!other) return null;
  return `« ${parametre.nom} » a déjà une valeur à ces jours, depuis le ${other.depuis} (${nameOrigine(other)})`;
}

/** A typed record may not precede a known value, which would cut it short, unless it ends before: it then fills a hole. */
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

/** Records of different sets about the same day: nothing tells which to choose. */
export function findContradictions(jeux: readonly Jeu[]): ReturnType<typeof findChevauchements> {
  return findChevauchements(latestJeux(jeux).flatMap(({ enregistrements }) => enregistrements));
}
