import { beforeEach, describe, expect, it, test, vi } from "vitest";
import { baseOf } from "../../../test/fixtures/base.ts";
import { CUBES_2017 } from "../../../test/fixtures/cubes-2017.ts";
import { connexionOf, createTestApp, officierOf } from "../../../test/fixtures/http.ts";
import { EPCI, expectSoundPage, LOT, textOf } from "../../../test/fixtures/pages.ts";

// The acts have their own tests: these check how HTTP calls them and answers.
const publish = vi.fn();
/** A similar lot, whose publication needs a confirmation. */
const LOT_A_CONFIRMER = { ...LOT, id: 8, aConfirmer: { code: "moins-de-lignes", message: "Confirmez." } };
const LOTS = [LOT, LOT_A_CONFIRMER];

const territoire = { epci: EPCI, nom: "CA de Saint-Dizier, Der et Blaise", demonstration: true };
const errors: unknown[] = [];
const lines: { route: string; statut: number }[] = [];

type Options = {
  readonly hotes?: readonly string[];
  readonly territoires?: (typeof territoire)[];
  readonly down?: boolean;
  readonly contactSecurite?: string;
};
const apps = new Map<string, ReturnType<typeof buildApp>>();

/** One application for the same options: it keeps no state of the requests. */
function appWith(options: Options = {}) {
  const cle = JSON.stringify(options);
  const app = apps.get(cle) ?? buildApp(options);
  apps.set(cle, app);
  return app;
}

function buildApp(options: Options) {
  const base = baseOf({
    territoires: {
      etat: async () => "1",
      instantane: async () => "1:1:",
      etatBilan: async () => "1",
      list: async () => options.territoires ?? [territoire],
      find: async (epci) => (epci === EPCI ? territoire : null),
      contours: async () => [],
      lotsDuFond: async () => "",
      communes: async () => [],
      perimetre: async () => [],
    },
    bailleurs: { successions: async () => [] },
    conventions: { versions: async () => [] },
    cubes: {
      ...CUBES_2017,
      byBailleur: async (filtre) => {
        if (filtre.annee === 2011) throw new Error("secret: select * from attribution");
        return CUBES_2017.byBailleur?.(filtre) ?? [];
      },
    },
    faits: { perimetres: async () => [] },
    lots: {
      find: async (id) => LOTS.find((lot) => lot.id === id) ?? null,
      list: async () => [LOT],
      lock: async () => undefined,
      publish,
      effacerCorriges: async () => undefined,
      echantillonner: async () => undefined,
      rejetsATraiter: async () => [],
      publications: async () => [],
      anomalies: async () => [],
      groupesRejets: async () => [],
      actes: async () => [],
    },
    rattachements: { dehors: async () => [] },
    localisations: { aLocaliser: async () => [], deduites: async () => [], history: async () => [] },
    journal: { ecrire: async () => undefined },
    rapports: { list: async () => [], find: async () => null },
  });
  const down = options.down ? { hasAdministrateur: () => Promise.reject(new Error("connection refused")) } : {};
  const acteur = officierOf((options.territoires ?? [territoire]).map(({ epci }) => epci));
  const log = { info: (line: object) => lines.push(line as never), error: (line: unknown) => errors.push(line) };
  const { contactSecurite = null } = options;
  const deps = {
    log,
    connexion: connexionOf(acteur, down),
    contactSecurite,
    ...(options.hotes ? { hotes: options.hotes } : {}),
  };
  return createTestApp(base, deps, acteur);
}

const PAGE = { headers: { accept: "text/html" } };
const SAME_ORIGIN = { accept: "text/html", origin: "http://localhost" };

beforeEach(() => {
  errors.length = 0;
  lines.length = 0;
  publish.mockReset();
});

describe("pages", () => {
  test.each([
    [`/t/${EPCI}/bilan`, "66 sur 360"],
    [`/t/${EPCI}/bilan?annee=2017&periode=T3&bailleur=275200012`, "Afficher"],
    [`/t/${EPCI}/donnees`, LOT.fichier],
    [`/t/${EPCI}/donnees?fait=%3Cscript%3E`, LOT.fichier],
    [`/t/${EPCI}/donnees/deposer`, "Déposer"],
    [`/t/${EPCI}/donnees/lots/6`, "Publier cet import"],
    [`/t/${EPCI}/donnees/localiser`, "Rien à localiser"],
    [`/t/${EPCI}/rapport`, "Figer le rapport"],
    [`/t/${EPCI}/methode`, "Méthode"],
    ["/methode", "Méthode"],
    ["/accessibilite", "aucun audit n’a encore été fait"],
    ["/securite", "pas encore indiqué d’adresse"],
    ["/territoires", "SIREN"],
  ])("%s", async (path, expected) => {
    const response = await appWith().request(path, PAGE);
    const html = await response.text();
    expect(response.status).toBe(200);
    expectSoundPage(html);
    expect(textOf(html)).toContain(expected);
  });

  it("names whom to tell of a weakness, for a program too; without a contact there is no such file", async () => {
    const avec = appWith({ contactSecurite: "mailto:securite@exemple.fr" });
    const txt = await avec.request("/.well-known/security.txt");
    expect(txt.status).toBe(200);
    expect(txt.headers.get("content-type")).toMatch(/^text\/plain; ?charset=UTF-8$/);
    expect(await txt.text()).toMatch(/^Contact: mailto:securite@exemple\.fr\nExpires: \d{4}-\d\d-01T00:00:00Z\n/);
    expect(textOf(await (await avec.request("/securite", PAGE)).text())).toContain("Écrivez à securite@exemple.fr");
    expect((await appWith().request("/.well-known/security.txt")).status).toBe(404);
  });

  test.each([
    ["the only territory", [territoire], `/t/${EPCI}/a-faire`],
    ["the list when there are several", [territoire, { ...territoire, epci: "200068667" }], "/territoires"],
    ["the explanation when there is none", [], "/territoires"],
  ])("/ leads to %s", async (_, territoires, location) => {
    const response = await appWith({ territoires }).request("/");
    expect([response.status, response.headers.get("location")]).toEqual([302, location]);
  });

  it("says on the page of the bilan why a year cannot be computed", async () => {
    const response = await appWith().request(`/t/${EPCI}/bilan?annee=2010`, PAGE);
    expect(response.status).toBe(422);
    expect(textOf(await response.text())).toContain(
      "Aucune valeur de « Classement des ressources à 0 € » n’est connue au 2010-12-31.",
    );
  });
});

