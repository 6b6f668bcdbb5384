// @module-tag lourd
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, test, vi } from "vitest";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import type { AppDeps } from "#socle/routes/deps.ts";
import { baseOf } from "../../../../test/fixtures/base.ts";
import { createTestApp, OFFICIER, officierOf } from "../../../../test/fixtures/http.ts";
import { EPCI, expectSoundPage, LOT, textOf } from "../../../../test/fixtures/pages.ts";
import { patiently } from "../../../../test/fixtures/patiently.ts";
import { type Entree, zipOf } from "../../../../test/fixtures/zip.ts";
import type { receiveFichier } from "../../actes/lot/import-lot.ts";
import { Depots } from "./depots.ts";

const receive = vi.fn<typeof receiveFichier>();

let dossier: string;
let app: ReturnType<typeof createTestApp>;
const errors: unknown[] = [];
const territoire = { epci: EPCI, nom: "CA", demonstration: false };
const ORIGIN = { origin: "http://localhost", accept: "text/html" };

beforeEach(async () => {
  dossier = await mkdtemp(join(tmpdir(), "blaise-depots-"));
  receive.mockReset();
  errors.length = 0;
  app = open();
});
afterEach(() => rm(dossier, { recursive: true, force: true }));

function open() {
  return createTestApp(
    baseOf({
      territoires: { find: async (epci) => ({ ...territoire, epci }) },
      lots: {
        find: async () => ({ ...LOT, statut: "lecture" }),
        anomalies: async () => [],
        list: async () => [{ ...LOT, statut: "pret" }],
        groupesRejets: async () => [],
      },
    }),
    {
      horloge: { aujourdhui: () => "2018-10-20", maintenant: () => new Date().toISOString() },
      dossierDepots: dossier,
      recevoir: receive,
      log: { info: () => {}, error: (line: unknown) => errors.push(line) },
    },
    officierOf([EPCI, "200068667"]),
  );
}

async function post(files: readonly File[], fields: Readonly<Record<string, string>> = {}) {
  const body = new FormData();
  for (const [nom, valeur] of Object.entries(fields)) body.set(nom, valeur);
  for (const file of files) body.append("fichiers", file);
  const response = await app.request(`/t/${EPCI}/donnees/deposer`, { method: "POST", body, headers: ORIGIN });
  return {
    status: response.status,
    location: response.headers.get("location") ?? "",
    text: textOf(await response.text()),
  };
}

async function page(path: string): Promise<string> {
  const html = await (await app.request(path, { headers: { accept: "text/html" } })).text();
  expectSoundPage(html);
  return textOf(html);
}

async function filesLeft(): Promise<string[]> {
  return (await readdir(dossier, { recursive: true })).filter((name) => /\/\d+$/.test(name));
}

