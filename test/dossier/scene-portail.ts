import { createHmac } from "node:crypto";
import { openConnexion } from "#acces/routes/connexion/deps.ts";
import { openDepotPieces } from "#dossier/sql/piece/depot-pieces.ts";
import { openCoffre } from "#service/commandes/coffre.ts";
import { HORLOGE } from "#service/commandes/session.ts";
import { createApp } from "#service/routes/app.ts";
import { CODE_OFFICIEL } from "../../src/service/commandes/code-officiel.ts";
import type { Courrier, MessageCourrier } from "../../src/socle/lectures/courrier.ts";
import { createDatabase, type TestDatabase } from "../database.ts";
import { COURRIER_ESSAI, SMS_ESSAI } from "../fixtures/courrier.ts";
import type { Fournisseur } from "../fixtures/fournisseur-oidc.ts";
import { textOf } from "../fixtures/pages.ts";

export const EPCI = "200068666";
export const AILLEURS = "200000001";
const ORIGINE = "http://localhost";
export const DEMANDE = `/ma-demande/${EPCI}`;

type App = ReturnType<typeof createApp>;

export type ScenePortail = {
  readonly database: TestDatabase;
  readonly app: App;
  /** Milliseconds added to the clock. */
  readonly temps: { avance: number };
  /** Left for the mail server. */
  readonly messages: MessageCourrier[];
  /** What the operator's log was told. */
  readonly journal: unknown[];
  /** The same base, served by another process: what the first one counted is forgotten. */
  restart(): ScenePortail;
  close(): Promise<void>;
};

const hashEssai = (text: string) => createHmac("sha256", "cle-d-essai").update(text).digest("base64url");

/** The whole server over two territories, FranceConnect declared at `fournisseur` when there is one. */
export async function openPortail(fournisseur: Fournisseur | null = null): Promise<ScenePortail> {
  const database = await createDatabase();
  await database.pool.query(
    "insert into territoire (epci, nom, demonstration) values ($1, 'CA d’essai', false), ($2, 'CC d’ailleurs', false)",
    [EPCI, AILLEURS],
  );
  const temps = { avance: 0 };
  const horloge = {
    aujourdhui: () => HORLOGE.aujourdhui(),
    maintenant: () => new Date(Date.parse(HORLOGE.maintenant()) + temps.avance).toISOString(),
  };
  const messages: MessageCourrier[] = [];
  const courrier: Courrier = {
    ...COURRIER_ESSAI,
    envoyer: async (message) => {
      messages.push(message);
      return { etat: "envoye" };
    },
  };
  const journal: unknown[] = [];
  const log = { info: (...line: unknown[]) => journal.push(line), error: (...line: unknown[]) => journal.push(line) };
  const declare = ({ emetteur, client, secret }: Fournisseur) => ({
    emetteur,
    client,
    secret,
    algorithme: "ES256" as const,
    delaiMs: 500,
    hash: hashEssai,
  });
  const serve = () =>
    createApp({
      codeOfficiel: CODE_OFFICIEL,
      horloge,
      hash: hashEssai,
      coffre: openCoffre("essai"),
      courrier,
      sms: SMS_ESSAI,
      antivirus: null,
      log,
      pieces: openDepotPieces("/nonexistent"),
      dossierDepots: "/nonexistent",
      version: "0.0.0",
      debit: 100_000,
      secondEnvoi: null,
      bases: database.bases,
      connexion: openConnexion({
        queries: database.bases.connexions,
        horloge,
        demonstration: true,
        origine: ORIGINE,
        proconnect: null,
        log,
        adresse: () => "127.0.0.1",
        franceConnect: fournisseur && declare(fournisseur),
      }),
    });
  const close = () => database.drop();
  const scene = { database, temps, messages, journal, close };
  const start = (): ScenePortail => ({ ...scene, app: serve(), restart: start });
  return start();
}

export type Page = { readonly statut: number; readonly html: string; readonly text: string; readonly vers: string };

/** A browser without a script: cookies, links and forms. */
export class Telephone {
  readonly cookies = new Map<string, string>();
  readonly #app: App;

  constructor({ app }: Pick<ScenePortail, "app">) {
    this.#app = app;
  }

  async ask(chemin: string, champs?: Readonly<Record<string, string>>): Promise<Page> {
    const response = await this.send(chemin, champs);
    const html = await response.text();
    return { statut: response.status, html, text: textOf(html), vers: response.headers.get("location") ?? "" };
  }

  async send(chemin: string, champs?: Readonly<Record<string, string>>): Promise<Response> {
    const response = await this.#app.request(new URL(chemin, ORIGINE).href, {
      ...(champs && { method: "POST", body: new URLSearchParams(champs) }),
      headers: {
        accept: "text/html",
        origin: ORIGINE,
        "sec-fetch-site": "same-origin",
        cookie: [...this.cookies].map(([nom, valeur]) => `${nom}=${valeur}`).join("; "),
      },
    });
    for (const ligne of response.headers.getSetCookie()) this.#keep(ligne);
    return response;
  }

  #keep(ligne: string): void {
    const [, nom = "", valeur = ""] = /^([^=]+)=([^;]*)/.exec(ligne) ?? [];
    if (/max-age=0/i.test(ligne)) this.cookies.delete(nom);
    else this.cookies.set(nom, valeur);
  }

  /** A draft of one's own; its code. */
  async commencer(epci = EPCI): Promise<string> {
    const { vers } = await this.ask(`/ma-demande/${epci}/nouvelle`, { pour: "moi" });
    const { html } = await this.ask(vers);
    return /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(html)?.[0] ?? "";
  }

  /** The first question of a draft. */
  identite(champs: Readonly<Record<string, string>>): Promise<Page> {
    return this.ask(`${DEMANDE}/etapes/vous/identite`, { revision: "0", ...champs });
  }
}
