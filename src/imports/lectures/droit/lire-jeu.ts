import { z } from "zod";
import { FORMES, type Jeu } from "#droit/regles/enregistrement.ts";
import { readEcrit } from "#droit/regles/livre.ts";
import { CONFIANCES } from "#socle/regles/shared/confiance.ts";
import { Refus } from "#socle/regles/shared/refus.ts";

/** Maximum characters: a set has a few hundred lines. */
export const JEU_MAX = 2_000_000;

const texte = (max: number) => z.string().trim().min(1).max(max);
const code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "un code en minuscules et tirets");
const jour = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "un jour AAAA-MM-JJ");

const parametre = z.strictObject({
  code,
  nom: texte(200),
  forme: z.enum(FORMES),
  unite: texte(40).optional(),
  choix: z.array(z.union([texte(60), z.number()])).optional(),
  lignes: z.array(texte(60)).optional(),
  colonnes: z.array(texte(60)).optional(),
  libelles: z.record(z.string(), texte(100)).optional(),
  surcharge: z.boolean().optional(),
});

const enregistrement = z.strictObject({
  code,
  territoire: z
    .string()
    .regex(/^\d{9}$/, "un SIREN")
    .nullish(),
  depuis: jour,
  jusque: jour.nullish(),
  valeur: z.unknown(),
  article: texte(300).nullish(),
  texte: texte(200).nullish(),
  source: texte(1000),
  confiance: z.enum(CONFIANCES),
});

const ecrit = z.strictObject({
  editeur: texte(100),
  nom: code,
  titre: texte(200),
  version: texte(20),
  parametres: z.array(parametre).max(500).optional(),
  enregistrements: z.array(enregistrement).max(5000),
  cle: z.string().optional(),
  signature: z.string().optional(),
});

/** Parsed file, with what its verification needs. `signe`: the exact content that is signed. */
export type JeuLu = {
  readonly jeu: Jeu;
  readonly signe: Readonly<Record<string, unknown>>;
  readonly signature: string | null;
};

/** Refuses `droit-illisible`, with the place of the error. */
export function readJeu(texteJson: string): JeuLu {
  if (texteJson.length > JEU_MAX) throw unreadable(`le fichier fait plus de ${JEU_MAX / 1_000_000} Mo`);
  const brut = parseJson(texteJson);
  const read = ecrit.safeParse(brut);
  if (!read.success) {
    throw unreadable(
      read.error.issues
        .slice(0, DEFAUTS_DITS)
        .map((issue) => sayIssue(issue, brut))
        .join(" ; "),
    );
  }
  const { signature, cle: _, ...contenu } = read.data;
  const { signature: __, cle: ___, ...signe } = brut as Readonly<Record<string, unknown>>;
  const enregistrements = contenu.enregistrements.map(({ territoire, jusque, article, texte: nomme, ...one }) => ({
    ...one,
    territoire: territoire ?? null,
    jusque: jusque ?? null,
    article: article ?? null,
    texte: nomme ?? null,
  }));
  const { parametres, ...reste } = contenu;
  const declares = (parametres ?? []).map((one) => withoutUndefined(one));
  return {
    jeu: readEcrit({ ...reste, parametres: declares, enregistrements }),
    signe,
    signature: signature ?? null,
  };
}

/** Maximum errors in a sentence. */
const DEFAUTS_DITS = 3;

/** « enregistrements › 18 › code : il manque » */
function sayIssue(issue: z.core.$ZodIssue, brut: unknown): string {
  const where = issue.path.join(" › ") || "le fichier";
  return `${where}\u00A0: ${isMissing(issue.path, brut) ? "il manque" : sayDefaut(issue)}`;
}

function sayDefaut(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_format":
      return `on attend ${issue.message}`;
    case "unrecognized_keys":
      return `Blaise ne connaît pas ${issue.keys.map((key) => `«\u00A0${key}\u00A0»`).join(", ")}`;
    case "invalid_value":
      return `on attend ${issue.values.map(String).join(", ")}`;
    case "too_big":
      return `${issue.maximum} au plus`;
    case "too_small":
      return "c’est vide";
    default:
      return "ce n’est pas la forme attendue";
  }
}

function isMissing(path: readonly PropertyKey[], brut: unknown): boolean {
  const at = path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    brut,
  );
  return at === undefined;
}

function withoutUndefined<T extends object>(one: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const kept = Object.entries(one).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]: Exclude<T[K], undefined> };
}

function parseJson(texteJson: string): unknown {
  try {
    return JSON.parse(texteJson);
  } catch {
    throw unreadable("ce n’est pas du JSON");
  }
}

function unreadable(pourquoi: string): Refus {
  return new Refus(
    "droit-illisible",
    `Ce fichier n’est pas un jeu de données du droit : ${pourquoi}. Rien n’a été importé.`,
  );
}