describe("a deposit", () => {
  it("of one recognised file leads to its lot, which follows the reading; the file goes when it ends", async () => {
    let finish = (_: typeof LOT) => {};
    receive.mockImplementation(async (_deps, { progres }) => {
      progres?.(2);
      return { lot: 6, fini: new Promise((resolve) => (finish = resolve)) };
    });
    const { status, location } = await post([new File(["abcd"], "a.csv")], { source: "rpls", periode: "2017" });
    expect([status, location]).toEqual([303, `/t/${EPCI}/donnees/lots/6`]);
    expect(receive.mock.calls[0]?.[1]).toMatchObject({
      epci: EPCI,
      source: "rpls",
      periode: "2017",
    });
    expect(await page(location)).toContain("Lecture en cours : 2 octets sur 4 octets.");
    const avancement = await app.request(`${location}/avancement`);
    expect(await avancement.json()).toEqual({ statut: "lecture", octetsLus: 2, taille: 4 });
    expect(await filesLeft()).toHaveLength(1);
    finish(LOT);
    await patiently(async () => expect(await filesLeft()).toEqual([]));
  });

  it("gives the reader the very bytes, as many times as it wants", async () => {
    const read: string[] = [];
    receive.mockImplementation(async (_deps, { fichier }) => {
      for (let pass = 0; pass < 2; pass++) {
        const chunks: Uint8Array[] = [];
        for await (const chunk of fichier.open()) chunks.push(chunk);
        read.push(Buffer.concat(chunks).toString("utf8"));
      }
      return { lot: 6, fini: Promise.resolve(LOT) };
    });
    await post([new File(["é;b"], "a.csv")]);
    expect(read).toEqual(["é;b", "é;b"]);
  });

  it("of several files shows the outcome of each", async () => {
    receive.mockImplementation(async (_deps, { fichier }) => {
      if (fichier.nom === "deja.csv") throw conflit("deja-importe", "Ce fichier est déjà importé : lot 4.", { lot: 4 });
      if (fichier.nom === "vide.csv") throw new Refus("fichier-vide", "Le fichier est vide.");
      if (fichier.nom === "defaut.csv") throw new Error("secret");
      return { lot: 6, fini: Promise.resolve(LOT) };
    });
    const names = ["ok.csv", "deja.csv", "vide.csv", "defaut.csv"];
    const { location } = await post(names.map((nom) => new File(["x"], nom)));
    await patiently(async () =>
      expect(await (await app.request(`${location}/avancement`)).json()).toEqual({ statut: "fini" }),
    );
    const text = await page(location);
    expect(text).toContain("Vérifier le lot 6");
    expect(text).toContain("Ce fichier est déjà importé : lot 4. Voir le lot 4");
    expect(text).toContain("Le fichier est vide.");
    expect(text).toContain("Une erreur est survenue de notre côté");
    expect(text).not.toContain("secret");
    expect(errors).toHaveLength(1);
  });

  it("whose columns are unknown asks for them, and reads again with the answer", async () => {
    receive.mockRejectedValueOnce(
      new Refus("colonne-absente", "La colonne « DATE » est absente.", {
        colonnes: ["bailSigneLe"],
        entetes: ["SIGNATURE", "COMMUNE"],
      }),
    );
    const { location } = await post([new File(["x"], "a.csv")]);
    expect(location).toMatch(/\/donnees\/depots\/[0-9a-f-]+\/0\/colonnes$/);
    expect(await page(location)).toContain("date de signature du bail");
    receive.mockResolvedValueOnce({ lot: 6, fini: Promise.resolve(LOT) });
    const body = new URLSearchParams({
      source: "sne-attributions",
      "champ:bailSigneLe": "SIGNATURE",
      "champ:autre": "COMMUNE",
    });
    const answer = await app.request(location, { method: "POST", body, headers: ORIGIN });
    expect(answer.headers.get("location")).toBe(`/t/${EPCI}/donnees/lots/6`);
    expect(receive.mock.calls[1]?.[1]).toMatchObject({
      source: "sne-attributions",
      colonnes: { SIGNATURE: "bailSigneLe" },
    });
  });

  test.each([
    ["no file", [], {}, 422, "Aucun fichier n’a été choisi"],
    ["an unknown source", [new File(["x"], "a.csv")], { source: "xyz" }, 400, "source"],
    ["a malformed period", [new File(["x"], "a.csv")], { periode: "été" }, 400, "periode"],
  ])("with %s is refused, and nothing stays", async (_, files, fields, status, message) => {
    const answer = await post(files, fields);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(message);
    expect(await readdir(dossier)).toEqual([]);
    expect(receive).not.toHaveBeenCalled();
  });

  it("of another territory does not exist", async () => {
    receive.mockRejectedValue(new Refus("fichier-vide", "Vide."));
    const { location } = await post([new File(["x"], "a.csv")]);
    const elsewhere = await app.request(location.replace(EPCI, "200068667"));
    expect(elsewhere.status).toBe(404);
  });

  it("cut by a stop of the server says so", async () => {
    receive.mockImplementation(() => new Promise(() => {}));
    const { location } = await post([new File(["x"], "a.csv"), new File(["x"], "b.csv")]);
    expect(await page(location)).toContain("En attente");
    app = open();
    expect(await page(location)).toContain("Le serveur s’est arrêté avant de le lire");
  });

  it("is forgotten after a day, and nothing else is", async () => {
    const old = join(dossier, "3f2504e0-4f89-41d3-9a0c-0305e82c3301");
    const other = join(dossier, "ne-pas-toucher");
    for (const folder of [old, other]) {
      await mkdir(folder);
      await writeFile(join(folder, "0"), "x");
      await utimes(folder, new Date(0), new Date(0));
    }
    receive.mockRejectedValue(new Refus("fichier-vide", "Vide."));
    const { location } = await post([new File(["x"], "a.csv")]);
    const kept = (await readdir(dossier)).sort();
    expect(kept).toEqual([location.split("/").at(-1), "ne-pas-toucher"].sort());
  });

  it("keeps what it writes for its owner", async () => {
    receive.mockRejectedValue(new Refus("fichier-vide", "Vide."));
    const { location } = await post([new File(["x"], "a.csv")]);
    const saved = JSON.parse(await readFile(join(dossier, location.split("/").at(-1) ?? "", "depot.json"), "utf8"));
    expect(saved).toMatchObject({ epci: EPCI, fichiers: [{ nom: "a.csv", taille: 1, etat: "refus" }] });
  });
});

