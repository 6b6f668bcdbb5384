import { Refus } from "#domain/shared/refus.ts";
import { drawJeton, hashJeton, isJeton } from "./jeton.ts";
import type { Entree } from "./login.ts";
import { loginByIdentite } from "./login-proconnect.ts";
import type { FournisseurIdentite, Identite } from "./outils.ts";
import { addMs, type SessionDeps } from "./session.ts";

export type ProConnectDeps = SessionDeps & {
  readonly fournisseur: FournisseurIdentite;
  /** What went wrong, for the operator's log: no name, no token, never shown. */
  readonly onEchec: (raison: string) => void;
};

const DUREE_DEFI_MS = 10 * 60_000;

/** `jeton` ties this browser to the login it started; `adresse` is the provider's. Refuses "proconnect-refuse" when it cannot be reached. */
export async function startProConnect(
  deps: ProConnectDeps,
  retour: string,
): Promise<{ readonly jeton: string; readonly adresse: string }> {
  const { adresse, contenu } = await deps.fournisseur.prepare().catch((error: unknown) => fail(deps, error));
  const jeton = drawJeton();
  const maintenant = deps.horloge.maintenant();
  const expireLe = addMs(maintenant, DUREE_DEFI_MS);
  const defi = {
    empreinte: hashJeton(jeton),
    usage: "proconnect",
    compte: null,
    contenu: { ...contenu, retour },
    expireLe,
  } as const;
  await deps.queries.createDefi(defi, maintenant);
  return { jeton, adresse };
}

/**
 * `adresse` is what the browser was sent back to, `jeton` its cookie. The login in progress is used up whatever happens.
 * Refuses "proconnect-refuse" without a reason, "proconnect-sans-habilitation".
 */
export async function finishProConnect(
  deps: ProConnectDeps,
  { adresse, jeton }: { readonly adresse: URL; readonly jeton: string },
): Promise<Entree & { readonly retour: string }> {
  const maintenant = deps.horloge.maintenant();
  const defi = isJeton(jeton) ? await deps.queries.takeDefi(hashJeton(jeton), "proconnect", maintenant) : null;
  if (!defi) return fail(deps, new Error("no login in progress in this browser"));
  const identite: Identite = await deps.fournisseur
    .finish(adresse, defi.contenu)
    .catch((error: unknown) => fail(deps, error));
  const entree = await loginByIdentite(deps, identite);
  return { ...entree, retour: typeof defi.contenu.retour === "string" ? defi.contenu.retour : "/" };
}

function fail(deps: ProConnectDeps, error: unknown): never {
  deps.onEchec(reasonOf(error));
  throw new Refus(
    "proconnect-refuse",
    "La connexion par ProConnect n’a pas abouti. Recommencez depuis la page de connexion ; si cela se répète, prévenez la personne qui administre Blaise.",
  );
}

/** A code of the library, or our own words: messages of the provider may hold anything. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  // Its message quotes what was read.
  if (error.name === "ZodError") return "answer of an unexpected form";
  return "code" in error && typeof error.code === "string" ? error.code : error.message.slice(0, 120);
}
