import { resolve } from "node:path";
import { z } from "zod";
import { Refus } from "#domain/shared/refus.ts";

/** Every environment variable Blaise reads, in one place: name, what it does, form, default. Printed by `blaise configuration`. */
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
    role: "Adresse d’écoute du serveur web. Tant qu’il n’y a pas de comptes, gardez-la locale",
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
  readonly journal: string;
};

type Environnement = Readonly<Record<string, string | undefined>>;

/** Refuses `configuration-invalide`, naming the variable and the form expected. An empty variable is an absent one. */
export function readConfiguration(env: Environnement): Configuration {
  return {
    donnees: resolve(read(env, "BLAISE_DONNEES")),
    databaseUrl: read(env, "DATABASE_URL") ?? null,
    port: read(env, "BLAISE_PORT"),
    hote: read(env, "BLAISE_HOTE"),
    agent: read(env, "BLAISE_AGENT"),
    cleHachage: read(env, "BLAISE_CLE_HACHAGE") ?? null,
    journal: read(env, "BLAISE_JOURNAL"),
  };
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
  // zod's output type is lost through the union of schemas; the schema itself has just checked the value.
  return parsed.data as z.output<(typeof VARIABLES)[Nom]["schema"]>;
}