describe("an archive", () => {
  const zip = (entrees: readonly Entree[], nom = "tout.zip") => new File([new Uint8Array(zipOf(entrees))], nom);

  it("is opened: each file is read, what cannot be is named, and the rest kept", async () => {
    const lus: string[] = [];
    receive.mockImplementation(async (_deps, { fichier }) => {
      const octets: Uint8Array[] = [];
      for await (const morceau of fichier.open()) octets.push(morceau);
      lus.push(`${fichier.nom}=${Buffer.concat(octets).toString("utf8")}`);
      if (fichier.nom === "photo.png") throw new Refus("type-different", "Ce n’est pas un tableau.");
      return { lot: 6, fini: Promise.resolve(LOT) };
    });
    const { status, location } = await post([
      zip([
        { nom: "2025/baux.csv", contenu: "a;b" },
        { nom: "photo.png", contenu: "PNG" },
        { nom: "encore.zip", contenu: "PK" },
        { nom: "../seuils.csv", contenu: "c;d" },
        { nom: "vide.csv", contenu: "" },
      ]),
      new File(["e;f"], "seul.csv"),
    ]);
    expect(status).toBe(303);
    await patiently(async () =>
      expect(await (await app.request(`${location}/avancement`)).json()).toEqual({ statut: "fini" }),
    );
    expect(lus.sort()).toEqual(["baux.csv=a;b", "photo.png=PNG", "seul.csv=e;f"]);
    const text = await page(location);
    expect(text).toContain("tout.zip");
    expect(text).toContain("Archive ouverte");
    expect(text).toContain("Ce n’est pas un tableau.");
    expect(text).toContain("Une archive dans l’archive n’est pas ouverte. Déposez-la à part.");
    expect(text).toContain("Son nom sort du dossier de l’archive");
    expect(text).toContain("Il est vide.");
    expect(text).toContain("Publier tout (1)");
    expect(text).toContain("Il manque pour un premier bilan");
    expect(await filesLeft()).toEqual([]);
  });

  test.each<[string, File, string]>([
    ["a bomb", zip([{ nom: "a.csv", contenu: Buffer.alloc(20_000_000) }]), "est trop grosse une fois ouverte"],
    ["under a code", zip([{ nom: "a.csv", contenu: "a", chiffre: true }]), "est chiffrée"],
    ["broken", new File(["PK\u0003\u0004…"], "tout.zip"), "est abîmée"],
  ])("%s is refused, and the other files are read", async (_, file, message) => {
    receive.mockResolvedValue({ lot: 6, fini: Promise.resolve(LOT) });
    const { location } = await post([file, new File(["x"], "a.csv")]);
    await patiently(async () => expect(receive).toHaveBeenCalledTimes(1));
    expect(await page(location)).toContain(message);
  });

  it("names no household: a file called by its number is left out", async () => {
    const { location } = await post([zip([{ nom: "185057800608491.csv", contenu: "a" }])]);
    const text = await page(location);
    expect(text).toContain("contient un numéro de sécurité sociale");
    expect(text).not.toContain("185057800608491");
    expect(receive).not.toHaveBeenCalled();
  });
});

