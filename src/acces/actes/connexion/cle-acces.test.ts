import { expect, test } from "vitest";
import type { SessionLue } from "../../lectures/connexion/ports.ts";
import { addCle, type CleDeps } from "./cle-acces.ts";

const LUE = { compte: { id: 7 }, session: { empreinte: "00" } } as unknown as SessionLue;

async function nameOf(nom: string): Promise<unknown> {
  let garde: unknown = null;
  const queries: Record<string, unknown> = {
    takeDefi: async () => ({ compte: 7, contenu: { challenge: "défi" } }),
    addCle: async (cle: { readonly nom: string }) => {
      garde = cle.nom;
      return true;
    },
    closeSessionsOf: async () => undefined,
    recordActe: async () => undefined,
  };
  queries.transaction = (work: (tx: unknown) => Promise<unknown>) => work(queries);
  const deps = {
    queries,
    cles: { verifyAjout: async () => ({ identifiant: "clé" }) },
    horloge: { aujourdhui: () => "2026-11-30", maintenant: () => "2026-11-30T10:00:00.000Z" },
  } as unknown as CleDeps;
  await addCle(deps, LUE, { jeton: "A".repeat(43), reponse: {}, nom });
  return garde;
}

test.each([
  ["as it was typed", "Clé du bureau", "Clé du bureau"],
  ["without the spaces around", "  Clé du bureau ", "Clé du bureau"],
  ["cut at sixty characters", "x".repeat(70), "x".repeat(60)],
  ["by default when nothing was typed", "   ", "Clé d’accès"],
])("a key is named %s", async (_, nom, attendu) => {
  expect(await nameOf(nom)).toBe(attendu);
});
