import { serveApp } from "#http/serveur/serve.ts";
import { EPCI, type Monde, type Qui } from "../injection/monde.ts";
import { findCanaris } from "./lire-sortie.ts";

export type Trouve = { readonly canari: string; readonly qui: Qui; readonly ou: string };

const FORMATS = ["pdf", "docx", "xlsx", "csv", "json"] as const;

/** Every route that reads, with what is put in its parameters: rows that are there. */
export function cheminsOf({ app, identifiants: ids }: Monde): readonly (readonly [route: string, chemin: string])[] {
  const routes = new Set(app.routes.filter(({ method }) => method === "GET").map(({ path }) => path));
  return [...routes].flatMap((route) => fill(route, ids).map((chemin) => [route, chemin] as const));
}

/** Whose identifier stands in an address; a lot's elsewhere. */
const ROWS: readonly (readonly [part: string, id: (ids: Monde["identifiants"]) => number | undefined])[] = [
  ["/plateforme", (ids) => ids.administrateur],
  ["/habilitations", (ids) => ids.habilitations[0]],
  ["/bilans-bailleurs", (ids) => ids.bilanBailleur],
  ["/contingents/conventions", (ids) => ids.conventionFlux],
  ["/contingents", (ids) => ids.droit],
];

/** A figure that the page above has, for its file. */
const FIGURES: Readonly<Record<string, string>> = {
  parc: "parc-par-commune",
  carte: "residences",
  "residences/:cle": "residence-parc",
  "portraits/:maille/:code": "attributions-par-commune",
  desequilibres: "desequilibres-par-residence",
  remontees: "remontees",
};

function fill(route: string, ids: Monde["identifiants"]): readonly string[] {
  const plain = route.replaceAll(/\{[^/]*\}/g, "").replace(":epci", EPCI);
  if (route.includes(":fichier{bilan")) {
    const question = "?annee=2017&periode=annee";
    return FORMATS.flatMap((format) => [plain.replace(":fichier", `bilan.${format}`) + question]).concat(
      `${plain.replace(":fichier", "bilan.csv")}${question}&format=ouvert`,
    );
  }
  if (plain.endsWith("rapport/:fichier"))
    return FORMATS.map((format) => plain.replace(":fichier", `${ids.rapport}.${format}`));
  const [, page = ""] = /\/observatoire\/(.+)\/figures\/:fichier$/.exec(plain) ?? [];
  const id = ROWS.find(([part]) => plain.includes(part))?.[1](ids) ?? ids.lot;
  const one = plain
    .replace(":id", String(id))
    .replace(":numero", plain.includes("/versions/") ? "0" : ids.rapport)
    .replace(":jeton", ids.bienvenue.split("/").at(-1) ?? "")
    .replace(":annee", "2017")
    .replace("figures/:fichier", `figures/${FIGURES[page] ?? page}.xlsx`)
    .replace(":cle", ids.residence)
    .replace(":maille/:code", "commune/52448")
    .replace(":depot", ids.depot)
    .replace(":rang", "0")
    .replace(":nom", "style.css");
  return one.endsWith("/bilan") ? [one, `${one}?annee=2017&periode=annee&bailleur=999000029`] : [one];
}

/** Refusals provoked on purpose: addresses, forms and identifiers that are wrong. */
const FAUTES: readonly (readonly [chemin: string, champs: Readonly<Record<string, string>> | null])[] = [
  ["/nulle-part", null],
  [`/t/${EPCI}/bilan?annee=x`, null],
  [`/t/${EPCI}/donnees/lots/987654`, null],
  [`/t/200039915/bilan`, null],
  [`/t/${EPCI}/habilitations/987654`, null],
  [`/t/${EPCI}/rapport`, { annee: "2017", periode: "annee" }],
  [`/t/${EPCI}/donnees/localiser`, { adresse: "x", situation: "qpv", motif: "" }],
  [`/t/${EPCI}/habilitations/accorder`, { courriel: "x" }],
  ["/connexion", { courriel: "x", mot_de_passe: "y" }],
];

/** Asks every route as everybody, and looks for canaries in what comes: body, headers, then the metrics and the log. */
export async function crawl(
  monde: Monde,
  qui: readonly Qui[],
): Promise<{ sorties: number; trouves: readonly Trouve[] }> {
  const trouves: Trouve[] = [];
  let sorties = 0;
  const read = async (who: Qui, ou: string, answer: Response) => {
    sorties += 1;
    const entetes = Buffer.from(JSON.stringify([...answer.headers]));
    const type = answer.headers.get("content-type") ?? "";
    const found = [...findCanaris(new Uint8Array(await answer.arrayBuffer()), type), ...findCanaris(entetes, "")];
    for (const canari of found) trouves.push({ canari, qui: who, ou });
  };
  for (const who of qui) {
    for (const [route, chemin] of cheminsOf(monde)) await read(who, route, await monde.ask(who, chemin));
    for (const [chemin, champs] of FAUTES) {
      const init = champs ? { method: "POST", body: new URLSearchParams(champs) } : {};
      await read(who, `faute ${chemin}`, await monde.ask(who, chemin, init));
    }
  }
  const server = await serveApp(monde.app, 0, "127.0.0.1", { annonceMs: 0 });
  try {
    await read(
      "personne",
      "/metriques (socket)",
      await fetch(`http://127.0.0.1:${server.port}/metriques`, { headers: { host: "localhost" } }),
    );
  } finally {
    await server.close();
  }
  for (const canari of findCanaris(Buffer.from(monde.journal.join("")), ""))
    trouves.push({ canari, qui: "personne", ou: "log" });
  return { sorties, trouves };
}