describe("headers", () => {
  test.each(["/accessibilite", "/nope", "/vivant", "/api/v1/territoires", `/t/${EPCI}/bilan?annee=2011`])(
    "strict policy on %s",
    async (path) => {
      const { headers } = await appWith().request(path, PAGE);
      expect(headers.get("content-security-policy")).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      );
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("x-frame-options")).toBe("DENY");
      // « no-referrer » would make browsers send « Origin: null » with the product's own forms.
      expect(headers.get("referrer-policy")).toBe("same-origin");
    },
  );

  it("keeps assets for a year by their fingerprint, and answers 304", async () => {
    const app = appWith();
    const html = await (await app.request("/accessibilite", PAGE)).text();
    const href = /href="(\/statique\/style\.css\?v=[0-9a-f]+)"/.exec(html)?.[1] ?? "";
    const css = await app.request(href);
    expect(css.headers.get("content-type")).toContain("text/css");
    expect(css.headers.get("cache-control")).toContain("immutable");
    const font = /source-sans-3\.woff2\?v=[0-9a-f]+/.exec(await css.text())?.[0];
    expect((await app.request(`/statique/${font}`)).headers.get("content-type")).toBe("font/woff2");
    const again = await app.request(href, { headers: { "if-none-match": css.headers.get("etag") ?? "" } });
    expect(again.status).toBe(304);
  });

  it("answers only to its own names when told so", async () => {
    const app = appWith({ hotes: ["localhost"] });
    expect((await app.request("/vivant")).status).toBe(200);
    expect((await app.request("http://evil.example/vivant")).status).toBe(421);
  });
});

