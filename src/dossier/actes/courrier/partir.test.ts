import { expect, test } from "vitest";
import { openCoffre } from "#service/commandes/coffre.ts";
import type { IssueCourrier } from "#socle/lectures/courrier.ts";
import type { CourrierQueries, EnvoiAPartir, SuiteEnvoi } from "../../lectures/courrier/ports.ts";
import { type BureauCourrier, partir, USAGE_LIEN } from "./partir.ts";

const coffre = openCoffre("essai");
const lien = Buffer.from(coffre.sceller("https://x.exemple/ma-demande", USAGE_LIEN)).toString("base64");
const ENVOI: EnvoiAPartir = {
  id: 1,
  canal: "courriel",
  modele: "message-recu",
  cle: "a",
  adresse: "a@essai.invalid",
  lien,
  tentatives: 0,
};
const horloge = { aujourdhui: () => "2026-03-01", maintenant: () => "2026-03-01T09:00:00.000Z" };

async function send(envois: readonly EnvoiAPartir[], issue: IssueCourrier) {
  const notes = new Map<number, SuiteEnvoi>();
  const textes: string[] = [];
  const courriers: Partial<CourrierQueries> = {
    prendre: async (id) => envois.find((envoi) => envoi.id === id) ?? null,
    noter: async (id, suite) => {
      notes.set(id, suite);
    },
  };
  const bureau: BureauCourrier = {
    courriers: courriers as CourrierQueries,
    transaction: (work) => work(bureau),
  };
  const envoyer = async ({ texte }: { readonly texte: string }) => {
    textes.push(texte);
    return issue;
  };
  const transport = { depot: null, envoyer };
  const deps = { coffre, horloge, sms: transport, courrier: { ...transport, adresse: "x@blaise.invalid" } };
  const bilan = await partir(
    bureau,
    deps,
    envois.map(({ id }) => id),
  );
  return { bilan, notes, textes };
}

test("a message that leaves says its link, and is noted", async () => {
  const { bilan, notes, textes } = await send([ENVOI], { etat: "envoye" });
  expect(bilan).toEqual({ partis: 1, echecs: 0, panne: null });
  expect(notes.get(1)).toMatchObject({ etat: "envoye", envoyeLe: horloge.maintenant() });
  expect(textes[0]).toContain("https://x.exemple/ma-demande");
});

test("a server that does not answer keeps the others of its channel for later, and those alone", async () => {
  const panne = { etat: "echec", motif: "Rien ne répond.", panne: true } as const;
  const envois = [ENVOI, { ...ENVOI, id: 2 }, { ...ENVOI, id: 3, canal: "sms", adresse: "06 39 98 00 01" } as const];
  const { bilan, notes } = await send(envois, panne);
  expect([...notes.keys()]).toEqual([1, 3]);
  expect(notes.get(1)).toMatchObject({ etat: "echec", motif: "Rien ne répond.", envoyeLe: null });
  expect(bilan).toEqual({ partis: 0, echecs: 2, panne: "Rien ne répond." });
});

test("the fifth failure is the last, and an address that is gone is not looked for again", async () => {
  const refus = { etat: "echec", motif: "Refusé.", panne: false } as const;
  const { notes } = await send(
    [
      { ...ENVOI, tentatives: 4 },
      { ...ENVOI, id: 2, adresse: null },
    ],
    refus,
  );
  expect(notes.get(1)?.etat).toBe("abandonne");
  expect(notes.get(2)).toMatchObject({ etat: "abandonne", motif: expect.stringContaining("accord") });
});
