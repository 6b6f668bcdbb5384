import type { ConventionDeps } from "./deps.ts";
import type { ActionEcrite } from "./ports.ts";

export async function saveActions(
  _deps: ConventionDeps,
  _demande: { readonly epci: string; readonly actions: readonly ActionEcrite[] },
): Promise<void> {
  throw new Error("to come");
}
