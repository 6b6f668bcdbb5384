import { createHash } from "node:crypto";
import { serveApp } from "#socle/routes/serveur/serve.ts";
import { enVol } from "../fixtures/en-vol.ts";
import { NUMERO_ESSAI } from "../injection/actions-essai.ts";
import { EPCI, type Monde, type Qui } from "../injection/monde.ts";
import { findCanaris, findInTexte, readTexte } from "./lire-sortie.ts";
import { CHIFFRES } from "./menage-canari.ts";

/** « revenu », « naissance »: a figure of the household that has canaries, found as a number or a day. */
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
  ["/relogement/immeubles", ({ urbain }) => urbain.demolition],
  ["/relogement/comite", ({ urbain }) => urbain.demolition],
  ["/relogement/logements", ({ urbain }) => urbain.logementSuivi],
  ["/relogement/menages", ({ urbain }) => urbain.menages.reponse[0]],
  ["/programme/operations", ({ urbain }) => urbain.construction],
  ["/programme/conventions", ({ urbain }) => urbain.conventionObjectif],
  ["/simulation/scenarios", ({ urbain }) => urbain.scenario],
  ["/commission/instances", ({ urbain }) => urbain.instance],
  ["/commission/decisions", ({ urbain }) => urbain.decision],
  ["/commission/cas", ({ urbain }) => urbain.cas],
];

/** A figure that the page above has, for its file. */
const FIGURES: Readonly<Record<string, string>> = {
  parc: "parc-par-commune",
  carte: "residences",
  "residences/:cle": "residence-parc",
  "portraits/:maille/:code": "attributions-par-commune",
  desequilibres: "desequilibres-par-residence",
  remontees: "remontees",
  calendrier: "operations-par-commune",
  regles: "operations-comptees",
};

/** « bilan\\.(pdf|csv) » as the files that it names. */
function filesOf(route: string): readonly string[] {
  const [, nom = "", formats = ""] = /:fichier\{([\w-]+)\\\.\(?([\w|]+)\)?\}/.exec(route) ?? [];
  return formats === "" ? [] : formats.split("|").map((format) => `${nom}.${format}`);
}

/** Views of a page that show more than it does. */
const AUSSI: readonly (readonly [page: string, question: string])[] = [
  ["/bilan", "?annee=2017&periode=annee&bailleur=999000029"],
  ["/donnees/localiser", "?vue=decisions"],
];

/** « :partie{communes|parc} », as each of the words that it takes. */
function fill(route: string, ids: Monde["identifiants"]): readonly string[] {
  const [mots, liste = ""] = /:\w+\{([\w-]+(?:\|[\w-]+)+)\}/.exec(route) ?? [];
  return mots ? liste.split("|").flatMap((mot) => fillPlain(route.replace(mots, mot), ids)) : fillPlain(route, ids);
}

function fillPlain(route: string, ids: Monde["identifiants"]): readonly string[] {
  const plain = route.replaceAll(/\{[^/]*\}/g, "").replace(":epci", EPCI);
  if (route.includes(":fichier{bilan")) {
    const question = "?annee=2017&periode=annee";
    return filesOf(route)
      .map((fichier) => plain.replace(":fichier", fichier) + question)
      .concat(`${plain.replace(":fichier", "bilan.csv")}${question}&format=ouvert`);
  }
  if (plain.endsWith("rapport/:fichier"))
    return FORMATS.map((format) => plain.replace(":fichier", `${ids.rapport}.${format}`));
  const files = filesOf(route);
  return files.length > 0
    ? files.map((fichier) => fillOne(plain, ids).replace(":fichier", fichier))
    : [fillOne(plain, ids)].flatMap((one) =>
        AUSSI.flatMap(([page, question]) => (one.endsWith(page) ? [one + question] : [])).concat(one),
      );
}