describe("acts come from our pages", () => {
  const ACTS = [
    `/t/${EPCI}/donnees/deposer`,
    `/t/${EPCI}/donnees/depots/x/0/colonnes`,
    `/t/${EPCI}/donnees/lots/6/publier`,
    `/t/${EPCI}/donnees/lots/6/annuler`,
    `/t/${EPCI}/donnees/lots/6/abandonner`,
    `/t/${EPCI}/donnees/localiser`,
    `/t/${EPCI}/donnees/localiser/1/annuler`,
    `/t/${EPCI}/rapport`,
  ];
  const ATTACKS: [string, Record<string, string>][] = [
    ["no origin", {}],
    ["a foreign origin", { origin: "https://evil.example" }],
    ["an opaque origin", { origin: "null" }],
    ["our host in another port", { origin: "http://localhost:8080" }],
    ["cross-site", { "sec-fetch-site": "cross-site", origin: "http://localhost" }],
    ["a sibling site", { "sec-fetch-site": "same-site", origin: "http://localhost" }],
  ];
  const TYPES = [
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain",
    "application/json",
  ];

  test.each(ATTACKS)("none with %s, whatever is sent", async (_, headers) => {
    const wrong: string[] = [];
    for (const path of ACTS) {
      for (const type of TYPES) {
        const response = await appWith().request(path, {
          method: "POST",
          body: "x",
          headers: { accept: "application/json", ...headers, "content-type": type },
        });
        const { code } = (await response.json()) as { code?: unknown }; // a problem, or what should not have been given
        if (response.status !== 403 || code !== "origine-refusee") wrong.push(`${path} (${type}): ${response.status}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(publish).not.toHaveBeenCalled();
  });

  test.each([[{ origin: "http://localhost" }], [{ "sec-fetch-site": "same-origin" }]])(
    "accepts %o",
    async (headers) => {
      const response = await appWith().request(`/t/${EPCI}/donnees/lots/6/publier`, { method: "POST", headers });
      expect([response.status, response.headers.get("location")]).toEqual([
        303,
        `/t/${EPCI}/donnees/lots/6?fait=publie`,
      ]);
      expect(publish).toHaveBeenCalledWith(LOT, expect.anything());
    },
  );

  it("passes the confirmation on", async () => {
    const body = new URLSearchParams({ confirme: "oui" });
    await appWith().request(`/t/${EPCI}/donnees/lots/8/publier`, { method: "POST", body, headers: SAME_ORIGIN });
    expect(publish).toHaveBeenCalledWith(LOT_A_CONFIRMER, expect.anything());
  });
});

describe("errors", () => {
  test.each([
    ["/nope", 404, "page-introuvable"],
    ["/t/200000000/bilan", 404, "territoire-inconnu"],
    [`/t/${EPCI}/donnees/lots/7`, 404, "lot-inconnu"],
    [`/t/${EPCI}/donnees/lots/abc`, 400, "saisie-invalide"],
    [`/t/${EPCI}/bilan?annee=abc`, 400, "saisie-invalide"],
    [`/t/${EPCI}/bilan?periode=T9`, 400, "periode-invalide"],
    [`/t/${EPCI}/rapport/2017-annee-99`, 404, "rapport-inconnu"],
    [`/t/${EPCI}/donnees/depots/..%2f..%2fetc`, 404, "depot-inconnu"],
    ["/statique/..%2f..%2fpackage.json", 404, "page-introuvable"],
    [`/t/${EPCI}/bilan?annee=2011`, 500, "erreur-interne"],
  ])("%s is a %i", async (path, statut, code) => {
    const app = appWith();
    const problem = await app.request(path, { headers: { accept: "application/json" } });
    expect(problem.status).toBe(statut);
    expect(problem.headers.get("content-type")).toBe("application/problem+json");
    expect(await problem.json()).toMatchObject({ status: statut, code });
    const page = await app.request(path, PAGE);
    expect(page.status).toBe(statut);
    expectSoundPage(await page.text());
  });

  it("says nothing of a defect but a reference, and logs it once with it", async () => {
    const response = await appWith().request(`/t/${EPCI}/bilan?annee=2011`, PAGE);
    const html = await response.text();
    expect(html).not.toMatch(/secret|select|compute/);
    expect(errors).toHaveLength(1);
    const { requete } = errors[0] as { requete: string }; // what the log was given just above
    expect(html).toContain(requete);
  });

  it("maps a refusal to its status, 422 by default", async () => {
    const response = await appWith().request(`/t/${EPCI}/donnees/lots/8/publier`, {
      method: "POST",
      headers: SAME_ORIGIN,
    });
    expect(response.status).toBe(409);
    // The page of the lot shows the refusal, where it can be confirmed.
    expect(textOf(await response.text())).toMatch(/Ce n’est pas fait Confirmez\..*Publier cet import/);
    expect(errors).toEqual([]);
  });

  it("refuses a form that is too long", async () => {
    const body = new URLSearchParams({ "commentaire-synthese": "x".repeat(600_000) });
    const headers = { ...SAME_ORIGIN, "content-length": String(body.toString().length) };
    const response = await appWith().request(`/t/${EPCI}/rapport`, { method: "POST", body, headers });
    expect(response.status).toBe(413);
    expect(textOf(await response.text())).toContain("Envoi trop volumineux");
  });

  it("shows what was typed again when a report is refused", async () => {
    const body = new URLSearchParams({ annee: "2017", periode: "annee", "commentaire-synthese": "Ma phrase" });
    const response = await appWith().request(`/t/${EPCI}/rapport`, { method: "POST", body, headers: SAME_ORIGIN });
    expect(response.status).toBe(422);
    const text = textOf(await response.text());
    expect(text).toContain("Cochez au moins une partie");
    expect(text).toContain("Ma phrase");
  });
});

describe("documents", () => {
  test.each([
    ["bilan.csv", "text/csv; charset=utf-8", "bilan-200068666-2017-annee.csv"],
    ["bilan.csv?format=ouvert", "text/csv; charset=utf-8", "bilan-200068666-2017-annee.csv"],
    ["bilan.json", "application/json; charset=utf-8", "bilan-200068666-2017-annee.json"],
    [
      "bilan.xlsx?bailleur=275200012",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "bilan-200068666-2017-annee-275200012.xlsx",
    ],
  ])("%s", async (path, type, nom) => {
    const response = await appWith().request(`/t/${EPCI}/${path}`);
    expect(response.headers.get("content-type")).toBe(type);
    expect(response.headers.get("content-disposition")).toBe(`attachment; filename="${nom}"`);
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(500);
  });
});

test("one log line a request, with its route and no identifier", async () => {
  await appWith().request(`/t/${EPCI}/donnees/lots/6`, PAGE);
  expect(lines).toMatchObject([{ methode: "GET", route: "/t/:epci/donnees/lots/:id", statut: 200 }]);
  expect(JSON.stringify(lines)).not.toMatch(/lots\/6|agent@|Essai/);
});

test("probes tell a living process from a ready one", async () => {
  expect((await appWith({ down: true }).request("/vivant")).status).toBe(200);
  expect((await appWith({ down: true }).request("/pret")).status).toBe(503);
  expect((await appWith().request("/pret")).status).toBe(200);
});
