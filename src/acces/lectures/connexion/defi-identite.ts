import { drawJeton, hashJeton, isJeton } from "#socle/lectures/connexion/jeton.ts";
import type { Refus } from "#socle/regles/shared/refus.ts";
import { addMs, type SessionDeps } from "../../actes/connexion/session.ts";
import type { Fournisseur } from "./outils.ts";
import type { Defi, JetonQueries, UsageDefi } from "./ports.ts";

const DUREE_DEFI_MS = 10 * 60_000;

/** A login through a provider; `I`: what it tells about the person. */
export type DefiDeps<I> = Pick<SessionDeps, "horloge"> & {
  readonly queries: JetonQueries;
  readonly fournisseur: Fournisseur<I>;
};

export type DepartDefi = { readonly jeton: string; readonly adresse: string };

/** `jeton` ties this browser to its login; `adresse` is the provider's. `garde`: data given back at the return. */
export async function startDefi<I>(
  { queries, horloge, fournisseur }: DefiDeps<I>,
  usage: UsageDefi,
  garde: Readonly<Record<string, string>>,
): Promise<DepartDefi> {
  const { adresse, contenu } = await fournisseur.prepare();
  const jeton = drawJeton();
  const maintenant = horloge.maintenant();
  const expireLe = addMs(maintenant, DUREE_DEFI_MS);
  await queries.createDefi(
    { empreinte: hashJeton(jeton), usage, compte: null, contenu: { ...contenu, ...garde }, expireLe },
    maintenant,
  );
  return { jeton, adresse };
}

/** Takes the login in progress in this browser, which cannot be used again. Throws when there is none. */
export async function takeDefi<I>({ queries, horloge }: DefiDeps<I>, usage: UsageDefi, jeton: string): Promise<Defi> {
  const defi = isJeton(jeton) ? await queries.takeDefi(hashJeton(jeton), usage, horloge.maintenant()) : null;
  if (!defi) throw new Error("no login in progress in this browser");
  return defi;
}

/** Runs `work`; an error's reason goes to the operator's log, and the person gets the refusal that `refuse` makes, without a reason. */
export async function orRefuse<T>(
  { onEchec }: { readonly onEchec: (raison: string) => void },
  refuse: () => Refus,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    onEchec(reasonOf(error));
    throw refuse();
  }
}

/** A code of the library, or our own words: a provider's message may hold anything. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  // A ZodError's message quotes the input.
  if (error.name === "ZodError") return "answer of an unexpected form";
  return "code" in error && typeof error.code === "string" ? error.code : error.message.slice(0, 120);
}