describe("a file that does not say its year", () => {
  const sansAnnee = new Refus("periode-absente", "Le fichier ne dit pas son année.");

  it("is asked for it, and read again where it stands", async () => {
    receive.mockImplementationOnce(async () => ({ lot: 6, fini: Promise.reject(sansAnnee) }));
    const { location } = await post([new File(["x"], "parc.csv"), zipless("autre.csv")]);
    receive.mockResolvedValue({ lot: 7, fini: Promise.resolve(LOT) });
    await patiently(async () => expect(await page(location)).toContain("Année à indiquer"));
    expect(await filesLeft()).toContain(`${location.split("/").at(-1)}/0`);
    const send = (periode: string) =>
      app.request(`${location}/0/periode`, {
        method: "POST",
        body: new URLSearchParams({ periode }),
        headers: ORIGIN,
      });
    const refused = await send("été");
    expect(refused.status).toBe(422);
    expect(textOf(await refused.text())).toContain("Écrivez une année, en quatre chiffres, ou un trimestre");
    expect((await send("2024")).status).toBe(303);
    expect(receive.mock.calls.at(-1)?.[1]).toMatchObject({ periode: "2024" });
    await patiently(async () => expect(await filesLeft()).toEqual([]));
  });

  it("is asked for it with its columns, when both are missing", async () => {
    receive.mockRejectedValueOnce(
      new Refus("colonne-absente", "Il manque « DEPCOM ».", {
        colonnes: ["DEPCOM"],
        entetes: ["INSEE"],
        source: "rpls",
      }),
    );
    const { location } = await post([new File(["x"], "parc.csv")]);
    expect(await page(location)).toContain("Année ou trimestre");
    receive.mockResolvedValueOnce({ lot: 7, fini: Promise.resolve(LOT) });
    const body = new URLSearchParams({ source: "rpls", "champ:DEPCOM": "INSEE", periode: "2024" });
    await app.request(location, { method: "POST", body, headers: ORIGIN });
    expect(receive.mock.calls.at(-1)?.[1]).toMatchObject({ periode: "2024", colonnes: { INSEE: "DEPCOM" } });
  });

  it("keeps what was said of its columns before", async () => {
    receive.mockRejectedValueOnce(
      new Refus("colonne-absente", "Il manque « DEPCOM ».", {
        colonnes: ["DEPCOM"],
        entetes: ["INSEE"],
        source: "rpls",
      }),
    );
    const { location } = await post([new File(["x"], "parc.csv")]);
    receive.mockImplementationOnce(async () => ({ lot: 6, fini: Promise.reject(sansAnnee) }));
    const body = new URLSearchParams({ source: "rpls", "champ:DEPCOM": "INSEE" });
    await app.request(location, { method: "POST", body, headers: ORIGIN });
    const depot = location.replace("/0/colonnes", "");
    await patiently(async () => expect(await page(depot)).toContain("Année à indiquer"));
    receive.mockResolvedValueOnce({ lot: 7, fini: Promise.resolve(LOT) });
    await app.request(`${depot}/0/periode`, {
      method: "POST",
      body: new URLSearchParams({ periode: "2024" }),
      headers: ORIGIN,
    });
    expect(receive.mock.calls.at(-1)?.[1]).toMatchObject({
      source: "rpls",
      periode: "2024",
      colonnes: { INSEE: "DEPCOM" },
    });
  });

  it("may be left aside; the others stay", async () => {
    receive.mockImplementationOnce(async () => ({ lot: 6, fini: Promise.reject(sansAnnee) }));
    const { location } = await post([new File(["x"], "parc.csv"), zipless("autre.csv")]);
    await patiently(async () => expect(await page(location)).toContain("Année à indiquer"));
    const answer = await app.request(`${location}/0/ecarter`, { method: "POST", headers: ORIGIN });
    expect(answer.headers.get("location")).toBe(`${location}?fait=ecarte`);
    const text = await page(location);
    expect(text).toContain("Fichier passé Vous avez choisi de ne pas le lire.");
    expect(text).toContain("autre.csv");
    const again = await app.request(`${location}/0/ecarter`, { method: "POST", headers: ORIGIN });
    expect(again.status).toBe(404);
  });
});

function zipless(nom: string): File {
  return new File(["y"], nom);
}

describe("what one person has waiting is bounded", () => {
  const QUOTA = { fichiers: 3, octets: 1000 };
  const open = () =>
    new Depots(
      {
        horloge: { aujourdhui: () => "2018-10-20", maintenant: () => new Date().toISOString() },
        dossierDepots: dossier,
        recevoir: receive,
        log: { info: () => {}, error: (line: unknown) => errors.push(line) },
      } as unknown as AppDeps, // no query: nothing is imported
      QUOTA,
    );
  const send = async (depots: Depots, sizes: readonly number[], compte = 7) => {
    const body = new FormData();
    sizes.forEach((size, rang) => void body.append("fichiers", new File(["x".repeat(size)], `${rang}.csv`)));
    const request = new Request("http://localhost/", { method: "POST", body });
    const base = Object.assign(baseOf({}), { acteur: { ...OFFICIER, compte } });
    const { premier } = await depots.receive(base, EPCI, request, () => ({}));
    await premier;
  };

  beforeEach(() => {
    // Each deposit waits for its columns, so its file is kept.
    receive.mockRejectedValue(new Refus("colonne-absente", "Une colonne manque."));
  });

  test.each([
    ["files", [1, 1], [1, 1]],
    ["bytes", [600], [600]],
  ])("in %s, whatever the number of deposits", async (_, premiers, suivants) => {
    const depots = open();
    await send(depots, premiers);
    await expect(send(depots, suivants)).rejects.toMatchObject({ code: "trop-de-depots" });
    expect(await filesLeft()).toHaveLength(premiers.length);
    await send(depots, suivants, 8);
    expect(await filesLeft()).toHaveLength(premiers.length + suivants.length);
  });

  it("after a restart too, and no more once the files are gone", async () => {
    await send(open(), [1, 1, 1]);
    await expect(send(open(), [1])).rejects.toThrow(/Vous avez déjà 4 fichiers en attente/);
    receive.mockRejectedValue(new Refus("fichier-vide", "Le fichier est vide."));
    for (const name of await filesLeft()) await rm(join(dossier, name));
    await send(open(), [1]);
  });
});
