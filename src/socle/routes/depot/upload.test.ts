import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { cleanName, receiveUpload } from "./upload.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "blaise-upload-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

function requestOf(files: readonly File[], fields: Readonly<Record<string, string>> = {}): Request {
  const body = new FormData();
  for (const [nom, valeur] of Object.entries(fields)) body.set(nom, valeur);
  for (const file of files) body.append("fichiers", file);
  return new Request("http://localhost/", { method: "POST", body });
}

const SMALL = { octetsParFichier: 1000, fichiers: 2 };

describe("receiveUpload", () => {
  it("writes each file as it came, under its rank, with its fields", async () => {
    const bytes = new Uint8Array([0xef, 0xbb, 0xbf, 0x00, 0xe9, 0x0d, 0x0a]);
    const dossier = join(root, "depot");
    const { champs, fichiers } = await receiveUpload(
      requestOf([new File([bytes], "été 2017.csv"), new File(["b"], "b.csv")], { source: "rpls" }),
      dossier,
    );
    expect(champs).toEqual({ source: "rpls" });
    expect(fichiers.map(({ nom, taille }) => [nom, taille])).toEqual([
      ["été 2017.csv", 7],
      ["b.csv", 1],
    ]);
    expect(new Uint8Array(await readFile(join(dossier, "0")))).toEqual(bytes);
    expect(await readdir(dossier)).toEqual(["0", "1"]);
  });

  it("a field called « __proto__ » is a field like another, and changes no object", async () => {
    const noms = ["__proto__", "constructor", "toString", "source"];
    const { champs } = await receiveUpload(
      requestOf([new File(["x"], "a.csv")], Object.fromEntries(noms.map((nom) => [nom, "valeur"]))),
      join(root, "depot"),
    );
    expect(Object.getPrototypeOf(champs)).toBeNull();
    expect(champs.source).toBe("valeur");
    expect("valeur" in {} || Object.hasOwn(Object.prototype, "valeur")).toBe(false);
    expect({}.toString()).toBe("[object Object]");
  });

  it("never writes where the name says", async () => {
    const dossier = join(root, "depot");
    const { fichiers } = await receiveUpload(requestOf([new File(["x"], "../../evil\u202e.csv")]), dossier);
    expect(fichiers.map(({ nom }) => nom)).toEqual(["evil.csv"]);
    expect(await readdir(root, { recursive: true })).toEqual(["depot", join("depot", "0")]);
  });

  it("a nameless part between two files takes the place of neither", async () => {
    const dossier = join(root, "depot");
    const files = [new File(["a"], "a.csv"), new File(["x"], ""), new File(["bb"], "b.csv")];
    const { fichiers } = await receiveUpload(requestOf(files), dossier);
    expect(fichiers.map(({ nom }) => nom)).toEqual(["a.csv", "b.csv"]);
    expect(await readFile(join(dossier, "1"), "utf8")).toBe("bb");
    expect(await readdir(dossier)).toEqual(["0", "1"]);
  });

  it("ignores the empty part of a field left blank", async () => {
    const boundary = "x";
    const body = `--${boundary}\r\ncontent-disposition: form-data; name="fichiers"; filename=""\r\ncontent-type: application/octet-stream\r\n\r\n\r\n--${boundary}--\r\n`;
    const { fichiers } = await receiveUpload(multipart(body), join(root, "depot"));
    expect(fichiers).toEqual([]);
  });

  test.each([
    ["a file over the limit", () => requestOf([new File(["x".repeat(1001)], "a.csv")]), "fichier-trop-grand"],
    [
      "the second file over the limit",
      () => requestOf([new File(["x"], "a.csv"), new File(["x".repeat(5000)], "b.csv")]),
      "fichier-trop-grand",
    ],
    ["too many files", () => requestOf(["a", "b", "c"].map((nom) => new File(["x"], nom))), "trop-de-fichiers"],
    [
      "a body that stops",
      () => multipart('--x\r\ncontent-disposition: form-data; name="f"; filename="a.csv"\r\n\r\nabc'),
      "envoi-interrompu",
    ],
    ["a connection that breaks", brokenRequest, "envoi-interrompu"],
    [
      "another content type",
      () => new Request("http://localhost/", { method: "POST", body: "a=b" }),
      "saisie-invalide",
    ],
  ])("keeps nothing of %s", async (_, request, code) => {
    await expect(receiveUpload(request(), join(root, "depot"), SMALL)).rejects.toMatchObject({ name: "Refus", code });
    expect(await readdir(root)).toEqual([]);
  });

  it("accepts a file of exactly the limit", async () => {
    const { fichiers } = await receiveUpload(
      requestOf([new File(["x".repeat(999)], "a.csv")]),
      join(root, "depot"),
      SMALL,
    );
    expect(fichiers[0]?.taille).toBe(999);
  });
});

function multipart(body: string): Request {
  return new Request("http://localhost/", {
    method: "POST",
    body,
    headers: { "content-type": "multipart/form-data; boundary=x" },
  });
}

function brokenRequest(): Request {
  const body = new ReadableStream({
    start(controller) {
      const start = '--x\r\ncontent-disposition: form-data; name="f"; filename="a.csv"\r\n\r\nabc';
      controller.enqueue(new TextEncoder().encode(start));
    },
    pull(controller) {
      controller.error(new Error("ECONNRESET"));
    },
  });
  const init: RequestInit & { duplex: "half" } = {
    method: "POST",
    body,
    duplex: "half",
    headers: { "content-type": "multipart/form-data; boundary=x" },
  };
  return new Request("http://localhost/", init);
}

test.each([
  ["C:\\Users\\agent\\attributions.csv", "attributions.csv"],
  ["../../etc/passwd", "passwd"],
  ["avis\u202Efdp.exe", "avisfdp.exe"],
  ["a\r\nb\u0000.csv", "ab.csv"],
  ["x".repeat(300), "x".repeat(200)],
  ["/", "fichier sans nom"],
])("the name « %s » is shown as « %s »", (nom, expected) => {
  expect(cleanName(nom)).toBe(expected);
});

test.each([
  ["a connection that is cut", new Error("socket hang up"), { code: "envoi-interrompu" }],
  ["a full disk, which is ours", Object.assign(new Error("full"), { code: "ENOSPC" }), { code: "ENOSPC" }],
  ["a failing disk, which is ours", Object.assign(new Error("io"), { code: "EIO" }), { code: "EIO" }],
  ["another code", Object.assign(new Error("reset"), { code: "ECONNRESET" }), { code: "envoi-interrompu" }],
])("%s leaves nothing behind, and says whose fault it is", async (_, error, attendu) => {
  const body = new ReadableStream({
    start: (controller) => {
      controller.enqueue(
        new TextEncoder().encode('--x\r\ncontent-disposition: form-data; name="fichiers"; filename="a.csv"\r\n\r\na'),
      );
    },
    pull: (controller) => controller.error(error),
  });
  const headers = { "content-type": "multipart/form-data; boundary=x" };
  const request = new Request("http://localhost/", { method: "POST", body, headers, duplex: "half" } as RequestInit);
  await expect(receiveUpload(request, join(root, "depot"))).rejects.toMatchObject(attendu);
  expect(await readdir(root)).toEqual([]);
});
