import { Refus } from "#socle/regles/shared/refus.ts";
import { loginByIdentite } from "../../actes/connexion/login-proconnect.ts";
import type { SessionDeps } from "../../actes/connexion/session.ts";
import { type DepartDefi, orRefuse, startDefi, takeDefi } from "./defi-identite.ts";
import type { Entree } from "./login.ts";
import type { FournisseurIdentite } from "./outils.ts";

export type ProConnectDeps = SessionDeps & {
  readonly fournisseur: FournisseurIdentite;
  /** Logs a failure for the operator: no name, no token; never shown. */
  readonly onEchec: (raison: string) => void;
};

/** Refuses "proconnect-refuse" when the provider cannot be reached. */
export function startProConnect(deps: ProConnectDeps, retour: string): Promise<DepartDefi> {
  return orRefuse(deps, refusProConnect, () => startDefi(deps, "proconnect", { retour }));
}

/**
 * `adresse`: where the provider sent the browser back; `jeton`: its cookie. Refuses "proconnect-refuse" without a reason,
 * "proconnect-sans-habilitation".
 */
export async function finishProConnect(
  deps: ProConnectDeps,
  { adresse, jeton }: { readonly adresse: URL; readonly jeton: string },
): Promise<Entree & { readonly retour: string }> {
  const { contenu, identite } = await orRefuse(deps, refusProConnect, async () => {
    const defi = await takeDefi(deps, "proconnect", jeton);
    return { ...defi, identite: await deps.fournisseur.finish(adresse, defi.contenu) };
  });
  const entree = await loginByIdentite(deps, identite);
  return { ...entree, retour: typeof contenu.retour === "string" ? contenu.retour : "/" };
}

function refusProConnect(): Refus {
  return new Refus(
    "proconnect-refuse",
    "La connexion par ProConnect n’a pas abouti. Recommencez depuis la page de connexion ; si cela se répète, prévenez la personne qui administre Blaise.",
  );
}
