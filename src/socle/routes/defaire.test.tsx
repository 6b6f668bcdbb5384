import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { textOf } from "../../../test/fixtures/pages.ts";
import { renderPage } from "../pages/design/page.tsx";
import { ResultatActe } from "../pages/design/parts.tsx";
import { interdit } from "../regles/shared/refus.ts";
import { brut, numeroCache } from "./champs.ts";
import type { Env } from "./deps.ts";
import { defineActe, pageActes, Suite } from "./page-actes.ts";
import { emptyCadre, type Site } from "./site.ts";

const passe: Site["deps"]["horloge"] = { aujourdhui: () => "2026-12-02", maintenant: () => "2026-12-02T10:00:00.000Z" };

/** A page with an act that its address takes back, one that a field does, one that takes two rows, one that nothing takes back. */
function openPage({ ferme = false } = {}) {
  const site = {
    deps: { horloge: passe, version: "essai" },
    ressources: { css: "", cssPublic: "", icone: "", islands: {} },
  };
  const droit: Parameters<typeof defineActe>[0]["droit"] = async (_, next) => {
    if (ferme) throw interdit("droit-absent", "Non.");
    await next();
  };
  const retire = defineActe({
    chemin: ":ligne{[0-9]+}/retirer",
    droit,
    annonce: "C’est retiré.",
    champs: {},
    run: async () => null,
  });
  const contact = { vise: ["membre", "contact"], quoi: "ce contact", par: "contact-retire" };
  const routes = pageActes(site as unknown as Site, {
    racine: "/essai",
    chemin: "lots/:id",
    droit: (_, next) => next(),
    show: async (_, c, { annonce }) =>
      renderPage({
        cadre: emptyCadre(site as unknown as Site, c),
        titre: "Essai",
        children: <ResultatActe annonce={annonce} />,
      }),
    actes: {
      retire,
      ajoute: defineActe({
        chemin: "",
        droit,
        annonce: "C’est ajouté.",
        defaire: { par: "retire", quoi: "cet ajout", vise: ["ligne"] },
        champs: { nom: brut() },
        run: async (_, { nom }) => new Suite({ annuler: nom === "deja" ? null : 12 }),
      }),
      publie: defineActe({
        chemin: "publier",
        droit,
        annonce: "C’est publié.",
        defaire: { par: "publie", quoi: "cela", vise: ["lot"], champs: { geste: "non" } },
        champs: { geste: brut(), lot: numeroCache() },
        run: async () => new Suite({ annuler: 3 }),
      }),
      contact: defineActe({
        chemin: "c",
        droit,
        annonce: "Contact.",
        defaire: contact,
        champs: {},
        run: async () => new Suite({ annuler: "3.12" }),
      }),
      "contact-retire": defineActe({
        chemin: ":membre/:contact",
        droit,
        annonce: "Ôté.",
        champs: {},
        run: async () => null,
      }),
      fini: defineActe({ chemin: "fin", droit, annonce: "C’est fini.", champs: {}, run: async () => null }),
    },
  });
  const app = new Hono<Env>();
  app.use(async (c, next) => {
    c.set("acteur", { nom: "Essai", compte: 1, demandeurs: [], habilitations: [], motif: null });
    await next();
  });
  app.onError((error, c) => c.text(String(error), 500));
  app.route("/", routes.hono);
  const show = async (chemin: string) => (await app.request(chemin)).text();
  const send = async (chemin: string, champs: Record<string, string>) => {
    const answer = await app.request(chemin, { method: "POST", body: new URLSearchParams(champs) });
    return answer.headers.get("location") ?? `${answer.status}`;
  };
  return { show, send };
}

const formOf = (html: string) => /<div class="message ok".*?<\/div>/s.exec(html)?.[0] ?? "";

describe("an act that may be taken back", () => {
  it("leads to its page, which offers it beside the announcement: a form that needs no script", async () => {
    const { send, show } = openPage();
    const vers = await send("/essai/lots/5", { nom: "x" });
    expect(vers).toBe("/essai/lots/5?fait=ajoute&annuler=12");
    const form = formOf(await show(vers));
    expect(textOf(form)).toContain("C’est ajouté.");
    expect(form).toContain(
      '<form method="post" action="/essai/lots/5/12/retirer"><button class="bouton second" type="submit">',
    );
    expect(textOf(form).replaceAll("\u00A0", " ")).toContain("Annuler : cet ajout");
    const fait = await send("/essai/lots/5/12/retirer", {});
    expect(fait).toBe("/essai/lots/5?fait=retire");
    const apres = formOf(await show(fait));
    expect(textOf(apres)).toContain("C’est retiré.");
    expect(apres).not.toContain("<form");
  });

  it("sends its row in a hidden field when its address does not have it, with what never changes", async () => {
    const { send, show } = openPage();
    const form = formOf(await show(await send("/essai/lots/5/publier", { geste: "oui", lot: "3" })));
    expect(form).toContain('<input type="hidden" name="geste" value="non"/>');
    expect(form).toContain('<input type="hidden" name="lot" value="3"/>');
    expect(formOf(await show(await send("/essai/lots/5/c", {})))).toContain('action="/essai/lots/5/3/12"');
  });

  it("is not offered when the act says no row, is not one, or is done by somebody to whom the other is closed", async () => {
    const { send, show } = openPage();
    expect(await send("/essai/lots/5", { nom: "deja" })).toBe("/essai/lots/5?fait=ajoute");
    for (const vers of [
      "fait=ajoute",
      "fait=fini&annuler=12",
      "fait=retire&annuler=12",
      "annuler=12",
      "fait=inconnu&annuler=12",
    ])
      expect(formOf(await show(`/essai/lots/5?${vers}`))).not.toContain("<form");
    const ferme = formOf(await openPage({ ferme: true }).show("/essai/lots/5?fait=ajoute&annuler=12"));
    expect(textOf(ferme)).toContain("C’est ajouté.");
    expect(ferme).not.toContain("<form");
  });

  it.each([
    "",
    "0",
    "-1",
    "12abc",
    "12.13",
    "1e3",
    "12 ",
    "../../ailleurs",
    '"><b>lu',
    "Appelez le 06 00 00 00 00",
    "9".repeat(16),
  ])("an address written by somebody with « %s » shows no form, and none of its words", async (valeur) => {
    const html = formOf(
      await openPage().show(`/essai/lots/5?${new URLSearchParams({ fait: "publie", annuler: valeur })}`),
    );
    expect(textOf(html)).toContain("C’est publié.");
    expect(html).not.toContain("<form");
    if (valeur.length > 4) expect(html).not.toContain(valeur);
  });
});