function fillOne(plain: string, ids: Monde["identifiants"]): string {
  const [, page = ""] = /\/(?:observatoire|programme)\/(.+)\/figures\/:fichier$/.exec(plain) ?? [];
  const id = ROWS.find(([part]) => plain.includes(part))?.[1](ids) ?? ids.lot;
  return plain
    .replace(":id", String(id))
    .replace(":reunion", String(/tenue|releve/.test(plain) ? ids.urbain.tenue : ids.urbain.reunion))
    .replace(":membre", String(ids.urbain.membre))
    .replace(":point", String(ids.urbain.pointTenu))
    .replace(":decision", String(ids.urbain.decision))
    .replace("/actions/:numero", `/actions/${NUMERO_ESSAI}`)
    .replace(":numero", plain.includes("/versions/") ? "0" : ids.rapport)
    .replace(":jeton", ids.bienvenue.split("/").at(-1) ?? "")
    .replace(":annee", "2017")
    .replace("figures/:fichier", `figures/${FIGURES[page] ?? page}.xlsx`)
    .replace(":cle", ids.residence)
    .replace(":maille/:code", "commune/52448")
    .replace(":depot", plain.includes("/relogement/") ? ids.urbain.rime : ids.depot)
    .replace(":calcul", ids.urbain.calcul)
    .replace(":rang", plain.includes("/offres/") ? "1" : "0")
    .replace(":nom", "style.css");
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

/** Documents that are asked for by a form. */
const ENVOIS: readonly (readonly [route: string, chemin: string, champs: Readonly<Record<string, string>>])[] = [
  [
    "/t/:epci/relogement/rime.xlsx",
    `/t/${EPCI}/relogement/rime.xlsx`,
    { finalite: "Réunion du comité de suivi", noms: "oui" },
  ],
];

/** Whoever asks, the same bytes hold the same canaries and figures: a document is read once. */
const lus = new Map<string, readonly string[]>();

function findMarques(octets: Uint8Array, type: string): readonly string[] {
  const cle = createHash("sha256").update(type).update(octets).digest("base64");
  const known = lus.get(cle);
  if (known) return known;
  const texte = readTexte(octets, type);
  const chiffres = Object.entries(CHIFFRES).filter(([, signe]) => signe.test(texte));
  const found = [...findInTexte(texte), ...chiffres.map(([nom]) => nom)];
  lus.set(cle, found);
  return found;
}

/** Asks every route as everybody (as those that `asks` leaves), and looks for canaries in what comes: body, headers, then the metrics and the log. */
export async function crawl(
  monde: Monde,
  qui: readonly Qui[],
  asks: (who: Qui, route: string, rang: number) => boolean = () => true,
): Promise<{ sorties: number; trouves: readonly Trouve[]; pannes: readonly string[] }> {
  const trouves: Trouve[] = [];
  const pannes: string[] = [];
  let sorties = 0;
  const read = async (who: Qui, ou: string, answer: Response) => {
    sorties += 1;
    if (answer.status >= 500) pannes.push(`${ou}, ${who}: ${answer.status}`);
    const entetes = Buffer.from(JSON.stringify([...answer.headers]));
    const type = answer.headers.get("content-type") ?? "";
    const octets = new Uint8Array(await answer.arrayBuffer());
    for (const canari of [...findMarques(octets, type), ...findCanaris(entetes, "")])
      trouves.push({ canari, qui: who, ou });
  };
  const demandes = [
    ...cheminsOf(monde).map(([route, chemin]) => [route, chemin, null] as const),
    ...ENVOIS,
    ...FAUTES.map(([chemin, champs]) => [`faute ${chemin}`, chemin, champs] as const),
  ];
  const tout = qui.flatMap((who) =>
    demandes.filter(([route], rang) => asks(who, route, rang)).map((demande) => [who, ...demande] as const),
  );
  await enVol(tout, 8, async ([who, ou, chemin, champs]) => {
    const init = champs ? { method: "POST", body: new URLSearchParams(champs) } : {};
    await read(who, ou, await monde.ask(who, chemin, init));
  });
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
  return { sorties, trouves, pannes };
}
