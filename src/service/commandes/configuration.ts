import { resolve } from "node:path";
import { z } from "zod";
import { isCourriel } from "#socle/regles/gouvernance/convocation.ts";
import { Refus } from "#socle/regles/shared/refus.ts";

/** Every environment variable that Blaise reads: name, effect, form, default. Printed by `blaise configuration`. */
export const VARIABLES = {
  BLAISE_DONNEES: {
    role: "Dossier des données : base embarquée, fichiers déposés, clé de hachage",
    schema: z.string().min(1).default("var"),
    forme: "un chemin de dossier",
  },
  DATABASE_URL: {
    role: "Serveur PostgreSQL (15 ou plus). Absente : la base embarquée du dossier des données",
    schema: z
      .string()
      .regex(/^postgres(ql)?:\/\//)
      .optional(),
    forme: "une adresse postgresql://…",
  },
  BLAISE_PORT: {
    role: "Port du serveur web",
    schema: z.coerce.number().int().min(0).max(65535).default(3000),
    forme: "un nombre entre 0 et 65535",
  },
  BLAISE_HOTE: {
    role: "Adresse d’écoute du serveur web",
    schema: z.string().min(1).default("127.0.0.1"),
    forme: "une adresse ou un nom d’hôte",
  },
  BLAISE_AGENT: {
    role: "Nom inscrit dans la trace des actes faits sur ce poste",
    schema: z.string().min(1).max(80).default("poste local"),
    forme: "un nom de 1 à 80 caractères",
  },
  BLAISE_CLE_HACHAGE: {
    role: "Clé de hachage des numéros uniques. Absente : une clé tirée au hasard, gardée dans le dossier des données",
    schema: z.string().min(32).optional(),
    forme: "au moins 32 caractères",
    secret: true,
  },
  BLAISE_MODE: {
    role: "« demonstration » (comptes synthétiques, poste local seulement) ou « production »",
    schema: z.enum(["demonstration", "production"]).default("demonstration"),
    forme: "demonstration ou production",
  },
  BLAISE_ORIGINE: {
    role: "Adresse publique du site, en https. Absente : http://localhost et le port",
    schema: z
      .string()
      .regex(/^https?:\/\/[^/]+$/)
      .optional(),
    forme: "une adresse https://… sans chemin",
  },
  BLAISE_PROXY: {
    role: "Adresses du mandataire inverse de confiance, séparées par des virgules",
    schema: z.string().optional(),
    forme: "des adresses IP séparées par des virgules",
  },
  BLAISE_DEBIT: {
    role: "Requêtes acceptées par minute et par adresse ; plus pour un grand site derrière une seule adresse",
    schema: z.coerce.number().int().min(60).max(1_000_000).default(600),
    forme: "un nombre entre 60 et 1 000 000",
  },
  BLAISE_PROCONNECT_EMETTEUR: {
    role: "Adresse du fournisseur d’identité (ProConnect). Absente : pas de bouton ProConnect",
    schema: z.url().optional(),
    forme: "une adresse https://…",
  },
  BLAISE_PROCONNECT_CLIENT: {
    role: "Identifiant de client donné par ProConnect",
    schema: z.string().min(1).optional(),
    forme: "un identifiant",
  },
  BLAISE_PROCONNECT_SECRET: {
    role: "Secret de client donné par ProConnect",
    schema: z.string().min(1).optional(),
    forme: "un secret",
    secret: true,
  },
  BLAISE_PROCONNECT_NIVEAUX: {
    role: "Niveaux d’authentification exigés de ProConnect (« acr »), au choix. Absente : aucun n’est exigé",
    schema: z
      .string()
      .regex(/^\S+( +\S+)*$/)
      .optional(),
    forme: "des valeurs séparées par des espaces",
  },
  BLAISE_FRANCECONNECT_EMETTEUR: {
    role: "Adresse de FranceConnect, pour les ménages. Absente : pas de bouton FranceConnect",
    schema: z.url().optional(),
    forme: "une adresse https://…",
  },
  BLAISE_FRANCECONNECT_CLIENT: {
    role: "Identifiant de client donné par FranceConnect",
    schema: z.string().min(1).optional(),
    forme: "un identifiant",
  },
  BLAISE_FRANCECONNECT_SECRET: {
    role: "Secret de client donné par FranceConnect",
    schema: z.string().min(1).optional(),
    forme: "un secret",
    secret: true,
  },
  BLAISE_FRANCECONNECT_SIGNATURE: {
    role: "Signature déclarée à FranceConnect, de l’identité comme de ses détails",
    schema: z.enum(["ES256", "RS256"]).default("ES256"),
    forme: "ES256 ou RS256",
  },
  BLAISE_CLE_SAUVEGARDE: {
    role: "Fichier de la clé qui chiffre les sauvegardes",
    schema: z.string().min(1).optional(),
    forme: "un chemin de fichier",
  },
  BLAISE_FOND_CARTE: {
    role: "Tuiles sous la carte détaillée : adresse avec {z}, {x} et {y}, puis la mention à afficher. Absente : aucun fond",
    schema: z
      .string()
      .regex(/^https:\/\/(?=\S*\{z\})(?=\S*\{x\})(?=\S*\{y\})\S+\s+\S/)
      .optional(),
    forme: "une adresse https://…{z}…{x}…{y}…, un espace, puis la mention (« © IGN »)",
  },
  BLAISE_SMTP: {
    role: "Serveur de courrier : convocations, messages aux demandeurs. Absente : les messages sont déposés dans le dossier « courriels » des données",
    schema: z
      .string()
      .regex(/^smtps?:\/\/[^\s/]+\/?$/)
      .refine((value) => URL.canParse(value))
      .optional(),
    forme: "une adresse smtp://… ou smtps://…, avec l’identifiant et le mot de passe s’il en faut",
    secret: true,
  },
  BLAISE_COURRIEL_EXPEDITEUR: {
    role: "Adresse électronique d’où partent les convocations ; demandée avec BLAISE_SMTP",
    schema: z.string().refine(isCourriel).optional(),
    forme: "une adresse électronique, par exemple ne-pas-repondre@mon-epci.fr",
  },
  BLAISE_SMS_URL: {
    role: "Passerelle de SMS, appelée en POST (JSON). Absente : les SMS sont déposés dans le dossier « sms » des données",
    schema: z
      .string()
      .regex(/^(https:\/\/[^\s@]+|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?(\/\S*)?)$/)
      .refine((value) => URL.canParse(value))
      .optional(),
    forme: "une adresse https://…",
  },
  BLAISE_SMS_JETON: {
    role: "Jeton de la passerelle de SMS ; demandé avec BLAISE_SMS_URL",
    schema: z.string().regex(/^\S+$/).optional(),
    forme: "un jeton, sans espace",
    secret: true,
  },
  BLAISE_SNE: {
    role: "Liaison avec le système national d’enregistrement. Absente : les numéros sont saisis au guichet. « enregistre:dossier » rejoue des échanges synthétiques, pour la démonstration",
    schema: z
      .string()
      .regex(/^enregistre:\S+$/)
      .optional(),
    forme: "enregistre: suivi d’un chemin de dossier",
  },
  BLAISE_CLAMD: {
    role: "Antivirus des documents reçus : clamd, qui écoute sur un port ou une prise locale. Absente : pas d’antivirus",
    schema: z
      .string()
      .regex(/^(?:unix:\/\S+|tcp:\/\/(?:[\w.-]+|\[[\da-f:]+\]):\d{1,5})$/i)
      .optional(),
    forme: "tcp://hôte:port (tcp://127.0.0.1:3310) ou unix:/chemin (unix:/run/clamav/clamd.ctl)",
  },
  BLAISE_SECURITE_CONTACT: {
    role: "Où signaler une faille : publiée dans /.well-known/security.txt et sur /securite. Absente : pas de security.txt",
    schema: z
      .string()
      .regex(/^(mailto:[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+|https:\/\/[^\s<>]+)$/)
      .optional(),
    forme: "mailto: suivi d’une adresse électronique, ou une adresse https://…",
  },
  BLAISE_DROIT_CLES: {
    role: "Fichiers des clés publiques (PEM, Ed25519) des éditeurs de jeux du droit, en plus de celui de Blaise, séparés par des virgules",
    schema: z.string().min(1).optional(),
    forme: "des chemins de fichiers séparés par des virgules",
  },
  BLAISE_JOURNAL: {
    role: "Niveau du journal du serveur",
    schema: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
    forme: "fatal, error, warn, info, debug ou silent",
  },
} as const;

export type Configuration = {
  readonly donnees: string;
  readonly databaseUrl: string | null;
  readonly port: number;
  readonly hote: string;
  readonly agent: string;
  readonly cleHachage: string | null;
  readonly demonstration: boolean;
  /** Without a trailing slash; null: http on localhost, at the opened port. */
  readonly origine: string | null;
  readonly proxies: readonly string[];
  /** Maximum requests a minute from one address. */
  readonly debit: number;
  /** `niveaux` empty: none required. */
  readonly proConnect: (ClientOidc & { readonly niveaux: readonly string[] }) | null;
  /** FranceConnect client, for households; null: no button. */
  readonly franceConnect: (ClientOidc & { readonly algorithme: "ES256" | "RS256" }) | null;
  readonly cleSauvegarde: string | null;
  /** Tiles under the detailed map; null: none. */
  readonly tuiles: { readonly modele: string; readonly attribution: string } | null;
  /** null: messages are written in a folder. */
  readonly courrier: { readonly smtp: string; readonly expediteur: string } | null;
  /** null: SMS are written in a folder. */
  readonly sms: { readonly url: string; readonly jeton: string } | null;
  /** Folder of recorded exchanges with the national system; null: no such service. */
  readonly sne: string | null;
  /** Address of the antivirus; null: none. */
  readonly clamd: { readonly host: string; readonly port: number } | { readonly path: string } | null;
  /** `mailto:` or https; null: no address to report weaknesses. */
  readonly contactSecurite: string | null;
  /** Files of the keys of trusted publishers, besides Blaise's own. */
  readonly clesDroit: readonly string[];
  readonly journal: string;
};

type ClientOidc = { readonly emetteur: string; readonly client: string; readonly secret: string };

type Environnement = Readonly<Record<string, string | undefined>>;

/** Refuses `configuration-invalide`, naming the variable and the form expected. An empty variable is an absent one. */
export function readConfiguration(env: Environnement): Configuration {
  const configuration = readVariables(env);
  refuseDemonstrationInProduction(configuration);
  return configuration;
}

function readVariables(env: Environnement): Configuration {
  return {
    donnees: resolve(read(env, "BLAISE_DONNEES")),
    databaseUrl: read(env, "DATABASE_URL") ?? null,
    port: read(env, "BLAISE_PORT"),
    hote: read(env, "BLAISE_HOTE"),
    agent: read(env, "BLAISE_AGENT"),
    cleHachage: read(env, "BLAISE_CLE_HACHAGE") ?? null,
    demonstration: read(env, "BLAISE_MODE") === "demonstration",
    origine: read(env, "BLAISE_ORIGINE") ?? null,
    proxies: readListe(read(env, "BLAISE_PROXY")),
    debit: read(env, "BLAISE_DEBIT"),
    proConnect: readProConnect(env),
    franceConnect: readFranceConnect(env),
    cleSauvegarde: read(env, "BLAISE_CLE_SAUVEGARDE") ?? null,
    tuiles: readTuiles(read(env, "BLAISE_FOND_CARTE")),
    courrier: readCourrier(env),
    sms: readSms(env),
    sne: read(env, "BLAISE_SNE")?.slice("enregistre:".length) ?? null,
    clamd: readClamd(read(env, "BLAISE_CLAMD")),
    contactSecurite: read(env, "BLAISE_SECURITE_CONTACT") ?? null,
    clesDroit: readListe(read(env, "BLAISE_DROIT_CLES")),
    journal: read(env, "BLAISE_JOURNAL"),
  };
}

function readListe(value = ""): readonly string[] {
  return value
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean);
}

function readTuiles(value: string | undefined): Configuration["tuiles"] {
  const [, modele, attribution] = /^(\S+)\s+(.+)$/.exec(value ?? "") ?? [];
  return modele && attribution ? { modele, attribution } : null;
}

function readClamd(value: string | undefined): Configuration["clamd"] {
  if (value === undefined) return null;
  if (value.startsWith("unix:")) return { path: value.slice("unix:".length) };
  const { hostname, port } = new URL(value);
  return { host: hostname.replaceAll(/[[\]]/g, ""), port: Number(port) };
}

function readCourrier(env: Environnement): Configuration["courrier"] {
  const smtp = read(env, "BLAISE_SMTP");
  const expediteur = read(env, "BLAISE_COURRIEL_EXPEDITEUR");
  if (smtp === undefined) return null;
  if (expediteur !== undefined) return { smtp, expediteur };
  throw missing("BLAISE_SMTP", "BLAISE_COURRIEL_EXPEDITEUR", "l’adresse d’où partent les convocations");
}

function readSms(env: Environnement): Configuration["sms"] {
  const url = read(env, "BLAISE_SMS_URL");
  const jeton = read(env, "BLAISE_SMS_JETON");
  if (url === undefined) return null;
  if (jeton !== undefined) return { url, jeton };
  throw missing("BLAISE_SMS_URL", "BLAISE_SMS_JETON", "le jeton de la passerelle");
}

function missing(present: string, nom: string, quoi: string): Refus {
  return new Refus("configuration-invalide", `${present} demande aussi ${nom} : ${quoi}.`, { nom });
}

function readProConnect(env: Environnement): Configuration["proConnect"] {
  const client = readClientOidc(env, "PROCONNECT", "ProConnect");
  return client && { ...client, niveaux: (read(env, "BLAISE_PROCONNECT_NIVEAUX") ?? "").split(" ").filter(Boolean) };
}

function readFranceConnect(env: Environnement): Configuration["franceConnect"] {
  const client = readClientOidc(env, "FRANCECONNECT", "FranceConnect");
  return client && { ...client, algorithme: read(env, "BLAISE_FRANCECONNECT_SIGNATURE") };
}

/** The three variables are needed together. */
function readClientOidc(env: Environnement, nom: "PROCONNECT" | "FRANCECONNECT", libelle: string): ClientOidc | null {
  const emetteur = read(env, `BLAISE_${nom}_EMETTEUR`);
  const client = read(env, `BLAISE_${nom}_CLIENT`);
  const secret = read(env, `BLAISE_${nom}_SECRET`);
  if (emetteur === undefined && client === undefined && secret === undefined) return null;
  if (emetteur !== undefined && client !== undefined && secret !== undefined) return { emetteur, client, secret };
  throw new Refus(
    "configuration-invalide",
    `${libelle} demande trois variables : BLAISE_${nom}_EMETTEUR, BLAISE_${nom}_CLIENT et BLAISE_${nom}_SECRET.`,
    {},
  );
}

const HOTES_LOCAUX: readonly string[] = ["127.0.0.1", "localhost", "::1"];

/** Does the host listen to this machine only? */
export function isLocal(hote: string): boolean {
  return HOTES_LOCAUX.includes(hote);
}

/** Refuses one-click accounts beside real data, or open to a network. */
function refuseDemonstrationInProduction(configuration: Configuration): void {
  const { demonstration, hote, origine } = configuration;
  if (demonstration) {
    const signe = signOfProduction(configuration);
    if (signe === null) return;
    throw new Refus(
      "configuration-invalide",
      `Le mode démonstration ouvre des comptes sans mot de passe : il ne sert que sur ce poste. ${signe} indique un serveur : ` +
        "réglez BLAISE_MODE=production, ou retirez cette variable.",
      {},
    );
  }
  if (!isLocal(hote) && !origine?.startsWith("https://")) {
    throw new Refus(
      "configuration-invalide",
      "En production, indiquez l’adresse publique du site, en https, par BLAISE_ORIGINE (par exemple https://blaise.mon-epci.fr).",
      { nom: "BLAISE_ORIGINE" },
    );
  }
}

function signOfProduction({ hote, origine, proConnect, franceConnect, proxies }: Configuration): string | null {
  if (!isLocal(hote)) return `BLAISE_HOTE=${hote}`;
  if (origine !== null && !/^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(origine)) return "BLAISE_ORIGINE";
  if (proConnect !== null) return "BLAISE_PROCONNECT_EMETTEUR";
  if (franceConnect !== null) return "BLAISE_FRANCECONNECT_EMETTEUR";
  if (proxies.length > 0) return "BLAISE_PROXY";
  return null;
}

function read<Nom extends keyof typeof VARIABLES>(
  env: Environnement,
  nom: Nom,
): z.output<(typeof VARIABLES)[Nom]["schema"]> {
  const parsed = VARIABLES[nom].schema.safeParse(env[nom] === "" ? undefined : env[nom]);
  if (!parsed.success) {
    throw new Refus("configuration-invalide", `La variable ${nom} est mal remplie : il faut ${VARIABLES[nom].forme}.`, {
      nom,
    });
  }
  // The union of schemas loses zod's output type; the schema has just checked the value.
  return parsed.data as z.output<(typeof VARIABLES)[Nom]["schema"]>;
}
